"""Which charset bytes are in, and their text: for pages that declare it, wrongly or not at all.

The order follows the WHATWG encoding standard's names and its rule that a byte order mark outranks all;
valid multi-byte UTF-8 outranks a declaration, since legacy bytes are almost never valid UTF-8 by chance.
"""

import codecs
import itertools
import re
import unicodedata
from collections import Counter

_SAMPLE = 65_536
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})|"""
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})""",
    re.IGNORECASE,
)
# The web's meaning of a label is often the wider Windows or national superset (WHATWG encoding standard).
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
_NO_TEXT_CODECS = frozenset(
    {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)
# Tried in this order where nothing is declared and the bytes are not UTF-8; ties go to the first.
_GUESSES = (
    "cp1252", "gb18030", "cp932", "cp949", "big5hkscs", "euc_jp", "cp1251", "koi8-r", "cp1254", "cp1250",
    "cp1253", "cp1255", "cp1256", "cp874",
)  # fmt: skip
# Letters beyond ASCII that the languages of a Latin charset use most; they tell Latin charsets apart.
_LATIN_LETTERS = {
    "cp1252": frozenset("éèàùâêîôûçëïüöäßñáíóúåøæãõÉÀÖÄÜØÅÆÑ"),
    "cp1250": frozenset("áčďéěíňóřšťúůýžąćęłńśźżőűöüăâîţşđČŘŠŽŁŚŻÁÉÍ"),
    "cp1254": frozenset("ığüşöçâİŞÇÖÜ"),
}
# Letters that must have this share of a true text: the six commonest make almost half of a Cyrillic one, and
# accented vowels a tenth of a Greek one; Hebrew bytes misread as either have fewer.
_MUST_HAVE = {"cp1251": ("оеаинт", 0.36), "koi8-r": ("оеаинт", 0.36), "cp1253": ("άέήίόύώ", 0.05)}
_MULTI_BYTE = frozenset({"gb18030", "cp932", "cp949", "big5hkscs", "euc_jp"})


def decide_charset(content: bytes, *, declared: str | None = None, markup: bool = True) -> str:
    """The Python codec name of the charset `content` is in.

    declared: what the transfer header said. markup: whether a `<meta>` or an XML prolog may declare one.
    Order: byte order mark, UTF-16 by its zero bytes, valid UTF-8 that holds more than ASCII, the header,
    the markup, a scored guess. A declaration under which the bytes do not decode at all is not believed.

    >>> decide_charset("Überfahrt".encode("utf-8"), declared="iso-8859-1")
    'utf-8'
    >>> decide_charset("Новости порта, сегодня утром".encode("cp1251"))
    'cp1251'
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return name
    zeros = _utf16_by_zeros(content)
    if zeros:
        return zeros
    if _is_utf8(content):
        declared_name = codec_of(declared) or (_declared_in_markup(content) if markup else None)
        if content.isascii() and declared_name in {"iso2022_jp", "iso2022_kr"} and b"\x1b" in content:
            return declared_name
        return "utf-8"
    for believed in (codec_of(declared), _declared_in_markup(content) if markup else None):
        if believed and believed != "utf-8" and _bad_share(content, believed) < 0.002:
            return believed
    if _broken_utf8(content):
        return "utf-8"
    return _guess(content)


def decode(content: bytes, charset: str) -> str:
    """The text of `content`; bytes that are not of that charset become U+FFFD; never raises.

    A byte order mark at the start is not part of the text.
    """
    try:
        text = content.decode(charset, "replace")
    except (LookupError, ValueError, UnicodeError):
        text = content.decode("utf-8", "replace")
    return text[1:] if text.startswith("\ufeff") else text


def codec_of(label: str | None) -> str | None:
    """The Python codec for a charset label as pages write it; None for an unknown one.

    >>> codec_of("ISO-8859-1"), codec_of("x-nonsense")
    ('cp1252', None)
    """
    if not label:
        return None
    cleaned = label.strip().strip("\"'").lower().removeprefix("x-")
    try:
        info = codecs.lookup(cleaned)
    except (LookupError, ValueError, UnicodeError):
        return None
    if info.name in _NO_TEXT_CODECS or not getattr(info, "_is_text_encoding", True):
        return None
    return _WIDER.get(info.name, info.name)


def _declared_in_markup(content: bytes) -> str | None:
    for match in _META.finditer(content[:8192]):
        name = codec_of((match.group(1) or match.group(2)).decode("ascii"))
        if name:
            # A <meta> that could be read at all as ASCII is not in UTF-16, whatever it says.
            return "utf-8" if name.startswith(("utf-16", "utf-32")) else name
    return None


def _utf16_by_zeros(content: bytes) -> str | None:
    sample = content[:2048]
    half = len(sample) // 2
    if half < 4 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        # A page cut in the middle of its last character is still UTF-8.
        return error.start >= len(content) - 3 and error.reason == "unexpected end of data"
    return True


def _bad_share(content: bytes, name: str) -> float:
    sample = content[:_SAMPLE]
    high = sum(1 for byte in sample if byte >= 0x80) or 1
    try:
        return sample.decode(name, "replace").count("\ufffd") / high
    except (LookupError, ValueError, UnicodeError):
        return 1.0


def _broken_utf8(content: bytes) -> bool:
    """Mostly multi-byte UTF-8 with a few broken places (concatenated or cut text)."""
    text = content[:_SAMPLE].decode("utf-8", "replace")
    beyond_ascii = sum(1 for character in text if character >= "\x80")
    return text.count("\ufffd") < 0.1 * beyond_ascii


def _guess(content: bytes) -> str:
    sample = bytes(content[:_SAMPLE])
    scored = [(_plausibility(sample, name), -place) for place, name in enumerate(_GUESSES)]
    return _GUESSES[-max(scored)[1]]


def _plausibility(sample: bytes, name: str) -> float:
    """How much the beyond-ASCII characters under a codec look like one language's letters, -1 to 1."""
    text = sample.decode(name, "replace")
    counts = Counter(character for character in text if character >= "\x80")
    total = sum(counts.values())
    if not total:
        return 0.0
    score = 0.0
    for character, count in counts.items():
        score += count * _character_score(character, name)
    score /= total
    letters, share = _MUST_HAVE.get(name, ("", 0.0))
    if sum(counts[letter] for letter in letters) < share * total:
        score -= 0.5
    return score if name in _MULTI_BYTE else score - _breaks(text) / total


def _character_score(character: str, name: str) -> float:
    code = ord(character)
    if character == "\ufffd":
        return -4.0
    if name in _MULTI_BYTE:
        if 0x3040 <= code <= 0x30FF:
            return 1.0 if name in {"cp932", "euc_jp"} else 0.2
        if 0xAC00 <= code <= 0xD7A3:
            # Common syllables are those of KS X 1001; the rest of cp949 is what misread Japanese falls into.
            return 1.0 if name == "cp949" and min(character.encode(name)) >= 0xA1 else -0.3
        if 0x4E00 <= code <= 0x9FFF:
            return _han_score(character, name)
        return 0.6 if 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFF60 else -1.0
    category = unicodedata.category(character)
    if category.startswith("L"):
        if name in _LATIN_LETTERS:
            return 0.9 if character in _LATIN_LETTERS[name] else -0.2
        return 0.85
    if category in {"Pi", "Pf", "Pd", "Zs"} or character in "…’“”«»·°©®§£€":
        return 0.5
    return -1.0 if category in {"Cc", "Cn", "Co"} else -0.5


def _han_score(character: str, name: str) -> float:
    """Common Han characters stand in the first level of their national set: low lead bytes."""
    try:
        lead = character.encode(name)[0]
    except UnicodeEncodeError:
        return -1.0
    common = {
        "gb18030": 0xB0 <= lead <= 0xD7,
        "big5hkscs": 0xA4 <= lead <= 0xC6,
        "cp932": 0x88 <= lead <= 0x97,
        "euc_jp": 0xB0 <= lead <= 0xCF,
        "cp949": False,
    }[name]
    return 0.9 if common else -0.3


def _breaks(text: str) -> int:
    """Places that true text hardly has: a small letter before a capital, or two scripts within one word."""
    breaks = 0
    for left, right in itertools.pairwise(text):
        if (left < "\x80" and right < "\x80") or not (left.isalpha() and right.isalpha()):
            continue
        breaks += left.islower() and right.isupper()
        breaks += _is_latin(left) != _is_latin(right)
    return breaks


def _is_latin(letter: str) -> bool:
    return letter < "\u0250"
