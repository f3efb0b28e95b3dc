"""What an answer makes of the form, or what is wrong with it."""

from dataclasses import dataclass, replace

from directory.cities import CityNames, list_near
from directory.company_numbers import CompanyNumber, read_number
from directory.domain.city import City
from directory.domain.commands import Command, SaveProfile
from directory.domain.company import BusinessRole
from directory.domain.contacts import find_page, holds_contact
from directory.domain.person import Profile, Purpose
from directory.domain.terms import MOST_TERMS, split_terms
from directory.domain.uses import Use
from directory.domain.visible import is_visible
from directory.importing.values import read_website
from directory.search.normalize import simplified
from handlers import consents
from handlers.choosing import is_number
from handlers.company import find_shown
from handlers.context import Context
from handlers.firm_names import cut_district, cut_lead, find_firm
from handlers.messages import Choice, Reply
from handlers.naming import read_profile
from handlers.registration_form import list_alike
from handlers.registration_parts import split_sought
from handlers.registration_questions import ask_city, describe_terms, tap_cities
from handlers.states import Form, Registering

LONGEST_NAME = 120
LONGEST_ROLE = 60
PUNCTUATION = " ,;，；、.。:："
LONGEST_CITY = 40
SHOWN_NEAR = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """The form after an answer, None where it has to be asked again; what is said about it."""

    form: Form | None
    replies: tuple[Reply, ...] = ()
    commands: tuple[Command, ...] = ()


def read(ctx: Context, state: Registering, text: str) -> Taken:
    """The answer to a step that takes words. A page in it is the company's, and is no part of it."""
    page, rest = find_page(text) if state.step != "role" else ("", text)
    website = read_website(page) if page else ""
    if not isinstance(website, str) or website in ("", state.form.website):
        return _read_words(ctx, state, text)
    if state.step == "name" and is_visible(rest):
        return _read_words(ctx, state, text)  # "Bolzen24.de GmbH"
    noted = Reply(ctx.text("website-noted", website=website))
    state = replace(state, form=replace(state.form, website=website))
    if not is_visible(rest.strip(PUNCTUATION)):
        return Taken(state.form, (noted,))
    taken = _read_words(ctx, state, rest)
    return replace(taken, form=taken.form or state.form, replies=(noted, *taken.replies))


def _read_words(ctx: Context, state: Registering, text: str) -> Taken:
    form = state.form
    match state.step:
        case "name":
            return _read_name(ctx, form, text)
        case "city":
            city = _find_city(ctx, text)
            return _place(form, city) if city else _explain_no_member(ctx, text)
        case "offers" | "seeks" as step:
            seeking = ctx.localizer.words("words-seeking")
            own, sought = split_sought(text, seeking) if step == "offers" else (text, "")
            terms, wanted = split_terms(own), split_terms(sought)
            if not terms:
                return Taken(None, (Reply(ctx.text(f"{step}-fault")),))
            if holds_contact(text):
                return Taken(None, (Reply(ctx.text("entry-holds-contact")),))
            change = ((ctx.choice(f"g:{step}", f"button-change-{step}"),),)
            passed = tuple(one for one in form.passed if one != step)
            taken = replace(form, passed=passed)
            taken = replace(taken, offers=terms) if step == "offers" else replace(taken, seeks=terms)
            told = (Reply(describe_terms(ctx, terms), choices=change),)
            return _add_sought(ctx, Taken(taken, told), wanted) if wanted else Taken(taken, told)
        case "role":
            return _read_role(ctx, form, text)
        case "number":
            country = ctx.entries.get_city(form.city_id or 0).country
            number = read_number(text, country)
            if not isinstance(number, CompanyNumber):
                fault = ctx.text(f"number-fault-{number.fault}", count=number.count)
                return Taken(None, (Reply(fault),))
            form = replace(form, number=number.text)
            known = any(one.registration == number.text for one in list_alike(ctx, form))
            return Taken(
                replace(form, compared=form.compared and not known)
            )  # then it is asked whether it is that
        case _:
            return _read_contact(ctx, form, text)


def _add_sought(ctx: Context, taken: Taken, wanted: tuple[str, ...]) -> Taken:
    """What was sought among the offers goes where it belongs; it is shown apart, and can be changed."""
    if taken.form is None:
        return taken
    seeks = tuple(dict.fromkeys((*taken.form.seeks, *wanted)))[:MOST_TERMS]
    passed = tuple(one for one in taken.form.passed if one != "seeks")
    change = ((ctx.choice("g:seeks", "button-change-seeks"),),)
    told = Reply(describe_terms(ctx, wanted, "understood-sought"), choices=change)
    return Taken(replace(taken.form, seeks=seeks, passed=passed), (*taken.replies, told))


def choose(ctx: Context, state: Registering, kind: str, value: str) -> Form | None:
    """The form after a tap; None where it belongs to another step."""
    form = state.form
    match state.step, kind, value:
        case "role", "t", value if value in list(BusinessRole):
            return replace(form, role=BusinessRole(value))
        case "match", "w", "0":
            return replace(form, compared=True)
        case "match", "w", value if value.isdecimal():
            company = find_shown(ctx, int(value))
            return replace(form, claimed_id=company.id) if company else None
        case "city", "y", value if value.isdecimal():
            city = next((city for city in ctx.entries.list_cities() if city.id == int(value)), None)
            return _place(form, city).form if city else None
    return None


def _read_role(ctx: Context, form: Form, text: str) -> Taken:
    """What words say about the trade; of several the one that prevails is asked for."""
    said = simplified(text).casefold() if len(text) <= LONGEST_ROLE else ""
    known = {role: ctx.localizer.words(f"words-role-{role}") for role in BusinessRole}
    roles = [role for role, words in known.items() if any(word in said for word in words)]
    if len(roles) == 1:
        return Taken(replace(form, role=roles[0]))
    return Taken(None, (Reply(ctx.text("role-several" if roles else "please-choose")),))


def _read_name(ctx: Context, form: Form, text: str) -> Taken:
    """The company's name; a member city after the last comma is understood, too."""
    name, city = " ".join(text.split()), None
    if firm := find_firm(name):
        name, place = firm
        city = _find_city(ctx, place) if place else None
    for comma in (",", "，"):
        before, found, after = name.rpartition(comma)
        if found and before and (city := CityNames(ctx.entries.list_cities()).find(after)):
            name = before.strip()
            break
    if len(name) < 2:
        return Taken(None, (Reply(ctx.text("name-fault-short", name=name)),))
    if not any(sign.isalpha() for sign in name):
        return Taken(None, (Reply(ctx.text("name-fault-letters", name=name[:60])),))
    if holds_contact(name):
        return Taken(None, (Reply(ctx.text("name-fault-contact")),))
    if len(name) > LONGEST_NAME:
        return Taken(None, (Reply(ctx.text("too-long", limit=LONGEST_NAME, count=len(name))),))
    taken = replace(form, name=name, claimed_id=None, compared=False)
    return _place(taken, city) if city else Taken(taken)


def _find_city(ctx: Context, text: str) -> City | None:
    """The member city that a name tells, or a sentence that says no more."""
    names = CityNames(ctx.entries.list_cities())
    told = cut_lead(text)
    return names.find(text) or names.find(told) or names.find(cut_district(told))


def _place(form: Form, city: City | None) -> Taken:
    known = city.id if city else None
    number = form.number if known == form.city_id else ""
    return Taken(replace(form, city_id=known, number=number, claimed_id=None, compared=False))


def _explain_no_member(ctx: Context, text: str) -> Taken:
    """Only members have entries; searching needs none. What is spelt alike is offered, or the list."""
    members = [city for city in ctx.entries.list_cities() if city.is_member]
    near = tuple(
        (Choice(f"y:{city.id}", ctx.text("button-city-meant", city=city.name(ctx.locale))),)
        for city in (list_near(members, text, SHOWN_NEAR) if len(text) <= LONGEST_CITY else ())
    )
    home = ctx.home if not near else None
    rows = (*near, *(tap_cities(ctx, home) if home else ()), *ask_city(ctx, home))
    return Taken(None, (Reply(ctx.text("registration-no-member", city=text[:60]), choices=rows),))


def _read_contact(ctx: Context, form: Form, text: str) -> Taken:
    """Who is to be asked about the entry: kept with the person, apart from the company."""
    found = read_profile(ctx, text, ctx.person.profile if ctx.person else Profile())
    if not found.reachable or is_number(text):
        return Taken(None, (Reply(ctx.text("contact-not-understood")),))
    noted = consents.find_new_in_china(ctx, found)
    if consents.after(ctx, noted).list_missing(Use.REGISTER):
        return Taken(form, (Reply(ctx.text("abroad-first")),), noted)  # the form goes on with the consent
    save = SaveProfile(found, Purpose.REGISTRATION)
    if not found.who:
        return Taken(None, (Reply(ctx.text("contact-name-missing")),), (*noted, save))
    passed = tuple(one for one in form.passed if one != "contact")
    return Taken(replace(form, passed=passed), commands=(*noted, save))
