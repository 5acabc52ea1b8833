"""The best tree over scored arcs: greedy where that is already one, else Chu-Liu and Edmonds."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def best_heads(scores: Scores) -> list[int]:
    """Heads of the words 1..n, as a list of n numbers in 0..n, exactly one of them 0.

    scores: [n, n + 1]: row i scores the heads of word i + 1; column 0 is the root.
    Method: Chu and Liu 1965, Edmonds 1967, over log-softmax scores; one root is forced.
    """
    count = len(scores)
    scores = scores.copy()
    scores[np.arange(count), np.arange(1, count + 1)] = -np.inf
    greedy: list[int] = scores.argmax(axis=1).tolist()
    if greedy.count(0) == 1 and _is_tree(greedy):
        return greedy
    if count == 1:
        return [0]
    scores -= scores.max(axis=1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    others = scores[:, 1:].max(axis=1)
    root = int((scores[:, 0] - others).argmax())
    full = np.full((count + 1, count + 1), -1e9, dtype=np.float64)
    full[1:, :] = np.maximum(scores, -1e8)
    full[:, 0] = -1e9
    full[root + 1, :] = -1e9
    full[root + 1, 0] = 0.0
    return _spanning(full)[1:]


def _is_tree(heads: list[int]) -> bool:
    """Whether every word reaches the root. Each word is walked over once."""
    state = [0] * (len(heads) + 1)  # 0 unseen, 1 on the present walk, 2 reaches the root
    state[0] = 2
    for word in range(1, len(heads) + 1):
        walk = []
        at = word
        while state[at] == 0:
            state[at] = 1
            walk.append(at)
            at = heads[at - 1]
        if state[at] == 1:
            return False
        for seen in walk:
            state[seen] = 2
    return True


def _cycle(heads: list[int]) -> list[int]:
    """The words of one cycle, or none."""
    state = [0] * len(heads)
    state[0] = 2
    for word in range(1, len(heads)):
        walk = []
        at = word
        while state[at] == 0:
            state[at] = 1
            walk.append(at)
            at = heads[at]
        if state[at] == 1:
            return walk[walk.index(at) :]
        for seen in walk:
            state[seen] = 2
    return []


def _spanning(scores: NDArray[np.float64]) -> list[int]:
    """Heads of the best spanning tree below node 0; scores[i, j]: j heads i. heads[0] is -1.

    Cycles are contracted one after the other and opened again in reverse, without recursion.
    """
    contracted: list[tuple[Any, ...]] = []
    while True:
        heads = [-1, *(int(h) for h in scores[1:].argmax(axis=1))]
        cycle = _cycle(heads)
        if not cycle:
            break
        size = len(scores)
        rest = [i for i in range(size) if i not in set(cycle)]
        ring = np.array(cycle)
        kept = np.array(rest)
        own = scores[ring, np.array([heads[i] for i in cycle])]
        smaller = np.full((len(rest) + 1, len(rest) + 1), -1e9)
        smaller[:-1, :-1] = scores[np.ix_(kept, kept)]
        into = scores[np.ix_(ring, kept)] - own[:, None]  # a ring word leaves the ring for a head outside
        enter = into.argmax(axis=0)
        smaller[-1, :-1] = into.max(axis=0) + own.sum()
        out_of = scores[np.ix_(kept, ring)]  # an outside word takes a ring word as head
        leave = out_of.argmax(axis=1)
        smaller[:-1, -1] = out_of.max(axis=1)
        contracted.append((rest, cycle, [heads[i] for i in cycle], enter, leave))
        scores = smaller
    for rest, cycle, own_heads, enter, leave in reversed(contracted):
        opened = [-1] * (len(rest) + len(cycle))
        for word, head in zip(cycle, own_heads):
            opened[word] = head
        ring_number = len(rest)
        for position, word in enumerate(rest):
            head = heads[position]
            if position and head == ring_number:
                opened[word] = cycle[int(leave[position])]
            elif position:
                opened[word] = rest[head]
        ring_head = heads[ring_number]
        opened[cycle[int(enter[ring_head])]] = rest[ring_head]
        heads = opened
    return heads
