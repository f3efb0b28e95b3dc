"""All weights and thresholds of the search, in one place, and how they become one score.

Four kinds of evidence are each brought to 0..1 by themselves and then joined like independent
witnesses: 1 - (1-name)(1-word)(1-concept)(1-meaning), each first multiplied by how far it is trusted.
No kind can pull down what another has found, and none alone reaches certainty except a name.
"""

from dataclasses import dataclass

import numpy as np

from directory.search.postings import Floats

# How far each kind of evidence is trusted when it is complete.
TRUST_NAME = 0.97
TRUST_CONCEPT = 0.80
TRUST_WORD = 0.60
TRUST_MEANING = 0.72

# A likeness of names (0..1) below the first number is chance, at the second certainty.
NAME_FLOOR, NAME_FULL = 0.62, 0.95
# The same for the share of the question's n-grams that a term holds.
WORD_FLOOR, WORD_FULL = 0.25, 0.95
# The same for the nearness of meaning (see below).
MEANING_FLOOR, MEANING_FULL = -0.3, 1.5

# Nearness of meaning: the cosine of the sentence vectors, less half of how close either text is to just
# anything (the mean of its HUB_NEAREST best among HUB_SAMPLE lexicon names of the other script), plus
# the likeness of their concept profiles.
HUB_TERM, HUB_ASKED = 0.5, 0.5
HUB_SAMPLE, HUB_NEAREST = 2000, 5
PROFILE_WEIGHT = 0.45
# A profile: how much spelling counts beside meaning, how many concepts, how fast they fade, what the
# broader concept gets. Change SENSE_VERSION with any number of a sense: stored profiles are then made anew.
SPELLING, PROFILE_CONCEPTS, PROFILE_SOFTNESS, PROFILE_BROADER = 0.5, 20, 0.1, 0.3
SENSE_VERSION = 1
# Concepts that the text names outright: how many are taken in, and with what weight.
PROFILE_NAMED, PROFILE_SURE = 6, 0.5

# The entry says something narrower than asked (per step), or something broader (per step).
NARROWER, BROADER = 0.90, 0.3
LOWEST_NARROWER = 0.7
DEEPEST_BROADER = 2

# Offers, descriptions, wishes: when a user looks for something, and when a user has something to sell.
SOURCE_ASKED = (1.0, 0.95, 0.55)
SOURCE_OFFERED = (0.6, 0.6, 1.0)

# From this score on a hit is shown as an answer.
MATCH_SCORE = 42.0
# A score of an entry that was found by filters alone.
BROWSE_SCORE = 50.0
# How many entries are looked at closely, and how many names.
CANDIDATES, NAME_CANDIDATES = 256, 100


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the candidates: one number 0..1 each."""

    name: Floats
    word: Floats
    concept: Floats
    meaning: Floats


def ramp(values: Floats, floor: float, full: float) -> Floats:
    """0 at `floor` and below, 1 at `full` and above, straight between."""
    return np.clip((values - floor) / (full - floor), 0, 1).astype(np.float32)


def fuse(evidence: Evidence) -> Floats:
    """Scores 0..100 from the evidence."""
    doubt = (
        (1 - TRUST_NAME * evidence.name)
        * (1 - TRUST_WORD * evidence.word)
        * (1 - TRUST_CONCEPT * evidence.concept)
        * (1 - TRUST_MEANING * evidence.meaning)
    )
    return np.asarray(100 * (1 - doubt), np.float32)


def relation(steps_down: int, steps_up: int) -> float:
    """What a concept some steps below or above the one asked for is worth."""
    if steps_up:
        return BROADER**steps_up
    return max(NARROWER**steps_down, LOWEST_NARROWER)
