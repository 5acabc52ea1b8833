"""Which blocks are the article's text: the block model's judgement, what words say, and second thoughts over wholes."""

from collections.abc import Sequence

from dateline.article.body.settle import settle_body
from dateline.article.body.wholes import OTHER, SURELY_OTHER, drop_other_wholes
from dateline.article.kind.genre import is_likely_article, is_likely_news
from dateline.article.learned.blocks import Floats
from dateline.article.learned.features import Features
from dateline.article.learned.words import lean_on_words
from dateline.article.structured import Structured, named_authors
from dateline.article.tree.markup import Markup


def choose_body(
    markup: Markup,
    structured: Structured,
    features: Features,
    judged: Floats,
    headline: int | None,
    names: Sequence[str],
    *,
    dated: bool,
) -> Floats:
    """The probability of each block to be the article's text; from one half on it is.

    judged: the block model's. headline: the place of its block. names: the site's own. dated: the page is (`is_dated`).
    """
    if is_likely_news(structured, dated=dated):
        judged = lean_on_words(markup, features.mass, judged)
    article = is_likely_article(structured, dated=dated)
    authors = named_authors(structured, names)
    body = settle_body(markup, features, judged, headline, article=article, authors=authors)
    return drop_other_wholes(markup, features, body, headline, least=OTHER if article else SURELY_OTHER)
