"""Words without case, marks and punctuation: what copies and names are compared by, in any language."""

import re
import unicodedata
import zlib

# Scripts written without spaces: each character counts as a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+")
SHINGLE = 5
_MARKS = 10  # combining classes below (nukta, kana voicing, virama) make another letter, not a marked one


def words_of(text: str) -> list[str]:
    """The words of a text in order, folded.

    >>> words_of("Señor Venn’s 14 ships")
    ['senor', 'venn', 's', '14', 'ships']
    """
    return _WORD.findall(fold(text))


def fold(text: str) -> str:
    """Without case, and without marks on letters that have a plain form; offsets are not kept."""
    lower = text.casefold()
    if lower.isascii():
        return lower
    plain = unicodedata.normalize("NFKD", lower)
    return unicodedata.normalize("NFC", "".join(each for each in plain if unicodedata.combining(each) < _MARKS))


def shingles(words: list[str]) -> tuple[int, ...]:
    """Hashes (32 bits, CRC) of all runs of five words, sorted, each once."""
    runs = (" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    return tuple(sorted({zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs}))
