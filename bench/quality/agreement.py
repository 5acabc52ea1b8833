"""How far two independent annotations of the claims of the sample pages and of the gold texts agree.

The first pass is the gold in examples/pages and in bench/quality/gold_texts; the second, made without sight of the
first, is in bench/quality/gold_second (that of the gold texts in its folder gold_texts). Claims of the two passes are
paired one to one, best first, where their contents share at least half of the joint characters. Neither pass is truth,
so F1 is symmetric here: it measures agreement.

    python -m bench.quality.agreement
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from bench.quality.gold import FOLDERS, ROOT, Gold, find_words, read_gold

SECOND = ROOT / "bench" / "quality" / "gold_second"
SETS = {"sample pages": (FOLDERS[0], SECOND), "gold texts": (FOLDERS[1], SECOND / "gold_texts")}
_Spans = tuple[tuple[int, int], ...]


class Claim(msgspec.Struct, frozen=True):
    """A claim of either pass, with offsets; sources from the outermost inwards, parent a place in the same list."""

    mode: str
    content: _Spans
    sources: _Spans
    parent: int | None = None


class Agreement(msgspec.Struct, frozen=True):
    """Counts of one or more pages. speaker, chain, mode and parent count matched claims that agree in it.

    nested counts the matched claims that at least one pass nests, nested_agreed those of them whose parents agree.
    """

    first: int = 0
    second: int = 0
    matched: int = 0
    speaker: int = 0
    chain: int = 0
    mode: int = 0
    parent: int = 0
    nested: int = 0
    nested_agreed: int = 0

    @property
    def f1(self) -> float:
        """2 matched / (first + second); 1.0 where neither pass has a claim."""
        both = self.first + self.second
        return 2 * self.matched / both if both else 1.0


def resolve(gold: Gold, claims: Sequence[dict[str, Any]]) -> list[Claim]:
    """Claims in words, with their offsets in the gold's article; words that do not stand there raise ValueError."""
    text = gold.article.text
    found = []
    at = 0
    for claim in claims:
        cue = find_words(text, claim["cue"], around=claim.get("cue_in"), near=at) if claim.get("cue") else None
        near = cue.start if cue else at
        content = []
        for words in claim["content"]:
            span = find_words(text, words, near=near)
            if span is None:
                raise ValueError(f"{gold.name}: no {words!r} in the text")
            content.append((span.start, span.end))
        near = cue.start if cue else content[0][0]
        sources = []
        for source in claim["sources"]:
            span = find_words(text, source["text"], near=near)
            if span is None:
                raise ValueError(f"{gold.name}: no {source['text']!r} in the text")
            sources.append((span.start, span.end))
        found.append(Claim(claim["mode"], tuple(sorted(content)), tuple(sources), claim.get("parent")))
        at = content[-1][1]
    return found


def _iou(left: _Spans, right: _Spans) -> float:
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)
    size = sum(high - low for low, high in (*left, *right))
    return both / (size - both) if both else 0.0


def _same(left: tuple[int, int], right: tuple[int, int]) -> bool:
    """One source in both passes: the words overlap."""
    return left[0] < right[1] and right[0] < left[1]


def align(first: Sequence[Claim], second: Sequence[Claim]) -> dict[int, int]:
    """Pairs of places, one to one: contents at IoU >= .5, the most alike first, then those with as deep a chain."""
    scored = sorted(
        (-_iou(a.content, b.content), abs(len(a.sources) - len(b.sources)), i, j)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        if _iou(a.content, b.content) >= 0.5
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in scored:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def compare(first: Sequence[Claim], second: Sequence[Claim]) -> Agreement:
    """Agreement of two annotations of one page."""
    pairs = align(first, second)
    speaker = chain = mode = parent = nested = nested_agreed = 0
    for i, j in pairs.items():
        a, b = first[i], second[j]
        if a.sources and b.sources:
            speaker += _same(a.sources[-1], b.sources[-1])
        else:
            speaker += not a.sources and not b.sources
        chain += len(a.sources) == len(b.sources) and all(map(_same, a.sources, b.sources))
        mode += a.mode == b.mode
        if a.parent is None or b.parent is None:
            agreed = a.parent is b.parent
        else:
            agreed = pairs.get(a.parent) == b.parent
        parent += agreed
        if a.parent is not None or b.parent is not None:
            nested += 1
            nested_agreed += agreed
    return Agreement(len(first), len(second), len(pairs), speaker, chain, mode, parent, nested, nested_agreed)


def total(pages: Sequence[Agreement]) -> Agreement:
    """The sums over pages."""
    return Agreement(*(sum(getattr(page, field) for page in pages) for field in Agreement.__struct_fields__))


def read_agreement(first: Path = FOLDERS[0], second: Path = SECOND) -> dict[str, Agreement]:
    """Agreement per page of the folder `first` that was annotated again in the folder `second`, in name order."""
    found = {}
    for gold in read_gold("claims", (first,)):
        file = second / f"{gold.name}.claims.json"
        if file.is_file():
            again = json.loads(file.read_text("utf-8"))["claims"]
            found[gold.name] = compare(resolve(gold, gold.layers["claims"]), resolve(gold, again))
    return found


def main() -> None:
    """Print the agreement of the two passes: per page, then for each set and for both together."""
    everything: list[Agreement] = []
    wholes: dict[str, list[Agreement]] = {}
    for name, (first, second) in SETS.items():
        pages = read_agreement(first, second)
        for page_name, page in pages.items():
            print(f"{page_name:36} {page.first:3} {page.second:3} {page.matched:3} matched  F1 {page.f1:.3f}")
        wholes[name] = list(pages.values())
        everything.extend(pages.values())
    wholes["both"] = everything
    for name, agreements in wholes.items():
        _print_whole(name, agreements)


def _print_whole(name: str, pages: Sequence[Agreement]) -> None:
    whole = total(pages)
    print(f"\n{name}: {len(pages)}, first pass {whole.first} claims, second {whole.second}, matched {whole.matched}")
    print(f"claims                {whole.f1:.3f} F1")
    for what, agreed, of in (
        ("innermost source", whole.speaker, whole.matched),
        ("whole chain", whole.chain, whole.matched),
        ("mode", whole.mode, whole.matched),
        ("parent", whole.parent, whole.matched),
        ("parent, where nested", whole.nested_agreed, whole.nested),
    ):
        print(f"{what:21} {agreed / of if of else 0.0:.3f} ({agreed} of {of})")


if __name__ == "__main__":
    main()
