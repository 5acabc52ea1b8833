"""The tagger's run time: words, word pieces, one model call per window, decoding. Knows no language by itself."""

from pathlib import Path

from dateline.language.tagger import Tagger
from dateline.language.tagging.plain import PlainTagger


def load_tagger(language_folder: Path, *, model: str | None = None) -> Tagger:
    """The tagger of a language pack's folder: the trained one of `weights/`, else one of rules alone.

    model: "full" or "fast"; None takes the pack's default. Raises ValueError where the pack has no such model, or
    its files are not those described.
    """
    weights = language_folder / "weights"
    if not (weights / "tagger.json").is_file():
        if model is not None:
            raise ValueError(f"no model {model!r} in {language_folder.name}")
        return PlainTagger(language_folder)
    from dateline.language.tagging.reading import NeuralTagger  # numpy and the run time load only when needed
    from dateline.language.tagging.weights import read_facts

    facts = read_facts(weights)
    chosen = model or facts.default
    if chosen not in facts.models:
        raise ValueError(f"no model {chosen!r}; there are {', '.join(sorted(facts.models))}")
    return NeuralTagger(weights, facts, chosen)
