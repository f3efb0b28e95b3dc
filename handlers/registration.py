"""Registering a company by chat: consent, eight short steps, a preview, and off to the city's agency.

What it knows already it does not ask: who has consented, which city a link named, how to be reached.
Whatever may be left out can be; a form lies in the conversation until it is sent or cancelled.
"""

from dataclasses import replace
from datetime import timedelta

from directory.domain.city import Country
from directory.domain.commands import Command, SaveProfile
from directory.domain.entry_commands import ClaimEntry, RegisterEntry
from directory.domain.person import Profile, Purpose
from directory.domain.uses import Use
from handlers import consents
from handlers import registration_answers as answers
from handlers import registration_asides as asides
from handlers.context import Context
from handlers.entries import label_company
from handlers.messages import Outcome, Reply
from handlers.notices import notify_officers
from handlers.registration_form import (
    CHANGEABLE,
    OPTIONAL,
    STEPS,
    asks_abroad,
    build_company,
    find_claimed,
    find_home,
    next_step,
    previous_step,
)
from handlers.registration_questions import list_cities, prompt
from handlers.smalltalk import says_nothing
from handlers.states import Browsing, Form, Idle, Registering, RegistrationStep

AWAY = timedelta(hours=12)
"""After a pause as long as this one is told where one was."""


def start(ctx: Context, slug: str = "") -> Outcome:
    """Begin, in the city that a link names; an open form goes on."""
    if isinstance(ctx.state, Registering):
        return come_back(ctx, ctx.state)
    city = next((city for city in ctx.entries.list_cities() if city.slug == slug), None)
    resume = ctx.state if isinstance(ctx.state, Browsing) else Idle()
    form = Form(city_id=city.id if city else None)
    return _go(ctx, Registering(form, "consent", ctx.now, resume))


def come_back(ctx: Context, state: Registering) -> Outcome:
    """Say where one was, and ask on."""
    return Outcome((_remind(ctx, state), *prompt(ctx, state)), state=replace(state, at=ctx.now))


def answer_text(ctx: Context, state: Registering, text: str) -> Outcome:
    """Take the answer to the step's question; after a long pause say first where one was."""
    if ctx.now - state.at < AWAY:
        return _take(ctx, state, text)
    if says_nothing(ctx, text):
        return come_back(ctx, state)
    outcome = _take(ctx, state, text)
    return replace(outcome, replies=(_remind(ctx, state), *outcome.replies))


def answer_choice(ctx: Context, state: Registering, kind: str, value: str) -> Outcome | None:
    """A tap on one of the form's buttons; None where it belongs to another step."""
    match kind, value:
        case "ok", "yes" if state.step == "consent":
            _, agreed = consents.give(ctx, Use.REGISTER, home=find_home(ctx, state.form))
            return _go(ctx, state, (agreed,))
        case "ok" | "g", "no" | "city" if asks_abroad(ctx, state):
            return _leave_city(ctx, state)
        case "ok", "no" if state.step == "consent":
            home = find_home(ctx, state.form)
            refused = consents.refuse(ctx, Use.REGISTER, "registration-refused", home=home)
            return Outcome((refused,), state=state.resume)
        case "g", "keep" if state.doubt:
            return _read(ctx, state, state.doubt)
        case "g", "sought" if state.doubt and state.step == "offers":
            return _take_as_sought(ctx, state)
        case "g", "look" if state.doubt:
            return asides.look_up(ctx, state, state.doubt)
        case "y", value if value in list(Country) and state.step == "city":
            return Outcome((list_cities(ctx, Country(value)),), state=replace(state, at=ctx.now))
        case "g", "skip" if state.step in OPTIONAL:
            return _pass(ctx, state)
        case "g", "send" if state.step == "preview":
            return _send(ctx, state)
        case "g", value if value in CHANGEABLE and state.step != "consent" and _is_reached(state, value):
            return _show(ctx, replace(state, step=value, at=ctx.now))
    taken = answers.choose(ctx, state, kind, value)
    if taken is None:
        return None
    if ctx.person is not None and taken.claimed_id in ctx.person.company_ids:
        own = (ctx.choice("m:company", "button-company"),)
        return Outcome((Reply(ctx.text("registration-own"), choices=(own,)),), state=state.resume)
    return _go(ctx, replace(state, form=taken))


def go_back(ctx: Context, state: Registering) -> Outcome:
    """One step back; from the first one out of the form, unless that would cost what was answered."""
    if asks_abroad(ctx, state):
        return _leave_city(ctx, state)
    before = previous_step(state)
    if before is None and state.step != "consent" and state.form.name:
        return Outcome((Reply(ctx.text("registration-first")), *prompt(ctx, state)), state=state)
    return cancel(ctx, state) if before is None else _show(ctx, replace(state, step=before, at=ctx.now))


def _leave_city(ctx: Context, state: Registering) -> Outcome:
    """No to the passing abroad: a slip in the city must not cost the form, so another one can be given."""
    form = replace(state.form, city_id=None, number="", claimed_id=None, compared=False)
    shown = _show(ctx, replace(state, form=form, step="city", at=ctx.now))
    return replace(shown, replies=(Reply(ctx.text("registration-city-again")), *shown.replies))


def cancel(ctx: Context, state: Registering) -> Outcome:
    """Leave the form: nothing was entered. The contact goes where nothing else rests on it."""
    me = ctx.person
    key = "registration-cancelled"
    commands: tuple[Command, ...] = ()
    if me is not None and me.profile != Profile():
        needed = me.company_ids or me.lets(Purpose.INTRODUCTIONS) or ctx.entries.list_claims(me.id)
        if needed or ctx.list_missing(Use.REGISTER):
            key = "registration-cancelled-kept"
        else:
            key, commands = "registration-cancelled-cleared", (SaveProfile(Profile(), Purpose.REGISTRATION),)
    return Outcome((Reply(ctx.text(key)),), state=state.resume, commands=commands)


def _take(ctx: Context, state: Registering, text: str) -> Outcome:
    """The text as an answer, unless it is something else."""
    text = text.strip()
    if len(text) > ctx.limits.field_characters:
        return Outcome((Reply(ctx.text("too-long", limit=ctx.limits.field_characters, count=len(text))),))
    if step := asides.find_change(ctx, text):
        return answer_choice(ctx, state, "g", step) or Outcome(prompt(ctx, state))
    if aside := asides.answer(ctx, state, text):
        return aside
    if state.step in ("consent", "match", "preview"):
        return Outcome((Reply(ctx.text("please-choose")), *prompt(ctx, state)))
    return _read(ctx, state, text)


def _read(ctx: Context, state: Registering, text: str) -> Outcome:
    state = replace(state, doubt="")
    taken = answers.read(ctx, state, text)
    if taken.form is None:
        return Outcome(taken.replies, state=state, commands=taken.commands)
    outcome = _go(ctx, replace(state, form=taken.form), taken.commands)
    return replace(outcome, replies=(*taken.replies, *outcome.replies))


def _take_as_sought(ctx: Context, state: Registering) -> Outcome:
    """What was written where offers are asked for is what the company seeks."""
    taken = answers.read(ctx, replace(state, step="seeks"), state.doubt)
    if taken.form is None:
        return Outcome(taken.replies)
    outcome = _go(ctx, replace(state, form=taken.form), taken.commands)
    return replace(outcome, replies=(*taken.replies, *outcome.replies))


def _pass(ctx: Context, state: Registering) -> Outcome:
    passed: tuple[RegistrationStep, ...] = tuple(dict.fromkeys((*state.form.passed, state.step)))
    return _go(ctx, replace(state, form=replace(state.form, passed=passed)))


def _go(ctx: Context, state: Registering, commands: tuple[Command, ...] = ()) -> Outcome:
    """On to the next step that needs an answer."""
    ctx = consents.after(ctx, commands)
    step = next_step(ctx, state.form)
    seen = STEPS.index(step) > STEPS.index("match")  # then what is known has been looked at
    form = replace(state.form, compared=seen)
    return replace(_show(ctx, replace(state, form=form, step=step, at=ctx.now)), commands=commands)


def _show(ctx: Context, state: Registering) -> Outcome:
    state = replace(state, doubt="")
    return Outcome(prompt(ctx, state), state=state)


def _is_reached(state: Registering, step: str) -> bool:
    """Whether a step can be asked; a number is one of the city's country."""
    return step != "number" or state.form.city_id is not None


def _remind(ctx: Context, state: Registering) -> Reply:
    if state.form.name:
        return Reply(ctx.text("registration-back", name=state.form.name))
    return Reply(ctx.text("registration-back-unnamed"))


def _send(ctx: Context, state: Registering) -> Outcome:
    """To the city's agency: a new entry, or the claim to one that exists."""
    form = state.form
    if ctx.list_missing(Use.REGISTER, home=find_home(ctx, form)):
        return _show(ctx, replace(state, step="consent"))
    claimed = find_claimed(ctx, form)
    if form.claimed_id is not None and claimed is None:
        return Outcome((Reply(ctx.text("company-gone")),), state=state.resume)
    city = ctx.entries.get_city(form.city_id or 0)
    if not city.is_member:
        return Outcome(
            (Reply(ctx.text("registration-no-member", city=city.name(ctx.locale))),), state=state.resume
        )
    company = claimed or build_company(ctx, form, f"chat-{ctx.new_id()}")
    key = "claim" if claimed else "registration"

    def tell_officer(officer: Context) -> tuple[Reply, ...]:
        name = label_company(officer, company)
        return (
            Reply(
                officer.text(f"{key}-for-officer", company=name),
                choices=((officer.choice("m:queue", "button-queue"),),),
            ),
        )

    agency = city.agency or ctx.text("agency-of-city", city=city.name(ctx.locale))
    sent = ctx.text(f"{key}-sent", company=label_company(ctx, company), agency=agency)
    command = ClaimEntry(claimed.id) if claimed else RegisterEntry(company)
    return Outcome(
        (Reply(sent, choices=((ctx.choice("m:company", "button-company"),),)),),
        state=state.resume,
        commands=(command,),
        notices=notify_officers(ctx, city.id, tell_officer),
    )
