"""Answers that are more alike than answers of this class are: a reason to read both, and no proof of anything.

An answer is a set of runs of six tokens (``tokens`` folds names, texts and layout). Runs that stand in what everybody got
(the lesson in any language, the stub) or in the reference solution do not count. The others weigh by how rare they are in
the class, log₂(answers / answers that hold it), so that what everybody writes weighs nothing. The likeness of two answers
is the share of the lighter one's weight that is in the other too, from 0 to 1: adding to a copy does not hide it. Where
honest likeness ends is learnt from the class: each answer's greatest likeness to any other is taken, and what lies far
outside (Tukey: more than three interquartile ranges above the upper quartile) is shown, if it is also enough code to mean
something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from nbformat import NotebookNode
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from scipy.sparse import csr_matrix

from grader.reporting.graded import Answer, Exercise, Graded
from grader.reporting.tokens import grams, tokens

FEWEST = 8
"""Answers to an exercise without which nobody knows what is usual."""
LENGTH = 6
LOWEST, HIGHEST = 0.5, 0.9
"""Between these the class decides what is too alike."""
ENOUGH = 25
"""Runs that two answers must share: one that only they have counts as 1, one that everybody has as 0."""
_SHOWN = 30
"""Pairs that a page has room for."""

Gram = tuple[str, ...]
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Alike:
    """Two answers to one exercise."""

    exercise: Exercise
    one: Answer
    other: Answer
    likeness: float
    common: float
    """The share of their tokens that stands in both, in the same order."""
    rare: float
    """How many runs they share, weighed: one that only they have counts as 1, one that everybody has as 0."""


@dataclass(frozen=True)
class Pair:
    """Two students, and the exercises in which their answers are alike."""

    students: tuple[str, str]
    exercises: list[Alike]

    @property
    def rare(self) -> float:
        return sum(alike.rare for alike in self.exercises)


@dataclass(frozen=True)
class Likenesses:
    """What was found; by exercise, each answer's greatest likeness and the threshold that it gives."""

    pairs: list[Pair]
    best: dict[str, list[float]] = field(default_factory=dict)
    thresholds: dict[str, float] = field(default_factory=dict)
    left_out: int = 0
    """Pairs that there was no room for."""


def likenesses(graded: Graded) -> Likenesses:
    """Who wrote alike, the pairs with most rare code in common first."""
    found: dict[tuple[str, str], list[Alike]] = {}
    told = Likenesses([])
    for exercise in graded.exercises:
        answers = [
            (submission.student, answer)
            for submission in graded.submissions
            if (answer := submission.answers.get(exercise.id)) is not None
        ]
        known = _known(graded, exercise)
        runs = [set(grams(tokens(answer.source), LENGTH)) - known for _, answer in answers]
        written = [number for number, grams_of in enumerate(runs) if grams_of]
        if len(written) < FEWEST:
            continue
        answers, runs = [answers[number] for number in written], [runs[number] for number in written]
        matrix, shared = likeness_matrix(runs)
        best = matrix.max(axis=1).tolist()
        told.best[exercise.id], told.thresholds[exercise.id] = best, threshold(best)
        for a, b in zip(*np.nonzero(np.triu(matrix, 1) >= told.thresholds[exercise.id]), strict=True):
            (one, first), (other, second) = answers[a], answers[b]
            rare = float(shared[a, b] / np.log2(len(runs) / 2))
            if rare >= ENOUGH:
                common = Indel.normalized_similarity(tokens(first.source), tokens(second.source))
                alike = Alike(exercise, first, second, float(matrix[a, b]), float(common), rare)
                found.setdefault((one, other), []).append(alike)
    pairs = [Pair(students, alike) for students, alike in found.items()]
    pairs.sort(key=lambda pair: (-pair.rare, pair.students))
    return Likenesses(pairs[:_SHOWN], told.best, told.thresholds, len(pairs[_SHOWN:]))


def likeness_matrix(runs: Sequence[set[Gram]]) -> tuple[Matrix, Matrix]:
    """The likeness of each two answers (of one to itself it is 0), and the weight of what they share."""
    holders = Counter(gram for grams_of in runs for gram in grams_of)
    numbers = {gram: number for number, gram in enumerate(holders)}
    weights = np.log2([len(runs) / count for count in holders.values()])
    places = [(row, numbers[gram]) for row, grams_of in enumerate(runs) for gram in grams_of]
    rows, columns = (np.array(list(axis), dtype=int) for axis in zip(*places, strict=True))
    weighed = csr_matrix((np.sqrt(weights)[columns], (rows, columns)), shape=(len(runs), len(numbers)))
    shared = (weighed @ weighed.T).toarray()
    whole = shared.diagonal()
    lighter = np.minimum(whole[:, None], whole[None, :])
    matrix = np.divide(shared, lighter, out=np.zeros_like(shared), where=lighter > 1e-9)
    np.fill_diagonal(matrix, 0.0)
    return matrix, shared


def threshold(best: Sequence[float]) -> float:
    """From each answer's greatest likeness: where what is usual in this class surely ends."""
    low, high = np.quantile(best, [0.25, 0.75])
    return float(np.clip(high + 3 * (high - low), LOWEST, HIGHEST))


def _known(graded: Graded, exercise: Exercise) -> set[Gram]:
    """What nobody has to find out: the code of the lesson in any language, and its solutions."""
    notebooks = [lessons[exercise.lesson] for lessons in graded.releases.values() if exercise.lesson in lessons]
    solved = graded.solved.get(exercise.lesson)
    return set(_grams_of([*notebooks, *([solved] if solved else [])]))


def _grams_of(notebooks: Iterable[NotebookNode]) -> Iterator[Gram]:
    for notebook in notebooks:
        for cell in notebook.cells:
            if cell.cell_type == "code":
                yield from grams(tokens(cell.source), LENGTH)
