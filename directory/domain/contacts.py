"""Contact data inside free text: found for the profile, masked before anything reaches the other side.

Masking prefers one mark too many to an address that slips through; dates, dimensions, prices and
numbers of standards stay readable. Chinese text has no spaces, so a number may follow a character.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from directory.domain.city import Country
from directory.domain.disguises import (
    DISGUISED_PAGE,
    DISGUISES,
    ENDING,
    find_mixed,
    is_bare_number,
    read_sign,
)
from directory.domain.person import Profile

MASK = "•••"
_SHORTEST_OWN = 4


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


_NAME = r"[A-Za-z0-9._%+-]+"
_LABEL = r"[A-Za-z0-9-]+"
_AT = r"(?:@|\s*[(\[{<【]\s*(?:at|ät|@|a)\s*[)\]}>】]\s*|\s*艾特\s*)"
_DOT = r"(?:\.|\s*[(\[{]\s*(?:dot|punkt|点)\s*[)\]}]\s*)"
_SPOKEN_AT = r"(?:\s+(?:at|ät)\s+(?!www\.)|\s?@\s?|\s*艾特\s*)"
_SPOKEN_DOT = r"(?:\s?[.。,]\s?|\s+(?:dot|punkt|点)\s+|\s*点\s*)"
_EMAIL = _compile(rf"{_NAME}{_AT}{_LABEL}(?:{_DOT}{_LABEL})*{_DOT}[A-Za-z]{{2,}}")
_EMAIL_SPOKEN = _compile(rf"{_NAME}{_SPOKEN_AT}{_LABEL}(?:{_SPOKEN_DOT}{_LABEL})*?{_SPOKEN_DOT}{ENDING}")
_EMAIL_STUMP = _compile(r"[A-Za-z0-9._%+-]{2,}@[^\s,;，；]+")

_GAP = r"[\s.\-–]{0,2}"
_PHONE = _compile(
    rf"""
    (?<!\d)(?: \+ | (?<![A-Za-z])(?<!\d[.,])00 )\s?[1-9](?:[\s()/.\-–]*\d){{6,14}}(?!\d)
    | (?<!\d)(?<!\d[.,])(?:86[\s-]?)?1[3-9]\d(?:{_GAP}\d{{4}}){{2}}(?!\d)
    | (?<!\d)(?<!\d[.,])1[3-9](?:\d{{2}}[\s-]\d{{4}}[\s-]\d{{3}} | \d{{3}}\s\d{{6}})(?!\d)
    | (?<![0-9A-Za-z])(?<!\d[.,])\(?0[1-9]\d{{1,4}}\)?(?:[\s/.\-–]*\d){{4,10}}(?![0-9A-Za-z])
    | (?<![0-9A-Za-z])(?<!\d[.,])\(?0\d\s\d{{2,3}}\)?(?:[\s/\-–]*\d){{5,9}}(?![0-9A-Za-z])
    | (?<![0-9A-Za-z])(?:86|49)[\s-]\(?0?\)?\d{{2,4}}\)?[\s/-]\d{{5,9}}(?![0-9A-Za-z])
    | (?<![0-9A-Za-z])[01](?:[\s.-]\d){{8,13}}(?![0-9A-Za-z])
    """
)
_IS = r"\s*(?:[:=]|是|为|ist|is|lautet)?\s*"
_QUANTITY = r"(?!\s*(?:台|个|部|套|件|只|万|元|欧|pcs|pieces|units|stück|st\.|geräte|euro|eur|€))"
_PHONE_LABELLED = _compile(
    rf"""(?: (?<![A-Za-z])(?:tel|telefon|telephone|phone|mobile?|handy|fon|fax|ruf)
             (?:-?\s?(?:nummer|number|nr|no))?\.?
           | (?:电话|手机|座机|固话|传真)(?:号码|号)?
         ){_IS}(\d(?:[\s()/.\-–]*\d){{5,14}})(?![\dA-Za-z]){_QUANTITY}"""
)
_HAN_DIGIT = "[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]"
_PHONE_HAN = _compile(rf"{_HAN_DIGIT}(?:[\s-]?{_HAN_DIGIT}){{6,}}")

_WECHAT_WORD = r"(?:we[\s-]?chat|weixin|w\se\sc\sh\sa\st|[vw]x)"
_WECHAT_LABEL = rf"(?:微\s?信|薇信|威信|(?<![A-Za-z]){_WECHAT_WORD}(?![A-Za-z])|v信)"
_WECHAT = _compile(
    rf"""{_WECHAT_LABEL}(?:
        (?: \s*(?:账号|帐号|号码|号|-?\s?id(?![A-Za-z])|-?\s?nummer) \s*(?:[:=]|是|为|ist|is|lautet)?
          | \s*[:=] | \s*[是为] | \s+(?:ist|is|lautet)(?![A-Za-z]) )\s* ([A-Za-z0-9][-_A-Za-z0-9]{{4,19}})
        | \s*((?=[-_A-Za-z]*[0-9_])[A-Za-z][-_A-Za-z0-9]{{4,19}})
    )"""
)
_WECHAT_PLAIN = re.compile(r"(?:微\s?信|薇信|威信)\s*([a-z]{6,20})(?![A-Za-z])")
_HANDLE = _compile(
    r"""
    (?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}
    | (?:https?://)?(?:t\.me|wa\.me|u\.wechat\.com|(?:www\.|[a-z]{2}\.)?linkedin\.com/(?:in|pub))/\S+
    | (?<![A-Za-z])(?:QQ|ICQ)\s*号?\s*[:是]?\s*\d{5,11}(?!\d)
    | (?<![A-Za-z])(?:skype|telegram|whatsapp|signal|dingtalk|line|line\sid)\s*:\s*[^\s,;，；]+
    | 钉钉\s*号?\s*[:是]?\s*[A-Za-z0-9_-]{5,}
    | (?<![A-Za-z])live:[A-Za-z0-9._-]+
    """
)
_SOFTWARE = r"(?:asp|ado|vb|ml)\.net(?![\w-])|socket\.io(?![\w-])"
# A page or an account elsewhere is a way round the answer: it waits for the answer, too.
_PAGE = _compile(
    rf"""https?://\S+ | (?<![A-Za-z0-9@])www\.\S+
      | (?<![A-Za-z0-9@.-])(?!{_SOFTWARE})(?:{_LABEL}\.)+{ENDING}(?:/\S*)?"""
)
_ACCOUNT = _compile(
    r"""(?: (?<![A-Za-z])(?:insta(?:gram)?|facebook|fb|linked-?in|telegram|tg|whats\s?app|signal|skype|qq)
          | v\s?[❤♥]\ufe0f? | 扣扣|企鹅号?|抖音|小红书|微博
        )(?![A-Za-z])\s*(?:-?id|号|账号|名|account|name|handle)?\s*
        (?: [:：=@是为]\s*[A-Za-z0-9][-_.A-Za-z0-9]{3,30}
          | (?=[-_.A-Za-z]*[0-9_])[A-Za-z0-9][-_.A-Za-z0-9]{4,30}
        )"""
)
_EMAIL_SPREAD = _compile(
    r"(?:[A-Za-z0-9._-]\s+){2,}[A-Za-z0-9]?\s*@\s*(?:[A-Za-z0-9-]\s*)+[.．]\s*(?:[A-Za-z]\s*){2,}"
)
_EMAIL_WORDS = _compile(rf"{_NAME}\s+(?:bei|at|ät|在)\s+{_LABEL}\s*(?:punkt|dot|点)\s*{ENDING}")
_EMAIL_WORDS_ZH = _compile(rf"{_NAME}\s*在\s*{_LABEL}\s*点\s*{ENDING}")
_PHONE_LETTERS = _compile(
    r"(?:tel|telefon|phone|mobil|handy|fon)\.?\s*[:：]?\s*"
    r"(?=[0-9OoIl\s/-]*\d)[0-9OoIl](?:[\s/-]?[0-9OoIl]){6,14}(?![A-Za-z])"
)
_WECHAT_FORMS = (_WECHAT, _WECHAT_PLAIN)
_OWN = (_EMAIL, _EMAIL_SPOKEN, *_WECHAT_FORMS, _PHONE_LABELLED, _PHONE)
_EVASIONS = (_EMAIL_SPREAD, _EMAIL_WORDS, _EMAIL_WORDS_ZH, _PHONE_LETTERS, _ACCOUNT)
_REACH = (*_OWN, _EMAIL_STUMP, _PHONE_HAN, _HANDLE, *_EVASIONS, *DISGUISES)
_ALL = (*_REACH, _PAGE, DISGUISED_PAGE)

_TALK = _compile(
    r"""(?<![A-Za-zÄÖÜäöüß])(?:
        ja|gern|gerne|meine?|unsere?|die|der|das|ist|lautet|sie|sich|erreichen|erreicht|erreichbar|mich|uns|man|ich|bin|unter|am|
        besten|per|über|und|oder|auch|bitte|hier|danke|nein|ok|okay|
        e-?mails?|mail|adresse|tel|telefon|telefonisch|telefonnummer|nummer|handy|handynummer|mobil|fon|fax|kontakt|
        yes|my|our|the|is|are|you|can|reach|reached|reachable|me|us|at|by|on|under|and|or|also|please|here|sure|thanks|
        address|phone|telephone|number|mobile|contact|call|write|to|
        wechat|weixin|whatsapp|id|vx|wx
        )(?![A-Za-zÄÖÜäöüß])
    | 好的|可以|我的|我们的|我|请|联系方式|联系|电子邮件|邮箱|邮件|电话|手机|号码|同号|号
    | 是|为|微信|加|发|或者|或|和|也|到|给|打"""
)
_PUNCTUATION = " ,;，；、/|.。-–:：·!！()（）"


def extract_profile(text: str, known: Profile = Profile()) -> Profile:  # noqa: B008 - frozen value
    """`known` completed by the contact data found in `text`; what is left of it becomes `who`."""
    plain, _ = _read(text)
    email = _EMAIL.search(plain) or _EMAIL_SPOKEN.search(plain)
    if email:
        plain = plain[: email.start()] + " " * len(email[0]) + plain[email.end() :]
    wechat = next((found for form in _WECHAT_FORMS if (found := form.search(plain))), None)
    labelled, phone = _PHONE_LABELLED.search(plain), _PHONE.search(plain)
    number = phone[0] if phone else labelled[1] if labelled else ""
    return replace(
        known,
        who=_name(_replace_spans(text, _find_spans(text, _OWN), " ")) or known.who,
        email=_plain_email(email[0]) if email else known.email,
        phone=number.strip() or known.phone,
        wechat=next(filter(None, wechat.groups())) if wechat else known.wechat,
    )


def mask_contacts(text: str, known: Profile = Profile()) -> str:  # noqa: B008 - frozen value
    """`text` with addresses, numbers, account names and pages replaced by dots, and what `known` holds."""
    if is_bare_number(_read(text)[0]):
        return MASK
    own = tuple(
        re.compile(re.escape(value), re.IGNORECASE)
        for value in (known.email, known.phone, known.wechat)
        if len(value) >= _SHORTEST_OWN
    )
    return _replace_spans(text, _find_spans(text, (*_ALL, *own), mixed=True), MASK)


def holds_contact(text: str) -> bool:
    """Whether an address, a number or an account stands in a text that everybody will read; pages may."""
    return next(_find_spans(text, _REACH, mixed=True), None) is not None


def find_page(text: str) -> tuple[str, str]:
    """The first address of a page in a text, and what is left of the text; ("", text) without one."""
    found = _PAGE.search(text)
    if found is None:
        return "", text
    return found[0].rstrip(".,;!?，。；）)"), f"{text[: found.start()]} {text[found.end() :]}".strip()


def is_talk(text: str) -> bool:
    """Whether words only stand around an address: "you can reach me at"."""
    return not _TALK.sub("", text).strip(_PUNCTUATION + "\n\t")


def _read(text: str) -> tuple[str, list[int]]:
    """The text as the patterns see it, without invisible signs; where each sign, and the end, stood."""
    signs, positions = [], []
    for position, sign in enumerate(text):
        if read := read_sign(sign):
            signs.append(read)
            positions.append(position)
    return "".join(signs), [*positions, len(text)]


def _find_spans(
    text: str, patterns: tuple[re.Pattern[str], ...], *, mixed: bool = False
) -> Iterator[tuple[int, int]]:
    """Where contact data stand in `text`: from left to right, touching ones as one."""
    plain, positions = _read(text)
    start = end = 0
    spans = [match.span() for pattern in patterns for match in pattern.finditer(plain)]
    for first, last in sorted(spans + find_mixed(plain) if mixed else spans):
        if first > end > start:
            yield positions[start], positions[end]
        if first > end or end == start:
            start, end = first, last
        end = max(end, last)
    if end > start:
        yield positions[start], positions[end]


def _replace_spans(text: str, spans: Iterator[tuple[int, int]], by: str) -> str:
    result, position = "", 0
    for start, end in spans:
        result, position = result + text[position:start] + by, end
    return result + text[position:]


def _plain_email(text: str) -> str:
    name, _, domain = re.sub(_AT + "|" + _SPOKEN_AT, "@", text, count=1, flags=re.IGNORECASE).partition("@")
    return f"{name}@{re.sub(_DOT + '|' + _SPOKEN_DOT, '.', domain, flags=re.IGNORECASE)}"


def _name(text: str) -> str:
    """What is left as somebody's name and company; "" where it is only talk around an address."""
    if is_talk(text):
        return ""
    text = re.sub(
        r"(?i)\b(?:e-?mail|mail|tel|telefon|phone|mobil|handy|fon|wechat|whatsapp)\b\.?\s*[:：]?"
        r"(?=\s*(?:[,;，；、/|]|$))",
        " ",
        text,
    )
    text = re.sub(r"(?:邮箱|邮件|电话|手机|微信)\s*[:：]?(?=\s*(?:[,;，；、/|]|$))", " ", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([,;，；、/|])(?:\s*[,;，；、/|])+\s*", r"\1 ", text)
    return text.strip(" ,;，；、/|.。-–:：·")


_CODES = {Country.DE: "+49", Country.CN: "+86"}


def add_country_code(phone: str, country: Country | None) -> str:
    """A number as it is dialled from abroad; one that cannot be told is left as it was written."""
    plain = phone.strip()
    digits = "".join(sign for sign in plain if sign.isdecimal())
    if not plain or plain.startswith(("+", "00", "(+")) or country is None or len(digits) < 7:
        return phone
    if country is Country.CN and digits.startswith("86") and len(digits) > 11:
        return f"+{plain}"
    if plain[0] in "0(" and digits[0] == "0":
        return f"{_CODES[country]} {plain.lstrip('(').removeprefix('0').replace(')', '', 1)}"
    is_mobile = country is Country.CN and len(digits) == 11 and digits[0] == "1"
    return f"{_CODES[country]} {plain}" if is_mobile else phone
