"""A contact as vCard 3.0 (RFC 2426): the version that phones, Outlook and WeChat all read."""

from handlers.messages import ContactCard

LINE_OCTETS = 75


def render_vcard(contact: ContactCard) -> str:
    """The vCard of a contact; empty fields are left out."""
    name = contact.who or contact.organisation
    fields = [
        ("N", f"{escape(name)};;;;"),
        ("FN", escape(name)),
        ("TITLE", escape(contact.title)),
        ("ORG", escape(contact.organisation)),
        ("EMAIL;TYPE=INTERNET,WORK", escape(contact.email)),
        ("TEL;TYPE=WORK,VOICE", escape(contact.phone)),
        ("X-WECHAT", escape(contact.wechat)),
        ("NOTE", escape(f"WeChat: {contact.wechat}") if contact.wechat else ""),
    ]
    lines = [f"{key}:{value}" for key, value in fields if value]
    return "".join(f"{fold(line)}\r\n" for line in ("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"))


def escape(text: str) -> str:
    """A text value with backslash, comma, semicolon and line breaks escaped."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def fold(line: str) -> str:
    """Lines of at most 75 octets, never breaking inside a character."""
    folded, length = [], 0
    for character in line:
        octets = len(character.encode())
        if length + octets > LINE_OCTETS:
            folded.append("\r\n ")
            length = 1
        folded.append(character)
        length += octets
    return "".join(folded)
