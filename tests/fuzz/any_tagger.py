"""Scenes for the stages after tagging: trees such as a tagger gives on what no prose is.

A tagger reads menus, tables and scores as sentences: a sign stands as a subject, a verb governs nothing, a sentence is
one mark. Half of the sentences are of a pack's words in any order with trees of chance, so that every rule is come
upon; half are true sentences, some words and arcs of which were damaged, so that every rule is come deep into.
"""

import functools
import json
import random
import re
from pathlib import Path
from typing import NamedTuple

import dateline.language
from dateline.language import load_language
from dateline.language.tagging import load_tagger
from dateline.model import (
    Analysis,
    Article,
    Dateline,
    Part,
    Sentence,
    Span,
    TaggedEvent,
    TaggedParty,
    TaggedQuotation,
    TaggedSpan,
    TaggedTrigger,
    Token,
)

PACKS = Path(dateline.language.__file__).parent
NAMES = ("Orla", "Venn", "Norvik", "Tessaly", "Brandt", "Mr.", "Gen.", "Paris", "Texas", "U.S.", "U.K.", "IBM", "İlke")
NUMBERS = ("0", "1", "2", "14", "1,000", "3.5", "2009", "007", "50%", "$5", "10:30", "1/2", "0-0", "12-14", "½")
MARKS = (*".,;:-–—/()[]|>•·*©✓«»\"“”‘’'!?…%$#@&+=_", "--", "...", "|||", "\u200f", "\u00ad", "\ufffd", "市")
LIKELY = ("the", "a", "of", "in", "on", "by", "to", "and", "that", "who", "was", "is", "not", "will", "said", "says",
          "reports", "according", "he", "they", "it", "her", "people", "police", "killed", "attack", "if", "Monday",
          "last", "year", "told", "warned", "would", "no", "from", "with", "for", "as", "were", "had")  # fmt: skip
UPOS = ("NOUN", "VERB", "PROPN", "ADP", "AUX", "PRON", "PART", "ADJ", "ADV", "NUM", "PUNCT", "SYM", "DET", "SCONJ",
        "CCONJ", "INTJ", "X")  # fmt: skip
RELATIONS = ("nsubj", "nsubj:pass", "csubj", "obj", "obl", "obl:tmod", "obl:agent", "nmod", "nmod:poss", "acl",
             "acl:relcl", "advcl", "xcomp", "ccomp", "conj", "cc", "case", "mark", "aux", "aux:pass", "cop", "compound",
             "flat", "fixed", "amod", "appos", "det", "advmod", "punct", "iobj", "nummod", "parataxis", "expl",
             "discourse", "dep", "")  # fmt: skip
KINDS = ("person", "organisation", "place", "place", "facility", "group", "work", "product", "event", "money", "date")
EVENT_TYPES = ("ASSAULT", "PROTEST", "CONSULT", "AID", "THREATEN", "REJECT", "COERCE", "OTHER")
ROLES = ("body", "body", "body", "headline", "standfirst", "subhead", "caption", "list", "table")
PUBLISHED = (None, "2024-02-29", "2024-05-08T10:00:00Z", "0001-01-01", "9999-12-31")
# Where a source may stand, beside what a pack's own examples have.
TURNS = (
    "The army needed the word, Harrow reports. Nobody knew, she said. The bridge, Brandt thinks, will fall.",
    "Brandt: Bridge will fall. Bridge will fall - report. Bridge to fall, say engineers. “It fell”, wrote Venn.",
    "According to Venn, it fell in 1950. It fell after 1950, as Venn has it. Since May, says Venn, 0 to 3 million go.",
)


class Row(NamedTuple):
    """A word of a sentence with what a tagger says of it; head: its number in the sentence, -1 for a root."""

    form: str
    space: str
    upos: str
    lemma: str
    head: int
    deprel: str


@functools.cache
def words_of_pack(code: str) -> tuple[str, ...]:
    """Every quoted string of a pack's rules that could be words of a text."""
    found: dict[str, None] = {}
    for data in load_language(code).read_all("**/*.toml"):
        for words in re.findall(r'"([^"\\\n]{1,24})"', data.decode()):
            if not re.search(r"[\[\](){}|?*+^$<>=_]", words):
                found[words] = None
    return tuple(found)


@functools.cache
def true_sentences(code: str) -> tuple[tuple[Row, ...], ...]:
    """The sentences of a pack's examples, as its tagger reads them."""
    texts = [*TURNS]
    for stage in ("claims", "events"):
        lines = (PACKS / code / stage / "examples.jsonl").read_text("utf-8").splitlines()
        texts += [json.loads(line)["text"] for line in lines]
    tagger = load_tagger(PACKS / code, model="fast")
    found = []
    for text in texts:
        analysis = tagger.tag(text, [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)])
        for each in analysis.sentences:
            own = analysis.tokens[each.first : each.last]
            ends = [*(token.start for token in own[1:]), own[-1].end]
            heads = [max(token.head - each.first, -1) for token in own]
            found.append(
                tuple(
                    Row(text[t.start : t.end], text[t.end : end], t.upos, t.lemma, head, t.deprel)
                    for t, end, head in zip(own, ends, heads, strict=True)
                )
            )
    return tuple(found)


def any_scene(draw: random.Random, code: str) -> tuple[Article, Analysis]:
    """An article of up to six lines, each a part of some role, and what a tagger says of it."""
    text, parts, tokens, sentences = "", [], [], []
    for _ in range(draw.randint(1, 6)):
        start = len(text)
        for _ in range(draw.choice((1, 1, 2, 4))):
            rows = _of_chance(draw, code) if draw.random() < 0.5 else _damaged(draw, code)
            text = _write(rows, text, tokens, sentences)
        parts.append(Part(draw.choice(ROLES), start, len(text)))
        text += "\n\n"
    text = text.removesuffix("\n\n")
    analysis = Analysis(
        tuple(tokens),
        tuple(sentences),
        entities=_entities(draw, tokens),
        triggers=tuple(
            TaggedTrigger(index, draw.random())
            for index, token in enumerate(tokens)
            if draw.random() < (0.6 if token.upos == "VERB" else 0.1)
        ),
        quotations=_quotations(draw, tokens),
        events=_events(draw, sentences) if draw.random() < 0.7 else (),
        has_trees=True,
        has_entities=draw.random() < 0.8,
        has_events=draw.random() < 0.8,
    )
    article = Article(
        page_id="p",
        kind="article",
        text=text,
        parts=tuple(parts),
        body=tuple(Span(part.start, part.end) for part in parts if part.role == "body"),
        published=draw.choice(PUBLISHED),
        outlet=draw.choice((None, "Harrow Courier")),
        language=code,
        dateline=Dateline("NORVIK", None, 0, min(len(text), 6)) if draw.random() < 0.2 else None,
    )
    return article, analysis


def _write(rows: list[Row], text: str, tokens: list[Token], sentences: list[Sentence]) -> str:
    """The text with one more sentence, its tokens and itself appended to those."""
    first = len(tokens)
    for row in rows:
        head = -1 if row.head < 0 else first + row.head
        tokens.append(Token(len(text), len(text) + len(row.form), row.upos, row.lemma, head, row.deprel))
        text += row.form + row.space
    sentences.append(Sentence(tokens[first].start, tokens[-1].end, first, len(tokens)))
    return text if text[-1] == " " else text + " "


def _of_chance(draw: random.Random, code: str) -> list[Row]:
    """A sentence of one root whose words, parts of speech and arcs are chance's."""
    own = words_of_pack(code)
    count = draw.choice((1, 2, 4, 8, 20))
    root = draw.randrange(count)
    rows = []
    for index in range(count):
        form = draw.choice(draw.choice((own, own, LIKELY, LIKELY, NAMES, NUMBERS, MARKS)))
        form = form.capitalize() if draw.random() < 0.1 else form
        head = draw.choice((root, draw.randrange(count), max(0, index - 1), min(count - 1, index + 1)))
        head = -1 if index == root else head if head != index else root
        deprel = "root" if index == root else draw.choice(RELATIONS)
        rows.append(Row(form, draw.choice((" ", " ", " ", "")), draw.choice(UPOS), form.lower(), head, deprel))
    return rows


def _damaged(draw: random.Random, code: str) -> list[Row]:
    """A true sentence with up to four faults."""
    rows = list(draw.choice(true_sentences(code)))
    for _ in range(draw.choice((0, 1, 1, 2, 2, 4))):
        at = draw.randrange(len(rows))
        fault = draw.choice(("sign", "signs", "word", "name", "upos", "relation", "head", "cut"))
        if fault == "sign":
            rows[at] = _as_sign(draw, rows[at])
        elif fault == "signs":
            rows = [_as_sign(draw, row) if _is_under(rows, index, at) else row for index, row in enumerate(rows)]
        elif fault == "word":
            form = draw.choice(draw.choice((words_of_pack(code), LIKELY, NUMBERS)))
            rows[at] = rows[at]._replace(form=form, lemma=form.lower())
        elif fault == "name":
            rows[-1] = rows[-1]._replace(form=draw.choice(NAMES), upos="PROPN")
        elif fault == "upos":
            rows[at] = rows[at]._replace(upos=draw.choice(UPOS))
        elif fault == "relation":
            rows[at] = rows[at]._replace(deprel=draw.choice(RELATIONS))
        elif fault == "head":
            rows[at] = rows[at]._replace(head=draw.randrange(len(rows)))
        else:
            rows = [row if row.head <= at else row._replace(head=-1) for row in rows[: at + 1]]
    return rows


def _as_sign(draw: random.Random, row: Row) -> Row:
    sign = draw.choice(MARKS)
    return row._replace(form=sign, lemma=sign, upos=draw.choice(("PUNCT", "PUNCT", "SYM")))


def _is_under(rows: list[Row], index: int, above: int) -> bool:
    for _ in rows:
        if index == above:
            return True
        index = rows[index].head
        if index < 0:
            return False
    return False


def _entities(draw: random.Random, tokens: list[Token]) -> tuple[TaggedSpan, ...]:
    found, index = [], 0
    while index < len(tokens):
        if draw.random() < (0.6 if tokens[index].upos == "PROPN" else 0.05):
            last = min(index + draw.choice((0, 0, 1, 2)), len(tokens) - 1)
            found.append(TaggedSpan(draw.choice(KINDS), tokens[index].start, tokens[last].end, draw.random()))
            index = last
        index += 1
    return tuple(found)


def _quotations(draw: random.Random, tokens: list[Token]) -> tuple[TaggedQuotation, ...]:
    def spans() -> tuple[tuple[int, int], ...]:
        ends = sorted(draw.sample(range(len(tokens)), min(len(tokens), draw.choice((1, 2, 2, 4)))))
        return tuple((tokens[a].start, tokens[b].end) for a, b in zip(ends[::2], ends[1::2]))

    made = [TaggedQuotation(spans(), spans(), spans(), draw.random()) for _ in range(draw.choice((0, 0, 1, 3)))]
    return tuple(sorted((each for each in made if each.content), key=lambda each: each.content))


def _events(draw: random.Random, sentences: list[Sentence]) -> tuple[TaggedEvent, ...]:
    found = []
    for sentence in sentences:
        own = range(sentence.first, sentence.last)
        for token in own:
            if draw.random() < 0.2:
                party = TaggedParty(draw.choice(("actor", "to", "what")), draw.choice(own), draw.random())
                chances = (draw.random(), draw.random(), draw.choice(EVENT_TYPES), draw.random())
                found.append(TaggedEvent(token, *chances, (party,) if draw.random() < 0.7 else ()))
    return tuple(found)
