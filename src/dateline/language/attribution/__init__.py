"""Attribution: who is said to have said what, by a language's words, over trees and quotation marks.

The one set of rules for the tagger, for its training and for claims; chains, kinds of sources and what the tagger's
model adds are the business of `dateline.claims`.
"""

from dateline.language.attribution.attributed import Attribution
from dateline.language.attribution.extent import source_span
from dateline.language.attribution.find import find_attributions
from dateline.language.attribution.joining import UNCUED, Draft, join_quotations
from dateline.language.attribution.lexicon import Lexicon, could_speak, lexicon_of, read_lexicon
from dateline.language.attribution.outermost import Outermost, find_outermost
from dateline.language.attribution.passed_on import cited_by, is_as_said, quoting_one
from dateline.language.attribution.places import Places, paragraph_of
from dateline.language.attribution.quotes import Quote, Quotes, find_quotes
from dateline.language.attribution.speakers import could_show, is_generic, is_nobody, is_share
from dateline.language.attribution.stretches import last_before, mode_of, trimmed
from dateline.language.attribution.unsaid import is_come_upon
from dateline.language.attribution.verb_forms import is_negated
from dateline.language.attribution.verbs import is_weighed
from dateline.language.attribution.weigh import is_declined

__all__ = [
    "UNCUED",
    "Attribution",
    "Draft",
    "Lexicon",
    "Outermost",
    "Places",
    "Quote",
    "Quotes",
    "cited_by",
    "could_show",
    "could_speak",
    "find_attributions",
    "find_outermost",
    "find_quotes",
    "is_as_said",
    "is_come_upon",
    "is_declined",
    "is_generic",
    "is_negated",
    "is_nobody",
    "is_share",
    "is_weighed",
    "join_quotations",
    "last_before",
    "lexicon_of",
    "mode_of",
    "paragraph_of",
    "quoting_one",
    "read_lexicon",
    "source_span",
    "trimmed",
]
