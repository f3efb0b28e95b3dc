"""What somebody is writing and has not sent: for "my data". It stands in what the chats remember."""

from collections.abc import Iterable, Iterator
from typing import Any

from handlers.context import Context
from handlers.entries import join, label_company
from handlers.messages import MEMORY_JSON
from handlers.states import Answering, Browsing, Composing, Draft, Drafting, Form, Registering


def describe(ctx: Context, memories: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Everything begun in these chats, line by line; what is set aside for a short question as well."""
    for memory in memories:
        state: Any = MEMORY_JSON.validate_python(memory).state
        while state is not None:
            yield from _describe(ctx, state)
            state = getattr(state, "resume", None)


def _describe(ctx: Context, state: Any) -> Iterator[str]:
    match state:
        case Registering(form=form, doubt=doubt):
            yield from _describe_form(ctx, form)
            if doubt:
                yield ctx.text("data-doubt", text=doubt)
        case Drafting(draft=draft):
            yield from _describe_request(ctx, draft)
        case Composing(mailing=mailing):
            item = mailing.item
            words = (item.titles, item.bodies)
            yield ctx.text("data-composing", text=join(ctx, [text for one in words for text in one.values()]))
        case Answering(given=given) if given is not None:
            known = [one for one in (given.who, given.email, given.phone, given.wechat) if one]
            yield ctx.text("data-given", contact=join(ctx, known))
        case Browsing(words=words):
            yield ctx.text("data-search", text=words)


def _describe_form(ctx: Context, form: Form) -> Iterator[str]:
    claimed = None if form.claimed_id is None else ctx.entries.find_company(form.claimed_id)
    city = "" if form.city_id is None else ctx.entries.get_city(form.city_id).name(ctx.locale)
    name = ctx.text("company-in-city", name=form.name, city=city) if city else form.name
    name = label_company(ctx, claimed) if claimed else name
    yield ctx.text("data-form", value=name or ctx.text("form-unnamed"))
    if form.role:
        yield ctx.text("entry-role", value=ctx.text(f"business-role-{form.role}"))
    for key, terms in (("entry-offers", form.offers), ("entry-seeks", form.seeks)):
        if terms:
            yield ctx.text(key, value=join(ctx, list(terms)))
    if form.number:
        yield ctx.text("entry-registration", value=form.number)


def _describe_request(ctx: Context, draft: Draft) -> Iterator[str]:
    company = ctx.entries.find_company(draft.company_id)
    yield ctx.text("data-draft", company=label_company(ctx, company) if company else "")
    if draft.cooperation:
        yield ctx.text("request-cooperation", value=ctx.text(f"cooperation-{draft.cooperation}"))
    for key, words in (("who", draft.who), ("goal", draft.goal), ("why", draft.why)):
        if words:
            yield ctx.text(f"request-{key}", text=words)
