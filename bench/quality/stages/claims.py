"""Claims on PolNeAR: source, cue and content tokens, exact spans, source-content pairs; and factuality's ground.

PolNeAR (Newell et al. 2018) is flat: no attribution lies in another, and each token has at most one label.
So nested claims are flattened for it: the innermost label of a token counts. Documents with two annotators
count once, by the first file in name order.

Metrics, over the tokens or attributions of all documents (micro):
  content/source/cue token f1: white-space-free word tokens, labelled or not.
  content exact f1: content spans equal to the character, edges trimmed of punctuation.
  pairs f1 (overlap): an attribution counts when its content and its source overlap the gold one's; one to one.
  pairs f1 (IoU >= .5): its content shares half of the joint characters, and its source overlaps; one to one.
  speaker accuracy (direct): of gold attributions whose content stands in quotation marks and is found at
  IoU >= .5, the share whose source overlaps the gold source.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.quality.gold import Gold, find_words, read_gold
from bench.quality.report import Counts, Row, f1_rows, interval, total
from dateline import read_text
from dateline.language import load_language
from dateline.model import ClaimSource, Reading, Span

_WORD = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
_Spans = tuple[tuple[int, int], ...]


class Attribution(msgspec.Struct, frozen=True):
    """Source, cue and content as ordered character spans; any may be empty."""

    source: _Spans
    cue: _Spans
    content: _Spans


class Document(msgspec.Struct, frozen=True):
    name: str
    text: str
    gold: tuple[Attribution, ...]


def read_polnear(folder: Path, limit: int | None = None) -> list[Document]:
    """Documents of a PolNeAR part, sorted by name."""
    documents: dict[str, Document] = {}
    for file in sorted((folder / "attributions").rglob("*.ann")):
        name = file.stem.rpartition("_")[0]  # an annotator's mark follows the name
        text_file = folder / "text" / f"{name}.txt"
        if name in documents or not text_file.is_file():
            continue
        if limit is not None and len(documents) >= limit:
            break
        text = text_file.read_bytes().decode("utf-8", "replace")
        documents[name] = Document(name, text, tuple(_read_ann(file.read_bytes().decode("utf-8", "replace"))))
    return list(documents.values())


def _read_ann(ann: str) -> list[Attribution]:
    spans: dict[str, _Spans] = {}
    found = []
    for line in ann.splitlines():
        fields = line.split("\t")
        if not re.match(r"[TE]\d+\t", line):
            continue  # the text of a span that runs over a line break
        if fields[0].startswith("T"):
            places = fields[1].split(" ", 1)[1]
            spans[fields[0]] = tuple(
                (int(part.split()[0]), int(part.split()[1])) for part in places.split(";") if part.strip()
            )
        elif fields[0].startswith("E"):
            roles: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
            for each in fields[1].split()[1:]:
                role, name = each.split(":")
                if role.startswith(("Attribution", "_")):
                    continue
                roles[role.rstrip("0123456789")].extend(spans.get(name, ()))
            found.append(Attribution(*(tuple(sorted(roles[role])) for role in ("Source", "Cue", "Content"))))
    return found


def ours(reading: Reading) -> list[Attribution]:
    """A reading's claims, flat: characters that an inner claim labels are taken from the outer one."""
    found = []
    for claim in reading.claims:
        if claim.mode == "author":
            continue
        speaker = claim.sources[-1]
        source: _Spans = () if speaker.start is None or speaker.end is None else ((speaker.start, speaker.end),)
        cue: _Spans = () if claim.cue is None else ((claim.cue.start, claim.cue.end),)
        found.append(Attribution(source, cue, tuple((span.start, span.end) for span in claim.content)))
    return _flat(found)


def _flat(found: Sequence[Attribution]) -> list[Attribution]:
    """Without nesting: an attribution that lies wholly in another's content is dropped, as the guidelines do."""
    kept = []
    for each in found:
        inside = any(
            other is not each
            and other.content != each.content
            and all(any(a <= low and high <= b for a, b in other.content) for low, high in (*each.content, *each.cue))
            for other in found
        )
        if not inside:
            kept.append(each)
    return kept


def _size(spans: _Spans) -> int:
    return sum(high - low for low, high in spans)


def _shared(left: _Spans, right: _Spans) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)


def _iou(left: _Spans, right: _Spans) -> float:
    both = _shared(left, right)
    return both / (_size(left) + _size(right) - both) if both else 0.0


def _tokens(text: str, spans: Sequence[_Spans]) -> set[int]:
    chosen: set[int] = set()
    flat = [span for each in spans for span in each]
    for match in _WORD.finditer(text):
        if match.group()[0].isalnum() and any(low <= match.start() < high for low, high in flat):
            chosen.add(match.start())
    return chosen


def _token_counts(text: str, gold: Sequence[_Spans], found: Sequence[_Spans]) -> Counts:
    want, have = _tokens(text, gold), _tokens(text, found)
    return Counts(len(want & have), len(have - want), len(want - have))


def _exact(text: str, spans: _Spans) -> tuple[str, int]:
    if not spans:
        return ("", -1)
    low, high = spans[0][0], spans[-1][1]
    while low < high and not text[low].isalnum():
        low += 1
    while high > low and not text[high - 1].isalnum():
        high -= 1
    return (text[low:high], low)


def _pairs(gold: Sequence[Attribution], found: Sequence[Attribution], least: float) -> Counts:
    """One-to-one matches of attributions that have a source, best content first."""
    want = [each for each in gold if each.source and each.content]
    have = [each for each in found if each.source and each.content]
    scored = sorted(
        (
            (-_iou(w.content, h.content), i, j)
            for i, w in enumerate(want)
            for j, h in enumerate(have)
            if _iou(w.content, h.content) > least and _shared(w.source, h.source)
        ),
    )
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in scored:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return Counts(len(left), len(have) - len(right), len(want) - len(left))


def _speakers(document: Document, found: Sequence[Attribution]) -> Counts:
    right = wrong = 0
    for gold in document.gold:
        words = "".join(document.text[low:high] for low, high in gold.content).strip(" ,.")
        if not gold.source or words[:1] not in ("“", '"') or words[-1:] not in ("”", '"'):
            continue
        best = max(found, key=lambda each: _iou(gold.content, each.content), default=None)
        if best is None or _iou(gold.content, best.content) < 0.5:
            continue
        if _shared(gold.source, best.source):
            right += 1
        else:
            wrong += 1
    return Counts(right, wrong, wrong)


def score(documents: Sequence[Document], found: Sequence[Sequence[Attribution]], system: str, name: str) -> list[Row]:
    """All rows of one system on one set."""
    both = list(zip(documents, found))
    rows: list[Row] = []
    for part in ("content", "source", "cue"):
        counts = [
            _token_counts(d.text, [getattr(a, part) for a in d.gold], [getattr(a, part) for a in f]) for d, f in both
        ]
        rows += f1_rows("claims", name, system, counts, of=f"{part} token")
    exact = []
    for document, mine in both:
        want = {_exact(document.text, each.content) for each in document.gold if each.content}
        have = {_exact(document.text, each.content) for each in mine if each.content}
        exact.append(Counts(len(want & have), len(have - want), len(want - have)))
    rows += f1_rows("claims", name, system, exact, of="content exact")
    rows += f1_rows("claims", name, system, [_pairs(d.gold, f, 0.0) for d, f in both], of="pairs (overlap)")
    rows += f1_rows("claims", name, system, [_pairs(d.gold, f, 0.4999) for d, f in both], of="pairs (IoU >= .5)")
    speakers = [_speakers(d, f) for d, f in both]
    whole = total(speakers)
    low, high = interval(speakers, lambda drawn: total(drawn).precision)
    rows.append(
        Row(
            "claims",
            name,
            system,
            "speaker accuracy (direct)",
            whole.precision,
            low=low,
            high=high,
            n=int(whole.tp + whole.fp),
        )
    )
    return rows


# -- our own gold: chains ----------------------------------------------------------------------------------------------


class GoldClaim(msgspec.Struct, frozen=True):
    """A gold claim with offsets. sources: spans from the outermost named source inwards."""

    mode: str
    content: _Spans
    sources: tuple[tuple[int, int], ...]
    kinds: tuple[str, ...]
    parent: int | None


def gold_claims(gold: Gold) -> list[GoldClaim]:
    """A gold text's claims; one whose words cannot be found is an error of the gold and raises."""
    text = gold.article.text
    found = []
    at = 0
    for claim in gold.layers["claims"]:
        cue = None
        if claim.get("cue"):
            cue = find_words(text, claim["cue"], around=claim.get("cue_in"), near=at)
        content = []
        near = cue.start if cue else at
        for each in claim["content"]:
            words, around = (each, None) if isinstance(each, str) else (each["text"], each.get("in"))
            span = find_words(text, words, around=around, near=near)
            if span is None:
                raise ValueError(f"{gold.name}: no {words!r} in the text")
            content.append((span.start, span.end))
        near = cue.start if cue else content[0][0]
        sources = []
        for source in claim["sources"]:
            span = find_words(text, source["text"], around=source.get("in"), nth=source.get("nth"), near=near)
            sources.append((span.start, span.end) if span else (-1, -1))
        kinds = tuple(source["kind"] for source in claim["sources"])
        found.append(GoldClaim(claim["mode"], tuple(sorted(content)), tuple(sources), kinds, claim.get("parent")))
        at = content[-1][1]
    return found


def _same_source(reading: Reading, gold: tuple[int, int], source: ClaimSource) -> bool:
    """The words overlap, or both stand for one entity (a pronoun here, the name there)."""
    if source.start is None or source.end is None:
        return False
    if gold[0] < source.end and source.start < gold[1]:
        return True
    here = {each.entity for each in reading.mentions if each.start < gold[1] and gold[0] < each.end and each.entity}
    return source.entity is not None and source.entity in here


def own_gold(limit: int | None) -> list[Row]:
    """Claims, modes, speakers, whole chains and parents on our own gold."""
    matched: list[Counts] = []
    speakers: list[Counts] = []
    chains: list[Counts] = []
    modes: list[Counts] = []
    parents: list[Counts] = []
    texts = read_gold("claims")[:limit]
    for gold in texts:
        reading = gold.read()
        have = [claim for claim in reading.claims if claim.mode != "author"]
        spans: list[_Spans] = [tuple((span.start, span.end) for span in claim.content) for claim in have]
        want = gold_claims(gold)
        scored = sorted(
            (-_iou(w.content, s), i, j)
            for i, w in enumerate(want)
            for j, s in enumerate(spans)
            if _iou(w.content, s) >= 0.5
        )
        pairs: dict[int, int] = {}
        for _, i, j in scored:
            if i not in pairs and j not in pairs.values():
                pairs[i] = j
        matched.append(Counts(len(pairs), len(have) - len(pairs), len(want) - len(pairs)))
        right = {"speaker": 0, "chain": 0, "mode": 0, "parent": 0}
        ids = {claim.id: number for number, claim in enumerate(have)}
        for i, j in pairs.items():
            sources = have[j].sources[1:]
            named = [source for source in sources if source.text]
            if not want[i].sources:
                speaker = chain = not named
            else:
                speaker = bool(named) and _same_source(reading, want[i].sources[-1], named[-1])
                chain = len(named) == len(want[i].sources) and all(
                    _same_source(reading, g, s) for g, s in zip(want[i].sources, named)
                )
            parent = have[j].parent
            right["speaker"] += speaker
            right["chain"] += chain
            right["mode"] += have[j].mode == want[i].mode
            gold_parent = want[i].parent
            expected = None if gold_parent is None else pairs.get(gold_parent)
            right["parent"] += (None if parent is None else ids.get(parent)) == expected
        for key, counts in (("speaker", speakers), ("chain", chains), ("mode", modes), ("parent", parents)):
            counts.append(Counts(right[key], len(pairs) - right[key], 0))
    rows = f1_rows("claims", "own gold", "dateline", matched, of="claim (IoU >= .5)")
    for name, counts in (("speaker", speakers), ("whole chain", chains), ("mode", modes), ("parent", parents)):
        whole = total(counts)
        low, high = interval(counts, lambda drawn: total(drawn).precision)
        n = int(whole.tp + whole.fp)
        rows.append(Row("claims", "own gold", "dateline", f"{name} accuracy", whole.precision, low=low, high=high, n=n))
    return rows


def textacy_quotations(documents: Sequence[Document]) -> list[list[Attribution]] | None:
    """textacy's direct quotations over our own tagger's trees; None where textacy is not installed.

    textacy reads a spaCy document. It is made of our tokens, lemmas and trees, so that both read the same ones, with
    spaCy's names for the relations that textacy asks for.
    """
    try:
        import spacy
        from spacy.tokens import Doc
        from textacy.extract.triples import direct_quotations
    except ImportError:
        return None
    vocab = spacy.blank("en").vocab
    renamed = {"nsubj:pass": "nsubjpass", "aux:pass": "auxpass", "obj": "dobj", "compound:prt": "prt"}
    tagger = load_language("en").tagger
    found = []
    for document in documents:
        text = document.text
        spans = [Span(*match.span()) for match in re.finditer(r"[^\n]+", text)]
        tokens = tagger.tag(text, spans).tokens
        doc = Doc(
            vocab,
            words=[text[token.start : token.end] for token in tokens],
            pos=[token.upos for token in tokens],
            lemmas=[token.lemma for token in tokens],
            heads=[token.head if token.head >= 0 else number for number, token in enumerate(tokens)],
            deps=[renamed.get(token.deprel, token.deprel.partition(":")[0]) for token in tokens],
        )
        mine = []
        try:
            triples = list(direct_quotations(doc))
        except ValueError:  # it refuses a document whose quotation marks do not pair
            triples = []
        for triple in triples:
            speaker, cue = triple.speaker, triple.cue
            mine.append(
                Attribution(
                    ((tokens[speaker[0].i].start, tokens[speaker[-1].i].end),),
                    ((tokens[cue[0].i].start, tokens[cue[-1].i].end),),
                    ((tokens[triple.content.start].start, tokens[triple.content.end - 1].end),),
                )
            )
        found.append(mine)
    return found


def run(data: Path, *, limit: int | None = None) -> list[Row]:
    """Rows for PolNeAR's dev part."""
    folder = data / "language" / "dev" / "polnear" / "data" / "dev"
    if not folder.is_dir():
        return [
            *own_gold(limit),
            Row("claims", "polnear/dev", "dateline", "content token f1", None, note="data absent"),
        ]
    documents = read_polnear(folder, limit)
    readings = [ours(read_text(document.text, language="en")) for document in documents]
    rows = own_gold(limit)
    rows += score(documents, readings, "dateline", "polnear/dev")
    peer = textacy_quotations(documents)
    if peer is None:
        rows.append(Row("claims", "polnear/dev", "textacy", "content token f1", None, note="not installed"))
    else:
        rows += score(documents, peer, "textacy, over our trees", "polnear/dev")
    rows.append(Row("claims", "polnear/test", "GenderGapTracker", "pairs (IoU >= .5) f1", 0.396, published=True))
    rows.append(Row("claims", "parc3/test", "Citron (2021)", "content exact f1", 0.593, published=True))
    return rows
