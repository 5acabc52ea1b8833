"""read_page: the order of the stages, and the one place where a stage's failure becomes a Problem."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from dateline._version import __version__
from dateline.article import read_article
from dateline.claims import find_claims
from dateline.entities import find_mentions
from dateline.events import find_events
from dateline.language import Language, load_language
from dateline.language.detect import language_to_read_in
from dateline.model import Article, Page, Problem, Reading, Span
from dateline.reading.verify import verify_reading
from dateline.times import find_times

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_DASHES = " \t\n\u00a0—–-"
Kind = Literal["auto", "html", "dump", "article"]


class ReadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to read pages.

    kind: what the bytes are; "article" takes them as the article's own text, nothing stripped.
    published: document creation time (ISO 8601) where the page tells none; for kind "article" it is the time.
    language: BCP 47 code to read in; None lets the page decide.
    headline, outlet: what the caller knows, for kind "article".
    events: "sure" leaves out reports of events that are likely wrong; "all" keeps them, their chance in `score`.
    max_bytes: pages above this give a Problem and are not read.
    max_article_chars: an article above this many code points is read up to there, with a Problem.
    """

    kind: Kind = "auto"
    published: str | None = None
    language: str | None = None
    headline: str | None = None
    outlet: str | None = None
    events: Literal["sure", "all"] = "sure"
    max_bytes: int = 20_000_000
    max_article_chars: int = 500_000


def read_page(page: Page, language: Language | None = None, *, options: ReadOptions = ReadOptions()) -> Reading:
    """Read one page: its article, then mentions, times, claims and events, each proven against the text.

    page: saved bytes. language: the pack to read with; None lets the page's own language decide.
    A page that cannot be read gives a Reading with problems, never an exception. The same page, options
    and version give the same Reading.

    >>> from dateline.model import Page
    >>> html = b"<body><h1>Bridge closed</h1><p>The mayor said the bridge would close.</p></body>"
    >>> page = Page(id=Page.identify(html), content=html, media_type="text/html")
    >>> read_page(page).article.page_text.startswith("Bridge closed")
    True
    """
    problems: list[Problem] = []
    article = _article_of(page, options, problems)
    reading = _bare_reading(page, article, problems)
    if article.kind != "article" or not article.text:
        return reading
    language = language or load_language(options.language or article.language or language_to_read_in(article.text))
    try:
        return verify_reading(read_stages(reading, language, problems, unsure=options.events == "all"))
    except RecursionError as error:
        problems.append(Problem(code="too-deep", stage="reading", detail=str(error)))
    except Exception as error:  # a bad page must not end the run: design, "Exceptions are caught at read_page"
        problems.append(Problem(code="stage-failed", stage=_stage_of(error), detail=f"{type(error).__name__}: {error}"))
    return msgspec.structs.replace(reading, problems=tuple(problems))


def read_pages(
    pages: Iterable[Page], language: Language | None = None, *, options: ReadOptions = ReadOptions()
) -> Iterator[Reading]:
    """Read pages in order, lazily; each Reading equals what `read_page` gives for that page alone."""
    for page in pages:
        yield read_page(page, language, options=options)


def read_text(
    text: str,
    *,
    published: str | None = None,
    headline: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Reading:
    """Read a text that is an article's own: nothing is stripped, offsets are into `text` as given.

    published: document creation time, ISO 8601. language: BCP 47; None lets the text decide.

    >>> read_text("The bridge fell on Monday.", published="2024-05-08").times[0].value
    '2024-05-06'
    """
    # a lone surrogate is no text in any charset: one sign in its place keeps every offset
    content = _LONE_SURROGATE.sub("\ufffd", text).encode("utf-8")
    page = Page(id=Page.identify(content), content=content, media_type="text/plain", charset="utf-8", url=url)
    options = ReadOptions(kind="article", published=published, headline=headline, outlet=outlet, language=language)
    return read_page(page, options=options)


def _article_of(page: Page, options: ReadOptions, problems: list[Problem]) -> Article:
    if len(page.content) > options.max_bytes:
        detail = f"{len(page.content)} bytes; at most {options.max_bytes} are read"
        problems.append(Problem(code="too-large", stage="article", detail=detail))
        return Article(page_id=page.id, kind="other")
    try:
        article = read_article(
            page,
            kind=options.kind,
            published=options.published,
            headline=options.headline,
            outlet=options.outlet,
            language=options.language,
        )
    except Exception as error:
        problems.append(Problem(code="stage-failed", stage="article", detail=f"{type(error).__name__}: {error}"))
        return Article(page_id=page.id, kind="other")
    if len(article.text) > options.max_article_chars:
        detail = f"{len(article.text)} characters; read up to {options.max_article_chars}"
        problems.append(Problem(code="article-cut", stage="reading", detail=detail))
    return article


def _bare_reading(page: Page, article: Article, problems: list[Problem]) -> Reading:
    return Reading(
        page_id=page.id,
        dateline=__version__,
        media_type=page.media_type,
        article=article,
        url=page.url,
        charset=page.charset,
        captured_at=page.captured_at,
        locator=page.locator,
        problems=tuple(problems),
    )


def read_stages(reading: Reading, language: Language, problems: list[Problem], *, unsure: bool = False) -> Reading:
    """The stages after page reading, in their order, over a reading that has its article only.

    unsure: with reports of events that are likely wrong.
    """
    article = reading.article
    analysis = language.tagger.tag(article.text, tagged_spans(article))
    mentions = find_mentions(article, analysis, language)
    times = find_times(article, analysis, language)
    claims = find_claims(article, analysis, mentions, times, language)
    events = find_events(article, analysis, mentions, times, claims, language, unsure=unsure)
    return msgspec.structs.replace(
        reading,
        language_pack=language.name,
        mentions=mentions,
        times=times,
        claims=claims,
        events=events,
        problems=tuple(problems),
    )


def tagged_spans(article: Article) -> tuple[Span, ...]:
    """What the tagger reads by itself: each part, and a report's dateline apart from its sentence.

    "PORT SALLO, Mereva (AD) — The ferry sank" as one sentence has a tree with the place for its head.
    """
    spans: list[Span] = []
    opening = article.dateline.end if article.dateline is not None else None
    for part in article.parts:
        start = part.start
        if opening is not None and start < opening < part.end:
            start = part.end - len(article.text[opening : part.end].lstrip(_DASHES))
            spans.append(Span(part.start, start))
        if part.end > start:
            spans.append(Span(start, part.end))
    return tuple(spans)


def _stage_of(error: BaseException) -> str:
    """The stage whose code raised, from the innermost frame that lies in one."""
    stages = ("entities", "times", "claims", "events", "language")
    frame, stage = error.__traceback__, "reading"
    while frame is not None:
        name = frame.tb_frame.f_globals.get("__name__", "")
        found = next((each for each in stages if name.startswith(f"dateline.{each}")), None)
        stage = found or stage
        frame = frame.tb_next
    return stage
