"""Sport, where words of force are moves of a game."""

from dateline.events.arguments.needs import is_by_score, uses_force
from dateline.events.arguments.participants import participants
from dateline.events.lexicon import Entry
from dateline.events.scene import Draft, Scene


def is_sport(scene: Scene) -> bool:
    """Whether an article tells of sport, where "beat", "attack" and "rally" are moves of a game.

    One word of sport in 60 (at least 6): on wire news that marks match reports and no report of violence. A game's
    score ("drew 1-1") stands for some of them.
    """
    tokens, lexicon = range(len(scene.trees.tokens)), scene.lexicon
    words = sum(scene.lemma(token) in lexicon.sport for token in tokens)
    scores = sum(scene.lemma(token) in lexicon.scoring and is_by_score(scene, token) for token in tokens)
    words += lexicon.score * scores
    return words >= max(6, len(scene.trees.tokens) // 60)


def of_games(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Drafts of the event heads: in a match report "they attacked" and "fired wide" are moves, unless force is used."""
    if not is_sport(scene):
        return drafts
    for draft in drafts:
        attack = draft.entry is not None and draft.entry.type == "ASSAULT"
        if attack and not uses_force(scene, draft.token) and not _hurts_an_outsider(scene, draft.token):
            draft.entry = Entry(type="OTHER", kind=draft.lemma)
    return drafts


def _hurts_an_outsider(scene: Scene, token: int) -> bool:
    """ "beat his wife": whom no game is played against."""
    nouns = [head for head in participants(scene, token)[1] if scene.trees.tokens[head].upos == "NOUN"]
    return any(scene.is_agent(head) is True and scene.lemma(head) not in scene.lexicon.sport for head in nouns)
