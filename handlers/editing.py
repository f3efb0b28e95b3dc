"""Correcting an entry in one go, as a form does: all fields at once, one act, one message to its owners."""

from collections.abc import Mapping

from directory.domain.acts import Decision, Refusal, decide
from directory.domain.company import Company
from directory.domain.entry_commands import ChangeEntry, FieldValue
from directory.domain.visible import strip_hidden
from handlers.context import Context
from handlers.entries import describe_status, join, label_company
from handlers.entry_fields import FIELDS, NEEDED, Wrong, choose_role, clear_value, read_value
from handlers.localizer import LOCALES
from handlers.messages import Outcome, Reply
from handlers.notices import notify_owners

LANGUAGE_FIELDS = tuple(f"description_{locale}" for locale in LOCALES)
FORM_FIELDS = (*(name for name in FIELDS if name != "description"), *LANGUAGE_FIELDS)
LONG = ("offers", "seeks", *LANGUAGE_FIELDS)
"""Fields that need more than a line."""


def write_field(ctx: Context, company: Company, name: str) -> str:
    """The value of a field as it stands in a form; its role is the one that an office confirmed."""
    if name == "role":
        return company.confirmed_role or ""
    value = getattr(company, name)
    if isinstance(value, tuple):
        return "; ".join(value) if name == "certificates" else join(ctx, list(value))
    return "" if value is None else str(value)


def label_field(ctx: Context, name: str) -> str:
    """What a field is called."""
    if name in LANGUAGE_FIELDS:
        language = ctx.text(f"language-{name.rpartition('_')[2]}")
        return ctx.text("entry-description-in", language=language)
    return ctx.text(f"entry-field-{name}")


def correct(
    ctx: Context, company: Company, stamp: str, texts: Mapping[str, str]
) -> Outcome | dict[str, str] | Refusal:
    """What an officer's form makes of an entry; or what is wrong, by field; or why it is not possible.

    Only fields that differ from what was shown count, so that what nobody touched stays as it is.
    """
    values: dict[str, FieldValue] = {}
    wrong: dict[str, str] = {}
    changed = []
    for name in FORM_FIELDS:
        text = " ".join(texts[name].split()) if name not in LONG and name in texts else texts.get(name, "")
        if name not in texts or text.strip() == strip_hidden(write_field(ctx, company, name)).strip():
            continue
        changed.append(name)
        found = _read(ctx, company, name, text.strip())
        if isinstance(found, Wrong):
            wrong[name] = found.text
        else:
            values |= found
    if wrong or ctx.person is None:
        return wrong
    command = ChangeEntry(company.id, values, stamp)
    decision = decide(command, ctx.person, company, ctx.entries.get_city(company.city_id), ctx.now)
    if not isinstance(decision, Decision):
        return decision
    if not changed:
        return Outcome((Reply(ctx.text("nothing-changed")),))

    def tell_owner(owner: Context) -> tuple[Reply, ...]:
        fields = join(owner, [label_field(owner, name) for name in changed])
        name = label_company(owner, decision.company)
        return (Reply(owner.text("corrected-for-owner", company=name, field=fields)),)

    said = Reply(ctx.text("corrected", status=describe_status(ctx, decision.company)))
    return Outcome((said,), commands=(command,), notices=notify_owners(ctx, company.id, tell_owner))


def _read(ctx: Context, company: Company, name: str, text: str) -> dict[str, FieldValue] | Wrong:
    if len(text) > _longest(ctx, name):
        return Wrong(ctx.text("too-long", limit=_longest(ctx, name), count=len(text)))
    speaking = ctx.speaking(name.rpartition("_")[2]) if name in LANGUAGE_FIELDS else ctx
    field = "description" if name in LANGUAGE_FIELDS else name
    if not text:
        emptied = clear_value(speaking, field, official=True)
        return Wrong(ctx.text("too-short")) if emptied is None or field in NEEDED else emptied
    if field == "role":
        return choose_role(ctx, text, official=True) or Wrong(ctx.text("please-choose"))
    return read_value(speaking, company, field, text, official=True)


def _longest(ctx: Context, name: str) -> int:
    return 4 * ctx.limits.field_characters if name in LONG else ctx.limits.field_characters
