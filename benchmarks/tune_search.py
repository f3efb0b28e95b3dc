"""Set the weights of `ranking.WORTH`: when does a hit deserve to be shown? `make tune-search` runs it.

usage: python -m benchmarks.tune_search

Searches the sample directory with the tuning half of the questions and with `tests/data/nobody.tsv`,
takes what speaks for every hit, and fits a logistic regression: right entries against whatever comes
first where nobody can answer. Prints the weights to be copied into `directory/search/ranking.py`, and
what they would do to both halves. The checking half takes no part in the fit.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.eval_search import build_engine
from directory.search import ranking
from directory.search.index import SearchIndex
from tests.search_samples import DevQuestion, judge, read_cities, read_companies, read_nobody, read_questions

CANDIDATES, HARDEST, RIDGE, STEPS = 256, 5, 0.15, 30
LANGUAGES = ("de", "zh", "en")
Table = NDArray[np.float64]


@dataclass
class Asked:
    """One question: the evidence for every candidate (rows as in `ranking.worth`), which are right."""

    question: DevQuestion
    evidence: Table
    named: NDArray[np.bool_]
    order: NDArray[np.int64]
    right: NDArray[np.bool_]


def ask(index: SearchIndex, questions: list[DevQuestion]) -> list[Asked]:
    """Search, looking over the shoulder of `ranking.worth`."""
    seen: list[ranking.Candidates] = []
    original = ranking.worth
    ranking.worth = lambda found: (seen.append(found), original(found))[1]
    ids = {one.id: one.external_id for one in read_companies()}
    asked = []
    try:
        for question in questions:
            seen.clear()
            judge(index, question, CANDIDATES)
            if not seen:
                continue
            found = seen[0]
            right = np.array([ids[int(one)] in question.expected for one in found.company_ids], np.bool_)
            asked.append(
                Asked(
                    question,
                    np.asarray(ranking.worth_evidence(found), np.float64),
                    np.asarray(found.evidence.name >= ranking.NAME_DESERVES),
                    np.argsort(-found.content, kind="stable"),
                    right,
                )
            )
    finally:
        ranking.worth = original
    return asked


def examples(asked: list[Asked]) -> tuple[Table, Table, Table]:
    """(evidence, label, weight) of right hits, and of the first hits where nobody can answer."""
    rows, labels, weights = [], [], []
    for one in asked:
        chosen = np.flatnonzero(one.right) if one.question.expected else one.order[:HARDEST]
        rows += list(one.evidence[chosen])
        labels += [float(bool(one.question.expected))] * len(chosen)
        weights += [1 / max(len(chosen), 1) if one.question.expected else 1.0] * len(chosen)
    return np.array(rows), np.array(labels), np.array(weights)


def fit(rows: Table, labels: Table, weights: Table) -> Table:
    """Logistic regression by Newton's method, with a ridge on everything but the constant."""
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[-1] = 0.0
    found = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weights * (labels - likely)) - ridge * found
        bend = (rows * (weights * likely * (1 - likely))[:, None]).T @ rows + np.diag(ridge + 1e-9)
        found = found + np.linalg.solve(bend, slope)
    return np.asarray(found)


def report(title: str, asked: list[Asked], found: Table) -> None:
    """Print what the weights do to some questions."""
    for least in (0.3, 0.35, 0.4, 0.45, 0.5):
        shown = some = answered = nobody = 0
        for one in asked:
            worth = one.named | (1 / (1 + np.exp(-one.evidence @ found)) >= least)
            if one.question.expected:
                some += 1
                shown += bool((worth & one.right).any())
            else:
                nobody += 1
                answered += bool(worth.any())
        print(f"{title}, from {least}: right entry shown {shown / some:.3f}, nobody {answered}/{nobody}")


def main() -> None:
    """Fit and print."""
    index = build_engine(read_cities())
    index.rebuild(read_companies())
    questions = [one for language in LANGUAGES for one in read_questions(language)]
    tuning = ask(index, [one for one in questions if one.half == "tuning"])
    checking = ask(index, [one for one in questions if one.half == "checking"])
    found = fit(*examples(tuning + ask(index, read_nobody())))
    print("WORTH = (" + ", ".join(f"{value:.2f}" for value in found) + ")")
    report("tuning half", tuning, found)
    report("checking half", checking, found)


if __name__ == "__main__":
    main()
