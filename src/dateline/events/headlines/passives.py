"""Headline passives without "be": "Renn arrested", "Mayor jailed over fraud", "Two soldiers wounded in Orlik".

Headlines tell what someone did in the present; a past form of a verb that needs an object, without one, tells whom it
befell. Parsers and event heads take that one for the doer.
"""

import msgspec

from dateline.events.scene import Scene
from dateline.language.trees import base
from dateline.model import Analysis, Token

_ROLES = ("headline", "subhead")
_NOUNS = ("NOUN", "PROPN", "NUM")
_LOOSE = ("root", "parataxis", "conj", "ccomp", "advcl", "acl")
# Nothing behind such a verb may be what it is done to.
_OBJECTS = ("obj", "iobj", "ccomp", "aux", "cop")


def with_headline_passives(scene: Scene) -> Analysis:
    """The analysis with the subject of each such verb as that of a passive; the same where there is none."""
    trees = scene.trees
    changed: dict[int, Token] = {}
    for sentence in trees.analysis.sentences:
        if sentence.last <= sentence.first or scene.role_of(sentence.first) not in _ROLES:
            continue
        for verb in range(sentence.first + 1, sentence.last):
            if _may_befall(scene, verb):
                changed |= _mended(scene, verb)
    if not changed:
        return trees.analysis
    tokens = tuple(changed.get(number, token) for number, token in enumerate(trees.tokens))
    return msgspec.structs.replace(trees.analysis, tokens=tokens)


def befallen_in_headline(scene: Scene, verb: int) -> tuple[int, ...]:
    """Whom a headline's passive without "be" befell, as mended here; none for any other verb."""
    trees = scene.trees
    first = trees.first_conjunct(verb)
    if trees.children(verb, "aux") or scene.role_of(verb) not in _ROLES:
        return ()
    bare = _may_befall(scene, verb) and not trees.children(first, "aux", "cop")
    return trees.subjects(verb) if bare and trees.children(first, "nsubj:pass") else ()


def _may_befall(scene: Scene, verb: int) -> bool:
    """Whether a verb needs whom it is done to; of those by which one is told to act, with an infinitive."""
    lemma, behind = scene.lemma(verb), verb + 1
    if lemma in scene.lexicon.words("told_to_act"):
        return behind < scene.trees.sentence(verb).last and scene.trees.tokens[behind].upos == "PART"
    return lemma in scene.lexicon.words("befalling") and not _is_done_by_it(scene, verb)


def _is_done_by_it(scene: Scene, verb: int) -> bool:
    """ "Police fired on protesters", "Thieves stole from church": told of who did it."""
    trees, lemma, behind = scene.trees, scene.lemma(verb), verb + 1
    if trees.form(verb) in scene.lexicon.words("no_participle") or _attacks_by_trade(scene, verb):
        return True
    pair = f"{lemma}_{trees.form(behind)}" if behind < trees.sentence(verb).last else ""
    if pair in scene.lexicon.words("aiming"):
        return scene.time(trees.head(behind)) is None  # "fired on Monday"
    aimed = (each for each in trees.children(verb, "obl") if each > behind and trees.child(each, "case") == behind)
    return pair in scene.lexicon.words("aiming_at_people") and any(map(scene.is_agent, aimed))


def _attacks_by_trade(scene: Scene, verb: int) -> bool:
    """ "Rebels attacked at dawn": those who attack are told as the doers, unless someone else is or an air strike."""
    trees = scene.trees
    if scene.lemma(verb) not in scene.lexicon.words("attacking"):
        return False
    by = any(
        trees.case(each) == "by" or scene.lemma(each) in scene.lexicon.words("attacked_in")
        for each in trees.children(verb, "obl")
    )
    return not by and any(scene.lemma(each) in scene.lexicon.words("attackers") for each in trees.subjects(verb))


def _mended(scene: Scene, verb: int) -> dict[int, Token]:
    trees, word = scene.trees, scene.trees.tokens[verb]
    relation = trees.deprel(verb)
    if scene.lemma(verb) in scene.lexicon.words("making"):
        made = _made(scene, verb)
        if made:
            return made
    if not _is_past_without_object(scene, verb) or base(relation) not in _LOOSE or relation == "acl:relcl":
        return {}
    own = trees.children(verb, "nsubj")
    if own:
        subject = own[0]
        told = subject < verb and trees.tokens[subject].upos in _NOUNS
        found = {subject: msgspec.structs.replace(trees.tokens[subject], deprel="nsubj:pass")} if told else {}
        if told and relation == "acl" and trees.children(verb, "mark"):  # "Protests after Renn arrested"
            found[verb] = msgspec.structs.replace(word, deprel="advcl")
        return found
    noun = trees.head(verb)
    if base(relation) != "acl" or not 0 <= noun < verb or trees.head(noun) >= 0 or not _is_whole(scene, noun, verb):
        return {}
    return {  # "Two soldiers wounded", as two soldiers who were
        verb: msgspec.structs.replace(word, head=-1, deprel="root"),
        noun: msgspec.structs.replace(trees.tokens[noun], head=verb, deprel="nsubj:pass"),
    }


def _made(scene: Scene, verb: int) -> dict[int, Token]:
    """ "Korr elected mayor", "Renn named police chief": what someone is made stands bare behind the verb."""
    trees, one = scene.trees, verb - 1
    office = next(
        (each for each in range(verb + 1, trees.sentence(verb).last) if trees.tokens[each].upos == "NOUN"), -1
    )
    while office >= 0 and base(trees.deprel(office)) == "compound" and trees.head(office) > office:
        office = trees.head(office)
    bare = office >= 0 and scene.is_agent(office) is True and not trees.children(office, "det", "case", "nmod:poss")
    if not bare or trees.form(office) != scene.lemma(office) or trees.tokens[one].upos not in _NOUNS:
        return {}
    if trees.head(one) == verb and base(trees.deprel(one)) == "nsubj" and trees.head(office) == verb:
        relation, head = trees.deprel(verb), trees.head(verb)
    elif base(trees.deprel(verb)) == "amod" and trees.head(verb) == office == trees.head(one):
        relation, head = trees.deprel(office), trees.head(office)
    else:
        return {}
    word = msgspec.structs.replace(trees.tokens[verb], upos="VERB", head=head, deprel=relation)
    return {
        one: msgspec.structs.replace(trees.tokens[one], head=verb, deprel="nsubj:pass"),
        verb: word,
        office: msgspec.structs.replace(trees.tokens[office], head=verb, deprel="xcomp"),
    }


def _is_whole(scene: Scene, noun: int, verb: int) -> bool:
    """Whether a noun and the participle right behind it are all that a headline tells."""
    trees = scene.trees
    near = all(trees.tokens[each].upos in ("ADV", "PROPN", "NUM") for each in range(noun + 1, verb))
    return near and trees.tokens[noun].upos in _NOUNS and not trees.children(noun, "nsubj", "cop", "parataxis", "conj")


def _is_past_without_object(scene: Scene, verb: int) -> bool:
    trees, form = scene.trees, scene.trees.form(verb)
    if trees.tokens[verb].upos != "VERB" or not scene.is_past(verb):
        return False
    if form.endswith(scene.lexicon.endings("gerund")) or trees.children(verb, *_OBJECTS):
        return False
    behind = verb + 1
    if behind >= trees.sentence(verb).last or scene.is_dated(behind):
        return True
    # "Rebels attacked two towns", whatever the tree makes of them
    faces = trees.tokens[behind].upos in ("DET", "NOUN", "PROPN", "PRON", "NUM") and trees.head(behind) >= 0
    return not faces
