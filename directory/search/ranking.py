"""All weights and thresholds of the search, in one place, and how they become one score.

What a text says is judged by nearness of meaning, to which concepts and words in common add; a logistic
curve makes a likelihood of it. A name is a second, independent witness: 1 - (1-name)(1-content).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.search.arrays import Floats
from directory.search.question import Wish
from directory.search.result import StandingKind

# How far a name is trusted when it fits completely.
TRUST_NAME = 0.97
# What a concept or a word in common adds to the nearness of meaning when it fits completely.
CONCEPT_BONUS, WORD_BONUS = 0.08, 0.15
# What is added where nearly everything asked for is covered by concepts.
SURE_BONUS, SURE_FLOOR = 0.3, 0.6
# The nearness at which an entry is as likely right as wrong, and how sharply that changes.
EVEN, SHARPNESS = 0.50, 9.0

# A likeness of names (0..1) below the first number is chance, at the second certainty.
NAME_FLOOR, NAME_FULL = 0.62, 0.95
# A whole sentence this like a name is a name; words of which no entry speaks are one from the second on.
NAME_SURE, NAME_ENOUGH = 0.93, 0.78
# A name that like shares at least this of the n-grams, weighed by rarity; others are not compared.
NAME_SURE_SHARE = 0.5
# What it counts as when all that was typed is a part of a name: of few names, of many names.
NAME_PART_RARE, NAME_PART_COMMON, NAME_PART_FEW = 0.85, 0.66, 4
# What so many letters count as that a Chinese name's initials begin with (fsrh): nobody misspells those.
NAME_INITIALS_LEAST, NAME_INITIALS = 4, 0.9
# The same for the share of the question's n-grams that a term holds.
WORD_FLOOR, WORD_FULL = 0.25, 0.95
# Nearness of meaning: the cosine of the sentence vectors, less half of how close either text is to just
# anything (the mean of its HUB_NEAREST best among HUB_SAMPLE lexicon names of the other script), plus
# the likeness of their concept profiles.
HUB_TERM, HUB_ASKED = 0.6, 0.5
HUB_SAMPLE, HUB_NEAREST = 2000, 5
PROFILE_WEIGHT = 0.65
# A profile: how much spelling counts beside meaning, how many concepts, how fast they fade, what the
# broader concept gets. Change SENSE_VERSION with any number of a sense: stored profiles are then made anew.
SPELLING, PROFILE_CONCEPTS, PROFILE_SOFTNESS, PROFILE_BROADER = 0.5, 30, 0.1, 0.3
SENSE_VERSION = 3
# Concepts that the text names outright: how many are taken in, and with what weight.
PROFILE_NAMED, PROFILE_SURE = 6, 0.5

# The entry says something narrower than asked (per step), or something broader (per step).
NARROWER, BROADER = 0.90, 0.3
LOWEST_NARROWER = 0.7
DEEPEST_BROADER = 2

# Offers, descriptions, wishes, industries: what each is worth by what the user wants to do, and what is
# taken off its nearness, so that a wish in the user's very words stays below an offer in the other language.
SourceWeights = tuple[float, float, float, float]
SOURCES: dict[Wish | None, tuple[SourceWeights, SourceWeights]] = {
    None: ((1.0, 0.6, 0.5, 0.8), (0.0, 0.15, 0.25, 0.15)),
    Wish.BUY: ((1.0, 0.6, 0.0, 0.8), (0.0, 0.15, 1.0, 0.15)),
    Wish.SELL: ((0.6, 0.5, 1.0, 0.5), (0.2, 0.25, 0.0, 0.25)),
    Wish.COOPERATE: ((1.0, 0.6, 0.9, 0.8), (0.0, 0.15, 0.0, 0.15)),
}

# When a hit deserves to be shown as an answer: a logistic regression on the cosine, the likeness of the
# profiles, concepts, concepts that cover nearly everything, words in common, whether both are in the same
# script, how little its source counts, and a constant; from which likelihood on. Set by `make tune-search`.
WORTH = (7.42, 7.11, 4.43, -0.05, 2.28, -0.80, -8.08, -7.96)
DESERVES = 0.35
# A name this like, or concepts that cover this much of the question and all that an offer says, are enough.
NAME_DESERVES, CONCEPT_DESERVES = 0.5, 0.99
# From this score on a hit with a reason may be offered as related, where nothing matches.
NEAR_SCORE = 8.0
# A trade term is translated where a concept is named outright and makes up most of the term.
SURE_WEIGHT, TRANSLATED_SHARE = 0.99, 0.6
# How surely somebody does what is usual in the trade that its entry names.
TRADE_WEIGHT = 0.8
# From this weight on a concept says what somebody deals in.
CLASSIFY_WEIGHT = 0.8
# Points of 100 that an entry gains for being fresh, confirmed, and for answering; and which share of the
# requests it must have answered. Enough to decide between equals, never to pass a better answer.
# One whose owners were asked whether it is still true and have been silent sinks by more than that.
STANDING = {
    StandingKind.FRESH: 0.5,
    StandingKind.CONFIRMED: 1.0,
    StandingKind.ANSWERS: 1.0,
    StandingKind.SILENT: -10.0,
}
ANSWERS_SHARE = 0.6
# A score of an entry that was found by filters alone.
BROWSE_SCORE = 50.0
# How many names are looked at closely.
NAME_CANDIDATES = 32


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the candidates: 0..1 each, meaning about -0.3..1.4."""

    name: Floats
    word: Floats
    concept: Floats
    meaning: Floats


@dataclass(frozen=True, slots=True)
class Candidates:
    """Entries looked at closely, and how each one's nearest term relates to the question.

    `cosine` and `profile` are the raw likenesses, `same_script` tells whether question and term are
    written alike, `less` is what the kind of term (offer, wish) took off its nearness.
    """

    company_ids: NDArray[np.int64]
    evidence: Evidence
    cosine: Floats
    profile: Floats
    same_script: Floats
    less: Floats

    @property
    def content(self) -> Floats:
        """What the texts say for each, without the name."""
        return add_up(self.evidence)


def lift(concept: Floats, meaning: Floats, profile: Floats) -> tuple[Floats, Floats]:
    """Meaning and profile, where who names the very concept that is asked for has its profile, even where
    no profile tells (a word that an agency has added)."""
    lifted = np.where(concept >= CONCEPT_DESERVES, np.maximum(profile, np.float32(1)), profile)
    return meaning + np.float32(PROFILE_WEIGHT) * (lifted - profile), lifted


def worth(found: Candidates) -> NDArray[np.bool_]:
    """Which of the candidates deserve to be shown as answers."""
    likely = 1 / (1 + np.exp(-worth_evidence(found) @ np.array(WORTH, np.float32)))
    outright = (found.evidence.name >= NAME_DESERVES) | (found.evidence.concept >= CONCEPT_DESERVES)
    return np.asarray((likely >= DESERVES) | outright)


def worth_evidence(found: Candidates) -> Floats:
    """One row for each candidate, in the order of `WORTH`."""
    known = found.evidence
    sure = ramp(known.concept, SURE_FLOOR, 1.0)
    constant = np.ones_like(found.cosine)
    columns = (found.cosine, found.profile, known.concept, sure, known.word, found.same_script, found.less)
    return np.asarray(np.stack((*columns, constant), axis=1), np.float32)


def ramp(values: Floats, floor: float, full: float) -> Floats:
    """0 at `floor` and below, 1 at `full` and above, straight between."""
    risen = (values - np.float32(floor)) * np.float32(1 / (full - floor))
    return np.asarray(np.minimum(np.maximum(risen, np.float32(0)), np.float32(1)), np.float32)


def add_up(evidence: Evidence) -> Floats:
    """Nearness of meaning, and what concepts and words in common add to it."""
    concept = CONCEPT_BONUS * evidence.concept + SURE_BONUS * ramp(evidence.concept, SURE_FLOOR, 1.0)
    return np.asarray(evidence.meaning + concept + WORD_BONUS * evidence.word, np.float32)


def fuse(evidence: Evidence) -> Floats:
    """Scores 0..100: the name and the content are two witnesses, of whom one is enough."""
    likely = 1 / (1 + np.exp(-SHARPNESS * (add_up(evidence) - EVEN)))
    return np.asarray(100 * (1 - (1 - TRUST_NAME * evidence.name) * (1 - likely)), np.float32)


def relation(steps_down: int, steps_up: int) -> float:
    """What a concept some steps below or above the one asked for is worth."""
    if steps_up:
        return BROADER**steps_up
    return max(NARROWER**steps_down, LOWEST_NARROWER)
