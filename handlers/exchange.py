"""Contact data of one side for the other: read through the gate, here and nowhere else, once both agreed."""

import re

from directory.domain.city import Country
from directory.domain.contacts import add_country_code
from directory.domain.introduction import Introduction, Party
from directory.domain.person import Profile
from directory.domain.uses import Use
from directory.search.normalize import fold, has_han, tokens, without_legal_form
from handlers import desks
from handlers.context import Context
from handlers.messages import ContactCard, Reply

_PIECES = re.compile(r"[,;，；、|](?!\s*(?:Ltd|Inc|LLC|Corp|GmbH|KG)\b)", re.IGNORECASE)
_COMPANY = re.compile("公司|集团|工厂|.{3}[厂所会]$")
"""What no person and no position is called."""


def show_other_side(
    ctx: Context, introduction: Introduction, *, own: Profile | None = None, given: Profile | None = None
) -> tuple[Reply, ...]:
    """How the reader reaches the other side; nothing before both agreed, nothing to anybody else.

    `own` and `given` are what this very turn stores: the answerer's contact, or what a company gave.
    """
    if not introduction.agreed or ctx.person is None:
        return ()
    if ctx.person.id == introduction.asker_id:
        contact, about = _find_company_side(ctx, introduction, own, given), introduction.answered_by
    elif ctx.person.id == introduction.answered_by:
        asker = ctx.people.find_person(introduction.asker_id)
        country = Country.CN if asker and asker.in_china else Country.DE
        contact = _build(ctx.people.find_contact(introduction.asker_id, Use.CONTACT), "", country)
        about = introduction.asker_id
    else:
        return ()
    return (Reply(contact=contact, about=about) if contact else Reply(ctx.text("contact-gone")),)


def _find_company_side(
    ctx: Context, introduction: Introduction, own: Profile | None, given: Profile | None
) -> ContactCard | None:
    """What the company gave to its agency, else the contact of whoever accepted."""
    company = ctx.entries.find_company(introduction.company_id)
    answerer = ctx.people.find_contact(introduction.answered_by or 0, Use.CONTACT)
    given = given or ctx.introductions.find_given_contact(introduction.id)
    profile = given or own or answerer
    if company and given is None and introduction.desk is Party.AGENCY:
        return _build(profile, desks.name_desk(ctx, company.city_id), company.country)
    return _build(profile, company.name if company else "", company.country if company else None)


def _build(profile: Profile | None, organisation: str, country: Country | None) -> ContactCard | None:
    if profile is None or not profile.reachable:
        return None
    phone = add_country_code(profile.phone, country)
    name, title, own = split_who(profile.who, organisation)
    return ContactCard(name, organisation or own, profile.email, phone, profile.wechat, title)


def split_who(who: str, organisation: str) -> tuple[str, str, str]:
    """Name, position and organisation in what somebody wrote: "Anna Weber, Export, Klingenwerk Solingen".

    That is the order in which they are asked for. What names the known `organisation` again is left out.
    """
    pieces = [piece for piece in (piece.strip() for piece in _PIECES.split(who)) if piece]
    if len(pieces) == 1 and all(map(has_han, words := who.split())):
        pieces = words  # 陈莉 销售总监 佛山云陶
    people = [piece for piece in pieces if not _is_company(piece)] or pieces[:1]
    companies = [piece for piece in pieces if piece not in people]
    if not companies and len(people) > 2:
        companies = [people.pop()]
    own = ", ".join(companies)
    if not people:
        return who, "", own
    name, *positions = people
    if organisation and own and not _is_same(own, organisation):
        positions.append(own)
    return name, ", ".join(positions), own


def _is_company(piece: str) -> bool:
    plain = fold(piece)
    return without_legal_form(plain) != " ".join(tokens(plain)) or _COMPANY.search(piece) is not None


def _is_same(own: str, organisation: str) -> bool:
    plain, known = "".join(tokens(fold(own))), "".join(tokens(fold(organisation)))
    return plain in known or known in plain
