"""What a line of a dump outside of the article's text is, by its own words and signs."""

import re
from collections import Counter

from dateline.article.dump.body import LONGEST_LABEL, asks_reader
from dateline.article.dump.context import DumpContext
from dateline.article.dump.cues import START, WHOLE, bare, load_cues
from dateline.article.dump.paths import is_path
from dateline.article.dump.wording import load_wording
from dateline.model import Role

# Of longer lines no more is asked than whether they speak of the law.
_LONGEST_TOLD = 400
_LONGEST_NOTICE, _LONGEST_ADDRESS, _LONGEST_PATH = 250, 200, 160
_LEAST_CONSENT = 60
# So many lines into the page a path may stand.
_PATHS_REACH = 150
_PHONE_OR_MAIL = re.compile(
    r"(?:\+|\b00)\d[\d\s()/.\-]{7,}|\b\(?0\d{2,5}\)?[\s/\-]\d[\d\s\-]{4,}|[\w.+\-]+@[\w\-]+\.\w{2,}"
)
_PIECES = re.compile(r"\s*[|•·]\s*|\s{3,}")
_GLUED = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_LONGEST_PIECE, _LEAST_PIECES = 40, 3
_MOST_BUTTONS, _KNOWN_SHARE = 24, 0.7
# Words of the longest button.
_LONGEST_BUTTON = 4
_ROWS: tuple[tuple[str, Role], ...] = (("consent", "legal"), ("legal", "legal"), ("share", "other"))


def role_by_words(context: DumpContext, index: int, strength: dict[str, int], first: int, last: int) -> Role | None:
    """The role that a line's own words give it, outside of the article's text; None where they say nothing.

    strength: how strongly it speaks for each kind of cue. first, last: the lines between which the text stands.
    """
    text = context.lines[index].text
    role = _role_of_short(text, strength)
    if role is not None or len(text) > _LONGEST_TOLD:
        return role or ("legal" if strength["legal"] or strength["consent"] else None)
    if asks_reader(text):
        return "promotion"
    if strength["related"] == START:
        return "teaser" if len(text) > LONGEST_LABEL else "related"
    if strength["comment"] >= START:
        return "comment"
    if strength["tags"] == START and first < index:
        return "tags"
    below = index > last and len(text) < _LONGEST_ADDRESS
    if strength["contact"] == START or (below and _PHONE_OR_MAIL.search(text)):
        return "contact"
    if strength["legal"] or (strength["consent"] and len(text) > _LEAST_CONSENT):
        return "legal"
    whole = bare(text)
    if strength["newsletter"] or any(offer in whole for offer in load_wording().offers):
        return "promotion"
    if is_path(text) and len(text) < _LONGEST_PATH and index < min(first, _PATHS_REACH) and "http" not in text:
        return "breadcrumb"
    row = "other" if strength["share"] >= START else role_of_row(text) or _role_of_pieces(text)
    if row is not None:
        return row
    if below and load_wording().address.search(text):
        return "contact"
    return "navigation" if strength["navigation"] >= START or strength["contact"] == WHOLE else None


def _role_of_short(text: str, strength: dict[str, int]) -> Role | None:
    """The role of a line that is plain whatever its length and place: a button, a menu's entry, a notice, an offer."""
    wording = load_wording()
    whole = bare(text)
    if whole in wording.account:
        return "navigation"
    if strength["share"] == WHOLE:
        return "other"
    if whole in wording.contact:
        return "contact"
    if strength["legal"] >= START or strength["consent"] >= START or ("©" in text and len(text) < _LONGEST_NOTICE):
        return "legal"
    return "promotion" if strength["newsletter"] >= START or strength["advert"] >= START else None


def _role_of_pieces(text: str) -> Role | None:
    """The role of a row of short entries that signs, gaps or capitals part."""
    pieces = _PIECES.split(_GLUED.sub("|", text))
    if len(pieces) < _LEAST_PIECES or max(map(len, pieces)) > _LONGEST_PIECE or text.endswith((".", "!", "?")):
        return None
    return "legal" if any(map(load_wording().legal_entry.search, pieces)) else "navigation"


def role_of_row(text: str) -> Role | None:
    """The role of a row of buttons or menu entries run together ("A+ A- Print Send", "Accept all Settings")."""
    cues = load_cues()
    words = text.lower().split()
    if not 2 <= len(words) <= _MOST_BUTTONS:
        return None
    told: Counter[str] = Counter()
    at = known = 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST_BUTTON), at, -1):
            kinds = cues.whole.get(bare(" ".join(words[at:end])) or words[at], ())
            if kinds:
                told.update(cues.kinds[kind] for kind in kinds)
                known += end - at
                at = end
                break
        else:
            at += 1
    if known < _KNOWN_SHARE * len(words) or sum(told.values()) < 2:
        return None
    return next((role for kind, role in _ROWS if told[kind]), "navigation")
