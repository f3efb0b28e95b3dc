"""The arrays of the index: postings, texts by number, n-grams as numbers, the best rows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.arrays import Strings, places_of, ranges, top_rows
from directory.search.grams import asked_keys, name_keys
from directory.search.postings import NOTHING, Postings, Tally, rarity, saturation

PAIRS = ((7, 3), (7, 1), (2, 0), (7, 3), (9, 2), (2, 3))
names = st.lists(st.text("abc1佛山云x𠀀", max_size=8), max_size=5)


def built() -> Postings:
    keys, numbers = np.array(PAIRS).T
    return Postings.build(keys.astype(np.uint64), numbers)


def test_every_key_has_its_numbers_once_in_order():
    postings = built()
    places, counts = postings.look_up(np.array([9, 7, 5, 2], np.uint64))
    numbers, weights = postings.gather(places, counts, np.array([4, 3, 2, 1], np.float32))
    assert numbers.tolist() == [2, 1, 3, 0, 3]
    assert weights.tolist() == [4, 3, 3, 1, 1]


def test_unknown_keys_have_no_numbers():
    places, counts = built().look_up(np.array([0, 2, 8, 99], np.uint64))
    assert counts.tolist() == [0, 2, 0, 0]
    assert built().gather(places, counts, np.ones(4, np.float32))[0].tolist() == [0, 3]


def test_an_empty_index_knows_nothing():
    empty = Postings.build(np.zeros(0, np.uint64), np.zeros(0, np.int64))
    places, counts = empty.look_up(np.array([1], np.uint64))
    assert counts.tolist() == [0]
    assert not len(empty.gather(places, counts, np.ones(1, np.float32))[0])


def test_a_tally_adds_up():
    one = Tally.of(np.array([5, 3, 5], np.uint64), np.array([1, 1, 1]))
    both = one + Tally.of(np.array([3, 4], np.uint64), np.array([2, 1])) + NOTHING
    assert both.find(np.array([3, 4, 5, 6], np.uint64)).tolist() == [3, 1, 2, 0]
    assert (NOTHING + one).find(np.array([5], np.uint64)).tolist() == [2]


def test_rare_features_and_short_texts_count_more():
    assert rarity(np.array([1]), 10)[0] > rarity(np.array([5]), 10)[0] > 0
    assert saturation(np.array([2]), 4.0)[0] > saturation(np.array([8]), 4.0)[0] > 0


@given(st.lists(st.text()))
def test_texts_come_back_by_number(texts):
    table = Strings.of(texts)
    assert [table[number] for number in range(len(table))] == texts
    assert table.take(np.arange(len(texts))) == texts
    backwards = np.arange(len(texts))[::-1]
    assert table.select(backwards).take(np.arange(len(texts))) == texts[::-1]
    assert len(Strings.join([table, table])) == 2 * len(texts)


@given(names)
def test_many_names_have_the_keys_of_each(joined):
    keys, owners = name_keys(joined)
    for number, name in enumerate(joined):
        assert set(keys[owners == number].tolist()) == set(asked_keys(name).tolist())


def test_names_without_a_letter_in_common_share_no_key():
    assert not set(asked_keys("rheinwerk")) & set(asked_keys("佛山ab"))
    assert set(asked_keys("rheinwerk")) & set(asked_keys("reinwerk"))


def test_ranges_follow_each_other():
    assert ranges(np.array([5, 0, 2]), np.array([2, 0, 3])).tolist() == [5, 6, 2, 3, 4]
    assert places_of(np.array([0, 2, 2, 5]), np.array([2, 0])).tolist() == [2, 3, 4, 0, 1]


@pytest.mark.parametrize(("count", "least", "expected"), [(2, 0.0, [1, 3]), (9, 0.6, [1, 3]), (9, 1.0, [])])
def test_only_the_best_rows_above_the_least_are_kept(count, least, expected):
    scores = np.array([0.1, 0.9, 0.5, 0.7], np.float32)
    assert sorted(top_rows(scores, count, least).tolist()) == expected
