"""Who could say something at all: nobody, anyone, shares and plain things are no sources."""

from dateline.language.attribution.lexicon import Lexicon, could_speak
from dateline.language.trees import Trees


def is_nobody(trees: Trees, lexicon: Lexicon, source: int) -> bool:
    """ "nobody", "neither side", "no official"."""
    words = (source, *trees.children(source, "det", "cc:preconj"))
    return any(trees.tokens[each].lemma.lower() in lexicon.nobody for each in words)


def is_generic(trees: Trees, lexicon: Lexicon, source: int, kind: str) -> bool:
    """ "you know that", "as we have seen": nobody in particular, or the text itself with its reader."""
    lemma = trees.tokens[source].lemma.lower()
    if trees.children(source, "nmod", "nummod", "acl"):
        return False  # "one of them"
    return lemma in lexicon.anyone or (lemma in lexicon.reader and kind in ("belief", "show", "evaluation"))


def is_anyone_in_words(trees: Trees, lexicon: Lexicon, verb: int, source: int) -> bool:
    """ "one could argue", "some might say", "who would have thought?": nobody has said it."""
    lemma = trees.tokens[source].lemma.lower()
    last = trees.sentence(source).last - 1
    ends = range(last, max(last - 3, source), -1)
    if lemma in lexicon.asked:
        return any(trees.form(each) == "?" for each in ends)
    auxiliaries = {trees.tokens[each].lemma.lower() for each in trees.children(verb, "aux")}
    plain = not trees.children(source, "nmod", "acl", "amod", "det", "compound", "appos")
    return plain and lemma in lexicon.vague and not lexicon.modals.isdisjoint(auxiliaries)


def is_share(trees: Trees, lexicon: Lexicon, source: int) -> bool:
    """ "9.6%", "212": a share or number with no word of whom it counts is no speaker."""
    if trees.children(source, "nmod", "acl", "appos"):
        return False
    words = (source, *trees.children(source, "nummod", "compound"))
    form = trees.form(source)
    percent = form in lexicon.words("percent") or form.endswith(lexicon.endings("percent"))
    percent = percent or trees.tokens[source].upos == "SYM"
    bare = trees.tokens[source].upos == "NUM" or percent
    return bare and any(any(map(str.isdigit, trees.form(each))) for each in words)


def could_show(trees: Trees, lexicon: Lexicon, source: int) -> bool:
    """Whether what shows something is a document, people or a name; "the heat shows that" is the text's own word."""
    token = trees.tokens[source]
    lemma = token.lemma.lower()
    known = lemma in lexicon.document or lemma in lexicon.programme or could_speak(lemma, lexicon)
    return known or token.upos == "PROPN" or (token.upos == "PRON" and lemma not in lexicon.words("pointing"))


def could_think(trees: Trees, lexicon: Lexicon, source: int) -> bool:
    """Whether a word is of people, a body or a name: those who may believe something."""
    token = trees.tokens[source]
    return token.upos in ("PROPN", "PRON") or could_speak(token.lemma.lower(), lexicon)


def could_treat(trees: Trees, lexicon: Lexicon, source: int) -> bool:
    """Whether what treats of a topic is people or a document, by name or noun; an "it" may be anything."""
    return trees.tokens[source].lemma.lower() not in lexicon.words("it") and could_show(trees, lexicon, source)
