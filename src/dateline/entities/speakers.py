"""Who speaks a quotation and of whom, as far as the clause beside it says: "he" in it is never who speaks it.

Only of quotations that are whole sentences: within an indirect sentence a reporter turns "I" into "he" ("Orlo said he
was “sure that he would win”").
"""

from dateline.entities.lexicon import Lexicon
from dateline.entities.things import Seen, Thing
from dateline.entities.words import Words
from dateline.language.attribution import Quote

_WITHIN_NAME = ("flat", "appos", "compound", "nmod:desc", "nmod")


class Speakers:
    """Whom the quotations of a text are said by and said of; names only."""

    def __init__(self, words: Words, seen: Seen, lexicon: Lexicon) -> None:
        self._words, self._seen, self._lexicon = words, seen, lexicon
        self._known: dict[int, tuple[Thing | None, Thing | None]] = {}

    def around(self, index: int) -> tuple[Thing | None, Thing | None]:
        """Who speaks the quotation that a token stands in, and of whom; None for what is not told, or no whole one."""
        number = self._words.quote_of(index)
        return self._of(number) if number is not None else (None, None)

    def _of(self, number: int) -> tuple[Thing | None, Thing | None]:
        """Of one quotation; of one without a clause of its own, those of the one before it in its paragraph."""
        trail = []
        found: tuple[Thing | None, Thing | None] = (None, None)
        while number not in self._known:
            trail.append(number)
            quote = self._words.quotes[number]
            verb = self._verb_beside(quote)
            if verb is not None:
                found = (self._subject(verb), self._spoken_of(verb)) if self._is_whole(number) else (None, None)
                break
            if number == 0 or not self._goes_on(number):
                break
            number -= 1
        else:
            found = self._known[number]
        self._known.update(dict.fromkeys(trail, found))
        return found

    def _is_whole(self, number: int) -> bool:
        """Whether a quotation, or the one it goes on from, begins as a sentence does."""
        words = self._words
        while True:
            inside = words.within(words.quotes[number].start, words.quotes[number].end)
            first = next((words.text[each] for each in inside if words.text[each][0].isalnum()), "")
            if first[:1].isupper() or number == 0 or not self._goes_on(number):
                return first[:1].isupper()
            number -= 1

    def _goes_on(self, number: int) -> bool:
        """Whether a quotation stands in the same paragraph as the one before it."""
        before, quote = self._words.quotes[number - 1], self._words.quotes[number]
        return "\n" not in self._words.article_text[before.end : quote.start]

    def _verb_beside(self, quote: Quote) -> int | None:
        """The verb of speech of the clause behind a quotation, else of the one before it, in the same sentence."""
        words = self._words
        inside = words.within(quote.start, quote.end)
        if not len(inside):
            return None
        behind = range(inside.stop, words.last(inside.stop)) if inside.stop < len(words) else range(0)
        before = range(words.first(inside.start - 1), inside.start) if inside.start > 0 else range(0)
        if behind and "\n" in words.article_text[quote.end : words.tokens[behind.start].start]:
            behind = range(0)
        if before and "\n" in words.article_text[words.tokens[before.stop - 1].end : quote.start]:
            before = range(0)
        closes = words.article_text[quote.start : quote.end].rstrip("”\"’'»")[-1:] in (",", "?", "!", "—", "–")
        for near in (behind, before) if closes else (before,):
            for each in near:
                if words.quoted[each]:
                    if near is behind:
                        break
                    continue
                if words.tokens[each].upos == "VERB" and words.tokens[each].lemma.lower() in self._lexicon.speech:
                    return each
        return None

    def _subject(self, verb: int) -> Thing | None:
        below = [each for each in self._range(verb) if self._words.tokens[each].head == verb]
        subject = next((each for each in below if self._words.tokens[each].deprel.startswith("nsubj")), None)
        return self._person(subject) if subject is not None else None

    def _spoken_of(self, verb: int) -> Thing | None:
        """ "Said Orlo of Korr": Korr."""
        words = self._words
        for each in self._range(verb):
            marks = [
                words.lower[mark]
                for mark in self._range(verb)
                if words.tokens[mark].head == each and words.tokens[mark].deprel == "case"
            ]
            hung = words.tokens[each].head == verb or words.tokens[words.tokens[each].head].head == verb
            behind = words.tokens[each].deprel.startswith(("obl", "nmod")) and each > verb
            if hung and behind and not self._lexicon.spoken_of.isdisjoint(marks):
                return self._person(each)
        return None

    def _person(self, token: int) -> Thing | None:
        """The person whom a phrase names, by its head or what stands beside it."""
        beside = (
            each
            for each in self._range(token)
            if self._words.tokens[each].head == token and self._words.tokens[each].deprel.startswith(_WITHIN_NAME)
        )
        things = (self._seen.named.get(each) for each in (token, *beside))
        return next((thing for thing in things if thing is not None and thing.kind == "person"), None)

    def _range(self, token: int) -> range:
        return range(self._words.first(token), self._words.last(token))
