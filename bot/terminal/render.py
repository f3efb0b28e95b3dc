"""A reply as lines of text with numbered choices. Pure."""

from bot.adapter import Part
from directory.domain.visible import strip_hidden
from handlers.messages import Choice, ContactCard, Reply

_CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), " ")


def render_reply(reply: Reply, first_number: int) -> list[Part]:
    """One part with the text of `reply`; choices are numbered from `first_number`."""
    number = first_number
    blocks: list[str] = [reply.text] if reply.text else []
    for card in reply.cards:
        lines = [f"▌ {card.title}", *([f"▌ {card.subtitle}"] if card.subtitle else [])]
        lines.extend(f"  {line}" for line in card.lines)
        lines.extend(_number(card.choices, number))
        number += len(card.choices)
        blocks.append("\n".join(lines))
    if reply.contact:
        blocks.append(_render_contact(reply.contact))
    if reply.document:
        blocks.append(f"── {reply.document.name}\n{reply.document.content.rstrip()}\n──")
    rows = [choice for row in reply.choices for choice in row]
    if rows:
        blocks.append("\n".join(_number(tuple(rows), number)))
    return [{"text": strip_hidden("\n".join(blocks).translate(_CONTROL))}]


def _number(choices: tuple[Choice, ...], first: int) -> list[str]:
    return [f"  [{number}] {choice.label}" for number, choice in enumerate(choices, first)]


def _render_contact(contact: ContactCard) -> str:
    known = (contact.who, contact.title, contact.organisation, contact.email, contact.phone)
    lines = (*known, f"WeChat: {contact.wechat}" if contact.wechat else "")
    return "\n".join(
        f"  ☎ {line}" if position == 0 else f"    {line}" for position, line in enumerate(filter(None, lines))
    )
