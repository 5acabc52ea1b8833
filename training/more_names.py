"""Text of which only names are learnt: `python -m training.more_names DATA.pickle OUT.pickle`.

DATA: pickled documents (train, check), as training.gather makes them. OUT: their sentences with other names in the
place of theirs (training.swap_names), and text of the train pages that nobody read: teasers, lists, comments, captions
and long bodies, cut into sentences by a first model. A teacher of names says what is in both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import random
import re
from pathlib import Path

from dateline.article import read_article
from dateline.model import Block, Page
from training.corpus import Doc, data_root
from training.hand_names import news_names
from training.silver_news import cut_all, cut_sentences, reader, without_trees
from training.swap_names import pool_of, swapped

_SEED = 17
_NEWS = 300
_WEB = ("email", "reviews", "answers", "weblog", "newsgroup")
_ENGLISH = re.compile(r"\b(the|of|and|to|in|a|for|on|is)\b", re.I)
_FEWEST, _MOST, _MOST_OF_A_PAGE = 6, 250, 1500
# What was read by hand where a page's names were read; menus and legal lines are much the same on every page.
_READ = {"body", "subhead", "quotation", "list", "table", "headline", "standfirst"}
_SAME = {"navigation", "legal"}


def page_texts(*, few: int = 0) -> list[tuple[str, str]]:
    """(id, blocks that nobody read, a line each) of the English train pages. No block comes twice."""
    seen: set[str] = set()
    out: list[tuple[str, str]] = []
    for name in ("fundus_half", "wcxb_articles"):
        with gzip.open(data_root() / f"pages/train/{name}.jsonl.gz", "rt", encoding="utf-8") as held:
            for line in held:
                page = json.loads(line)
                blocks = _blocks(page) if not few or len(out) < few else ()
                lines = _worth_reading(blocks, read=page["id"] in news_names(), seen=seen)
                if lines:
                    out.append((f"page-{page['id']}", "\n".join(lines)))
    return out


def _blocks(page: dict[str, str]) -> tuple[Block, ...]:
    content = page["html"].encode("utf-8", "surrogatepass")
    read = read_article(Page(id=page["id"], content=content, media_type="text/html", charset="utf-8", url=page["url"]))
    body = " ".join(block.text for block in read.blocks if block.role == "body")
    english = len(_ENGLISH.findall(body)) * 10 >= len(body.split()) and _ascii(body) >= 0.95
    return read.blocks if english else ()


def _worth_reading(blocks: tuple[Block, ...], *, read: bool, seen: set[str]) -> list[str]:
    kept: list[str] = []
    words = 0
    of_body = [] if read else [block for block in blocks if block.role in _READ]
    for block in [*(block for block in blocks if block.role not in _READ | _SAME), *of_body]:
        text = block.text.split()
        if block.text in seen or not _FEWEST <= len(text) <= _MOST or _ascii(block.text) < 0.9:
            continue
        seen.add(block.text)
        kept.append(" ".join(text))
        words += len(text)
        if words > _MOST_OF_A_PAGE:
            break
    return kept


def _ascii(text: str) -> float:
    return sum(c.isascii() for c in text) / len(text) if text else 1.0


def _cut(page: tuple[str, str]) -> Doc:
    name, text = page
    return without_trees(Doc(name, cut_sentences(text, reader())[1]))


def other_names(docs: list[Doc]) -> list[Doc]:
    """The documents' sentences with other names: those of the web twice, of encyclopedias and the rest once."""
    rng = random.Random(_SEED)
    once = {doc.name: doc for doc in docs if any(sent.entities is not None for sent in doc.sentences())}
    pool = pool_of(list(once.values()))
    web = [doc for doc in once.values() if doc.name.split("-")[0] in _WEB]
    news = [doc for doc in once.values() if doc.name.startswith("news-")]
    rest = [doc for doc in once.values() if doc.name.startswith(("GUM", "wikigold", "re3d", "meantime"))]
    chosen = rng.sample(news, min(_NEWS, len(news)))
    return [doc for each in (web, web, rest, chosen) for doc in swapped(each, pool, rng)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", type=Path, help="folder of a language with weights; else the shipped English one")
    parser.add_argument("--few", type=int, default=0, help="only this many pages, to try things out")
    options = parser.parse_args()
    docs, _ = pickle.loads(options.data.read_bytes())
    pages = cut_all(_cut, page_texts(few=options.few), options.language)
    options.out.write_bytes(pickle.dumps([*other_names(docs), *pages]))


if __name__ == "__main__":
    main()
