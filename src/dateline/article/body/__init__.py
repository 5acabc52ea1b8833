"""Which blocks are the article's text (`choose.choose_body`): the block model's word, and second thoughts on parts."""
