"""Make content and sources whole where a tree cuts them: what a clause leaves to its cue's object, to the noun a
relative clause tells of, to whoever is led or asked to speak."""

from dateline.language.attribution.lexicon import Lexicon
from dateline.language.trees import Trees, base
from dateline.model import Span


def object_of_clause(trees: Trees, lexicon: Lexicon, verb: int, clause: int) -> tuple[int, ...]:
    """The object between a cue and its clause, where it is the clause's: "fears | its shops | will close".

    A clause without a subject of its own that has a finite verb takes what trees hang on the cue; so does the one of
    an accusation ("accused | the firm | of fraud"). Whom one tells something is no part of it.
    """
    lemma = trees.tokens[verb].lemma.lower()
    objects = tuple(each for each in trees.children(verb, "obj") if verb < each < clause)
    if not objects or lemma in lexicon.addressed:
        return ()
    mark = trees.case(clause).split(" ")[0]
    if lexicon.prepositions.get((lemma, mark)) in ("accusation", "denial"):
        return objects[:1]
    return objects[:1] if not mark and is_finite_without_subject(trees, clause) else ()


def is_finite_without_subject(trees: Trees, clause: int) -> bool:
    """Whether a clause says something of what stands outside it: "will close", "were sold"."""
    return not trees.children(clause, "nsubj", "csubj", "expl", "mark") and bool(
        trees.children(clause, "aux", "aux:pass", "cop")
    )


def noun_of_relative(trees: Trees, verb: int, clause: int) -> int | None:
    """The noun a cue's relative clause tells of, where its clause lacks a subject: "a raid | they said killed two"."""
    noun = trees.head(verb)
    if trees.deprel(verb) != "acl:relcl" or noun < 0 or trees.tokens[noun].upos not in ("NOUN", "PROPN"):
        return None
    subjects = trees.children(clause, "nsubj", "csubj")
    if len(trees.children(noun, "acl", "appos", "conj")) > 1:
        return None
    bare = not subjects and not trees.children(clause, "mark", "expl") and not _asks(trees, clause)
    return noun if bare and trees.tokens[clause].upos == "VERB" and trees.subjects(verb) else None


def _asks(trees: Trees, clause: int) -> bool:
    return any(trees.tokens[each].upos == "PART" for each in trees.children(clause))


def led_to(trees: Trees, lexicon: Lexicon, verb: int, infinitive: int, *, person: bool) -> int | None:
    """Who does what an infinitive tells, where its verb has an object: "led the panel to conclude that"; else None.

    person: whether that object could say something. Who promises another to do it does it himself.
    """
    objects = [each for each in trees.children(verb, "obj", "iobj") if verb < each < infinitive]
    promises = lexicon.infinitives.get(trees.tokens[verb].lemma.lower()) == "promise"
    return objects[-1] if objects and person and not promises and base(trees.deprel(infinitive)) == "xcomp" else None


def is_supposed(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """ "if they knew that", "whether he thinks it will": what may be so, and no one's word."""
    return any(trees.form(each) in lexicon.supposing for each in trees.children(verb, "mark"))


def is_felt(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """ "she is convinced that": a passive in form, by which its subject tells a state of mind."""
    if trees.form(verb) not in lexicon.adjectives or not trees.is_passive(verb):
        return False
    subjects = trees.subjects(verb)
    return (
        bool(subjects)
        and trees.tokens[subjects[0]].lemma.lower() not in lexicon.words("it")
        and not trees.children(verb, "obl:agent")
    )


def is_felt_beside(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """ "left, convinced that the court erred": the same as a participle beside a clause."""
    apart = base(trees.deprel(verb)) in ("advcl", "acl") and not trees.children(
        verb, "aux", "aux:pass", "obl:agent", "obj"
    )
    return apart and trees.form(verb) in lexicon.adjectives and trees.tokens[verb].lemma.lower() != trees.form(verb)


def is_relative(trees: Trees, lexicon: Lexicon, token: int) -> bool:
    """Whether a token is a relative pronoun."""
    return trees.tokens[token].lemma.lower() in lexicon.words("relatives")


def is_bare_pronoun(trees: Trees, lexicon: Lexicon, words: range) -> bool:
    """ "which", "what", "it": a word alone that tells nothing without those it stands for or asks for."""
    return len(words) == 1 and (trees.form(words[0]) in lexicon.open_words or trees.tokens[words[0]].upos == "PRON")


def with_antecedent(trees: Trees, lexicon: Lexicon, verb: int, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Content whose first stretch is a relative pronoun alone, with the noun that it stands for in its place.

    "the storm, which some call a “wall of water”" gives "the storm" and "a “wall of water”"; of a clause ("the list,
    which he said was secret") the pronoun is left out.
    """
    noun = trees.head(verb)
    if not spans or trees.deprel(verb) != "acl:relcl" or noun < 0:
        return spans
    first = trees.within(spans[0])
    if len(first) != 1 or not is_relative(trees, lexicon, first[0]) or spans[0].start <= trees.tokens[noun].start:
        return spans
    told = len(spans) > 1 and bool(trees.children(verb, "ccomp"))
    return spans[1:] if told else (trees.phrase(noun), *spans[1:])


def is_set_between(trees: Trees, verb: int, clause: int) -> bool:
    """ "While it may take years, Senn told the Herald, the dam ...": a comma closes the cue's clause."""
    return trees.form(verb + 1) == "," or _goes_on_behind_comma(trees, verb, clause)


def _goes_on_behind_comma(trees: Trees, verb: int, clause: int) -> bool:
    said = (each for each in trees.subtree(clause) if each > verb and trees.tokens[each].upos != "PUNCT")
    before = next(said, verb) - 1
    return before > verb and trees.form(before) == ","


def opening_clause(trees: Trees, verb: int, clause: int) -> tuple[int, ...]:
    """ "When the siren went off, Korr said, nobody ...": of a clause that the cue's own parts, both sides are said.

    Where only the second is quoted, the first is not.
    """
    subjects = trees.children(verb, "nsubj")
    if not subjects or clause < verb or not _goes_on_behind_comma(trees, verb, clause):
        return ()
    before = (each for each in trees.children(verb, "advcl") if each < subjects[0])
    return tuple(each for each in before if trees.children(each, "mark", "advmod") and trees.children(each, "nsubj"))


def without_opening(trees: Trees, verb: int, heads: tuple[int, ...], spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Content without the phrase that opens a cue's own sentence: "A day after the vote, the board said | it ...".

    Trees may hang it on what is said; with a comma behind the cue ("In May, the board said, it ...") it is.
    """
    subjects = trees.children(verb, "nsubj")
    if len(spans) < 2 or not subjects or heads[0] < verb or is_set_between(trees, verb, heads[0]):
        return spans
    start = min(trees.tokens[each].start for each in subjects)
    opening = [
        each
        for each in trees.children(heads[0], "advcl", "obl", "advmod")
        if each < subjects[0] and trees.tokens[each].start >= spans[0].start
    ]
    words = {word for each in opening for word in trees.subtree(each)}
    early = [span for span in spans if span.end <= start]
    own = all(word in words or trees.tokens[word].upos == "PUNCT" for span in early for word in trees.within(span))
    quoted = any(trees.tokens[trees.within(span)[0]].upos == "PUNCT" for span in early)
    return tuple(span for span in spans if span.end > start) if own and not quoted else spans
