"""Reads each training corpus into documents, with what it does not say left open (None, or several labels allowed)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from pathlib import Path

from training.corpus import (
    ALL_LABELS,
    KINDS,
    NUMBER_KINDS,
    OUTSIDE,
    Doc,
    Sent,
    any_of,
    data_root,
    guess_spaces,
    mask_of,
)
from training.silver_numbers import number_spans

_HERE = Path(__file__).resolve().parent
NUMBERS = any_of(NUMBER_KINDS)
OPEN_GENRES = {"academic", "bio", "conversation", "court", "interview", "news", "speech", "textbook", "vlog", "voyage"}


def lexicon(name: str) -> frozenset[str]:
    """The words of training/lexicons/NAME.txt."""
    lines = (_HERE / "lexicons" / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


GROUPS = lexicon("groups")
FACILITIES = lexicon("facilities")
TITLES = lexicon("titles")


# ---- Universal Dependencies ------------------------------------------------------------------------------------


def read_conllu(path: Path) -> Iterator[Doc]:
    """Documents of a CoNLL-U file; `# newpar` opens a paragraph."""
    doc = Doc(path.stem)
    rows: list[list[str]] = []
    new_paragraph = True
    identity = ""
    glued_ranges: dict[int, bool] = {}
    for line in [*path.read_text("utf-8").split("\n"), ""]:
        if line.startswith("# newdoc"):
            if doc.paragraphs:
                yield doc
            doc = Doc(line.split("=", 1)[1].strip())
            new_paragraph = True
        elif line.startswith("# newpar"):
            new_paragraph = True
        elif line.startswith("# sent_id"):
            identity = line.split("=", 1)[1].strip()
        elif line.startswith("#"):
            continue
        elif line:
            row = line.split("\t")
            if "-" in row[0]:
                first, last = map(int, row[0].split("-"))
                for i in range(first, last):
                    glued_ranges[i] = True
                glued_ranges[last] = "SpaceAfter=No" in row[9]
            elif "." not in row[0]:
                rows.append(row)
        elif rows:
            sent = _sentence(rows, glued_ranges)
            sent.identity = identity
            if new_paragraph or not doc.paragraphs:
                doc.paragraphs.append([])
                new_paragraph = False
            elif doc.paragraphs[-1][-1].glued_end:
                sent.spaces[0] = 0
            doc.paragraphs[-1].append(sent)
            rows, glued_ranges = [], {}
    if doc.paragraphs:
        yield doc


def _sentence(rows: list[list[str]], glued_ranges: dict[int, bool]) -> Sent:
    glued = [glued_ranges.get(int(r[0]), "SpaceAfter=No" in r[9]) for r in rows]
    sent = Sent(
        forms=[r[1].replace(" ", "") for r in rows],
        spaces=[1, *(0 if g else 1 for g in glued[:-1])],
        upos=[r[3] for r in rows],
        lemmas=[r[2] for r in rows],
        heads=[int(r[6]) for r in rows],
        deprels=[r[7] for r in rows],
    )
    sent.glued_end = glued[-1]
    return sent


def ewt_train() -> list[Doc]:
    root = data_root() / "language/train/ud_ewt/not-to-release"
    names = (root / "file-lists/files.train").read_text("utf-8").split()
    return [doc for name in names for doc in read_conllu(root / "sources" / name)]


def ewt(part: str) -> list[Doc]:
    return list(read_conllu(data_root() / f"language/train/ud_ewt/en_ewt-ud-{part}.conllu"))


def _gum_split() -> dict[str, str]:
    text = (data_root() / "language/train/gum/splits.md").read_text("utf-8")
    split: dict[str, str] = {}
    part = ""
    for line in text.splitlines():
        if line.startswith("## "):
            part = line[3:].strip()
        elif line.strip().startswith("* "):
            split[line.strip()[2:]] = part
    return split


def gum(part: str) -> list[Doc]:
    """GUM's open genres: part "train", "dev" or "test", with names made out of its mentions."""
    root = data_root() / "language/train/gum"
    split = _gum_split()
    docs = []
    for path in sorted((root / "dep").glob("*.conllu")):
        if path.stem.split("_")[1] not in OPEN_GENRES or split.get(path.stem, "train") != part:
            continue
        for doc in read_conllu(path):
            mentions = _gum_mentions(root / "coref_tsv" / f"{path.stem}.tsv")
            sentences = doc.sentences()
            if [len(s.forms) for s in sentences] == [len(m) for m in mentions]:
                for sent, cells in zip(sentences, mentions):
                    _gum_entities(sent, cells)
            docs.append(doc)
    return docs


def _gum_mentions(path: Path) -> list[list[list[tuple[str, str]]]]:
    """Per sentence, per word: the (type, mention id) of the mentions over it."""
    sentences: dict[str, list[list[tuple[str, str]]]] = {}
    lone = 0
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if not re.match(r"^\d+-\d+$", cells[0]):
            continue
        number, _ = cells[0].split("-")
        marks: list[tuple[str, str]] = []
        if cells[3] != "_":
            for mark in cells[3].split("|"):
                if "[" in mark:
                    kind, identity = mark[:-1].split("[")
                else:
                    lone += 1
                    kind, identity = mark, f"lone{lone}"
                marks.append((kind, identity))
        sentences.setdefault(number, []).append(marks)
    return list(sentences.values())


_GUM_KINDS: dict[str, tuple[str, ...]] = {
    "person": ("person",),
    "organization": ("organisation",),
    "place": ("place",),
    "event": ("event",),
    "object": ("product", "work", "facility"),
    "abstract": ("work", "product", "event", "group"),
    "animal": ("person", "product"),
    "plant": ("product",),
    "substance": ("product",),
}
_JOINERS = {"of", "the", "and", "&", "for", "de", "la", "del", "-", "'s", "’s", "von", "van", "al", "bin", "du", "in"}


def _gum_entities(sent: Sent, cells: list[list[tuple[str, str]]]) -> None:
    assert sent.heads and sent.upos
    size = len(sent.forms)
    mentions: dict[tuple[str, str], list[int]] = {}
    for i, marks in enumerate(cells):
        for mark in marks:
            mentions.setdefault(mark, []).append(i)
    labels = [OUTSIDE] * size
    for i, upos in enumerate(sent.upos):
        if upos == "PROPN":
            labels[i] = ALL_LABELS
    events = [1 if upos == "VERB" else 0 if upos != "ADJ" else -1 for upos in sent.upos]
    taken = [False] * size
    named: list[tuple[int, int, str]] = []
    for (kind, _), words in mentions.items():
        inside = set(words)
        tops = [i for i in words if sent.heads[i] - 1 not in inside]
        head = tops[0] if tops else words[0]
        if kind == "event" and sent.upos[head] in {"NOUN", "PROPN"}:
            events[head] = 1
        if sent.upos[head] != "PROPN" or kind not in _GUM_KINDS:
            continue
        first, last = _name_around(sent, head, words[0], words[-1], kind)
        named.append((first, last + 1, kind))
    for first, end, kind in sorted(named, key=lambda n: (n[0] - n[1], n[0])):
        if any(taken[first:end]):
            continue
        kinds: tuple[str, ...] = _GUM_KINDS[kind]
        forms = [f.lower() for f in sent.forms[first:end]]
        if kind == "place" and forms[-1] in FACILITIES:
            kinds = ("facility",)
        if kind in {"person", "organization", "abstract"} and len(forms) == 1 and forms[0] in GROUPS:
            kinds = ("group",)
        spare = OUTSIDE if kind in {"abstract", "animal", "plant", "substance"} else 0
        for i in range(first, end):
            labels[i] = mask_of(kinds, "B" if i == first else "I") | spare
            taken[i] = True
    sent.entities = labels
    sent.events = events
    add_silver(sent, taken)


def _name_around(sent: Sent, head: int, low: int, high: int, kind: str) -> tuple[int, int]:
    """The proper name about a mention's head, inside the mention."""
    assert sent.upos

    def naming(i: int) -> bool:
        assert sent.upos
        form = sent.forms[i]
        return sent.upos[i] == "PROPN" or (form[:1].isupper() and sent.upos[i] in {"ADJ", "NOUN", "VERB", "NUM", "ADV"})

    first = last = head
    while first > low:
        if naming(first - 1):
            first -= 1
        elif (
            first - 2 >= low
            and sent.forms[first - 1].lower() in {"-", "&", "of", "al", "de", "bin"}
            and naming(first - 2)
        ):
            first -= 2
        else:
            break
    while last < high:
        if naming(last + 1) or (
            sent.upos[last + 1] == "NUM" and sent.forms[last + 1].isdigit() and len(sent.forms[last + 1]) < 4
        ):
            last += 1
            continue
        step = last + 1
        while step <= high and step - last <= 2 and sent.forms[step].lower() in _JOINERS:
            step += 1
        if (
            last + 1 < step <= high
            and naming(step)
            and (kind != "person" or sent.forms[last + 1] in {"-", "al", "bin", "de", "van", "von"})
        ):
            last = step
        else:
            break
    if kind == "person":
        while first < last and sent.forms[first].lower() in TITLES:
            first += 1
    return first, last


# ---- silver numbers and groups ---------------------------------------------------------------------------------


def add_silver(sent: Sent, taken: list[bool]) -> None:
    """Numbers and dates by rule, nationalities by word list, where the corpus names no entity."""
    assert sent.entities is not None
    numbers = [False] * len(sent.forms)
    for kind, first, end in number_spans(sent.forms):
        if any(taken[first:end]):
            continue
        for i in range(first, end):
            sent.entities[i] = mask_of((kind,), "B" if i == first else "I")
            numbers[i] = True
    for i, form in enumerate(sent.forms):
        if numbers[i] or taken[i]:
            continue
        sent.entities[i] &= ~NUMBERS
        if form.lower() in GROUPS and form[:1].isupper():
            sent.entities[i] = mask_of(("group",), "B")


# ---- flat named-entity corpora ---------------------------------------------------------------------------------

_Tag = tuple[str, str]


def _bio(tags: list[str]) -> list[tuple[str, int, int]]:
    """Spans of BIO or IOB1 tags."""
    spans: list[tuple[str, int, int]] = []
    start, kind = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        mark, _, name = tag.partition("-")
        if start >= 0 and (mark != "I" or name != kind):
            spans.append((kind, start, i))
            start = -1
        if mark in {"B", "I"} and start < 0:
            start, kind = i, name
    return spans


def _flat(
    forms: list[str],
    spaces: list[int],
    tags: list[str],
    kinds: Mapping[str, tuple[str, ...]],
    outside: tuple[str, ...],
    maybe_outside: frozenset[str] = frozenset(),
) -> Sent:
    """A sentence whose words outside any span may still bear the kinds `outside` that the corpus does not mark."""
    entities = [OUTSIDE | any_of(outside)] * len(forms)
    taken = [False] * len(forms)
    for name, first, end in _bio(tags):
        allowed = kinds.get(name, ())
        words = [f.lower() for f in forms[first:end]]
        if name.lower() in {"loc", "location"}:
            allowed = ("facility",) if words[-1] in FACILITIES and len(words) > 1 else ("place",)
        if len(words) == 1 and words[0] in GROUPS and name.lower() in {"misc", "group", "nationality"}:
            allowed = ("group",)
        for i in range(first, end):
            if allowed:
                entities[i] = mask_of(allowed, "B" if i == first else "I")
                if name in maybe_outside:
                    entities[i] |= OUTSIDE
            else:
                entities[i] = ALL_LABELS
            taken[i] = bool(allowed) or taken[i]
    sent = Sent(forms, spaces, entities=entities)
    add_silver(sent, taken)
    return sent


def _blocks(path: Path) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    for line in path.read_text("utf-8").splitlines():
        if not line.strip():
            if rows:
                yield rows
            rows = []
        elif not line.startswith("# "):
            rows.append(line.split("\t") if "\t" in line else line.split(" "))
    if rows:
        yield rows


def uner(part: str) -> list[Doc]:
    """UNER's names over EWT dev or test, laid upon the treebank's own sentences (same order, same words)."""
    docs = ewt(part)
    path = data_root() / f"language/train/uner_ewt/en_ewt-ud-{part}.iob2"
    kinds = {"PER": ("person",), "ORG": ("organisation",), "LOC": ("place",)}
    by_identity = {s.identity: s for d in docs for s in d.sentences()}
    identity, tagged = "", []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        cells = line.split("\t")
        if line.startswith("# sent_id"):
            identity = line.split("=", 1)[1].strip()
        elif cells[0].isdigit():
            tagged.append((cells[1], cells[2]))
        elif not line and tagged:
            sent = by_identity[identity]
            sent.tags = _laid_over(tagged, sent.forms)
            spare = ("group", "event", "work", "product", *NUMBER_KINDS)
            sent.entities = _flat(sent.forms, sent.spaces, sent.tags, kinds, spare).entities
            tagged = []
    return docs


def _laid_over(tagged: list[tuple[str, str]], forms: list[str]) -> list[str]:
    """Tags of another cutting of the same characters: a word takes the tag in force at its first character."""
    by_character: list[str] = []
    for form, tag in tagged:
        rest = "I" + tag[1:] if tag != "O" else "O"
        by_character.extend([tag] + [rest] * (len(form.replace(" ", "")) - 1))
    tags = []
    at = 0
    for form in forms:
        tags.append(by_character[min(at, len(by_character) - 1)])
        at += len(form)
    if at != len(by_character):
        raise ValueError("the two cuttings differ in characters: " + " ".join(forms)[:80])
    return tags


def wikigold() -> list[Doc]:
    path = data_root() / "language/train/wikigold/CONLL-format/data/wikigold.conll.txt"
    kinds = {
        "PER": ("person",),
        "ORG": ("organisation",),
        "LOC": ("place",),
        "MISC": ("group", "event", "work", "product"),
    }
    doc = Doc("wikigold", [[]])
    docs = [doc]
    for rows in _blocks(path):
        if rows[0][0] == "-DOCSTART-":
            doc = Doc(f"wikigold-{len(docs)}", [[]])
            docs.append(doc)
            continue
        forms = [r[0] for r in rows]
        doc.paragraphs[0].append(_flat(forms, guess_spaces(forms), [r[1] for r in rows], kinds, NUMBER_KINDS))
    return [d for d in docs if d.paragraphs[0]]


def wnut() -> list[Doc]:
    kinds = {
        "person": ("person",),
        "location": ("place",),
        "corporation": ("organisation",),
        "product": ("product",),
        "creative-work": ("work",),
        "group": ("organisation", "group"),
    }
    docs = []
    for name in ("wnut17train.conll", "emerging.dev.conll", "emerging.test.annotated"):
        for n, rows in enumerate(_blocks(data_root() / "language/train/wnut17" / name)):
            rows = [r for r in rows if len(r) >= 2 and r[0].strip()]
            if not rows:
                continue
            forms = [r[0] for r in rows]
            tags = [r[1].strip() for r in rows]
            sent = _flat(forms, guess_spaces(forms), tags, kinds, ("event", *NUMBER_KINDS))
            sent.boundary_known = False
            docs.append(Doc(f"{name}-{n}", [[sent]], weight=0.5))
    return docs


def re3d() -> list[Doc]:
    root = data_root() / "language/train/re3d/CONLL-format/data-by-source/conll"
    kinds = {
        "Organisation": ("organisation",),
        "Location": ("place",),
        "Person": ("person",),
        "Nationality": ("group",),
        "Weapon": ("product",),
        "MilitaryPlatform": ("product",),
        "DocumentReference": ("work",),
    }
    docs = []
    for path in sorted(root.glob("*/*.conll")):
        doc = Doc(f"re3d-{path.stem}", [[]])
        for rows in _blocks(path):
            forms = [r[0] for r in rows]
            tags = _proper_only(forms, [r[-1] for r in rows])
            sent = _flat(
                forms,
                guess_spaces(forms),
                tags,
                kinds,
                ("event", "work", "product", "group", "facility", *NUMBER_KINDS),
                frozenset({"Weapon", "MilitaryPlatform", "DocumentReference"}),
            )
            doc.paragraphs[0].append(sent)
        if doc.paragraphs[0]:
            docs.append(doc)
    return docs


def _proper_only(forms: list[str], tags: list[str]) -> list[str]:
    """re3d marks nominal phrases too ("the Iraqi Foreign Minister"): keep what reads as a name, leave the rest open."""
    out = ["O"] * len(tags)
    for name, first, end in _bio(tags):
        if name in {"Temporal", "Money", "Quantity"}:
            continue
        start = first
        while start < end and forms[start].lower() in {"the", "a", "an"}:
            start += 1
        words = forms[start:end]
        small = {"of", "the", "and", "for", "-", "'s", "al", "in", "&", "’s", "de"}
        named = bool(words) and all(w[:1].isupper() or w.lower() in small or w.isdigit() for w in words)
        if name == "Person":
            while start < end and forms[start].lower() in TITLES:
                start += 1
            named = named and start < end and not any(w.lower() in TITLES | GROUPS for w in forms[start:end])
        shown = name if named else "Unsure"
        for i in range(start if named else first, end):
            out[i] = ("B-" if i == (start if named else first) else "I-") + shown
    return out


# ---- MEANTIME --------------------------------------------------------------------------------------------------


def meantime() -> list[Doc]:
    root = data_root() / "language/train/meantime_apple/intra_cross-doc_annotation/corpus_apple"
    return [_meantime_doc(path) for path in sorted(root.glob("*.xml"))]


def _meantime_doc(path: Path) -> Doc:
    tree = ET.parse(path).getroot()
    tokens = list(tree.iter("token"))
    place = {t.get("t_id"): n for n, t in enumerate(tokens)}
    forms = [(t.text or "").strip() or "_" for t in tokens]
    events = [0] * len(forms)
    labels = [OUTSIDE | any_of(("event", "work", "group", "facility", *NUMBER_KINDS))] * len(forms)
    kind_of: dict[str, str] = {}
    for relation in tree.iter("REFERS_TO"):
        target = relation.find("target")
        if target is not None:
            for source in relation.findall("source"):
                kind_of[source.get("m_id", "")] = target.get("m_id", "")
    entity_kind = {e.get("m_id", ""): e.get("ent_type", "") for e in tree.iter("ENTITY")}
    markables = tree.find("Markables")
    names: list[tuple[int, int, str]] = []
    for mention in [] if markables is None else markables:
        where = sorted(place[a.get("t_id")] for a in mention.findall("token_anchor") if a.get("t_id") in place)
        if not where:
            continue
        if mention.tag == "EVENT_MENTION":
            events[where[0]] = 1
        elif mention.tag == "ENTITY_MENTION" and mention.get("syntactic_type") in {"NAM", "PRE.NAM"}:
            names.append((where[0], where[-1] + 1, entity_kind.get(kind_of.get(mention.get("m_id", ""), ""), "")))
    allowed = {
        "PER": ("person",),
        "ORG": ("organisation",),
        "FIN": ("organisation",),
        "LOC": ("place",),
        "PRO": ("product", "work"),
    }
    taken = [False] * len(forms)
    for first, end, kind in sorted(names, key=lambda n: n[0] - n[1]):
        if any(taken[first:end]):
            continue
        while first < end - 1 and forms[first].lower() in {"the", "a", "an"} | (TITLES if kind == "PER" else set()):
            first += 1
        proper = all(
            w[:1].isupper() or not w[:1].isalpha() or w[:1] == "i" or w.lower() in _JOINERS for w in forms[first:end]
        )
        for i in range(first, end):
            labels[i] = mask_of(allowed[kind], "B" if i == first else "I") if kind in allowed and proper else ALL_LABELS
            taken[i] = kind in allowed and proper
    doc = Doc(f"meantime-{path.stem}", [[]])
    by_sentence: dict[str, list[int]] = {}
    for n, token in enumerate(tokens):
        by_sentence.setdefault(token.get("sentence", "0"), []).append(n)
    for numbers in by_sentence.values():
        words = [forms[n] for n in numbers]
        sent = Sent(
            words, guess_spaces(words), entities=[labels[n] for n in numbers], events=[events[n] for n in numbers]
        )
        add_silver(sent, [taken[n] for n in numbers])
        doc.paragraphs[0].append(sent)
    return doc


def label_set(sent: Sent) -> set[str]:
    """Kinds that a sentence's masks name for sure: for counts in the log."""
    found = set()
    for kind in KINDS:
        if any(mask == mask_of((kind,), "B") for mask in sent.entities or ()):
            found.add(kind)
    return found
