"""Words for the search that agencies add, and what was asked for in vain: the one answers the other."""

import re
from functools import lru_cache

from bot.admin.overview import describe_demand
from bot.admin.visit import Answer, Go, NotHere, Page, Visit
from directory.domain.acts import name_office
from directory.domain.roles import Act, Grant, Role
from directory.domain.words import AddedWord
from directory.search.added_words import find_concept, find_faults, lay_over, new_id
from directory.search.concepts import Lexicon, load_lexicon
from directory.store import audit, demand, words
from directory.store.errors import Forbidden

LONGEST = 300


def show(visit: Visit) -> Page:
    """What was added, with a form for more, and what was asked for."""
    return _show(visit)


def add(visit: Visit) -> Answer:
    """Add names to a concept, or a new concept under a known one; what is wrong is said."""
    office, signed = _sign(visit)
    lexicon = _lay_over(words.list_words(visit.session))
    word = _read(visit, lexicon, signed)
    if isinstance(word, str):
        return _show(visit, [word])
    if faults := find_faults(lexicon, word):
        return _show(visit, [visit.text(f"pages-word-{fault.code}", name=fault.name) for fault in faults])
    words.add(visit.session, word, visit.ctx.now)
    _write_down(visit, Act.ADD_WORD, office)
    return Go("/admin/words", visit.text("pages-word-added"))


def remove(visit: Visit) -> Answer:
    """Take a word out again: an agency its own, the secretariat any."""
    word_id = visit.number("id")
    office, signed = _sign(visit)
    word = next((one for one in words.list_words(visit.session) if one.id == word_id), None)
    if word is None:
        raise NotHere(visit.path["id"])
    if not visit.everywhere and word.added_by != signed:
        raise Forbidden("a word of somebody else")
    words.remove(visit.session, word_id)
    _write_down(visit, Act.REMOVE_WORD, office)
    return Go("/admin/words", visit.text("pages-word-removed"))


def _show(visit: Visit, wrong: list[str] | None = None) -> Page:
    locale, search = visit.ctx.locale, visit.ctx.search
    _, signed = _sign(visit)
    rows = [
        {
            "word": word,
            "concept": search.concept_name(word.concept_id, locale) or word.concept_id,
            "mine": visit.everywhere or word.added_by == signed,
        }
        for word in words.list_words(visit.session)
    ]
    asked = [(describe_demand(visit, one), one) for one in demand.list_unmet(visit.session)]
    given = {name: visit.given(name) for name in ("like", "de", "zh", "en")}
    values = {"rows": rows, "asked": asked[:100], "wrong": wrong or [], "given": given}
    return Page("words.html", values, 422 if wrong else 200)


def _read(visit: Visit, lexicon: Lexicon, signed: str) -> AddedWord | str:
    """The word that the form means, or what is wrong."""
    de, zh, en = (_split(visit.given(name)[:LONGEST]) for name in ("de", "zh", "en"))
    wanted = visit.given("like")[:LONGEST]
    concept = find_concept(lexicon, wanted) if wanted else None
    if concept is None:
        return visit.text("pages-word-no-concept", name=wanted or "–")
    if not visit.given("new"):
        return AddedWord(0, concept.id, de, zh, en, added_by=signed)
    fresh = new_id(lexicon, next(iter(en), ""))
    return AddedWord(0, fresh, de, zh, en, concept.id, lexicon.isic(concept.id), signed)


@lru_cache(maxsize=2)
def _lay_over(added: tuple[AddedWord, ...]) -> Lexicon:
    """The lexicon with these words; it costs seconds to read, and changes seldom."""
    return lay_over(load_lexicon(), added)


def _split(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[,;，；、\n]", text) if part.strip()))


def _sign(visit: Visit) -> tuple[Grant, str]:
    """The office in which the person acts here, and how it signs."""
    offices = sorted(visit.person.offices, key=lambda grant: grant.role is not Role.SECRETARIAT)
    grant = offices[0]
    if visit.find_role(Act.ADD_WORD, grant.city_id) is None:
        raise Forbidden("words")
    if grant.city_id is None:
        return grant, name_office(grant.role, visit.ctx.entries.list_cities()[0])
    return grant, name_office(grant.role, visit.ctx.entries.get_city(grant.city_id))


def _write_down(visit: Visit, act: Act, office: Grant) -> None:
    audit.write(
        visit.session, act, office.role, visit.ctx.now, person_id=visit.person.id, city_id=office.city_id
    )
