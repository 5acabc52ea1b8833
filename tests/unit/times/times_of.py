"""Articles by hand for the tests of times."""

import re

from dateline.language import load_language
from dateline.model import Analysis, Article, Sentence, TimeExpression
from dateline.times import find_times


def sentences(text: str) -> Analysis:
    """Sentences by full stops and line breaks."""
    ends = [found.end() for found in re.finditer(r"(?<=[.!?])[\"”]?\s+|\n+", text)] + [len(text)]
    starts = [0, *ends[:-1]]
    return Analysis((), tuple(Sentence(low, high, 0, 0) for low, high in zip(starts, ends) if low < high))


def times_of(text: str, published: object = None, code: str = "en", **fields: object) -> tuple[TimeExpression, ...]:
    """What find_times gives for a text."""
    day = None if published is None else str(published)
    article = Article("page", "article", text=text, published=day, **fields)  # type: ignore[arg-type]
    return find_times(article, sentences(text), load_language(code))
