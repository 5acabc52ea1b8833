"""Entities: pronouns and roles led back to names, on GUM; quantities, on cases of our own.

Coreference is measured end to end, on the text alone: of the personal pronouns whose gold chain holds a name, how
many are led to an entity one of whose names lies in that chain (recall), and of those led to any, how many rightly
(precision). Roles ("the minister") likewise. Only the texts GUM sets apart as dev and test, of open genres.
"""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.quality.report import Counts, Row, f1_rows
from bench.quality.stages.tagger import read_tagged
from dateline.entities import find_mentions
from dateline.language import load_language
from dateline.model import Article, Mention, Span

GENRES = ("news", "bio", "interview", "speech", "court", "academic", "voyage", "textbook")
NAME_KINDS = ("person", "organisation", "place")
WORLDWIDE_KINDS = {"Person": "person", "Organization": "organisation", "Location": "place"}
PERSONAL = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
NAMED = ("PROPN",)
EXAMPLES = Path(__file__).parents[3] / "src/dateline/language/en/entities"


class GoldMention(msgspec.Struct, frozen=True):
    """One gold mention: its words, its chain, whether it is a name or a personal pronoun."""

    start: int
    end: int
    chain: int
    kind: str
    form: str


class GoldDocument(msgspec.Struct, frozen=True):
    """A text, its paragraphs, and its gold mentions."""

    name: str
    text: str
    paragraphs: tuple[Span, ...]
    mentions: tuple[GoldMention, ...]


def run(data: Path, *, limit: int | None = None) -> list[Row]:
    """Quantities on the pack's own examples, names on world-wide newswire, coreference on GUM."""
    folder = data / "language/train/gum"
    rows = [*_quantity_rows(), *_name_rows(data, limit)]
    if not folder.is_dir():
        return [*rows, Row("entities", "gum", "dateline", "pronoun accuracy", None, note="data absent")]
    documents = load_gum(folder, splits=("dev", "test"))[:limit]
    results = [_measure(document) for document in documents]
    for number, of in enumerate(("pronoun to name", "role to name")):
        rows += f1_rows("entities", "gum dev+test", "dateline", [result[number] for result in results], of=of)
    return rows


def _measure(document: GoldDocument) -> tuple[Counts, Counts]:
    language = load_language("en")
    analysis = language.tagger.tag(document.text, document.paragraphs)
    article = Article(page_id=document.name, kind="article", text=document.text)
    mentions = find_mentions(article, analysis, language)
    return score(document, mentions, "pronoun"), score(document, mentions, "nominal")


def score(document: GoldDocument, mentions: Sequence[Mention], form: str) -> Counts:
    """Right, wrong and missed links from pronouns or roles to names."""
    names_of_entity: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.form == "name" and mention.entity and mention.kind != "quantity":
            names_of_entity[mention.entity].append(mention)
    names_of_chain: dict[int, list[GoldMention]] = defaultdict(list)
    for gold in document.mentions:
        if gold.form == "name":
            names_of_chain[gold.chain].append(gold)
    wanted = [gold for gold in document.mentions if gold.form == form and names_of_chain[gold.chain]]
    found = [mention for mention in mentions if mention.form == form and names_of_entity.get(mention.entity or "")]
    right = 0
    for mention in found:
        gold_there = [gold for gold in document.mentions if _same(gold, mention, form)]
        right += any(
            name.start < told.end and told.start < name.end
            for gold in gold_there
            for name in names_of_chain[gold.chain]
            for told in names_of_entity[mention.entity or ""]
        )
    return Counts(right, len(found) - right, max(0, len(wanted) - right))


def _same(gold: GoldMention, mention: Mention, form: str) -> bool:
    if form == "pronoun" or gold.form == "pronoun":
        return gold.start == mention.start and gold.end == mention.end
    return abs(gold.start - mention.start) <= 4 and mention.end <= gold.end


def load_gum(folder: Path, *, splits: Sequence[str]) -> list[GoldDocument]:
    """GUM's texts of open genres in the named splits; with "train", those that are in neither dev nor test."""
    listed = _splits(folder)
    documents = []
    for path in sorted((folder / "coref_tsv").glob("GUM_*.tsv")):
        split = listed.get(path.stem, "train")
        if path.stem.split("_")[1] in GENRES and split in splits:
            trees = folder / "dep" / f"{path.stem}.conllu"
            if trees.is_file():
                documents.append(_read(path, trees))
    return documents


def _splits(folder: Path) -> dict[str, str]:
    listed: dict[str, str] = {}
    split = "train"
    for line in (folder / "splits.md").read_text("utf-8").splitlines():
        if line.startswith("#"):
            split = line.strip("# ").lower()
        for name in re.findall(r"GUM_\w+", line):
            listed[name] = split
    return listed


def _read(tsv: Path, conllu: Path) -> GoldDocument:
    text, offsets, upos, paragraphs = _text_of(conllu)
    rows = [line.split("\t") for line in tsv.read_text("utf-8").splitlines() if re.match(r"\d+-\d+\t", line)]
    if len(rows) != len(offsets):
        raise ValueError(f"{tsv.name}: {len(rows)} tokens, {len(offsets)} in {conllu.name}")
    tokens: dict[str, list[int]] = defaultdict(list)
    kinds: dict[str, str] = {}
    links: list[tuple[str, str]] = []
    for index, row in enumerate(rows):
        for kind, number in re.findall(r"([a-z]+)(?:\[(\d+)\])?(?:\||$)", row[3] if row[3] != "_" else ""):
            key = number or f"t{row[0]}"
            tokens[key].append(index)
            kinds[key] = kind
        if len(row) > 9 and row[8] not in ("_", ""):
            for relation, link in zip(row[8].split("|"), row[9].split("|")):
                target = re.fullmatch(r"(\d+-\d+)(?:\[(\d+)_(\d+)\])?", link)
                if target is None or relation.startswith(("bridge", "disc")):
                    continue
                there = target[2] if target[2] and target[2] != "0" else f"t{target[1]}"
                here = target[3] if target[3] and target[3] != "0" else f"t{row[0]}"
                links.append((here, there))
    chain = _chains(list(tokens), links)
    mentions = []
    for key, indices in tokens.items():
        start, end = offsets[indices[0]][0], offsets[indices[-1]][1]
        words = text[start:end].lower()
        if len(indices) == 1 and words in PERSONAL:
            form = "pronoun"
        elif len(indices) <= 6 and any(upos[index] in NAMED for index in indices):
            form = "name"
        else:
            role = kinds[key] in ("person", "organization") and words.startswith(("the ", "this ", "that "))
            form = ("nominal" if len(indices) <= 4 else "long nominal") if role else "other"
        mentions.append(GoldMention(start, end, chain[key], kinds[key], form))
    return GoldDocument(tsv.stem, text, paragraphs, tuple(mentions))


def _chains(keys: Sequence[str], links: Sequence[tuple[str, str]]) -> dict[str, int]:
    above: dict[str, str] = {key: key for key in keys}

    def top(key: str) -> str:
        while above.setdefault(key, key) != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    for left, right in links:
        above[top(left)] = top(right)
    numbers: dict[str, int] = {}
    return {key: numbers.setdefault(top(key), len(numbers)) for key in list(above)}


def _text_of(conllu: Path) -> tuple[str, list[tuple[int, int]], list[str], tuple[Span, ...]]:
    """The text of a CoNLL-U file with offsets and parts of speech of its words, and its paragraphs."""
    text, offsets, upos, breaks = "", [], [], [0]
    glued: dict[int, bool] = {}
    for line in conllu.read_text("utf-8").splitlines():
        if line.startswith("# newpar") and text:
            text = text.rstrip() + "\n\n"
            breaks.append(len(text))
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if "-" in cells[0]:
            low, high = (int(number) for number in cells[0].split("-"))
            glued = {**dict.fromkeys(range(low, high), True), high: "SpaceAfter=No" in cells[9]}
        elif "." not in cells[0]:
            number = int(cells[0])
            offsets.append((len(text), len(text) + len(cells[1])))
            upos.append(cells[3])
            no_space = glued.pop(number, "SpaceAfter=No" in cells[9])
            text += cells[1] + ("" if no_space else " ")
            if number not in glued and not glued:
                glued = {}
    spans = [Span(low, len(text[low:high].rstrip()) + low) for low, high in zip(breaks, [*breaks[1:], len(text)])]
    return text, offsets, upos, tuple(span for span in spans if span.end > span.start)


def _name_rows(data: Path, limit: int | None) -> list[Row]:
    """Names as mentions, beside the tagger's own: exact spans and kinds, every eighth text of the set."""
    set_ = "worldwide_newswire (every 8th)"
    paths = sorted((data / "language/dev/worldwide_newswire/processed_annotated").glob("*.tsv"))[::8][:limit]
    if not paths:
        return [Row("entities", set_, "dateline", "names f1", None, note="data absent")]
    language = load_language("en")
    ours: list[Counts] = []
    tagged: list[Counts] = []
    for path in paths:
        lines = path.read_text("utf-8").splitlines()[1:]
        rows = [line.split("\t") if "\t" in line else line.rsplit(" ", 1) for line in lines]
        document = read_tagged(rows, WORLDWIDE_KINDS)
        analysis = language.tagger.tag(document.text, document.spans)
        article = Article(page_id=path.stem, kind="article", text=document.text)
        names = [m for m in find_mentions(article, analysis, language) if m.form == "name" and m.kind != "quantity"]
        kinds = {kind: kind for kind in NAME_KINDS}
        gold = {each for each in document.gold if each[0] in kinds}
        for counts, found in (
            (ours, {(m.kind, m.start, m.end) for m in names if m.kind in kinds}),
            (tagged, {(e.kind, e.start, e.end) for e in analysis.entities if e.kind in kinds}),
        ):
            both = len(found & gold)
            counts.append(Counts(both, len(found) - both, len(gold) - both))
    of = "person, organisation, place"
    return [
        *f1_rows("entities", set_, "dateline", ours, of=of),
        *f1_rows("entities", set_, "its tagger alone", tagged, of=of),
    ]


def _quantity_rows() -> list[Row]:
    """The pack's examples of quantities and counterexamples, as the share that come out as written."""
    language = load_language("en")
    right = total = 0
    for file in ("examples.jsonl", "counterexamples.jsonl"):
        if not (EXAMPLES / file).is_file():
            continue
        for line in (EXAMPLES / file).read_text("utf-8").splitlines():
            case = json.loads(line)
            if "quantities" not in case:
                continue
            text = case["text"]
            analysis = language.tagger.tag(text, (Span(0, len(text)),))
            mentions = find_mentions(Article(page_id="p", kind="article", text=text), analysis, language)
            found = [mention.text for mention in mentions if mention.kind == "quantity"]
            right += found == [quantity["text"] for quantity in case["quantities"]]
            total += 1
    value = right / total if total else None
    return [Row("entities", "own cases", "dateline", "quantities found exactly", value, n=total)]
