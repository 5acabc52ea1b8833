"""How sure a text is of what one of its words names: negation, modals, conditionals, governing words.

The rules are language-neutral walks over a dependency tree; the words are a language's `modality.toml`.
Method: the walk up the tree of Saurí and Pustejovsky's De Facto (2012), with a number from 3 (certain) to
-3 (certainly not) in place of the six letters, so that a chain of governors multiplies.
"""

from dateline.language.modality.assess import assess_word
from dateline.language.modality.assessment import Assessment
from dateline.language.modality.clauses import is_infinitive
from dateline.language.modality.words import Modality, load_modality

__all__ = ["Assessment", "Modality", "assess_word", "is_infinitive", "load_modality"]
