# mypy: allow-untyped-decorators
"""Teaches taught heads names as well, from the teacher of names; of events they go on to say what they said before."""

from __future__ import annotations

import copy
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from dateline.language.tagging.tellings import WINDOW_PIECES
from dateline.language.tagging.wordpiece import WordPieces
from training.corpus import Doc
from training.device import feed, mixed_precision
from training.losses import names_loss
from training.mean import Mean
from training.mentions.heads import EventHeads
from training.mentions.learn import loss
from training.name_teacher import load_teacher, say
from training.prepare import Inventory, Numbered, Window, batches
from training.train import cutter_of, numbered, package_of_minilm

# As the heads are asked: neighbouring sentences together, across paragraphs; and less, since a text may be short.
_LIMITS = (48, 128, WINDOW_PIECES, WINDOW_PIECES)
_PASSES = 4
_BATCH = 2500
_LAYER_RATE, _RATE = 2.5e-4, 5e-4
_LABELS, _EVENTS = 0.5, 0.25


def learn_names(
    heads: EventHeads, read: Sequence[Doc], unread: Sequence[Doc], teacher: Path, seed: int, *, steps: int = 0
) -> EventHeads:
    """Heads that know names. read: documents with labels; unread: of which only names are learnt, as the teacher says.

    steps: take no more than so many (0: all).
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    cutter = cutter_of(package_of_minilm())
    labelled, bare = ([_sentences(doc, cutter) for doc in docs] for docs in (_once(read), unread))
    say(load_teacher(teacher), [*labelled, *bare])
    before = copy.deepcopy(heads).eval()
    plan: list[tuple[list[Window], bool]] = []
    for _ in range(_PASSES):
        part = [(batch, True) for batch in batches(_across_paragraphs(labelled, rng), rng, _BATCH)]
        part += [(batch, False) for batch in batches(_across_paragraphs(bare, rng), rng, _BATCH)]
        rng.shuffle(part)
        plan += part
    plan = plan[: steps or len(plan)]
    above = [p for n, p in heads.named_parameters() if n.startswith("layers")]
    scorers = [p for n, p in heads.named_parameters() if not n.startswith("layers")]
    optimiser = torch.optim.AdamW(
        [{"params": above, "lr": _LAYER_RATE}, {"params": scorers, "lr": _RATE}], betas=(0.9, 0.98), weight_decay=0.01
    )
    warm = max(1, len(plan) // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (len(plan) - s) / (len(plan) - warm + 1)))
    )
    mean = Mean(heads)
    heads.train()
    for step, batch in enumerate(feed([b for b, _ in plan], cutter, seed), 1):
        with mixed_precision():
            total = _distance(heads, before if plan[step - 1][1] else None, batch)
        optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(total)
        torch.nn.utils.clip_grad_norm_(heads.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        mean.draw(step)
    return mean.model


def _once(docs: Sequence[Doc]) -> list[Doc]:
    """Each document once: some are there twice, to be learnt from more."""
    return list({doc.name: doc for doc in reversed(docs)}.values())[::-1]


def _sentences(doc: Doc, cutter: WordPieces) -> list[Numbered]:
    return [sentence for part in numbered([doc], cutter, Inventory([], [])) for sentence in part]


def _across_paragraphs(docs: Sequence[Sequence[Numbered]], rng: random.Random) -> list[Window]:
    out: list[Window] = []
    for sentences in docs:
        window, held, limit = list[Numbered](), 0, rng.choice(_LIMITS)
        for sentence in sentences:
            if window and (held + sentence.length > limit or not sentence.boundary_known):
                out.append(window)
                window, held, limit = [], 0, rng.choice(_LIMITS)
            window.append(sentence)
            held += sentence.length
        if window:
            out.append(window)
    return out


def _distance(heads: EventHeads, before: EventHeads | None, batch: dict[str, Tensor]) -> Tensor:
    """How far the heads are from the teacher's names and the labels, and from what they said of events before."""
    middle = heads.below(batch)
    words = heads.words(middle, batch)
    names = heads.names(words).float()
    total = _LABELS * names_loss(names, batch)
    if "names" in batch:
        told = batch["names"].sum(-1) > 0
        total = total + functional.kl_div(
            torch.log_softmax(names[told], -1), batch["names"][told], reduction="batchmean"
        )
    if before is None:
        return total
    with torch.no_grad():
        tags, pairs = before(middle, batch)
        soft = torch.cat([torch.sigmoid(tags[..., :2]), torch.softmax(tags[..., 2:], -1)], -1)
        events = soft[..., :2].sum(-1).clamp(max=1.0)
        aim = {"sentence": batch["sentence"], "events": events, "soft": soft, "joined": torch.sigmoid(pairs)}
    return total + _EVENTS * loss(*heads.scores(words), aim)
