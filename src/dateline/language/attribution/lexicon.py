"""A language's attribution words, compiled from its pack's data files."""

import tomllib

import msgspec

from dateline.language import Language


class Lexicon(msgspec.Struct, frozen=True):
    """Attribution words of one language; every mapping is from a lemma to a cue type.

    Frames. verbs: take a clause or quotation. objects: whose bare object is content. gerunds: whose gerund is.
    infinitives: whose infinitive is content. prepositions: (verb, preposition) whose phrase is content; durations:
    nouns that are none there. nouns: whose clause is content. adjectives: predicates with a clause. adverbs: sentence
    adverbs without a named source. phrases: prepositions (several words) whose object is a source. figures: verbs that
    give a number "at". addressed: verbs whose object is who is told. transitive: verbs that name whom they tell or
    accuse, so that without an object they are passive. asides: verbs of thought that stand beside their content.
    resuming: words that take up a quotation set before ("So said ..."). open_words: open a clause that does not tell
    what it names ("how far"). naming: verbs whose object is content only with what it is called. treating: verbs whose
    object is a topic, so that only people and documents are sources of theirs. voicing: verbs by
    which who has a noun's clause says it ("made the claim that"). coming: auxiliaries under which a report
    is still to come. particles: (verb, particle) that together are another verb and no cue ("swore in"). leading: verbs
    by which someone does what their infinitive tells ("led the panel to conclude"). spoken: verbs of showing that are a
    report too where people show something. directed: (verb, preposition) whose phrase is whom it turns to, so that
    content is what they are to do ("appealed to the crew to stay"). quoting:
    (verb, mark) by which someone is quoted ("quoted her as saying"). citing: verbs whose participle beside a cue names
    whose word it is ("reported, citing officials").

    Stances. withheld: verbs whose negation withholds instead of denying. declining: verbs under which a withheld verb
    says nothing. ahead: verbs whose infinitive is to come and no one's word. knowing: verbs whose negation leaves
    nothing said. foretelling: verbs whose bare passive is no one's claim. modals: auxiliaries under which nothing was
    said yet. recurring: verbs whose perfect passive tells a habit ("has been known to"). perceiving: verbs by which
    someone comes upon a thing ("found the boy hiding"). appearing: verbs by which things show something too, so that
    only people and documents are sources of theirs. supposing: words that open a clause of what only may be so.
    meaning: verbs whose participle only tells what someone is about to do ("a group planning to strike"). unsaid:
    prepositions of what is not said ("without saying that"). retracting: verbs by which a noun's clause is
    taken back.

    Sources. nobody: subjects that are no source; anyone: those that are nobody in particular; vague: those that are
    under a modal verb; asked: those a question asks for; reader: the text with its reader. self_: first and second
    persons, whose wishes in a quotation are part of it; writer: those by which who writes tells of himself; reached:
    whom a text turns to; people: pronouns for people; oblique: no subjects;
    intensive: those that stand behind their own noun ("Mott himself"); indefinite: articles of what may be any.
    unnamed, document, programme: heads of source phrases by kind; copies: heads of documents where an "of" follows;
    no_programme: words before a programme's head by which it is none ("police station"); talks: heads of talks with a
    medium ("an interview with"); signing: verbs by which a document names those who stand behind it; bodies: nouns for
    bodies that speak; parting: words that stand in no title of an office, between a body and who holds it;
    agent_endings: endings of nouns that name people by what they do. anonymity: words that say why no name is given.

    forms, form_endings: small words and endings by name, for `words` and `endings`.
    """

    verbs: dict[str, str]
    objects: dict[str, str]
    infinitives: dict[str, str]
    prepositions: dict[tuple[str, str], str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    adverbs: dict[str, str]
    phrases: tuple[tuple[str, ...], ...]
    figures: frozenset[str]
    addressed: frozenset[str]
    resuming: frozenset[str]
    withheld: frozenset[str]
    declining: frozenset[str]
    foretelling: frozenset[str]
    nobody: frozenset[str]
    anyone: frozenset[str]
    reader: frozenset[str]
    vague: frozenset[str]
    asked: frozenset[str]
    unsaid: frozenset[str]
    appearing: frozenset[str]
    transitive: frozenset[str]
    gerunds: frozenset[str]
    durations: frozenset[str]
    modals: frozenset[str]
    knowing: frozenset[str]
    open_words: frozenset[str]
    asides: frozenset[str]
    ahead: frozenset[str]
    bodies: frozenset[str]
    agent_endings: tuple[str, ...]
    self_: frozenset[str]
    unnamed: frozenset[str]
    document: frozenset[str]
    kickers: frozenset[str]
    programme: frozenset[str]
    anonymity: tuple[str, ...]
    naming: frozenset[str] = frozenset()
    treating: frozenset[str] = frozenset()
    coming: frozenset[str] = frozenset()
    no_programme: frozenset[str] = frozenset()
    talks: frozenset[str] = frozenset()
    supposing: frozenset[str] = frozenset()
    voicing: frozenset[str] = frozenset()
    signing: frozenset[str] = frozenset()
    parting: frozenset[str] = frozenset()
    particles: frozenset[tuple[str, str]] = frozenset()
    leading: frozenset[str] = frozenset()
    directed: frozenset[tuple[str, str]] = frozenset()
    intensive: frozenset[str] = frozenset()
    oblique: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    writer: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()
    quoting: frozenset[tuple[str, str]] = frozenset()
    citing: frozenset[str] = frozenset()
    meaning: frozenset[str] = frozenset()
    retracting: frozenset[str] = frozenset()
    reached: frozenset[str] = frozenset()
    copies: frozenset[str] = frozenset()
    recurring: frozenset[str] = frozenset()
    perceiving: frozenset[str] = frozenset()
    forms: dict[str, frozenset[str]] = {}
    form_endings: dict[str, tuple[str, ...]] = {}

    def words(self, name: str) -> frozenset[str]:
        """The small words that `forms.toml` keeps under a name; none where it has no such name."""
        return self.forms.get(name, frozenset())

    def endings(self, name: str) -> tuple[str, ...]:
        """The endings that `forms.toml` keeps under a name, for `str.endswith`."""
        return self.form_endings.get(name, ())

    def type_of(self, lemma: str) -> str | None:
        """The type of a cue word by its lemma, whatever its frame; None for a word that is no cue."""
        tables = (self.verbs, self.nouns, self.objects, self.infinitives, self.adjectives, self.adverbs)
        found = (table[lemma] for table in tables if lemma in table)
        prepositional = (kind for (verb, _), kind in self.prepositions.items() if verb == lemma)
        return next(found, None) or next(prepositional, None)

    @property
    def is_empty(self) -> bool:
        """Whether the language has no attribution words at all."""
        return not self.verbs


def read_lexicon(language: Language) -> Lexicon:
    """The lexicon of a pack: claims/cues.toml, sources.toml and forms.toml; empty tables where it has none."""
    return lexicon_of(*(language.read(f"claims/{name}.toml") or b"" for name in ("cues", "sources", "forms")))


def lexicon_of(cue_words: bytes, source_words: bytes, small_words: bytes) -> Lexicon:
    """Compile the three files' contents (TOML, UTF-8)."""
    cues = tomllib.loads(cue_words.decode())
    sources = tomllib.loads(source_words.decode())
    forms = tomllib.loads(small_words.decode())
    return Lexicon(
        verbs=_by_lemma(cues.get("verbs", {})),
        objects=_by_lemma(cues.get("objects", {})),
        infinitives=_by_lemma(cues.get("infinitives", {})),
        prepositions={pair: kind for kind, verbs in cues.get("prepositions", {}).items() for pair in _pairs(verbs)},
        nouns=_by_lemma(cues.get("nouns", {})),
        adjectives={lemma: kind for kind, lemmas in cues.get("adjectives", {}).items() for lemma in lemmas},
        adverbs={lemma: kind for kind, lemmas in cues.get("adverbs", {}).items() for lemma in lemmas},
        phrases=tuple(tuple(phrase.split()) for phrase in cues.get("phrases", {}).get("source", [])),
        figures=frozenset(cues.get("figures", {}).get("at", [])),
        addressed=frozenset(cues.get("frames", {}).get("addressed", [])),
        resuming=frozenset(cues.get("frames", {}).get("resuming", [])),
        withheld=frozenset(cues.get("stances", {}).get("withheld", [])),
        declining=frozenset(cues.get("stances", {}).get("declining", [])),
        foretelling=frozenset(cues.get("stances", {}).get("foretelling", [])),
        nobody=frozenset(cues.get("stances", {}).get("nobody", [])),
        anyone=frozenset(cues.get("stances", {}).get("anyone", [])),
        transitive=frozenset(cues.get("frames", {}).get("transitive", [])),
        gerunds=frozenset(cues.get("frames", {}).get("gerunds", [])),
        durations=frozenset(cues.get("frames", {}).get("durations", [])),
        knowing=frozenset(cues.get("stances", {}).get("knowing", [])),
        open_words=frozenset(cues.get("frames", {}).get("open", [])),
        modals=frozenset(cues.get("stances", {}).get("modals", [])),
        asides=frozenset(cues.get("frames", {}).get("asides", [])),
        ahead=frozenset(cues.get("stances", {}).get("ahead", [])),
        appearing=frozenset(cues.get("stances", {}).get("appearing", [])),
        bodies=frozenset(sources.get("bodies", {}).get("heads", [])),
        agent_endings=tuple(sources.get("unnamed", {}).get("endings", [])),
        reader=frozenset(cues.get("stances", {}).get("reader", [])),
        vague=frozenset(cues.get("stances", {}).get("vague", [])),
        asked=frozenset(cues.get("stances", {}).get("asked", [])),
        unsaid=frozenset(cues.get("stances", {}).get("unsaid", [])),
        self_=frozenset(cues.get("stances", {}).get("self", [])),
        unnamed=frozenset(sources.get("unnamed", {}).get("heads", [])),
        document=frozenset(sources.get("document", {}).get("heads", [])),
        kickers=frozenset(sources.get("document", {}).get("kickers", [])),
        programme=frozenset(sources.get("programme", {}).get("heads", [])),
        no_programme=frozenset(sources.get("programme", {}).get("others", [])),
        talks=frozenset(sources.get("programme", {}).get("talks", [])),
        naming=frozenset(cues.get("frames", {}).get("naming", [])),
        coming=frozenset(cues.get("stances", {}).get("coming", [])),
        supposing=frozenset(cues.get("stances", {}).get("supposing", [])),
        voicing=frozenset(cues.get("frames", {}).get("voicing", [])),
        parting=frozenset(sources.get("offices", {}).get("parting", [])),
        signing=frozenset(sources.get("document", {}).get("signing", [])),
        treating=frozenset(cues.get("frames", {}).get("treating", [])),
        particles=_pairs(cues.get("particles", {})),
        leading=frozenset(cues.get("frames", {}).get("leading", [])),
        quoting=_pairs(cues.get("quoting", {})),
        citing=frozenset(cues.get("frames", {}).get("citing", [])),
        meaning=frozenset(cues.get("stances", {}).get("meaning", [])),
        retracting=frozenset(cues.get("stances", {}).get("retracting", [])),
        copies=frozenset(sources.get("document", {}).get("copies", [])),
        reached=frozenset(sources.get("pronouns", {}).get("reached", [])),
        directed=_pairs(cues.get("directed", {})),
        intensive=frozenset(sources.get("pronouns", {}).get("intensive", [])),
        oblique=frozenset(sources.get("pronouns", {}).get("oblique", [])),
        indefinite=frozenset(sources.get("pronouns", {}).get("indefinite", [])),
        writer=frozenset(sources.get("pronouns", {}).get("writer", [])),
        people=frozenset(sources.get("pronouns", {}).get("people", [])),
        spoken=frozenset(lemma for lemma in _by_lemma(cues.get("verbs", {})) if _is_spoken(cues["verbs"], lemma)),
        recurring=frozenset(cues.get("stances", {}).get("recurring", [])),
        perceiving=frozenset(cues.get("stances", {}).get("perceiving", [])),
        anonymity=tuple(sources.get("anonymity", {}).get("markers", [])),
        forms={name: frozenset(str(words).split()) for name, words in forms.get("words", {}).items()},
        form_endings={name: tuple(str(words).split()) for name, words in forms.get("endings", {}).items()},
    )


def could_speak(lemma: str, lexicon: Lexicon) -> bool:
    """Whether a common noun names people or a body."""
    return lemma in lexicon.unnamed or lemma in lexicon.bodies or lemma.endswith(lexicon.agent_endings)


def _pairs(verbs: dict[str, list[str]]) -> frozenset[tuple[str, str]]:
    """(verb, word) for each of the words under each verb."""
    return frozenset((verb, word) for verb, words in verbs.items() for word in words)


def _is_spoken(tables: dict[str, dict[str, list[str]]], lemma: str) -> bool:
    return lemma in tables.get("report", {}).get("lemmas", []) and lemma in tables.get("show", {}).get("lemmas", [])


def _by_lemma(tables: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    """lemma -> type; where a lemma stands under several types the last table wins: the more particular come last."""
    return {lemma: kind for kind, table in tables.items() for lemma in table["lemmas"]}
