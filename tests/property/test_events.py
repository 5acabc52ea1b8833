"""Whatever the trees, mentions and times: words equal text, ids are unique, the same input gives the same bytes."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.events import find_events
from dateline.language import load_language
from dateline.model import (
    Analysis,
    Article,
    Claim,
    ClaimSource,
    Cue,
    Mention,
    Part,
    Quantity,
    Sentence,
    Span,
    TaggedTrigger,
    TimeExpression,
    Token,
)

ENGLISH = load_language("en")
WORDS = (
    "troops", "shelled", "the", "town", "of", "Teln", "on", "Monday", "attack", "was", "not", "killed", "14",
    "dead", "offered", "to", "send", "aid", "who", "said", "if", "will", "talks", "held", "it", "and", "curfew",
    "imposed",
)  # fmt: skip
UPOS = (
    "NOUN", "VERB", "PROPN", "ADP", "AUX", "PRON", "PART", "ADJ", "NUM", "PUNCT", "DET", "SCONJ",
)  # fmt: skip
RELATIONS = (
    "root", "nsubj", "nsubj:pass", "obj", "obl", "nmod", "nmod:poss", "acl", "acl:relcl", "advcl", "xcomp",
    "ccomp", "conj", "case", "mark", "aux", "aux:pass", "compound", "amod", "appos", "det", "advmod", "punct",
    "iobj",
)  # fmt: skip
# A day, a year, what is since a year, what is after it.
TIMES = (
    ("2025-03-03", "2025-03-03", "2025-03-04", "day"),
    ("2024", "2024-01-01", "2025-01-01", "year"),
    ("2024/..", "2024-01-01", None, "year"),
    ("2024/..", "2025-01-01", None, "year"),
    ("9999/..", "9999-01-01", None, "year"),
)


@st.composite
def scenes(
    draw: st.DrawFn,
) -> tuple[Article, Analysis, tuple[Mention, ...], tuple[TimeExpression, ...], tuple[Claim, ...]]:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=24))
    text, tokens = "", []
    for word in words:
        start = len(text) + (1 if text else 0)
        text = f"{text} {word}" if text else word
        head = draw(st.integers(-1, len(words) + 1))
        tokens.append(
            Token(
                start,
                start + len(word),
                draw(st.sampled_from(UPOS)),
                word.lower(),
                head,
                draw(st.sampled_from(RELATIONS)),
            )
        )
    cut = draw(st.integers(1, len(words)))
    pieces = [(0, cut), (cut, len(words))] if cut < len(words) else [(0, cut)]
    sentences = tuple(Sentence(tokens[a].start, tokens[b - 1].end, a, b) for a, b in pieces)
    chosen = draw(st.lists(st.integers(0, len(words) - 1), max_size=6, unique=True))
    triggers = tuple(TaggedTrigger(index, 0.9) for index in sorted(chosen))
    mentions, times = [], []
    for number, (token, kind) in enumerate(zip(tokens, draw(st.lists(st.sampled_from("pqtn-"), max_size=24)))):
        span = (token.start, token.end, text[token.start : token.end])
        if kind == "p":
            mentions.append(Mention(f"m{number}", "person", *span, entity=f"e{number % 3}"))
        elif kind == "q":
            mentions.append(Mention(f"m{number}", "quantity", *span, quantity=Quantity(14.0, 14.0, None, "person")))
        elif kind == "n":
            mentions.append(Mention(f"m{number}", "place", *span))
        elif kind == "t":
            edtf, earliest, latest, grain = draw(st.sampled_from(TIMES))
            times.append(
                TimeExpression(f"t{number}", *span, "DATE", edtf[:10], edtf=edtf, earliest=earliest, latest=latest,
                               grain=grain)
            )  # fmt: skip
    claims = ()
    if draw(st.booleans()):
        source = ClaimSource(tokens[0].lemma, "person", tokens[0].start, tokens[0].end)
        cue = Cue("said", 0, 4, "say", draw(st.sampled_from(["report", "denial", "promise", None])))
        claims = (Claim("c1", "indirect", (source,), (Span(0, len(text)),), cue),)
    parts = (Part(draw(st.sampled_from(["body", "headline"])), 0, len(text)),)
    article = Article(page_id="p", kind="article", text=text, parts=parts, published="2025-03-05T10:00:00Z")
    return (
        article,
        Analysis(tuple(tokens), sentences, triggers=triggers, has_trees=True),
        tuple(mentions),
        tuple(times),
        claims,
    )


@settings(max_examples=150, deadline=None)
@given(scenes())
def test_words_equal_text_whatever_the_trees(scene: tuple) -> None:  # type: ignore[type-arg]
    article = scene[0]
    reports = find_events(*scene, ENGLISH)
    assert len({report.id for report in reports}) == len(reports)
    for report in reports:
        for each in (report.trigger, *report.same_as, *report.arguments):
            assert article.text[each.start : each.end] == each.text
        if report.where is not None and report.where.start is not None and report.where.end is not None:
            assert article.text[report.where.start : report.where.end] == report.where.text
        if report.horizon is not None:
            assert article.text[report.horizon.start : report.horizon.end] == report.horizon.text
        if report.when is not None and report.when.earliest is not None and report.when.latest is not None:
            assert report.when.earliest < report.when.latest
        assert report.standing


@settings(max_examples=40, deadline=None)
@given(scenes())
def test_the_same_scene_gives_the_same_bytes(scene: tuple) -> None:  # type: ignore[type-arg]
    first, second = find_events(*scene, ENGLISH), find_events(*scene, ENGLISH)
    assert msgspec.json.encode(first) == msgspec.json.encode(second)


@settings(max_examples=40, deadline=None)
@given(scenes())
def test_without_trees_nothing_is_told(scene: tuple) -> None:  # type: ignore[type-arg]
    article, analysis, *rest = scene
    assert find_events(article, msgspec.structs.replace(analysis, has_trees=False), *rest, ENGLISH) == ()
