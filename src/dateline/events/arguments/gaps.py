"""Coordinations with a gap: "arrested a man in Teln on Monday and a woman in Dursk on Tuesday" tells of two acts."""

from dateline.events.arguments.making import is_site
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base

_NAMES = ("NOUN", "PROPN", "NUM", "PRON")
_BELOW = ("obj", "obl", "nmod", "conj", "appos", "nsubj")
_FINE = ("minute", "hour", "daypart", "day")


def keep_before_gap(scene: Scene, draft: Draft) -> None:
    """Take from a report what a coordination with a gap tells of another act: its party, place and count.

    The verb is told once, so what stands behind the gap is left out rather than mixed in.
    """
    cut = _gap(scene, draft.carrier)
    if cut is None:
        return
    start, end = scene.trees.tokens[cut].start, scene.trees.sentence(cut).end
    kept = [each for each in draft.arguments if not start <= each.start < end]
    if len(kept) == len(draft.arguments):
        return
    draft.arguments = kept
    draft.heads = [(role, head) for role, head in draft.heads if not start <= scene.trees.tokens[head].start < end]
    draft.explained["gap"] = f"from “{scene.trees.form(cut)}” on another act is told, with a day or place of its own"


def _gap(scene: Scene, verb: int) -> int | None:
    """The "and" behind which a second party has its own day or place, as the first has before it; None without."""
    trees = scene.trees
    last = trees.sentence(verb).last
    for joint in range(verb + 1, last):
        second = trees.head(joint)
        if trees.tokens[joint].upos != "CCONJ" or not joint < second or not _is_party(scene, second, verb):
            continue
        end = next((each for each in range(second, last) if trees.tokens[each].upos in ("VERB", "AUX")), last)
        for told in (_is_day, is_site):
            before = any(told(scene, each) for each in range(verb + 1, joint))
            if before and any(told(scene, each) for each in range(second + 1, end)):
                return joint
    return None


def _is_party(scene: Scene, token: int, verb: int) -> bool:
    """Whether a word is coordinated below the verb with no other clause between, and is neither time nor site."""
    trees = scene.trees
    joined = base(trees.deprel(token)) == "conj" and trees.child(token, "case") is None
    if not joined or trees.tokens[token].upos not in _NAMES or scene.time(token) is not None:
        return False
    for above in trees.ancestors(token):
        if above == verb:
            return True
        if base(trees.deprel(above)) not in _BELOW or trees.tokens[above].upos in ("VERB", "AUX"):
            return False
    return False


def _is_day(scene: Scene, token: int) -> bool:
    time = scene.time(token)
    return time is not None and time.type in ("DATE", "TIME") and time.grain in _FINE
