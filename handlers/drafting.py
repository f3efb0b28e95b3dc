"""Writing a request: consent, who you are, what you want, why them; preview; send."""

from dataclasses import replace
from typing import get_args

from directory.domain.city import Country
from directory.domain.commands import CreateIntroduction, SaveProfile
from directory.domain.company import Company, CooperationKind
from directory.domain.contacts import extract_profile, mask_contacts
from directory.domain.introduction import Introduction, Party, Status
from directory.domain.person import Profile
from directory.domain.uses import Use
from handlers import consents, desks, requests
from handlers.company import is_open
from handlers.context import Context
from handlers.deadlines import expires_at
from handlers.entries import label_company
from handlers.localizer import format_date
from handlers.messages import Card, Choice, Outcome, Reply
from handlers.notices import notify_company
from handlers.smalltalk import says_nothing
from handlers.states import Browsing, Draft, Drafting, DraftStep, Idle, Rest

STEPS: tuple[DraftStep, ...] = get_args(DraftStep)
MIN_CHARACTERS = 3
SHOWN_TOPICS = 3


def start(ctx: Context, company_id: int) -> Outcome:
    """Begin a request to an entry, or say why there is none to be made."""
    company = ctx.entries.find_company(company_id)
    if company is None or not is_open(ctx, company):
        return Outcome((Reply(ctx.text("company-gone")),))
    if ctx.person is not None and company.id in ctx.person.company_ids:
        return Outcome((Reply(ctx.text("introduce-own-company")),))
    for earlier in ctx.introductions.list_sent(ctx.person.id) if ctx.person else ():
        if earlier.company_id == company.id and earlier.is_open:
            shown = requests.show(ctx, earlier)
            return replace(shown, replies=(Reply(ctx.text("introduce-already")), *shown.replies))
    if desks.find_desk(ctx, company, None) is None:
        return Outcome((_unreachable(ctx, company),))
    resume = ctx.state if isinstance(ctx.state, Browsing) else Idle()
    profile = ctx.person.profile if ctx.person else Profile()
    draft = Draft(company.id, who=mask_contacts(profile.who), topics=_find_topics(ctx, resume, ""))
    return _go(ctx, Drafting(draft, _next_step(ctx, draft, profile), resume))


def prompt(ctx: Context, state: Drafting) -> tuple[Reply, ...]:
    """The question of the step the draft stands at."""
    company = ctx.entries.find_company(state.draft.company_id)
    if company is None:
        return (Reply(ctx.text("company-gone")),)
    name = label_company(ctx, company)
    back_out = (ctx.choice("m:back", "button-back"), ctx.choice("m:cancel", "button-cancel"))
    match state.step:
        case "consent":
            return (consents.ask(ctx, Use.REQUEST, other=company.country),)
        case "goal":
            kinds = tuple(Choice(f"k:{kind}", ctx.text(f"cooperation-{kind}")) for kind in _kinds(company))
            rows = tuple(kinds[start : start + 2] for start in range(0, len(kinds), 2))
            return (Reply(ctx.text("draft-goal", company=name), choices=(*rows, back_out)),)
        case "preview":
            return (_preview(ctx, state, name),)
        case _:
            return (Reply(ctx.text(f"draft-{state.step}", company=name), choices=(back_out,)),)


def answer_text(ctx: Context, state: Drafting, text: str) -> Outcome:
    """Take the answer to the step's question."""
    text = text.strip()
    if ctx.entries.find_company(state.draft.company_id) is None:
        return Outcome((Reply(ctx.text("company-gone")),), state=state.resume)
    if state.step in ("consent", "preview"):
        return Outcome((Reply(ctx.text("please-choose")), *prompt(ctx, state)))
    if len(text) > ctx.limits.field_characters:
        return Outcome((Reply(ctx.text("too-long", limit=ctx.limits.field_characters, count=len(text))),))
    if len(text) < MIN_CHARACTERS and not any(ord(sign) > 0x2E80 for sign in text):
        return Outcome((Reply(ctx.text("too-short")), *prompt(ctx, state)))
    if says_nothing(ctx, text):
        return Outcome(prompt(ctx, state))
    if state.step in ("who", "contact"):
        return _take_profile(ctx, state, text)
    masked = mask_contacts(text, ctx.person.profile if ctx.person else Profile())
    draft = replace(state.draft, why=masked)
    if state.step == "goal":
        named = ctx.search.understand(text, ctx.locale).filters.cooperation
        draft = replace(
            state.draft,
            goal=masked,
            cooperation=named or draft.cooperation,
            topics=_find_topics(ctx, state.resume, text),
        )
    outcome = _advance(ctx, replace(state, draft=draft))
    if masked != text:
        return replace(outcome, replies=(Reply(ctx.text("contacts-masked")), *outcome.replies))
    return outcome


def answer_choice(ctx: Context, state: Drafting, kind: str, value: str) -> Outcome | None:
    """A tap on one of the step's buttons; None where it belongs to another step."""
    match state.step, kind, value:
        case "consent", "ok", "yes":
            then, agreed = consents.give(ctx, Use.REQUEST, other=_find_country(ctx, state.draft))
            step = _next_step(then, state.draft, then.person.profile if then.person else Profile())
            return replace(_go(then, replace(state, step=step)), commands=(agreed,))
        case "consent", "ok", "no":
            country = _find_country(ctx, state.draft)
            refused = consents.refuse(ctx, Use.REQUEST, "consent-refused", other=country)
            return Outcome((refused,), state=state.resume)
        case "goal", "k", value if value in list(CooperationKind):
            draft = replace(state.draft, cooperation=CooperationKind(value))
            return _advance(ctx, replace(state, draft=draft))
        case "preview", "s", "send":
            return _send(ctx, state)
        case "preview", "s", ("who" | "goal" | "why") as step:
            return _go(ctx, replace(state, step=step, changing=True))
    return None


def go_back(ctx: Context, state: Drafting) -> Outcome:
    """One step back; from the first one, out of the draft."""
    before = {"goal": "who", "why": "goal", "preview": "why", "contact": "who"}.get(state.step)
    if state.changing:
        return _go(ctx, replace(state, step="preview", changing=False))
    if before is None:
        return cancel(ctx, state)
    return _go(ctx, replace(state, step=before))  # type: ignore[arg-type]


def cancel(ctx: Context, state: Drafting) -> Outcome:
    """Leave the draft; nothing was sent."""
    back = ((ctx.choice("p:s", "button-to-results"),),) if isinstance(state.resume, Browsing) else ()
    return Outcome((Reply(ctx.text("draft-cancelled"), choices=back),), state=state.resume)


def _take_profile(ctx: Context, state: Drafting, text: str) -> Outcome:
    if _is_consent_missing(ctx, state.draft) or ctx.person is None:
        return _go(ctx, replace(state, step="consent"))
    known = ctx.person.profile
    found = extract_profile(text, known)
    if state.step == "contact" and known.who:
        found = replace(found, who=known.who)
    if state.step == "contact" and not found.reachable:
        return Outcome((Reply(ctx.text("contact-not-understood")),))
    if not found.who:
        return Outcome((Reply(ctx.text("contact-name-missing")),), commands=(SaveProfile(found),))
    draft = replace(state.draft, who=mask_contacts(found.who))
    step = _next_step(ctx, draft, found)
    shown = _go(ctx, replace(state, draft=draft, step=step, changing=state.changing and step != "preview"))
    return replace(shown, commands=(SaveProfile(found),))


def _advance(ctx: Context, state: Drafting) -> Outcome:
    """On to the next step; straight back to the preview where everything else is there."""
    step: DraftStep = "preview" if _is_complete(state.draft) else STEPS[STEPS.index(state.step) + 1]
    return _go(ctx, replace(state, step=step, changing=False))


def _is_complete(draft: Draft) -> bool:
    return bool(draft.who and draft.why and (draft.goal or draft.cooperation))


def _is_consent_missing(ctx: Context, draft: Draft) -> bool:
    return bool(ctx.list_missing(Use.REQUEST, other=_find_country(ctx, draft)))


def _find_country(ctx: Context, draft: Draft) -> Country | None:
    """Where the request would go."""
    company = ctx.entries.find_company(draft.company_id)
    return company.country if company else None


def _next_step(ctx: Context, draft: Draft, profile: Profile) -> DraftStep:
    """The first step that still needs an answer."""
    if _is_consent_missing(ctx, draft):
        return "consent"
    if not draft.who:
        return "who"
    if not profile.reachable:
        return "contact"
    if not (draft.goal or draft.cooperation):
        return "goal"
    return "preview" if draft.why else "why"


def _go(ctx: Context, state: Drafting) -> Outcome:
    return Outcome(prompt(ctx, state), state=state)


def _find_topics(ctx: Context, resume: Rest, goal: str) -> tuple[str, ...]:
    """What the request is about: the concepts of its goal, then those of the search it came from."""
    words = resume.words if isinstance(resume, Browsing) else ""
    found = (*ctx.search.find_concepts(goal), *ctx.search.find_concepts(words))
    return tuple(dict.fromkeys(found))[:SHOWN_TOPICS]


def _kinds(company: Company) -> tuple[CooperationKind, ...]:
    return company.cooperation or (
        CooperationKind.SUPPLY,
        CooperationKind.DISTRIBUTION,
        CooperationKind.TECHNOLOGY,
        CooperationKind.SERVICE,
    )


def _build(ctx: Context, draft: Draft, introduction_id: str) -> Introduction:
    company = ctx.entries.find_company(draft.company_id)
    desk = desks.find_desk(ctx, company, draft.cooperation) if company else None
    at_agency = desk is Party.AGENCY
    return Introduction(
        id=introduction_id,
        asker_id=ctx.person.id if ctx.person else 0,
        company_id=draft.company_id,
        who=draft.who,
        goal=draft.goal,
        why=draft.why,
        locale=ctx.search.understand(f"{draft.goal} {draft.why}", ctx.locale).language,
        created_at=ctx.now,
        cooperation=draft.cooperation,
        topics=draft.topics,
        status=Status.AT_AGENCY if at_agency else Status.SENT,
        desk=Party.AGENCY if at_agency else Party.COMPANY,
    )


def _preview(ctx: Context, state: Drafting, name: str) -> Reply:
    built = _build(ctx, state.draft, "")
    fields = requests.render_fields(ctx, built)
    text = ctx.text("draft-preview", company=name)
    if built.desk is Party.AGENCY and (company := ctx.entries.find_company(state.draft.company_id)):
        office = desks.name_desk(ctx, company.city_id)
        text = f"{text}\n{ctx.text('draft-preview-agency', office=office)}"
    return Reply(
        text,
        (Card(ctx.text("request-title"), ctx.text("request-for", company=name), fields),),
        (
            (ctx.choice("s:send", "button-send"),),
            (
                ctx.choice("s:who", "button-change-who"),
                ctx.choice("s:goal", "button-change-goal"),
                ctx.choice("s:why", "button-change-why"),
            ),
            (ctx.choice("m:cancel", "button-cancel"),),
        ),
    )


def _send(ctx: Context, state: Drafting) -> Outcome:
    company = ctx.entries.find_company(state.draft.company_id)
    if company is None:
        return Outcome((Reply(ctx.text("company-gone")),), state=state.resume)
    if _is_consent_missing(ctx, state.draft):  # withdrawn meanwhile, or its text has changed
        return _go(ctx, replace(state, step="consent"))
    introduction = _build(ctx, state.draft, ctx.new_id())
    notices = notify_company(
        ctx, introduction, lambda theirs: (requests.render_incoming(theirs, introduction),)
    )
    if not notices:
        return Outcome((_unreachable(ctx, company),), state=state.resume)
    until = expires_at(ctx, introduction)
    date, name = format_date(until, ctx.locale), label_company(ctx, company)
    sent = ctx.text("draft-sent", company=name, until=date)
    if introduction.desk is Party.AGENCY:
        office = desks.name_desk(ctx, company.city_id)
        sent = ctx.text("draft-sent-agency", company=name, office=office, until=date)
    back = ((ctx.choice("p:s", "button-to-results"),),) if isinstance(state.resume, Browsing) else ()
    return Outcome(
        (Reply(sent, choices=((ctx.choice("m:requests", "button-requests"),), *back)),),
        state=state.resume,
        commands=(CreateIntroduction(introduction),),
        notices=notices,
    )


def _unreachable(ctx: Context, company: Company) -> Reply:
    city = ctx.entries.get_city(company.city_id)
    name = label_company(ctx, company)
    if city.agency:
        return Reply(ctx.text("introduce-unreachable-agency", company=name, agency=city.agency))
    return Reply(ctx.text("introduce-unreachable", company=name, city=city.name(ctx.locale)))
