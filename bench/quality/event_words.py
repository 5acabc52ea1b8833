"""Event words in TimeML's broad sense, which corpora mark: what the tagger and the word lists know of them."""

from dateline.events.scene import Scene
from dateline.language.trees import base

# For event words in TimeML's sense: bench/quality, F1 on TimeBank and AQUAINT is flat for 0.5-0.7 and 0.15-0.3.
WORD_SCORE = 0.50
LISTED_SCORE = 0.15


def find_event_words(scene: Scene) -> list[int]:
    """Tokens that name events in TimeML's broad sense, in text order: what the tagger and the word lists say.

    Wider than `find_triggers`: states, sayings and beliefs are event words, and no event reports.
    """
    found: list[int] = []
    for token, word in enumerate(scene.trees.tokens):
        listed = word.upos == "NOUN" and (
            scene.lemma(token) in scene.lexicon.event_nouns or scene.trees.form(token) in scene.lexicon.event_nouns
        )
        modifies = base(scene.trees.deprel(token)) in ("compound", "flat", "fixed")
        score = scene.scores.get(token, 0.0)
        sure = score >= WORD_SCORE and word.upos != "ADJ"
        if sure or (listed and score >= LISTED_SCORE and not modifies and scene.time(token) is None):
            found.append(token)
    return found
