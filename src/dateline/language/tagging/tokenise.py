"""Cuts text into words with exact code-point offsets. What is particular to a language is data (`tokens.toml`).

Cut as Universal Dependencies' English treebanks are: punctuation apart, "don't" as "do" and "n't", addresses,
numbers and abbreviations whole. One regular expression read from left to right; every repetition in it is bounded
or cannot be entered twice for the same characters, so that time grows with length alone.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from dateline.language.expressions import alternatives


class TokenRules(msgspec.Struct, frozen=True):
    """A language's data for cutting words; all empty for an unknown language.

    clitics: endings cut off ("n't"). splits: words cut into parts of these lengths. abbreviations: keep their
    full stop, those of the second list only before a number. prefixes: stay joined over a hyphen.
    units: endings cut off numbers. titles: words before a name. openers: words that with a capital, behind an
    abbreviation that is no title, open a sentence.
    """

    clitics: tuple[str, ...] = ()
    splits: Mapping[str, tuple[int, ...]] = {}
    abbreviations: tuple[str, ...] = ()
    abbreviations_before_number: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def read_token_rules(path: Path) -> TokenRules:
    """The rules in a `tokens.toml`; empty ones where there is no such file."""
    if not path.is_file():
        return TokenRules()
    data = tomllib.loads(path.read_text("utf-8"))
    words = data.get("words", {})
    return TokenRules(
        clitics=tuple(sorted(data.get("clitics", ()), key=lambda c: (-len(c), c))),
        splits={word: tuple(lengths) for word, lengths in data.get("splits", {}).items()},
        abbreviations=tuple(words.get("abbreviations", ())),
        abbreviations_before_number=tuple(words.get("abbreviations_before_number", ())),
        prefixes=tuple(words.get("prefixes", ())),
        units=tuple(words.get("units", ())),
        openers=tuple(data.get("sentences", {}).get("openers", ())),
        titles=tuple(data.get("names", {}).get("titles", ())),
    )


# Vowel signs and the like, which \w leaves out, and the soft hyphen and joiners that stand within words.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903"
    "\u093a-\u093c\u093e-\u094f\u0981-\u0983\u09bc\u09be-\u09cd\u0a3c-\u0a4d\u0abc-\u0acd\u0b3c-\u0b4d\u0bbe-\u0bcd"
    "\u0c3e-\u0c4d\u0cbc-\u0ccd\u0d3e-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d"
)
_LETTER = rf"[\w{_MARKS}]"
_IDEOGRAPH = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]"
_UNSEEN = "\\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ud800-\udfff"
_TOP_LEVEL = "com|org|net|edu|gov|mil|int|info|biz|co|io|tv|uk|us|eu|de|fr|in|au|ca|nz|za|ng|ke|jp|cn|ru|br|ie"


def _capitalised(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for w in words for form in (w, w.capitalize())))


def _pattern(rules: TokenRules) -> re.Pattern[str]:
    parts = [
        rf"(?P<ideograph>{_IDEOGRAPH})",
        r"(?P<address>(?:https?://|ftp://|www\.)[^\s<>\"“”‘’]{1,2000}(?<![.,;:!?)\]'])"
        r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,6}"
        rf"|\w[\w-]{{0,62}}(?:\.[\w-]{{1,63}}){{0,5}}\.(?:{_TOP_LEVEL})(?![\w-]|\.\w)(?:/[^\s<>\"“”]{{1,200}}(?<![.,;:!?)]))?"
        r"|(?<![\w.])[a-z]\w{0,30}(?:\.[a-z]\w{0,30}){2,6}(?![\w.])"
        r"|\w{1,63}\.(?i:docx?|xlsx?|pdf|txt|html?|jpe?g|png|pptx?|zip|exe|csv)(?!\w))",
        r"(?P<handle>(?<!\w)[@#][A-Za-z_]\w{1,64})",
    ]
    if rules.units:
        parts.append(rf"(?P<measured>\d{{1,20}}(?:[.,:]\d{{1,20}}){{0,8}})(?=(?i:{alternatives(rules.units)})(?!\w))")
    parts.append(
        r"(?P<number>\d{3}-(?:\d{3}-)?\d{4}(?![\w-])"
        r"|(?<![\w.])(?:\+(?=\d))?\.?\d{1,40}(?:[.,:/]\d{1,40}){0,40}(?:st|nd|rd|th|s)?(?!\w))"
    )
    parts.append(r"(?P<acronym>(?<![\w.])(?:[^\W\d_]\.){2,12}(?!\w)|(?<![\w.])(?:[^\W\d_]\.){1,12}[^\W\d_](?![\w.'’]))")
    parts.append(r"(?P<initial>(?<!\w)[A-Z]\.(?=\s?[A-Z]))")
    if rules.abbreviations:
        parts.append(rf"(?P<abbreviation>(?<!\w)(?:{alternatives(_capitalised(rules.abbreviations))})\.(?!\w))")
    if rules.abbreviations_before_number:
        short = alternatives(_capitalised(rules.abbreviations_before_number))
        parts.append(rf"(?P<numbered>(?<!\w)(?:{short})\.(?=\s?\d))")
    if rules.prefixes:
        parts.append(rf"(?P<prefixed>(?<![\w-])(?i:{alternatives(rules.prefixes)})-[^\W\d_]{{2,40}}(?![\w-]))")
    endings = alternatives(tuple(c for c in rules.clitics if c.startswith("'")))
    if endings:
        parts.append(rf"(?P<ending>(?<=[^\s\"“])(?i:{endings.replace(chr(39), '[' + chr(39) + '’]')})(?!\w))")
    parts += [
        r"(?P<decade>['’]\d0s(?!\w))",
        r"(?P<joined>(?<!\w)[A-Z]{1,3}&[A-Z]{1,3}(?!\w))",
        r"(?P<currency>(?<!\w)(?:US|A|C|NZ|HK|NT|S|R|Z)\$)",
        rf"(?P<word>{_LETTER}+(?:['’]{_LETTER}+)*)",
        r"(?P<face>[:;=]-?[()DPp](?![\w(]))",
        r"(?P<run>\.{2,400}|-{2,400}|[!?]{2,400}|\*{2,400}|={2,400}|_{2,400}|'{2}|`{2}|<{2}|>{2}|~{2,400})",
        rf"(?P<mark>[^{_UNSEEN}])",
    ]
    return re.compile("|".join(parts))


class Tokeniser:
    """Cuts a text's words. The same text gives the same cuts, whatever stands outside the range asked for.

    >>> text = "Mayor Ilse Brandt can't say who paid $1.5m."
    >>> [text[a:b] for a, b in Tokeniser(TokenRules(clitics=("n't",), units=("m",))).cut(text, 0, len(text))]
    ['Mayor', 'Ilse', 'Brandt', 'ca', "n't", 'say', 'who', 'paid', '$', '1.5', 'm', '.']
    """

    def __init__(self, rules: TokenRules) -> None:
        self._pattern = _pattern(rules)
        self._clitics = rules.clitics
        self._splits = dict(rules.splits)

    def cut(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Offsets of the words of text[start:end], in order; into `text`."""
        piece = text[start:end]  # lookarounds must not see past the range
        out: list[tuple[int, int]] = []
        for match in self._pattern.finditer(piece):
            first, last = match.span()
            if match.lastgroup == "word":
                word = match.group()
                if "'" in word or "’" in word or word.lower() in self._splits:
                    out.extend((start + a, start + b) for a, b in self._parts(word, first, last))
                    continue
            out.append((start + first, start + last))
        return out

    def _parts(self, word: str, first: int, last: int) -> Iterator[tuple[int, int]]:
        splits = self._splits.get(word.lower())
        if splits is not None:
            for length in splits:
                yield first, first + length
                first += length
            return
        if len(word) > 64:
            yield first, last
            return
        plain = word.lower().replace("’", "'")
        tails: list[tuple[int, int]] = []
        if len(plain) == len(word):
            cutting = True
            while cutting:
                cutting = False
                for clitic in self._clitics:
                    if plain.endswith(clitic) and len(plain) > len(clitic):
                        tails.append((last - len(clitic), last))
                        last -= len(clitic)
                        plain = plain[: -len(clitic)]
                        cutting = True
                        break
        yield first, last
        yield from reversed(tails)
