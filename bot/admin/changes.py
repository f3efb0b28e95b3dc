"""What an import would make of an entry, in the words of the pages: each field as it is, and becomes."""

from typing import Any

from bot.admin.companies import name_field
from bot.admin.visit import Visit
from directory.importing import Change, narrow
from handlers.entries import choose_name, join

LONGEST_VALUE = 160


def describe_change(visit: Visit, change: Change) -> dict[str, Any]:
    """An entry and its fields that change; of the contact person only that it does."""
    fields = []
    for name in change.fields:
        before, after = (_write_value(visit, name, one) for one in change.find_values(name))
        fields.append((name_field(visit, name), *narrow(before, after, LONGEST_VALUE)))
    return {
        "id": change.after.id,
        "name": choose_name(visit.ctx, change.after),
        "line": change.line,
        "fields": fields,
    }


def _write_value(visit: Visit, name: str, value: Any) -> str:
    if value is None:
        return ""
    match name:
        case "city_id":
            return visit.ctx.entries.get_city(value).name(visit.ctx.locale)
        case "country" | "kind":
            return visit.text(f"{name}-{value}")
        case "cooperation":
            return join(visit.ctx, [visit.text(f"cooperation-{one}") for one in value])
    return join(visit.ctx, list(value)) if isinstance(value, tuple) else str(value)
