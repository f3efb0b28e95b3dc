"""The inverted index keeps its statistics right while rows come and go, packed or not."""

from collections.abc import Iterable

import numpy as np
import pytest

from directory.search.postings import Column, Postings, top_rows

ROWS = (["a", "b", "c"], ["a", "b"], ["a", "a", "d"], ["c", "d", "e"])


def filled(rows: Iterable[list[str]]) -> Postings:
    postings = Postings()
    for row in rows:
        postings.add(row)
    return postings


@pytest.mark.parametrize("question", [["a"], ["a", "c"], ["d", "unknown"], ["b", "e"]])
def test_a_removed_row_leaves_no_trace(question):
    postings = filled((*ROWS, ["a", "e", "e", "f"]))
    postings.count(["a", "e", "e", "f"], -1)
    assert np.allclose(postings.scores(question)[:4], filled(ROWS).scores(question))


@pytest.mark.parametrize("question", [["a"], ["a", "c"], ["d", "unknown"]])
def test_packing_changes_no_score(question):
    packed = filled(ROWS[:2])
    packed.pack()
    for row in ROWS[2:]:
        packed.add(row)
    assert np.allclose(packed.scores(question), filled(ROWS).scores(question))
    packed.pack()
    assert np.allclose(packed.scores(question), filled(ROWS).scores(question))


def test_rare_features_and_short_rows_count_more():
    scores = filled((["a", "x"], ["a", "y"], ["b", "z"], ["b", "z", "u", "v", "w"])).scores(["x", "a", "b"])
    assert scores[0] > scores[1]
    assert scores[2] > scores[3] > 0


def test_unknown_features_lower_the_share():
    postings = filled(ROWS)
    assert postings.scores(["c", "never", "seen"])[0] < postings.scores(["c"])[0]


def test_an_empty_index_scores_nothing():
    assert len(Postings().scores(["a"])) == 0
    assert not Postings().scores([]).any()


def test_a_column_grows_and_keeps_what_it_has():
    column = Column(np.int64)
    for number in range(200):
        column.append(number)
    assert column.values.tolist() == list(range(200))


def test_only_the_best_rows_above_the_least_are_kept():
    scores = np.array([0.1, 0.9, 0.5, 0.7], np.float32)
    assert sorted(top_rows(scores, 2, 0.0).tolist()) == [1, 3]
    assert sorted(top_rows(scores, 9, 0.6).tolist()) == [1, 3]
