"""Lays shipped files together: `python -m training.assemble EXPORTED WEIGHTS [--set full.event_threshold=0.4]`."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

from dateline.language.tagging.weights import describe
from training.corpus import KINDS, UPOS
from training.train import package_of_minilm

_ENGLISH = Path(__file__).resolve().parents[1] / "src/dateline/language/en"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("exported", type=Path, help="folder with NAME.onnx, NAME.relations.onnx, NAME.json")
    parser.add_argument("weights", type=Path)
    parser.add_argument("--default", default="full")
    parser.add_argument("--set", action="append", default=[], metavar="MODEL.THRESHOLD=VALUE")
    parser.add_argument("--with-language", type=Path, metavar="LEMMAS", help="also lay what else a tagger needs beside")
    options = parser.parse_args()
    options.weights.mkdir(parents=True, exist_ok=True)
    if options.with_language:
        shutil.copyfile(options.with_language, options.weights / "lemmas.tsv")
        for name in ("tokens.toml", "lemmas.toml", "claims/cues.toml", "claims/sources.toml", "claims/forms.toml"):
            (options.weights.parent / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(_ENGLISH / name, options.weights.parent / name)
    models: dict[str, Any] = {}
    for path in sorted(options.exported.glob("*.relations.onnx")):
        name = path.name.split(".")[0]
        models[name] = describe(options.exported, name)
        for file in (f"{name}.onnx", f"{name}.relations.onnx"):
            shutil.copyfile(options.exported / file, options.weights / file)
    for setting in options.set:
        where, value = setting.split("=")
        model, threshold = where.split(".")
        models[model][threshold] = float(value)
    shutil.copyfile(package_of_minilm() / "model" / "vocab.txt", options.weights / "vocab.txt")
    facts = {"name": "dateline-en", "default": options.default, "upos": UPOS, "kinds": KINDS, "models": models}
    (options.weights / "tagger.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
