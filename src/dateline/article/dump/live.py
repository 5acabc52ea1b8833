"""The entries of a live blog printed as a dump."""

from dateline.article.dump.context import DumpContext, FoundRole
from dateline.article.dump.wording import load_wording

_ENTRY_REACH = 12
_LEAST_ENTRIES = 3
_LEAST_WORDS = 10
_TOLD_SHARE = 0.6
_LONGEST_HEADING = 15
_SET_APART = frozenset({"byline", "timestamp", "caption", "credit"})


def find_entries(context: DumpContext) -> None:
    """From three times of day that stand alone on, what follows each is body."""
    if context.headline is None:
        return
    alone = load_wording().clock_alone
    last = context.bounds()[1]
    clocks = [
        index
        for index in range(context.headline + 1, len(context.lines))
        if alone.match(context.lines[index].text) and index <= last + _ENTRY_REACH
    ]
    if len(clocks) < _LEAST_ENTRIES:
        return
    entries = [
        range(start + 1, min(end, start + 1 + _ENTRY_REACH, len(context.lines)))
        for start, end in zip(clocks, [*clocks[1:], clocks[-1] + _ENTRY_REACH])
    ]
    at_length = sum(any(context.words(index) >= _LEAST_WORDS for index in entry) for entry in entries)
    if at_length < _TOLD_SHARE * len(clocks):
        return
    for clock, entry in zip(clocks, entries):
        context.found[clock] = FoundRole("timestamp", context.found[clock].score)
        _tell_entry(context, clock, entry)


def _tell_entry(context: DumpContext, clock: int, entry: range) -> None:
    """The lines of an entry are body as far as none tells by its words that it is something else."""
    for index in entry:
        if context.speaks(index):
            return
        each, text = context.found[index], context.lines[index].text
        if each.role in _SET_APART:
            continue
        heads = index == entry.start and context.words(index) < _LONGEST_HEADING and text[-1] not in '.!?”"'
        time = context.lines[clock].text
        context.found[index] = FoundRole("subhead" if heads else "body", each.score, time=time)
