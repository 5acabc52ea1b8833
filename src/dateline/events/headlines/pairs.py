"""Headlines of two with a comma for "and": "Mayor, two aides resign", "Minister, aide killed in crash"."""

import msgspec

from dateline.events.scene import Scene
from dateline.language.trees import base
from dateline.model import Analysis, Sentence, Token

# Words of each of the two, and words of the headline before the verb's own, at most.
_LONGEST = 4

_NOMINAL = ("NOUN", "PROPN", "NUM", "ADJ", "DET")
_NOUNS = ("NOUN", "PROPN")


def with_headline_pairs(scene: Scene) -> Analysis:
    """The analysis with both as subjects of the verb; the same where there is no such headline.

    A verb is an event's word in the plural present, or a past form without an object, which tells whom it befell. The
    comma before it is the only one there.
    """
    trees = scene.trees
    changed: dict[int, Token] = {}
    for sentence in trees.analysis.sentences:
        if sentence.last - sentence.first > 2 and scene.role_of(sentence.first) == "headline":
            changed |= _joined(scene, sentence)
    if not changed:
        return trees.analysis
    tokens = tuple(changed.get(number, token) for number, token in enumerate(trees.tokens))
    return msgspec.structs.replace(trees.analysis, tokens=tokens)


def _joined(scene: Scene, sentence: Sentence) -> dict[int, Token]:
    trees = scene.trees
    comma = next((each for each in range(sentence.first, sentence.last) if trees.form(each) == ","), None)
    if comma is None or not 0 < comma - sentence.first <= _LONGEST:
        return {}
    verb = _verb_behind(scene, comma, sentence)
    if verb is None:
        return {}
    first, second = comma - 1, verb - 1
    if not all(_is_party(scene, low, head) for low, head in ((sentence.first, first), (comma + 1, second))):
        return {}
    return _mended(scene, sentence, comma, verb)


def _verb_behind(scene: Scene, comma: int, sentence: Sentence) -> int | None:
    """The event's verb that two to five words behind the comma end with; a noun may be one where it looks like one."""
    trees = scene.trees
    for token in range(comma + 2, min(comma + 2 + _LONGEST, sentence.last)):
        form, word = trees.form(token), trees.tokens[token]
        if form not in scene.lexicon.verbs and scene.lemma(token) not in scene.lexicon.verbs:
            continue
        present = form in scene.lexicon.verbs
        if word.upos == "VERB" and (present or form.endswith(scene.lexicon.past_endings)):
            return token
        follows = token + 1 < sentence.last and trees.tokens[token + 1].upos in (*_NOUNS, "ADP", "DET")
        if word.upos == "NOUN" and present and follows and trees.tokens[token - 1].upos == "PROPN":
            return token
        if word.upos == "NOUN" and present and _is_the_only_verb(scene, token, comma, sentence):
            return token
    return None


def _is_the_only_verb(scene: Scene, token: int, comma: int, sentence: Sentence) -> bool:
    """ "Rebels, army clash": behind two who can act, where no other word is a verb."""
    trees = scene.trees
    others = (trees.tokens[each].upos for each in range(sentence.first, sentence.last) if each != token)
    return scene.is_agent(comma - 1) is True and scene.is_agent(token - 1) is True and "VERB" not in others


def _is_party(scene: Scene, low: int, head: int) -> bool:
    """Whether the words from a token to a noun are the name or the noun of someone or something, and no day."""
    trees = scene.trees
    words = range(low, head + 1)
    if head < low or any(trees.tokens[each].upos not in _NOMINAL for each in words) or scene.time(head) is not None:
        return False
    return trees.tokens[head].upos in _NOUNS and scene.role_of(head) == "headline"


def _mended(scene: Scene, sentence: Sentence, comma: int, verb: int) -> dict[int, Token]:
    trees = scene.trees
    first, second = comma - 1, verb - 1
    word, root = trees.tokens[verb], trees.head(verb)
    passive = trees.form(verb) != scene.lemma(verb) and not trees.children(verb, "obj")
    found = {
        first: _hung(trees.tokens[first], verb, "nsubj:pass" if passive else "nsubj"),
        second: _hung(trees.tokens[second], first, "conj"),
        comma: _hung(trees.tokens[comma], second, "punct"),
    }
    for number in range(sentence.first, verb):
        own = first if number < comma else second
        inside = trees.head(number) in range(sentence.first if number < comma else comma + 1, own + 1)
        if number not in found and not inside:
            found[number] = _hung(trees.tokens[number], own, "compound")
    found[verb] = _hung(msgspec.structs.replace(word, upos="VERB"), -1, "root")
    if root > verb and base(trees.deprel(verb)) == "compound":  # "Korr, Senn sign deal", as three nouns before a fourth
        found[root] = _hung(trees.tokens[root], verb, "obj")
    for number in range(verb + 1, sentence.last):
        if number != root and (trees.head(number) < verb or base(trees.deprel(number)) == "root"):
            found[number] = _hung(trees.tokens[number], verb, trees.deprel(number))
    return found


def _hung(token: Token, head: int, relation: str) -> Token:
    return msgspec.structs.replace(token, head=head, deprel=relation)
