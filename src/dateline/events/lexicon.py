"""The event words of a language, compiled from its pack's data files."""

import tomllib
from typing import Any

import msgspec

from dateline.language import Language
from dateline.model import EventType


class Entry(msgspec.Struct, frozen=True):
    """One kind of event a word may name; the fields are those of `plover.toml`."""

    type: EventType
    kind: str
    mode: str | None = None
    context: tuple[str, ...] = ()
    needs_agent: bool = False
    needs_person: bool = False
    object_role: str | None = None
    subject_role: str | None = None
    needs: str = ""
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()

    @property
    def is_pattern(self) -> bool:
        """Whether it holds only with certain objects or subjects."""
        return bool(self.objects or self.subjects)


class EventLexicon(msgspec.Struct, frozen=True):
    """Event words and the words that tell participants apart; see the comments in the data files."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    adjectives: dict[str, tuple[Entry, ...]]
    weak_nouns: frozenset[str]
    not_meetings: frozenset[str]
    event_nouns: frozenset[str]
    agents: frozenset[str]
    agent_marks: frozenset[str]
    agent_endings: tuple[str, ...]
    pronouns: frozenset[str]
    inanimate_pronouns: frozenset[str]
    instruments: frozenset[str]
    machines: frozenset[str]
    weapons: frozenset[str]
    instrument_verbs: frozenset[str]
    places: frozenset[str]
    place_prepositions: frozenset[str]
    roles: dict[str, frozenset[str]]
    frames: dict[str, dict[str, str]]
    counts: dict[str, str]
    light: frozenset[str]
    containers: frozenset[str]
    doers: frozenset[str]
    officials: frozenset[str]
    charges: frozenset[str]
    of_speakers: frozenset[str]
    reader: frozenset[str]
    abstract: frozenset[str]
    abstract_endings: tuple[str, ...]
    first_person: frozenset[str]
    fiction: frozenset[str]
    tolls: frozenset[str]
    counters: frozenset[str]
    counted: dict[str, str]
    causes: frozenset[str]
    wars: frozenset[str]
    forceful: frozenset[str]
    homeward: frozenset[str]
    crowd: frozenset[str]
    papers: frozenset[str]
    acts: frozenset[str]
    aired: frozenset[str]
    making: frozenset[str]
    made: frozenset[str]
    multitudes: frozenset[str]
    conditions: frozenset[str]
    acting: frozenset[str]
    of_things: frozenset[str]
    on_site: frozenset[str]
    occasion_prepositions: frozenset[str]
    light_to_subject: frozenset[str]
    gone: frozenset[str]
    advising: frozenset[str]
    standing: frozenset[str]
    uncounted: frozenset[str]
    general: frozenset[str]
    naming: frozenset[str]
    headline_presents: frozenset[str]
    named: frozenset[str]
    kin: frozenset[str]
    advice: float
    gerund_prepositions: frozenset[str]
    light_without_actor: frozenset[str]
    light_subject: frozenset[str]
    skipped: frozenset[str]
    proposing: frozenset[str]
    occasions: frozenset[str]
    grounds: frozenset[str]
    telling: frozenset[str]
    writers_day: frozenset[str]
    ahead: frozenset[str]
    apart: frozenset[str]
    court: frozenset[str]
    alleged: frozenset[str]
    accusers: frozenset[str]
    lasting: frozenset[str]
    pending: frozenset[str]
    ahead_of: frozenset[str]
    weekdays: frozenset[str]
    common: frozenset[str]
    turning: frozenset[str]
    voting: frozenset[str]
    voted: frozenset[str]
    warning: frozenset[str]
    related: frozenset[str]
    dangers: frozenset[str]
    reprisals: frozenset[str]
    punished: frozenset[str]
    consequences: frozenset[str]
    thrown: frozenset[str]
    sent: frozenset[str]
    no_sites: frozenset[str]
    above: frozenset[str]
    onto: frozenset[str]
    penal: frozenset[str]
    same_moment: frozenset[str]
    pairs: frozenset[str]
    entering: frozenset[str]
    leaving: frozenset[str]
    moving: frozenset[str]
    posts: frozenset[str]
    sites_or_things: frozenset[str]
    spoken: frozenset[str]
    ideas: frozenset[str]
    spoken_marks: frozenset[str]
    spoken_means: frozenset[str]
    habit_adverbs: frozenset[str]
    habit_verbs: frozenset[str]
    present_exempt: frozenset[str]
    same_past: frozenset[str]
    past_endings: tuple[str, ...]
    definite: frozenset[str]
    indefinite: frozenset[str]
    others: frozenset[str]
    one: frozenset[str]
    collectives: frozenset[str]
    age: str
    singular: frozenset[str]
    sport: frozenset[str]
    not_in_sport: frozenset[str]
    scoring: frozenset[str]
    score: int
    horizon_within: frozenset[str]
    horizon_units: frozenset[str]
    horizon_plain: frozenset[str]
    kindly: frozenset[str]
    laws: frozenset[str]
    ranges: frozenset[str]
    reviewing: frozenset[str]
    around: frozenset[str]
    culprits: frozenset[str]
    confessing: frozenset[str]
    convicting: frozenset[str]
    counts_of: frozenset[str]
    local: frozenset[str]
    sides: frozenset[str]
    earlier: frozenset[str]
    putting: frozenset[str]
    whole: frozenset[str]
    aboard: frozenset[str]
    handing: frozenset[str]
    persons: frozenset[str]
    carrying: frozenset[str]
    meanwhile: frozenset[str]
    as_it_was: frozenset[str]
    topical: frozenset[str]
    together: frozenset[str]
    beside_with: frozenset[str]
    active: frozenset[str]
    generic: frozenset[str]
    few: frozenset[str]
    counting_in: frozenset[str]
    pleas: frozenset[str]
    within: frozenset[str]
    relative_place: frozenset[str]
    spelled: dict[str, int]
    weighty: frozenset[str]
    forms: dict[str, frozenset[str]]
    form_endings: dict[str, tuple[str, ...]]

    def words(self, name: str) -> frozenset[str]:
        """The small words that `forms.toml` keeps under a name; none where it has no such name."""
        return self.forms.get(name, frozenset())

    def endings(self, name: str) -> tuple[str, ...]:
        """The endings that `forms.toml` keeps under a name, for `str.endswith`."""
        return self.form_endings.get(name, ())

    @property
    def is_empty(self) -> bool:
        """Whether the language has no event words at all."""
        return not self.verbs


def read_lexicon(language: Language) -> EventLexicon:
    """Compile events/plover.toml, roles.toml and forms.toml; empty tables where the pack has none."""
    plover = tomllib.loads((language.read("events/plover.toml") or b"").decode())
    roles = tomllib.loads((language.read("events/roles.toml") or b"").decode())
    broad = tomllib.loads((language.read("events/event_nouns.toml") or b"").decode())
    forms = tomllib.loads((language.read("events/forms.toml") or b"").decode())
    tables: dict[str, dict[str, list[Entry]]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for row in (*plover.get("pattern", ()), *plover.get("entry", ())):
        entry = _entry(row)
        for part, table in tables.items():
            for word in str(row.get(part, "")).split():
                table.setdefault(word, []).append(entry)

    def section(name: str, key: str) -> frozenset[str]:
        return frozenset(str(roles.get(name, {}).get(key, "")).split())

    return EventLexicon(
        **{part: {word: tuple(rows) for word, rows in table.items()} for part, table in tables.items()},
        weak_nouns=section("weak", "nouns"),
        not_meetings=section("weak", "before"),
        event_nouns=frozenset(str(broad.get("nouns", "")).split()) | frozenset(tables["nouns"]),
        agents=section("agents", "nouns"),
        agent_marks=section("agents", "marks"),
        agent_endings=tuple(sorted(section("agents", "endings"))),
        pronouns=section("agents", "pronouns"),
        inanimate_pronouns=section("agents", "inanimate_pronouns"),
        instruments=section("instruments", "nouns"),
        machines=section("instruments", "machines"),
        weapons=section("instruments", "weapons"),
        instrument_verbs=section("instruments", "verbs"),
        places=section("places", "nouns"),
        place_prepositions=section("places", "prepositions"),
        roles={role: section("roles", role) for role in roles.get("roles", {}) if role != "charges"},
        frames={type_: dict(frame) for type_, frame in roles.get("frames", {}).items()},
        counts=dict(roles.get("counts", {})),
        light=section("light", "object"),
        containers=section("light", "containers"),
        doers=section("agents", "before"),
        officials=section("agents", "officials"),
        charges=section("roles", "charges"),
        of_speakers=section("agents", "of_speakers"),
        reader=section("reader", "words"),
        abstract=section("abstract", "nouns"),
        abstract_endings=tuple(sorted(section("abstract", "endings"))),
        first_person=section("reader", "writer"),
        fiction=section("reader", "fiction"),
        tolls=section("toll", "nouns"),
        counters=section("toll", "counters"),
        counted=dict(roles.get("toll", {}).get("counted", {})),
        causes=frozenset(str(roles.get("toll", {}).get("causes", "")).split(",")),
        wars=section("weak", "wars"),
        forceful=section("agents", "forceful"),
        homeward=section("agents", "homeward"),
        crowd=section("agents", "crowd"),
        papers=section("agents", "papers"),
        acts=section("abstract", "acts"),
        aired=section("agents", "aired"),
        making=section("things", "making"),
        made=section("things", "made"),
        multitudes=section("things", "multitudes"),
        conditions=section("things", "conditions"),
        acting=section("places", "acting"),
        of_things=section("places", "of_things"),
        on_site=section("places", "on_site"),
        occasion_prepositions=section("places", "occasions"),
        gone=section("paragraph", "gone"),
        advising=section("reader", "titles"),
        light_to_subject=section("light", "to_subject"),
        standing=section("places", "standing"),
        naming=section("abstract", "naming"),
        headline_presents=section("headlines", "presents"),
        named=section("abstract", "named"),
        kin=section("paragraph", "kin"),
        general=section("paragraph", "general"),
        uncounted=section("places", "uncounted"),
        advice=float(roles.get("reader", {}).get("share", 1.0)),
        gerund_prepositions=section("gerund", "prepositions"),
        light_without_actor=section("light", "no_actor"),
        light_subject=section("light", "subject"),
        skipped=section("skip", "verbs"),
        proposing=section("skip", "proposing"),
        occasions=section("skip", "occasions"),
        grounds=section("skip", "grounds"),
        telling=section("thread", "telling"),
        writers_day=section("thread", "writers_day"),
        ahead=section("thread", "ahead"),
        apart=section("thread", "apart"),
        court=section("thread", "court"),
        alleged=section("thread", "alleged"),
        accusers=section("thread", "accusers"),
        lasting=section("outcome", "lasting"),
        pending=section("outcome", "pending"),
        ahead_of=frozenset(" ".join(words.split("_")) for words in section("outcome", "ahead_of")),
        weekdays=section("outcome", "weekdays"),
        common=section("habit", "common"),
        turning=section("outcome", "turning"),
        voting=section("outcome", "voting"),
        voted=section("outcome", "voted"),
        warning=section("warning", "words"),
        related=section("warning", "related"),
        dangers=section("warning", "dangers"),
        reprisals=section("warning", "reprisals"),
        punished=section("warning", "punished"),
        consequences=section("warning", "consequences"),
        thrown=section("instruments", "thrown"),
        sent=section("instruments", "sent"),
        no_sites=section("places", "no_sites"),
        above=section("places", "above"),
        onto=section("places", "onto"),
        penal=section("places", "penal"),
        same_moment=section("places", "same_moment"),
        pairs=section("instruments", "pairs"),
        entering=section("places", "entering"),
        leaving=section("places", "leaving"),
        moving=section("places", "moving"),
        posts=section("places", "posts"),
        sites_or_things=section("places", "or_things"),
        spoken=section("spoken", "words"),
        ideas=section("spoken", "objects"),
        spoken_marks=section("spoken", "marks"),
        spoken_means=section("spoken", "means"),
        habit_adverbs=section("habit", "adverbs"),
        habit_verbs=section("habit", "phrases"),
        present_exempt=section("habit", "present_exempt_roles"),
        same_past=section("tense", "same_past"),
        past_endings=tuple(sorted(section("tense", "past_endings"))),
        definite=section("paragraph", "definite"),
        indefinite=section("paragraph", "indefinite"),
        others=section("paragraph", "others"),
        one=section("paragraph", "one"),
        collectives=section("paragraph", "collectives"),
        age=str(roles.get("paragraph", {}).get("age", "")),
        singular=section("paragraph", "singular"),
        sport=section("sport", "words"),
        scoring=section("sport", "scoring"),
        score=int(roles.get("sport", {}).get("score", 0)),
        not_in_sport=frozenset(str(roles.get("sport", {}).get("classes", "")).split(",")),
        horizon_within=section("horizon", "within"),
        horizon_units=section("horizon", "units"),
        horizon_plain=section("horizon", "plain"),
        kindly=section("promise", "types"),
        laws=section("story", "laws"),
        ranges=section("story", "ranges"),
        reviewing=section("story", "reviewing"),
        around=section("story", "around"),
        topical=section("topics", "prepositions"),
        together=section("beside", "together"),
        beside_with=section("beside", "with"),
        active=section("active", "verbs"),
        culprits=section("culprit", "prepositions"),
        confessing=section("culprit", "confessing"),
        convicting=section("culprit", "convicting"),
        counts_of=section("culprit", "counts"),
        local=section("places", "local"),
        sides=section("counted", "sides"),
        earlier=section("toll", "earlier"),
        putting=section("toll", "putting"),
        whole=section("toll", "whole"),
        aboard=section("toll", "aboard"),
        handing=section("places", "handing"),
        persons=section("toll", "persons"),
        carrying=section("toll", "carrying"),
        meanwhile=section("places", "meanwhile"),
        as_it_was=section("places", "as_it_was"),
        generic=section("toll", "generic"),
        few=section("toll", "few"),
        counting_in=section("toll", "counting_in"),
        pleas=section("culprit", "pleas"),
        within=section("places", "within"),
        relative_place=section("places", "relative"),
        spelled=dict(roles.get("toll", {}).get("spelled", {})),
        weighty=frozenset(str(roles.get("weighty", {}).get("classes", "")).split(",")),
        forms={name: frozenset(str(words).split()) for name, words in forms.get("words", {}).items()},
        form_endings={name: tuple(str(words).split()) for name, words in forms.get("endings", {}).items()},
    )


def _entry(row: dict[str, Any]) -> Entry:
    mode = str(row["mode"]) if "mode" in row else None
    return Entry(
        type=row["type"],
        kind=str(row.get("class") or f"{row['type']} {mode or ''}".strip()),
        mode=mode,
        context=tuple(str(row["context"]).split()) if "context" in row else (),
        needs_agent=row.get("actor") in ("agent", "person"),
        needs_person=row.get("actor") == "person",
        object_role=row.get("object"),
        subject_role=row.get("subject"),
        needs=str(row.get("needs", "")),
        objects=frozenset(str(row.get("objects", "")).split()),
        subjects=frozenset(str(row.get("subjects", "")).split()),
    )
