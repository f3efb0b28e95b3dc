"""Contact data inside free text: found for the profile, masked before anything reaches the other side."""

import re
from dataclasses import replace

from directory.domain.person import Profile

MASK = "•••"

# Full-width digits, Latin letters and the signs of addresses, one character for one: positions stay.
_HALF_WIDTH = {
    0xFEE0 + code: code for code in range(0x21, 0x7F) if chr(code).isalnum() or chr(code) in "@+-_."
}

_AT = r"(?:@|\s*[\(\[{<（【]\s*(?:at|ät|@|a)\s*[\)\]}>）】]\s*)"
_DOT = r"(?:\.|\s*[\(\[{（]\s*(?:dot|punkt|点)\s*[\)\]}）]\s*)"
_EMAIL = re.compile(
    rf"[A-Za-z0-9._%+-]+{_AT}[A-Za-z0-9-]+(?:{_DOT}[A-Za-z0-9-]+)*{_DOT}[A-Za-z]{{2,}}", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?<![\w.])(?:"
    r"(?:\+|00)\s?\d(?:[\s()/.-]*\d){6,14}"
    r"|\(?0\d{1,5}\)?[\s/.-]*\d(?:[\s/.-]*\d){4,10}"
    r"|1[3-9]\d(?:[\s-]*\d){8}"
    r")(?!\w)"
)
_PHONE_LABELLED = re.compile(
    r"(?:tel|telefon|phone|mobil|handy|fon|fax|电话|手机|電話|手機)[a-z]*\.?\s*[::：]?\s*(\d(?:[\s()/.-]*\d){5,14})",
    re.IGNORECASE,
)
_WECHAT = re.compile(
    r"(?:微信|wechat|weixin|we-chat|薇信|[vV]信)\s*(?:号|號|id|ID)?\s*[::：]?\s*([A-Za-z0-9][-_A-Za-z0-9]{4,19})"
)
_HANDLE = re.compile(
    r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}|(?:https?://)?(?:t\.me|wa\.me|u\.wechat\.com)/\S+"
)
_ASCII_DIGITS = re.compile(r"[^\d+]")


def extract_profile(text: str, known: Profile = Profile()) -> Profile:  # noqa: B008 - frozen value
    """`known` completed by the contact data found in `text`; what is left of it becomes `who`."""
    plain = text.translate(_HALF_WIDTH)
    email = _EMAIL.search(plain)
    without_email = _EMAIL.sub(lambda match: " " * len(match[0]), plain)
    wechat = _WECHAT.search(without_email)
    phone = _PHONE.search(without_email)
    labelled = _PHONE_LABELLED.search(without_email)
    number = phone[0] if phone else labelled[1] if labelled else ""
    rest = _blank_out(text, plain)
    return replace(
        known,
        who=_tidy(rest) or known.who,
        email=_plain_email(email[0]) if email else known.email,
        phone=number.strip() or known.phone,
        wechat=wechat[1] if wechat else known.wechat,
    )


def mask_contacts(text: str) -> str:
    """`text` with e-mail addresses, telephone numbers and messenger names replaced by dots."""
    plain = text.translate(_HALF_WIDTH)
    spans = sorted(
        match.span()
        for pattern in (_EMAIL, _WECHAT, _PHONE_LABELLED, _PHONE, _HANDLE)
        for match in pattern.finditer(plain)
    )
    result, position = "", 0
    for start, end in spans:
        if end <= position:
            continue
        result += text[position : max(start, position)] + (
            "" if result.endswith(MASK) and start <= position else MASK
        )
        position = end
    return result + text[position:]


def _plain_email(text: str) -> str:
    return re.sub(_DOT, ".", re.sub(_AT, "@", text, count=1, flags=re.IGNORECASE), flags=re.IGNORECASE)


def _blank_out(text: str, plain: str) -> str:
    for pattern in (_EMAIL, _WECHAT, _PHONE_LABELLED, _PHONE):
        for match in pattern.finditer(plain):
            gap = " " * (match.end() - match.start())
            text = text[: match.start()] + gap + text[match.end() :]
            plain = plain[: match.start()] + gap + plain[match.end() :]
    return text


def _tidy(text: str) -> str:
    text = re.sub(
        r"(?i)\b(?:e-?mail|mail|tel|telefon|phone|mobil|handy|fon)\b\.?\s*[::：]?(?=\s*(?:[,;，；、/|]|$))",
        " ",
        text,
    )
    text = re.sub(r"(?:邮箱|邮件|电话|手机|微信)\s*[::：]?(?=\s*(?:[,;，；、/|]|$))", " ", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([,;，；、/|])(?:\s*[,;，；、/|])+\s*", r"\1 ", text)
    return text.strip(" ,;，；、/|.。-–:：·")
