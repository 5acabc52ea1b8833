"""Taggers of other makers behind the tagger protocol. Each takes a loaded model: none is imported or fetched here.

    import spacy
    from dateline.adapters.taggers import SpacyTagger

    nlp = spacy.load("en_core_web_sm")
    tagger = SpacyTagger(nlp, name="spacy-" + nlp.meta["name"], version=nlp.meta["version"])

What a model does not give stays absent: no trees, no event words, no attributions are made up.
"""

from dateline.adapters.taggers.endpoint import EndpointTagger
from dateline.adapters.taggers.gliner import GlinerTagger
from dateline.adapters.taggers.spacy import SpacyTagger
from dateline.adapters.taggers.stanza import StanzaTagger

__all__ = ["EndpointTagger", "GlinerTagger", "SpacyTagger", "StanzaTagger"]
