"""What trained trees say of blocks: the block model, furniture, words, and how sure the whole is."""
