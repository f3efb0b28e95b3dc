"""Taps on a request and the questions they lead to: who may do it, what is asked, whose module does it."""

from dataclasses import replace

from directory.domain.introduction import DeclineReason, Introduction, Party, Status
from directory.domain.uses import Use
from handlers import accepting, consents, exchange, following_up, passing_on, relaying, request_list, requests
from handlers.asking import ask_for, render_question
from handlers.context import Context
from handlers.messages import Outcome, Reply, read_id
from handlers.states import Answering, AnswerStep, Then

_NEEDS: dict[AnswerStep, str] = {
    "consent": "accept",
    "contact": "accept",
    "given": "accept",
    "confirm": "accept",
    "reason": "decline",
    "question": "ask",
    "reply": "reply",
    "message": "talk",
    "again": "again",
}
"""What must still be possible for an answer to the step to make sense."""
_ASKED: dict[AnswerStep, Then] = {"question": "ask", "reply": "reply", "message": "talk", "again": "again"}
"""Steps in which somebody's own words pass to the other side, and what they were tapped for."""
_TALK = ("talk", "end")


def choose(ctx: Context, introduction_id: str, action: str) -> Outcome:
    """A tap on a request: show it, or anything of `requests.EVENTS`; or on a further page of a list."""
    if introduction_id in request_list.LISTS and (offset := read_id(action)) is not None:
        return request_list.show_page(ctx, introduction_id, offset)
    introduction = ctx.introductions.find_introduction(introduction_id)
    if introduction is None or requests.find_view(ctx, introduction) is None:
        return Outcome((Reply(ctx.text("request-gone")),))
    if action in following_up.ACTIONS:
        return following_up.note(ctx, introduction, following_up.ACTIONS[action])
    if action not in requests.EVENTS or not requests.may(ctx, introduction, action):
        newer = requests.find_open(ctx, introduction.company_id) if action == "again" else None
        if newer is not None and requests.is_asker(ctx, introduction):
            return requests.show_open(ctx, newer)
        shown = requests.show(ctx, introduction)
        if introduction.is_open or action not in requests.EVENTS:
            return shown
        return replace(shown, replies=(_closed(ctx, introduction, talks=action in _TALK), *shown.replies))
    return _do(ctx, introduction, action)


def prompt(ctx: Context, state: Answering) -> tuple[Reply, ...]:
    """The question the answer stands at, as long as there is something to answer."""
    introduction = ctx.introductions.find_introduction(state.introduction_id)
    if introduction is None or not _stands(ctx, state, introduction):
        return (_closed(ctx, introduction, talks=state.step == "message"),)
    return render_question(ctx, state, introduction)


def answer_text(ctx: Context, state: Answering, text: str) -> Outcome:
    """Take the text the step asked for."""
    introduction, text = ctx.introductions.find_introduction(state.introduction_id), text.strip()
    if introduction is None or not _stands(ctx, state, introduction):
        return Outcome((_closed(ctx, introduction, talks=state.step == "message"),), state=state.resume)
    if state.step in ("consent", "reason", "confirm"):
        return Outcome((Reply(ctx.text("please-choose")), *prompt(ctx, state)))
    if len(text) > ctx.limits.field_characters:
        return Outcome((Reply(ctx.text("too-long", limit=ctx.limits.field_characters, count=len(text))),))
    if asked := _ask_consent(ctx, introduction, state.step):
        return asked
    match state.step:
        case "contact":
            return accepting.take_contact(ctx, state, introduction, text)
        case "given":
            return accepting.take_given(ctx, state, introduction, text)
        case "message":
            return relaying.talk(ctx, state, introduction, text)
        case "again":
            return relaying.ask_again(ctx, state, introduction, text)
    return relaying.relay_remark(ctx, state, introduction, text)


def answer_choice(ctx: Context, state: Answering, kind: str, value: str) -> Outcome | None:
    """A tap on one of the step's buttons; None where it belongs to another step."""
    if (state.step, kind) not in (("consent", "ok"), ("reason", "r"), ("confirm", "g")):
        return None
    introduction = ctx.introductions.find_introduction(state.introduction_id)
    if introduction is None or not _stands(ctx, state, introduction):
        return Outcome((_closed(ctx, introduction, talks=state.step == "message"),), state=state.resume)
    match kind, value:
        case "ok", "yes":
            return _agree(ctx, state, introduction)
        case "ok", "no":
            return Outcome((consents.refuse(ctx, Use.ANSWER, "consent-refused-accept"),), state=state.resume)
        case "r", value if value in list(DeclineReason):
            return accepting.decline(ctx, introduction, DeclineReason(value), state.resume)
        case "g", "yes" if state.given:
            return accepting.accept(ctx, introduction, state.resume, given=state.given)
        case "g", "other":
            return ask_for(ctx, introduction, "given")
    return None


def _do(ctx: Context, introduction: Introduction, action: str) -> Outcome:
    """What was tapped and is possible."""
    match action:
        case "accept" | "self":
            return accepting.begin(ctx, introduction, itself=action == "self")
        case "decline":
            return ask_for(ctx, introduction, "reason")
        case "ask" | "reply" | "again" | "talk":
            step = next(one for one, tapped in _ASKED.items() if tapped == action)
            return _ask_consent(ctx, introduction, step) or ask_for(ctx, introduction, step)
        case "shut" | "close":
            return exchange.shut(ctx, introduction, requests.EVENTS[action])
        case "end":
            return relaying.end_talk(ctx, introduction)
        case "withdraw":
            return relaying.withdraw(ctx, introduction)
        case "forward":
            return passing_on.forward(ctx, introduction)
        case "passed":
            return passing_on.pass_on(ctx, introduction)
    return passing_on.give_up(ctx, introduction)


def _ask_consent(ctx: Context, introduction: Introduction, step: AnswerStep) -> Outcome | None:
    """The question for the consent that own words need; None where it is given, or an office speaks."""
    then = _ASKED.get(step)
    if then is None or ctx.agreed:
        return None
    if requests.find_party(ctx, introduction, requests.EVENTS[then]) is Party.AGENCY:
        return None
    return ask_for(ctx, introduction, "consent", then)


def _agree(ctx: Context, state: Answering, introduction: Introduction) -> Outcome:
    then, agreed = consents.give(ctx, Use.ANSWER)
    if not then.agreed:
        return replace(ask_for(then, introduction, "consent", state.then), commands=(agreed,))
    if state.then != "accept":
        step = next(one for one, tapped in _ASKED.items() if tapped == state.then)
        return replace(ask_for(then, introduction, step), commands=(agreed,))
    if ctx.person is not None and ctx.person.profile.reachable and ctx.person.profile.who:
        return accepting.accept(ctx, introduction, state.resume, own=ctx.person.profile, before=(agreed,))
    return replace(ask_for(then, introduction, "contact"), commands=(agreed,))


def _stands(ctx: Context, state: Answering, introduction: Introduction) -> bool:
    action = state.then if state.step == "consent" else _NEEDS[state.step]
    return requests.may(ctx, introduction, action)


def _closed(ctx: Context, introduction: Introduction | None, *, talks: bool = False) -> Reply:
    """Why nothing can be done: the request has ended, it has moved on, or no talk has begun."""
    if introduction is None:
        return Reply(ctx.text("request-gone"))
    if talks and introduction.status is Status.ENDED:
        return Reply(ctx.text("talk-closed"))
    mine = ctx.person is not None and ctx.person.id in (introduction.asker_id, introduction.answered_by)
    if talks and mine and introduction.agreed:
        return Reply(ctx.text("talk-not-begun"))
    if introduction.is_open:
        return Reply(ctx.text("request-moved"))
    return Reply(ctx.text("request-closed"))
