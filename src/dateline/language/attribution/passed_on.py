"""Words passed on: who quotes a speaker ("quoted her as saying"), whom he cites ("reported, citing officials")."""

from dateline.language.attribution.lexicon import Lexicon
from dateline.language.trees import Trees, base


def is_as_said(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """Whether a cue tells what somebody is quoted "as saying"."""
    head = trees.head(verb)
    above = "" if head < 0 else trees.tokens[head].lemma.lower()
    return (above, trees.case(verb)) in lexicon.quoting and base(trees.deprel(verb)) in (
        "advcl",
        "xcomp",
        "ccomp",
        "obl",
    )


def quoted_one(trees: Trees, verb: int) -> int | None:
    """Who speaks where a cue tells what he is quoted as saying: the object of the verb above, a passive's subject."""
    head = trees.head(verb)
    relations = ("nsubj:pass",) if trees.is_passive(head) else ("obj", "iobj")
    return next((each for each in trees.children(head, *relations) if each < verb), None)


def quoting_one(trees: Trees, verb: int) -> int | None:
    """Who quotes there: the subject of the verb above, a passive's agent; None where it is not said."""
    head = trees.head(verb)
    if trees.is_passive(head):
        return trees.child(head, "obl:agent")
    return next(iter(trees.subjects(head)), None)


def cited_by(trees: Trees, lexicon: Lexicon, cue: int, source: int | None) -> tuple[int, int] | None:
    """(verb, head of whom or what it cites) of a participle beside a cue or its source: "wrote, citing an official".

    What somebody is quoted "as saying" is an attribution of its own, and so is what those say who are cited.
    """
    beside = [
        *trees.children(cue, "advcl", "xcomp"),
        *(() if source is None else trees.children(source, "acl", "advcl")),
    ]
    for verb in beside:
        lemma = trees.tokens[verb].lemma.lower()
        if lemma not in lexicon.citing or trees.form(verb) == lemma or trees.children(verb, "nsubj", "aux", "mark"):
            continue
        objects = [each for each in trees.children(verb, "obj") if not trees.children(each, "acl:relcl")]
        if objects and not any(is_as_said(trees, lexicon, each) for each in trees.children(verb, "advcl", "xcomp")):
            return verb, objects[0]
    return None
