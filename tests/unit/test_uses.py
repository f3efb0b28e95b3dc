"""Each use of personal data against each consent: permitted with exactly what it rests on, else refused."""

from datetime import UTC, datetime

import pytest

from directory.domain.city import Country
from directory.domain.person import TEXT_VERSIONS, Consent, Person, Purpose
from directory.domain.uses import PASSED_ON, RESTS_ON, Use, is_permitted, list_missing

NOW = datetime(2026, 11, 25, tzinfo=UTC)
TOPIC = "fair"


def person(*purposes: Purpose, in_china: bool = False, version: str = "", gone: bool = False) -> Person:
    consents = tuple(
        Consent(
            purpose,
            version or TEXT_VERSIONS[purpose],
            "de",
            "web",
            NOW,
            TOPIC if purpose is Purpose.NEWS else "",
            NOW if gone else None,
        )
        for purpose in purposes
    )
    return Person(1, consents=consents, in_china=in_china)


def topic_of(use: Use) -> str:
    return TOPIC if use is Use.NEWS else ""


@pytest.mark.parametrize("use", list(Use))
def test_a_use_needs_its_own_consent_and_no_other_one_will_do(use: Use) -> None:
    own, topic = RESTS_ON[use], topic_of(use)
    others = [purpose for purpose in Purpose if purpose is not own]
    assert list_missing(person(own), use, Country.DE, topic=topic) == ()
    assert is_permitted(person(own), use, Country.DE, topic=topic)
    for known in (person(*others), person(*Purpose, gone=True), person()):
        assert list_missing(known, use, Country.DE, topic=topic) == (own,)
        assert not is_permitted(known, use, Country.DE, topic=topic)


@pytest.mark.parametrize("use", list(Use))
def test_in_china_nothing_passes_to_servers_abroad_without_a_consent_apart(use: Use) -> None:
    own, topic = RESTS_ON[use], topic_of(use)
    for known, home in ((person(own, in_china=True), None), (person(own), Country.CN)):
        assert list_missing(known, use, Country.DE, home=home, topic=topic) == (Purpose.ABROAD,)
        assert not is_permitted(known, use, Country.DE, home=home, topic=topic)
    both = person(own, Purpose.ABROAD, in_china=True)
    assert list_missing(both, use, Country.DE, topic=topic) == ()
    assert is_permitted(both, use, Country.DE, topic=topic)


@pytest.mark.parametrize("use", list(Use))
def test_with_servers_in_china_only_what_is_passed_on_abroad_is_asked(use: Use) -> None:
    known, topic = person(RESTS_ON[use], in_china=True), topic_of(use)
    passed = (Purpose.ABROAD,) if use in PASSED_ON else ()
    assert list_missing(known, use, Country.CN, other=Country.DE, topic=topic) == passed
    assert list_missing(known, use, Country.CN, topic=topic) == passed, "unknown is taken to be abroad"
    assert list_missing(known, use, Country.CN, other=Country.CN, topic=topic) == ()


def test_an_older_text_is_asked_anew_of_who_is_here_and_stands_for_who_is_away() -> None:
    known = person(Purpose.INTRODUCTIONS, version="2020-01")
    assert list_missing(known, Use.REQUEST, Country.DE) == (Purpose.INTRODUCTIONS,)
    assert is_permitted(known, Use.CONTACT, Country.DE)


def test_news_of_another_topic_are_not_agreed_to() -> None:
    assert not is_permitted(person(Purpose.NEWS), Use.NEWS, Country.DE, topic="economy")
    assert not is_permitted(person(Purpose.NEWS), Use.NEWS, Country.DE)
