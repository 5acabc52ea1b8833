"""What each head is held to. Every loss is a mean over the words that bear its label."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.corpus import ALL_LABELS, ENTITY_LABELS
from training.model import TaggerModel

WEIGHTS = {
    "upos": 0.6,
    "lemma": 0.4,
    "arc": 1.0,
    "relation": 0.8,
    "entity": 1.0,
    "start": 0.4,
    "event": 0.5,
    "cue": 0.4,
    "pair": 1.0,
}


def _cross(scores: Tensor, target: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=-1, reduction="sum") / (
        (target >= 0).sum().clamp(min=1)
    )


def _binary(scores: Tensor, target: Tensor) -> Tensor:
    known = target >= 0
    loss = functional.binary_cross_entropy_with_logits(scores, target.clamp(min=0).float(), reduction="none")
    return (loss * known).sum() / known.sum().clamp(min=1)


def names_loss(scores: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """How unlikely the scores make the labels that each word may bear; words that may bear any say nothing."""
    bits = torch.arange(len(ENTITY_LABELS), device=scores.device)
    allowed = (batch["entity"][..., None] >> bits) & 1 == 1
    logp = torch.log_softmax(scores, -1)
    marginal = -torch.logsumexp(logp.masked_fill(~allowed, -1e4), -1)
    told = (batch["entity"] != ALL_LABELS) & (batch["sentence"] >= 0)
    return (marginal * told).sum() / told.sum().clamp(min=1)


def arc_mask(sentence: Tensor) -> Tensor:
    """[windows, words, words]: True where the second word may head the first (same sentence, or the root)."""
    same = sentence[:, :, None] == sentence[:, None, :]
    same[:, :, 0] = True
    diagonal = torch.eye(sentence.shape[1], dtype=torch.bool, device=sentence.device)[None]
    return same & ~diagonal


def losses(model: TaggerModel, batch: dict[str, Tensor], out: dict[str, Tensor]) -> dict[str, Tensor]:
    """Each head's loss for one batch; heads without labels in it give 0."""
    arcs = out["arcs"].masked_fill(~arc_mask(batch["sentence"]), -1e4)
    scores = model.relation_scores(out["rdep"], out["rhead"], batch["head"].clamp(min=0))
    result = {
        "upos": _cross(out["upos"], batch["upos"]),
        "lemma": _cross(out["lemma"], batch["lemma"]),
        "arc": _cross(arcs, batch["head"]),
        "relation": _cross(scores, batch["relation"]),
        "entity": names_loss(out["entity"], batch),
        "start": _binary(out["start"], batch["start"]),
        "event": _binary(out["event"], batch["event"]),
        "cue": _binary(out["cue"], batch["cue"]),
    }
    if len(batch["pair_at"]):
        at = batch["pair_at"]
        chosen = out["pairs"][at[:, 0], :, at[:, 1], :]
        real = (batch["sentence"][at[:, 0]] >= 0).float()[:, None, :]
        loss = functional.binary_cross_entropy_with_logits(chosen, batch["pair_target"], reduction="none")
        result["pair"] = (loss * real).sum() / real.sum().clamp(min=1) * 2
    return result
