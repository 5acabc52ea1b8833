"""A second reading of dumps whose article may be a brief or no more than the opening of one.

The line model has seen whole pages: of a page with a paragraph of text among menus, teasers and comments it takes the
teasers too. Other trees and a network have seen pages whose text was cut to its first paragraphs, or taken out, and
where each line stands from the headline. They are asked where the first reading finds little text, and believed where
what they take has the higher expected F1. training/dumps/README.md is their card.
"""

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.dump.cues import Cues
from dateline.article.dump.features import Matrix
from dateline.article.dump.lines import Line
from dateline.article.dump.model import BODY_CLASSES, CLASSES, JudgedLines, context_features, context_names, judge
from dateline.article.dump.model import model_columns as line_columns
from dateline.article.dump.network import LineNetwork, load_networks
from dateline.article.dump.placed import placed_features, placed_names
from dateline.article.dump.trees import Trees, load_trees
from dateline.language import Language, shared_data

Doubles = npt.NDArray[np.float64]

TEXT, NETWORK = "dump/briefs.trees", "dump/briefs.networks"
# Words that the first reading takes: where it takes more, the second is not asked. Of pages of dev/trafilatura_eval cut
# to a paragraph 19 of 20 are asked about, of whole ones 3 of 10.
_MOST_WORDS = 400.0
# The second reading counts so much beside the first where they are weighed, and has to promise so much more F1: with
# more weight, or less to promise, whole pages of that set lose, with less weight cut ones gain less.
_SECOND_SHARE, _LEAST_GAIN = 0.6, 0.04
# Where the first reading finds no article at all, the second's has to promise at least this F1.
_NO_ARTICLE, _LEAST_ALONE = 25.0, 0.5
# Lines that are asked about: of so many words, or likely text.
_LEAST_WORDS, _LEAST_CHANCE = 6.0, 0.05
# Of a brief's own lines some are unsure: the threshold is that of the largest expected F1 between these.
_LEAST_THRESHOLD = 0.05
# Chances nearer to 0 and 1 are taken for these.
_SURE = 0.005
# A line is text from this chance on, and counts for no more words than this.
TAKEN = 0.45
_MOST_COUNTED = 200.0


class BriefModel(msgspec.Struct, frozen=True):
    """Two that tell whether a line is text: trees, and a network over the lines in their row."""

    text: Trees
    network: LineNetwork


def load_briefs() -> BriefModel:
    """The shipped ensembles, read once per process."""
    return shared_data().resource("dump-briefs", _read)


def _read(language: Language) -> BriefModel:
    text, network = (language.read(name) or b"" for name in (TEXT, NETWORK))
    return BriefModel(load_trees(text), load_networks(network)[0])


def role_probabilities(lines: list[Line], cues: Cues, function_words: frozenset[str]) -> tuple[Doubles, Matrix]:
    """(lines, classes) probabilities in the order of `CLASSES`, and the lines' own features."""
    judged = judge(lines, cues, function_words)
    rows = np.zeros((len(lines), len(line_columns(cues)[0])), np.float32)
    probabilities = np.zeros((len(lines), len(CLASSES)))
    probabilities[:, 0] = 1.0
    if judged is not None:
        probabilities[judged.places] = read_again(judged, cues)
        rows[judged.places] = judged.rows
    return probabilities, rows


def read_again(judged: JudgedLines, cues: Cues) -> Doubles:
    """(lines, classes) probabilities: those of the first reading, or of the second where it promises to be better."""
    first, words = text_of(judged.chances), counted_words(judged.rows)
    if taken_words(words, first) >= _MOST_WORDS:
        return judged.chances
    model, by_trees = load_briefs(), judged.by_trees.astype(np.float32)
    asked = asked_lines(judged.rows, by_trees)
    if not asked.any():
        return judged.chances
    columns = brief_features(judged.rows, judged.body, by_trees, judged.texts, cues)
    by_text = model.text.probabilities(columns[asked])[:, 0]
    chances = second_chances(asked, by_text, model.network.scores(columns, judged.texts))
    second = at_threshold(chances, words)
    if not promises_more(words, first, second):
        return judged.chances
    if taken_words(words, first) < _NO_ARTICLE and expected_f1(words, second >= TAKEN, chances) < _LEAST_ALONE:
        return judged.chances
    return with_text(judged.chances, second)


def second_chances(asked: npt.NDArray[np.bool_], by_text: Doubles, scores: Doubles) -> Doubles:
    """By line, the chance of being text: the mean of both log odds. by_text: of the asked; scores: all classes'."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    by_network = (raised[:, BODY_CLASSES[0]] + raised[:, BODY_CLASSES[1]]) / raised.sum(axis=1)
    chances = np.zeros(len(asked))
    chances[asked] = 1 / (1 + np.exp(-(_log_odds(by_text) + _log_odds(by_network[asked])) / 2))
    return chances


def _log_odds(chances: Doubles) -> Doubles:
    sure = np.clip(chances, _SURE, 1 - _SURE)
    return np.asarray(np.log(sure / (1 - sure)))


def promises_more(words: Doubles, first: Doubles, second: Doubles) -> bool:
    """Whether the second reading's F1 is the higher one, if the weighed mean of both log odds is right."""
    odds = _SECOND_SHARE * _log_odds(second) + (1 - _SECOND_SHARE) * _log_odds(first)
    both = 1 / (1 + np.exp(-odds))
    gain = expected_f1(words, second >= TAKEN, both) - expected_f1(words, first >= TAKEN, both)
    return gain > _LEAST_GAIN


def counted_words(rows: Matrix) -> Doubles:
    """The words of each line, no more than so many."""
    return np.minimum(np.expm1(rows[:, 0].astype(np.float64)), _MOST_COUNTED)


def expected_f1(words: Doubles, taken: npt.NDArray[np.bool_], chances: Doubles) -> float:
    """What F1 by words the taken lines have if the chances are right."""
    right = np.cumsum(words * chances)
    # Running sums and not np.sum: its pairwise order may differ between builds.
    both = np.cumsum(np.where(taken, words * chances, 0.0))
    return float(2 * both[-1] / max(1e-6, np.cumsum(np.where(taken, words, 0.0))[-1] + right[-1]))


def text_of(chances: Matrix | Doubles) -> Doubles:
    """By line, the chance of being text. chances: (lines, classes)."""
    return np.asarray(chances[:, BODY_CLASSES[0]].astype(np.float64) + chances[:, BODY_CLASSES[1]])


def taken_words(words: Doubles, text: Doubles) -> float:
    """How many words a reading takes. words: of each line; text: the chance of each."""
    taken = words[text >= TAKEN]
    return float(np.cumsum(taken)[-1]) if len(taken) else 0.0


def asked_lines(rows: Matrix, by_trees: Matrix) -> npt.NDArray[np.bool_]:
    """Which lines the second reading is asked about; the others are no text."""
    return (np.expm1(rows[:, 0]) >= _LEAST_WORDS) | (text_of(by_trees) >= _LEAST_CHANCE)


def column_names(cues: Cues) -> list[str]:
    """The columns of `brief_features`, in order."""
    return [*line_columns(cues)[0], *context_names(), *placed_names(cues)]


def brief_features(rows: Matrix, body: Matrix, by_trees: Matrix, texts: list[str], cues: Cues) -> Matrix:
    """What the second reading goes by: a row for each line."""
    return np.concatenate([rows, context_features(body, rows), placed_features(rows, by_trees, texts, cues)], axis=1)


def at_threshold(chances: Doubles, words: Doubles) -> Doubles:
    """Chances moved so that the threshold of the largest expected F1 (Lipton et al. 2014) is where lines are taken."""
    order = np.argsort(-chances, kind="stable")
    found = np.cumsum((chances * words)[order])
    expected = 2 * found / (np.cumsum(words[order]) + found[-1] + 1e-9)
    best = float(chances[order[int(np.argmax(expected))]]) - 1e-6
    threshold = min(max(best, _LEAST_THRESHOLD), TAKEN)
    above = TAKEN + (chances - threshold) * (1 - TAKEN) / (1 - threshold)
    return np.asarray(np.where(chances < threshold, chances * TAKEN / threshold, above))


def with_text(chances: Doubles, text: Doubles) -> Doubles:
    """Class probabilities with another share for the text's classes; among themselves classes keep their shares."""
    classes = list(BODY_CLASSES)
    given = np.clip(chances[:, classes].sum(axis=1), 1e-6, 1 - 1e-6)
    changed = chances * ((1 - text) / (1 - given))[:, None]
    changed[:, classes] = chances[:, classes] * (text / given)[:, None]
    return np.asarray(changed)
