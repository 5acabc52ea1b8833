"""The tagger, from raw text: words, tags, trees (English-EWT), names, event words (TimeBank), attributions (PolNeAR).

Metrics as in the field. Trees: CoNLL 2018's, F1 over words aligned by their characters, relations without subtypes
(Zeman et al. 2018). Names: exact span and kind, as CoNLL 2003. Event words: a gold event is found when a word of it is
marked. Attributions: F1 over the words of all contents; and pairs of source and content, matched one to one, either
when both share at least half of their joint words, or exactly (punctuation at the edges aside).

Peers that are installed (bench.quality.peers.taggers) are measured in the same run on what they give: words, sentences
and UPOS (trees are of another scheme), names, speed. Their names are scored as they come, and once more "bare", without
an opening "the" and a closing "'s", as the sets have them. DATELINE_BENCH_PEERS: names of the peers to run,
comma-separated; "none" for Dateline alone.
"""

import argparse
import re
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Container, Iterable, Sequence
from functools import partial
from pathlib import Path

import msgspec

import dateline.language
from bench.quality.peers.taggers import BareNames, Kept, Loaded, Peer, wanted
from bench.quality.report import Counts, Row, f1_rows, table
from dateline.language.tagger import Tagger
from dateline.language.tagging import load_tagger
from dateline.model import Analysis, Span

# Published, on their own cut of the same test set or on their own test sets; none was run here.
PUBLISHED = (
    ("ud_ewt/test", "Stanza 1.x (published)", "UPOS f1", 0.9540),
    ("ud_ewt/test", "Stanza 1.x (published)", "UAS f1", 0.8622),
    ("ud_ewt/test", "Stanza 1.x (published)", "LAS f1", 0.8359),
    ("OntoNotes 5", "spaCy en_core_web_lg 3.x (published)", "names f1", 0.85),
    ("OntoNotes 5", "Stanza 1.x (published)", "names f1", 0.888),
)


class GoldWord(msgspec.Struct, frozen=True):
    """A gold word: its span, tag, head (index, -1 for a root) and relation."""

    start: int
    end: int
    upos: str
    lemma: str
    head: int
    deprel: str


class GoldTree(msgspec.Struct, frozen=True):
    """A text with gold words, and the first word of each sentence."""

    text: str
    spans: tuple[Span, ...]
    words: tuple[GoldWord, ...]
    sentences: tuple[tuple[int, int], ...]


class GoldSpans(msgspec.Struct, frozen=True):
    """A text with gold spans (kind, start, end)."""

    text: str
    spans: tuple[Span, ...]
    gold: tuple[tuple[str, int, int], ...]


# ---- reading ---------------------------------------------------------------------------------------------------


def read_trees(path: Path) -> list[GoldTree]:
    """Documents of a CoNLL-U file, their text put together from its words and spaces, paragraphs a blank line apart."""
    documents: list[GoldTree] = []
    text, separator, paragraph = "", "", 0
    words: list[GoldWord] = []
    spans: list[Span] = []
    sentences: list[tuple[int, int]] = []
    rows: list[list[str]] = []
    glued: dict[int, bool] = {}

    def close() -> None:
        nonlocal text, words, spans, sentences, separator
        if words:
            spans.append(Span(paragraph, len(text)))
            documents.append(GoldTree(text, tuple(spans), tuple(words), tuple(sentences)))
        text, words, spans, sentences, separator = "", [], [], [], ""

    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("# newdoc"):
            close()
            paragraph = 0
        elif line.startswith("# newpar") and words:
            spans.append(Span(paragraph, len(text)))
            text += "\n\n"
            paragraph, separator = len(text), ""
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if "-" in cells[0]:
                first, last = map(int, cells[0].split("-"))
                glued.update(dict.fromkeys(range(first, last), True))
                glued[last] = "SpaceAfter=No" in cells[9]
            elif "." not in cells[0]:
                rows.append(cells)
        elif not line and rows:
            base = len(words)
            for cells in rows:
                text += separator
                form = cells[1].replace(" ", "")
                head = int(cells[6])
                words.append(
                    GoldWord(
                        len(text),
                        len(text) + len(form),
                        cells[3],
                        cells[2],
                        -1 if head == 0 else base + head - 1,
                        cells[7],
                    )
                )
                text += form
                separator = "" if glued.get(int(cells[0]), "SpaceAfter=No" in cells[9]) else " "
            sentences.append((words[base].start, words[-1].end))
            rows, glued = [], {}
    close()
    return documents


def read_timeml(path: Path) -> GoldSpans:
    """A TimeML file's text with its EVENTs."""
    body = ElementTree.parse(path).getroot().find("TEXT")
    parts: list[str] = []
    gold: list[tuple[str, int, int]] = []
    at = 0

    def walk(node: ElementTree.Element) -> None:
        nonlocal at
        start = at
        parts.append(node.text or "")
        at += len(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")
            at += len(child.tail or "")
        if node.tag == "EVENT":
            gold.append(("event", start, at))

    if body is not None:
        walk(body)
    text = "".join(parts)
    return GoldSpans(text, paragraphs(text, r"\n\s*\n"), tuple(gold))


def paragraphs(text: str, between: str) -> tuple[Span, ...]:
    """Spans of what stands between matches of a pattern."""
    spans, start = [], 0
    for match in re.finditer(between, text):
        if match.start() > start:
            spans.append(Span(start, match.start()))
        start = match.end()
    if start < len(text):
        spans.append(Span(start, len(text)))
    return tuple(spans)


def read_tagged(rows: Iterable[Sequence[str]], kinds: dict[str, str]) -> GoldSpans:
    """A text out of (word, BIO tag) rows, empty rows between sentences; kinds: corpus's name to ours."""
    text, spans, gold = "", [], []
    start = 0
    open_kind, open_start = "", 0
    glue = True
    quote_open = False
    for row in [*rows, ()]:
        if len(row) < 2 or not row[0].strip():
            if open_kind:
                gold.append((open_kind, open_start, len(text)))
                open_kind = ""
            if len(text) > start:
                spans.append(Span(start, len(text)))
                text += "\n\n"
                start = len(text)
            glue, quote_open = True, False
            continue
        word, tag = row[0].strip(), row[1].strip()
        mark, _, name = tag.partition("-")
        kind = kinds.get(name, "") if mark in "BIES" else ""
        if open_kind and (mark in {"B", "S", "O"} or kind != open_kind):
            gold.append((open_kind, open_start, len(text)))
            open_kind = ""
        close = word in {",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "n't", "’s", "”", "''"} or (
            word == '"' and quote_open
        )
        if not (glue or close or word in {"-", "/"}):
            text += " "
        glue = word in {"(", "[", "$", "“", "``", "-", "/"} or (word == '"' and not quote_open)
        quote_open ^= word == '"'
        if kind and not open_kind:
            open_kind, open_start = kind, len(text)
        text += word
    return GoldSpans(text, tuple(spans), tuple(gold))


class GoldAttribution(msgspec.Struct, frozen=True):
    """Ranges of code points of the source and the content."""

    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


def read_attributions(path: Path) -> list[GoldAttribution]:
    """The attributions of a brat file."""
    parts: dict[str, tuple[tuple[int, int], ...]] = {}
    out: list[GoldAttribution] = []
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if cells[0].startswith("T"):
            ranges = cells[1].split(" ", 1)[1].split(";")
            parts[cells[0]] = tuple(sorted((int(a), int(b)) for a, b in (r.split() for r in ranges)))
        elif cells[0].startswith("E"):
            roles: dict[str, tuple[tuple[int, int], ...]] = {}
            for role in cells[1].split():
                name, _, identity = role.partition(":")
                name = name.rstrip("0123456789")
                roles[name] = tuple(sorted({*roles.get(name, ()), *parts.get(identity, ())}))
            out.append(GoldAttribution(roles.get("Source", ()), roles.get("Content", ())))
    return out


# ---- scoring ---------------------------------------------------------------------------------------------------


def tree_counts(document: GoldTree, analysis: Analysis) -> dict[str, Counts]:
    """Words, sentences, UPOS, lemmas, UAS, LAS of one document."""
    gold = document.words
    where = {(w.start, w.end): i for i, w in enumerate(gold)}
    aligned = {i: where[(t.start, t.end)] for i, t in enumerate(analysis.tokens) if (t.start, t.end) in where}
    hit = {"upos": 0, "lemma": 0, "uas": 0, "las": 0}
    for ours, theirs in aligned.items():
        token, word = analysis.tokens[ours], gold[theirs]
        hit["upos"] += token.upos == word.upos
        hit["lemma"] += token.lemma == word.lemma or word.lemma == "_"
        attached = word.head < 0 if token.head < 0 else aligned.get(token.head) == word.head
        hit["uas"] += attached
        hit["las"] += attached and token.deprel.split(":")[0] == word.deprel.split(":")[0]
    mine, theirs_count = len(analysis.tokens), len(gold)

    def counts(right: int) -> Counts:
        return Counts(right, mine - right, theirs_count - right)

    ours_s = {(s.start, s.end) for s in analysis.sentences}
    gold_s = set(document.sentences)
    both = len(ours_s & gold_s)
    return {
        "words": counts(len(aligned)),
        "sentences": Counts(both, len(ours_s) - both, len(gold_s) - both),
        "UPOS": counts(hit["upos"]),
        "lemmas": counts(hit["lemma"]),
        "UAS": counts(hit["uas"]),
        "LAS": counts(hit["las"]),
    }


def name_counts(document: GoldSpans, analysis: Analysis, kinds: dict[str, str]) -> dict[str, Counts]:
    """Exact spans per kind; kinds: ours to the set's."""
    ours = {(kinds[e.kind], e.start, e.end) for e in analysis.entities if e.kind in kinds}
    gold = set(document.gold)
    out = {}
    for kind in sorted(set(kinds.values())):
        mine, theirs = {o for o in ours if o[0] == kind}, {g for g in gold if g[0] == kind}
        both = len(mine & theirs)
        out[kind] = Counts(both, len(mine) - both, len(theirs) - both)
    return out


def event_counts(document: GoldSpans, analysis: Analysis, threshold: float | None = None) -> Counts:
    """A trigger is right when it lies in a gold event not yet found."""
    found: set[tuple[int, int]] = set()
    wrong = 0
    for trigger in analysis.triggers:
        if threshold is not None and trigger.score < threshold:
            continue
        token = analysis.tokens[trigger.token]
        hit = next(((a, b) for _, a, b in document.gold if a < token.end and token.start < b), None)
        if hit is None:
            wrong += 1
        else:
            found.add(hit)
    return Counts(len(found), wrong, len(document.gold) - len(found))


def _words_in(analysis: Analysis, ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    spans = list(ranges)
    return frozenset(i for i, t in enumerate(analysis.tokens) if any(a < t.end and t.start < b for a, b in spans))


Pair = tuple[frozenset[int], frozenset[int]]


def attribution_counts(gold: Sequence[GoldAttribution], analysis: Analysis, ours: Sequence[Pair]) -> dict[str, Counts]:
    """Content words, and pairs of source and content, near and exact."""
    theirs = [(_words_in(analysis, g.source), _words_in(analysis, g.content)) for g in gold]
    mine_words = frozenset(w for _, content in ours for w in content)
    gold_words = frozenset(w for _, content in theirs for w in content)
    both = len(mine_words & gold_words)
    bare = frozenset(i for i, t in enumerate(analysis.tokens) if t.upos == "PUNCT")
    with_source = [p for p in ours if p[0] and p[1]]
    gold_with_source = [p for p in theirs if p[0] and p[1]]
    return {
        "content words": Counts(both, len(mine_words) - both, len(gold_words) - both),
        "pairs (near)": _paired(with_source, gold_with_source, _near),
        "pairs (exact)": _paired(with_source, gold_with_source, lambda a, b: a - bare == b - bare),
    }


def _near(one: frozenset[int], other: frozenset[int]) -> bool:
    return 2 * len(one & other) >= len(one | other)


def _paired(ours: list[Pair], gold: list[Pair], alike: Callable[[frozenset[int], frozenset[int]], bool]) -> Counts:
    left = list(gold)
    hits = 0
    for source, content in ours:
        for pair in left:
            if alike(source, pair[0]) and alike(content, pair[1]):
                left.remove(pair)
                hits += 1
                break
    return Counts(hits, len(ours) - hits, len(gold) - hits)


def quotation_pairs(analysis: Analysis) -> list[Pair]:
    """The tagger's own attributions as sets of words."""
    return [(_words_in(analysis, q.source), _words_in(analysis, q.content)) for q in analysis.quotations]


# ---- sets ------------------------------------------------------------------------------------------------------

_CONLL = {"person": "PER", "organisation": "ORG", "place": "LOC", "facility": "LOC"}
_WORLDWIDE = {
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "facility": "facility",
    "group": "group",
    "date": "date",
    "money": "money",
    "product": "product",
}
_WORLDWIDE_GOLD = {
    "Person": "person",
    "Organization": "organisation",
    "Location": "place",
    "Facility": "facility",
    "NORP": "group",
    "Date": "date",
    "Money": "money",
    "Product": "product",
}


_TREES = ("words", "sentences", "UPOS", "lemmas", "UAS", "LAS")


def measure_trees(tagger: Tagger, data: Path, set_: str, system: str, *, figures: Container[str] = _TREES) -> list[Row]:
    """English-EWT's test part, or another CoNLL-U file beside it. figures: those of _TREES that are wanted."""
    path = data / f"language/train/{set_.split('/')[0]}" / f"en_ewt-ud-{set_.split('/')[1]}.conllu"
    counted = [tree_counts(d, tagger.tag(d.text, d.spans)) for d in read_trees(path)]
    return _rows([{of: each for of, each in c.items() if of in figures} for c in counted], set_, system)


def measure_uner(tagger: Tagger, data: Path, part: str, system: str) -> list[Row]:
    """UNER's names over EWT, from EWT's raw text."""
    documents = read_trees(data / f"language/train/ud_ewt/en_ewt-ud-{part}.conllu")
    tagged: dict[str, list[tuple[str, int]]] = {}
    identity, rows = "", []
    for line in [*(data / f"language/train/uner_ewt/en_ewt-ud-{part}.iob2").read_text("utf-8").splitlines(), ""]:
        cells = line.split("\t")
        if line.startswith("# sent_id"):
            identity = line.split("=", 1)[1].strip()
        elif cells[0].isdigit():
            rows.append((cells[2], len(cells[1].replace(" ", ""))))
        elif not line and rows:
            tagged[identity], rows = rows, []
    order = re.findall(
        r"^# sent_id = (.*)$", (data / f"language/train/ud_ewt/en_ewt-ud-{part}.conllu").read_text("utf-8"), re.M
    )
    counted, n = [], 0
    for document in documents:
        gold: list[tuple[str, int, int]] = []
        for start, end in document.sentences:
            inked = [i for i in range(start, end) if not document.text[i].isspace()]
            at, held = 0, ("", 0, 0)
            for tag, length in tagged[order[n]]:
                first, last = inked[at], inked[at + length - 1] + 1
                at += length
                if tag.startswith("I-") and held[0]:
                    held = (held[0], held[1], last)
                    continue
                if held[0]:
                    gold.append(held)
                held = (tag[2:], first, last) if tag[:2] in {"B-", "I-"} else ("", 0, 0)
            if held[0]:
                gold.append(held)
            n += 1
        spans = GoldSpans(document.text, document.spans, tuple(gold))
        counted.append(name_counts(spans, tagger.tag(spans.text, spans.spans), _CONLL))
    return _named_rows(counted, f"uner_ewt/{part}", system, ("LOC", "ORG", "PER"))


def measure_gum(tagger: Tagger, system: str) -> list[Row]:
    """Names of GUM's test part, made out of its mentions as for training; what those leave open is not counted."""
    from training.corpora import gum
    from training.corpus import ENTITY_LABELS

    kinds = {k: k for k in ("person", "organisation", "place", "group")} | {"facility": "place"}
    counted = []
    for doc in gum("test"):
        text, spans, gold, unclear = "", [], [], []
        for paragraph in doc.paragraphs:
            start = len(text)
            for sent in paragraph:
                for form, space, mask in zip(sent.forms, sent.spaces, sent.entities or []):
                    text += " " if space and len(text) > start else ""
                    label = ENTITY_LABELS[mask.bit_length() - 1] if mask.bit_count() == 1 else ""
                    kind = kinds.get(label[2:], "")
                    if label[:1] == "B" and kind:
                        gold.append((kind, len(text), len(text) + len(form)))
                    elif label[:1] == "I" and kind and gold:
                        gold[-1] = (gold[-1][0], gold[-1][1], len(text) + len(form))
                    elif not label:
                        unclear.append((len(text), len(text) + len(form)))
                    text += form
            spans.append(Span(start, len(text)))
            text += "\n\n"
        analysis = tagger.tag(text, spans)
        clear = tuple(e for e in analysis.entities if not any(a < e.end and e.start < b for a, b in unclear))
        document = GoldSpans(text, tuple(spans), tuple(gold))
        counted.append(name_counts(document, msgspec.structs.replace(analysis, entities=clear), kinds))
    return _named_rows(counted, "gum/test (open genres)", system, ("group", "organisation", "person", "place"))


def measure_worldwide(tagger: Tagger, data: Path, system: str, every: int) -> list[Row]:
    """News from outside the West; kinds that both name."""
    counted = []
    for path in sorted((data / "language/dev/worldwide_newswire/processed_annotated").glob("*.tsv"))[::every]:
        rows = [
            line.split("\t") if "\t" in line else line.rsplit(" ", 1)
            for line in path.read_text("utf-8").splitlines()[1:]
        ]
        document = read_tagged(rows, _WORLDWIDE_GOLD)
        counted.append(name_counts(document, tagger.tag(document.text, document.spans), _WORLDWIDE))
    kinds = ("person", "organisation", "place", "facility", "group", "date", "money", "product")
    rows_out = _named_rows(counted, "worldwide_newswire", system, kinds)
    three = [c["person"] + c["organisation"] + c["place"] for c in counted]
    return [*rows_out, *f1_rows("tagger", "worldwide_newswire", system, three, of="person, organisation, place")]


def measure_names(tagger: Tagger, data: Path, system: str, every: int, parts: str) -> list[Row]:
    """The sets of names among the parts."""
    rows: list[Row] = []
    if "n" in parts:
        rows += measure_uner(tagger, data, "test", system)
        rows += measure_gum(tagger, system)
    if "w" in parts:
        rows += measure_worldwide(tagger, data, system, every)
    return rows


def measure_events(tagger: Tagger, data: Path, system: str, every: int) -> list[Row]:
    """TimeBank and AQUAINT."""
    paths = sorted((data / "language/dev/tempeval3_tbaq/TBAQ-cleaned").glob("*/*.tml"))[::every]
    counted = []
    for path in paths:
        document = read_timeml(path)
        counted.append(event_counts(document, tagger.tag(document.text, document.spans)))
    return f1_rows("tagger", "tempeval3_tbaq", system, counted, of="event words")


def attribution_documents(data: Path, part: str, every: int) -> list[tuple[str, list[GoldAttribution]]]:
    """Texts with the attributions of their first annotator."""
    root = data / "language/dev/polnear/data" / part
    first: dict[str, Path] = {}
    for path in sorted((root / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rsplit("_", 1)[0], path)
    out = []
    for name, path in sorted(first.items())[::every]:
        with (root / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as held:
            out.append((held.read(), read_attributions(path)))
    return out


def measure_attributions(tagger: Tagger, data: Path, system: str, part: str, every: int) -> list[Row]:
    """PolNeAR."""
    counted = []
    for text, gold in attribution_documents(data, part, every):
        analysis = tagger.tag(text, paragraphs(text, r"\n+"))
        counted.append(attribution_counts(gold, analysis, quotation_pairs(analysis)))
    return _rows(counted, f"polnear/{part}", system)


def measure_speed(count: Callable[[str, Sequence[Span]], int], data: Path, system: str) -> list[Row]:
    """Words per CPU second of one process, words cut included, over news text. count: tags a text, gives its words."""
    documents = attribution_documents(data, "dev", 4)
    spans = [paragraphs(text, r"\n+") for text, _ in documents]
    count(documents[0][0], spans[0])
    begun, words = time.process_time(), 0
    for (text, _), own in zip(documents, spans):
        words += count(text, own)
    rate = words / (time.process_time() - begun)
    return [Row("tagger", "polnear/dev", system, "words per CPU second", rate, n=words)]


def _count(tagger: Tagger, text: str, spans: Sequence[Span]) -> int:
    return len(tagger.tag(text, spans).tokens)


def measure_peer(peer: Peer, data: Path, every: int, parts: str) -> list[Row]:
    """What can be compared of a peer: cut and tags, names as they come and bare, speed; one row if it is absent."""
    loaded = peer.load()
    if loaded is None:
        return [Row("tagger", "-", peer.name, "f1", None, note=f"not installed: {' or '.join(peer.packages)}")]
    note = "" if peer.package == peer.packages[0] else f"as {peer.package}"
    return [msgspec.structs.replace(row, note=note) for row in _of_peer(peer, loaded, data, every, parts)]


def _of_peer(peer: Peer, loaded: Loaded, data: Path, every: int, parts: str) -> list[Row]:
    kept, system = Kept(loaded.tagger), peer.system
    rows: list[Row] = []
    if "t" in parts:
        rows += measure_trees(kept, data, "ud_ewt/test", system, figures=peer.figures)
    rows += measure_names(kept, data, system, every, parts)
    rows += measure_names(BareNames(kept), data, f"{system} bare", every, parts)
    if "s" in parts:
        rows += measure_speed(loaded.count, data, system)
    return rows


def _rows(counted: Sequence[dict[str, Counts]], set_: str, system: str) -> list[Row]:
    rows: list[Row] = []
    for of in counted[0]:
        rows += f1_rows("tagger", set_, system, [c[of] for c in counted], of=of)
    return rows


def _named_rows(counted: Sequence[dict[str, Counts]], set_: str, system: str, kinds: Sequence[str]) -> list[Row]:
    joint = []
    for c in counted:
        whole = Counts()
        for kind in kinds:
            whole = whole + c[kind]
        joint.append(whole)
    rows = f1_rows("tagger", set_, system, joint, of="names")
    for kind in kinds:
        rows += f1_rows("tagger", set_, system, [c[kind] for c in counted], of=kind)[2:]
    return rows


def run(
    data: Path,
    *,
    limit: int | None = None,
    every: int = 1,
    models: Sequence[str] = ("full", "fast"),
    parts: str = "tnweqs",
) -> list[Row]:
    """All figures of each model. every: take each n-th document of the larger sets; a limit stands for every 20th.

    parts: t trees, n names, w worldwide names, e events, q attributions, s speed.
    """
    if not (data / "language/train/ud_ewt").is_dir():
        return [Row("tagger", "-", "dateline", "f1", None, note=f"no data at {data}")]
    every = 20 if limit is not None else every
    folder = Path(dateline.language.__file__).parent / "en"
    rows: list[Row] = []
    for model in models:
        try:
            tagger = load_tagger(folder, model=model)
        except ValueError as error:
            rows.append(Row("tagger", "-", f"dateline {model}", "f1", None, note=str(error)))
            continue
        system = f"dateline {model}"
        if "t" in parts:
            rows += measure_trees(tagger, data, "ud_ewt/test", system)
        rows += measure_names(tagger, data, system, every, parts)
        if "e" in parts:
            rows += measure_events(tagger, data, system, every)
        if "q" in parts:
            rows += measure_attributions(tagger, data, system, "dev", every)
        if "s" in parts:
            rows += measure_speed(partial(_count, tagger), data, system)
    for peer in wanted():
        rows += measure_peer(peer, data, every, parts)
    rows += [Row("tagger", set_, peer, metric, value, published=True) for set_, peer, metric, value in PUBLISHED]
    return rows


def main() -> None:
    """`python -m bench.quality.stages.tagger DATA [--every N] [--models full] [--parts tq]`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--models", default="full,fast")
    parser.add_argument("--parts", default="tnweqs")
    options = parser.parse_args()
    print(table(run(options.data, every=options.every, models=options.models.split(","), parts=options.parts)))


if __name__ == "__main__":
    main()
