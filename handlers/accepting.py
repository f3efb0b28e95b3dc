"""Yes and no to a request: by the company, or by its agency on its behalf. Contact data pass with the yes."""

from dataclasses import replace

from directory.domain.commands import Command, GiveContact, SaveProfile, UpdateIntroduction
from directory.domain.introduction import DeclineReason, Event, Introduction, Party, advance
from directory.domain.person import Profile
from handlers import consents, desks, exchange, freezing, naming, requests
from handlers.asking import Resume, ask_for, find_resume
from handlers.context import Context
from handlers.entries import label_company
from handlers.messages import Outcome, Reply
from handlers.notices import Build, notify_asker, notify_company
from handlers.states import Answering


def begin(ctx: Context, introduction: Introduction, *, itself: bool = False) -> Outcome:
    """A yes. Whoever says it needs consent and contact data; an agency says whom the company names.

    `itself`: the agency answers in its own name.
    """
    if held := freezing.hold(ctx, introduction):
        return held
    if introduction.desk is Party.AGENCY and not itself:
        known = _find_known_contact(ctx, introduction)
        return ask_for(ctx, introduction, "confirm" if known else "given", given=known)
    if not ctx.agreed or ctx.person is None:
        return ask_for(ctx, introduction, "consent")
    if not ctx.person.profile.reachable or not ctx.person.profile.who:
        return ask_for(ctx, introduction, "contact")
    return accept(ctx, introduction, find_resume(ctx), own=ctx.person.profile)


def take_contact(ctx: Context, state: Answering, introduction: Introduction, text: str) -> Outcome:
    """The contact data of whoever says yes."""
    if ctx.person is None or not ctx.agreed:
        return ask_for(ctx, introduction, "consent")
    profile = naming.read_profile(ctx, text, ctx.person.profile)
    noted = consents.find_new_in_china(ctx, profile)
    then = consents.after(ctx, noted)
    if not then.agreed:
        asked = ask_for(then, introduction, "consent")
        return replace(asked, replies=(Reply(ctx.text("abroad-first")), *asked.replies), commands=noted)
    save = SaveProfile(profile)
    if not profile.reachable or not profile.who:
        return Outcome((Reply(ctx.text(_name_missing(profile))),), commands=(*noted, save))
    return accept(ctx, introduction, state.resume, own=profile, before=(*noted, save))


def take_given(ctx: Context, state: Answering, introduction: Introduction, text: str) -> Outcome:
    """The contact a company gave to its agency; shown once more before it is passed on."""
    profile = naming.read_profile(ctx, text, state.given or Profile())
    if not profile.reachable or not profile.who:
        noted = replace(state, given=profile)
        return Outcome((Reply(ctx.text(_name_missing(profile))),), state=noted)
    return ask_for(ctx, introduction, "confirm", given=profile)


def accept(
    ctx: Context,
    introduction: Introduction,
    resume: Resume,
    *,
    own: Profile | None = None,
    given: Profile | None = None,
    before: tuple[Command, ...] = (),
) -> Outcome:
    """Both sides get the other's contact data in this turn: `own` of who writes, or what was `given`."""
    me = ctx.person.id if ctx.person else None
    updated = advance(introduction, Event.ACCEPT, ctx.now, answered_by=me)
    theirs = exchange.show_other_side(ctx, updated) if updated else ()
    company = ctx.entries.find_company(introduction.company_id)
    if updated is None or not any(one.contact for one in theirs) or company is None:
        return Outcome((Reply(ctx.text("request-gone")),), state=resume)
    by_agency = introduction.desk is Party.AGENCY
    mine, news = "accepted-by-me", "accepted-for-asker"
    if by_agency:
        mine = "accepted-by-agency" if given else "accepted-by-me"
        news = "accepted-via-agency" if given else "answered-by-agency"

    def tell_asker(asker: Context) -> tuple[Reply, ...]:
        office = desks.name_desk(asker, company.city_id)
        name = label_company(asker, company)
        return (
            Reply(asker.text(news, company=name, office=office)),
            *exchange.show_other_side(asker, updated, own=own, given=given),
            Reply(asker.text("contact-warning"), choices=requests.list_choices(asker, updated)),
        )

    give = (GiveContact(introduction.id, given),) if given else ()
    name = label_company(ctx, company)
    return Outcome(
        (
            Reply(ctx.text(mine, company=name)),
            *theirs,
            Reply(ctx.text("contact-warning"), choices=requests.list_choices(ctx, updated)),
        ),
        state=resume,
        commands=(*before, *give, UpdateIntroduction(updated, Event.ACCEPT)),
        notices=(
            *notify_asker(ctx, introduction, tell_asker, about=me),
            *notify_company(ctx, introduction, _tell_colleagues(introduction)),
        ),
    )


def decline(ctx: Context, introduction: Introduction, reason: DeclineReason, resume: Resume) -> Outcome:
    """A polite no with a reason."""
    me = ctx.person.id if ctx.person else None
    updated = advance(introduction, Event.DECLINE, ctx.now, answered_by=me, decline_reason=reason)
    if updated is None:
        return Outcome((Reply(ctx.text("request-closed")),), state=resume)

    def tell_asker(asker: Context) -> tuple[Reply, ...]:
        name = requests.title(asker, introduction)
        if reason is DeclineReason.NO_REASON:
            return (Reply(asker.text("declined-without-reason", company=name)),)
        words = asker.text(f"decline-{reason}")
        return (Reply(asker.text("declined-for-asker", company=name, reason=words)),)

    return Outcome(
        (Reply(ctx.text("declined-by-me")),),
        state=resume,
        commands=(UpdateIntroduction(updated, Event.DECLINE),),
        notices=(
            *notify_asker(ctx, introduction, tell_asker),
            *notify_company(ctx, introduction, _tell_colleagues(introduction)),
        ),
    )


def _tell_colleagues(introduction: Introduction) -> Build:
    return lambda other: (Reply(other.text("answered-by-colleague", who=introduction.who)),)


def _name_missing(profile: Profile) -> str:
    return "contact-name-missing" if profile.reachable else "contact-not-understood"


def _find_known_contact(ctx: Context, introduction: Introduction) -> Profile | None:
    """The contact person on file: the agency confirms that the company agreed, or writes another one."""
    contact = ctx.entries.find_listed_contact(introduction.company_id)
    if contact is None or not contact.name or not (contact.email or contact.phone):
        return None
    who = ", ".join(part for part in (contact.name, contact.role) if part)
    return Profile(who, contact.email, contact.phone)
