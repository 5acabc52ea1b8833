"""Find attributions in dependency trees: a cue, whose words it gives, and what they are.

The frames follow PARC's account of attribution (Pareti 2012, 2016): reporting verbs with clauses and
quotations, verbs of speech and thought with objects or infinitives, nouns and adjectives with clauses,
"according to", sentence adverbs, and the passive with no agent.
"""

from collections.abc import Callable

from dateline.language.attribution.attributed import Attribution
from dateline.language.attribution.lexicon import Lexicon
from dateline.language.attribution.phrases import of_phrase
from dateline.language.attribution.verbs import of_verb
from dateline.language.attribution.words import of_adjective, of_adverb, of_noun
from dateline.language.trees import Trees

_BY_CLASS: dict[str, Callable[[Trees, Lexicon, int, str], Attribution | None]] = {
    "VERB": of_verb,
    "AUX": of_verb,
    "NOUN": of_noun,
    "PROPN": of_noun,
    "ADJ": of_adjective,
    "ADV": of_adverb,
}


def find_attributions(text: str, trees: Trees, lexicon: Lexicon) -> tuple[Attribution, ...]:
    """Attributions in the order of their cues; one per cue."""
    found: list[Attribution] = []
    for index, token in enumerate(trees.tokens):
        of_word = _BY_CLASS.get(token.upos)
        attribution = None if of_word is None else of_word(trees, lexicon, index, token.lemma.lower())
        attribution = attribution or of_phrase(text, trees, lexicon, index)
        if attribution is not None:
            found.append(attribution)
    return tuple(found)
