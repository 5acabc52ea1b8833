"""find_claims: the order of the steps."""

from collections.abc import Sequence

from dateline.claims.chains import build_claims
from dateline.claims.combine import combine
from dateline.claims.headlines import beside_labels, find_in_headlines
from dateline.claims.passage import Passage
from dateline.claims.posts import find_in_posts
from dateline.language import Language
from dateline.language.attribution import Quotes, find_attributions, find_quotes, read_lexicon
from dateline.language.lemmas import load_lemmas, with_lemmas
from dateline.language.trees import Trees
from dateline.model import Analysis, Article, Claim, Mention, Span, TimeExpression


def find_claims(
    article: Article,
    analysis: Analysis,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    language: Language,
) -> tuple[Claim, ...]:
    """Every claim of an article: content, cue, mode, and the chain of sources from the outlet inwards.

    analysis: the tagger's view of `article.text`; without dependency trees nothing is claimed, since who says
    what cannot be told. mentions, times: of the same article, ordered. Claims come in text order, c1, c2, ...;
    the outlet's own statements come last as one claim of mode "author".

    >>> from dateline.language import load_language
    >>> from dateline.model import Part
    >>> text = "The mayor said the bridge would close."
    >>> article = Article(page_id="p", kind="article", text=text, parts=(Part("body", 0, len(text)),))
    >>> english = load_language("en")
    >>> analysis = english.tagger.tag(text, [Span(0, len(text))])
    >>> claim = find_claims(article, analysis, (), (), english)[0]
    >>> claim.sources[-1].text, claim.cue.text, [span.of(text) for span in claim.content]
    ('The mayor', 'said', ['the bridge would close'])
    """
    lexicon = language.resource("attribution", read_lexicon)
    if lexicon.is_empty or not analysis.has_trees:
        return ()
    paragraphs = [Span(part.start, part.end) for part in article.parts]
    analysis = with_lemmas(analysis, article.text, load_lemmas(language))
    trees = Trees(analysis, article.text)
    attributions = find_attributions(article.text, trees, lexicon)
    by_colon = (*find_in_headlines(article, trees, mentions, lexicon), *find_in_posts(article, trees))
    attributions = (*beside_labels(attributions, by_colon), *by_colon)
    quotes = Quotes(find_quotes(article.text, paragraphs))
    headings = frozenset(part.start for part in article.parts if part.role in ("headline", "subhead"))
    opening = article.dateline
    dateline = Span(opening.start, opening.end) if opening and opening.start is not None and opening.end else None
    passage = Passage(article.text, trees, quotes, paragraphs, headings, lexicon, dateline)
    drafts = combine(passage, attributions, analysis.quotations)
    return build_claims(article, trees, drafts, mentions, lexicon)
