"""What the user wants to do: buy, sell or work together; and where users only introduce themselves."""

import re

from directory.search.normalize import HAN, fold, has_han, simplified
from directory.search.question import Wish

_WISHES_LATIN = (
    (Wish.SELL, r"(?:wir|ich) (?:biet|verkauf|produzier|exportier|vertreib)en?"),
    (Wish.SELL, r"wir (?:liefern|fertigen)|ich (?:liefere|fertige)"),
    (Wish.SELL, r"(?:wir|ich) (?:mochten?|wollen|will) (?=(?:\w+ ){0,6}(?:verkauf|anbiet|exportier)en)"),
    (Wish.SELL, r"abnehmer|(?:kunden|kaufer|interessenten) fur|absatzmarkt(?: fur)?|zu verkaufen"),
    (Wish.SELL, r"(?:we|i) (?:sell|offer|produce|make|manufacture|supply|export)|for sale"),
    (Wish.SELL, r"(?:we|i) (?:want|wish|plan|hope|(?:woul)?d like) to (?:sell|export|distribute|market)"),
    (Wish.SELL, r"(?:buyers?|customers?) (?:for|of)"),
    (Wish.COOPERATE, r"kooperationspartner\w*|zusammenarbeit(?:en)?|kooperation(?:en)?|kooperieren"),
    (Wish.COOPERATE, r"(?:cooperation|collaboration) partners?|(?:cooper|collabor)at(?:e|ion|ing)(?: with)?"),
    (Wish.BUY, r"(?:ein)?kaufen(?: gesucht)?|einkauf von|beziehen|beschaffen|bestellen|importieren"),
    (Wish.BUY, r"to (?:buy|purchase|source|import|procure)|buy|buying|purchas(?:e|ing)"),
    (Wish.BUY, r"(?:import|source) from"),
)  # fmt: skip
_US = "(?:我们|我司|我公司|本公司|我厂)"
_WISHES_CHINESE = (
    (Wish.SELL, f"{_US}(?:主要|专业|专门)?(?:销售|生产|提供|出售|供应|制造|出口)"),
    (Wish.SELL, "(?:寻找|寻求|想找|找)(?:买家|客户|买方|采购商)|想(?:卖|出口|销售)|^出售"),
    (Wish.COOPERATE, "(?:寻找|寻求|想找|找)?合作(?:伙伴|方|商|机会)|共同开发|联合开发"),
    (Wish.COOPERATE, "(?:开展|进行|展开|谈)?合作"),
    (Wish.BUY, f"{_US}?(?:想要|想|需要|打算|计划|求|急需|准备)(?:购买|采购|订购|进口|买)"),
    (Wish.BUY, "^(?:购买|采购|求购|订购)"),
)  # fmt: skip
_LATIN = tuple((wish, re.compile(rf"\b(?:{words})\b")) for wish, words in _WISHES_LATIN)
_CHINESE = tuple((wish, re.compile(words)) for wish, words in _WISHES_CHINESE)
_INTRODUCTIONS = (
    re.compile(
        r"^\s*(?:(?:hallo|guten (?:tag|morgen|abend)|sehr geehrte[^,]*)[,!.]?\s+)?"
        r"(?:wir sind|ich bin|unsere (?:firma|familie) ist|unser (?:unternehmen|betrieb) ist)\b.{3,160}?"
        r"(?:\bund\s+(?=(?:wir\s+)?(?:such|brauch|ben|m(?:ö|oe)cht|woll|würd|interess|verkauf|biet|stell|prod))|"
        r"[,;.:–]\s+(?=\S))",
        re.IGNORECASE,
    ),
    re.compile(
        r"^\s*als\b.{3,80}?\b(?=(?:such|brauch|benötig|benoetig|möchte|moechte)\w*\s+(?:wir|ich)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"^\s*(?:(?:hello|hi|dear [^,]*)[,!.]?\s+)?(?:we are|we're|i am|i'm|our company is)\s+(?:a|an|the)\b"
        r".{3,160}?(?:\band\s+(?=(?:we\s+)?(?:are |look|need|want|seek|search|would))|"
        r"[,;.]\s+(?=\S)|(?=\blooking for\b))",
        re.IGNORECASE,
    ),
    re.compile(r"^\s*as an?\b.{3,80}?,\s*(?=we\b|i\b)", re.IGNORECASE),
    re.compile(r"^\s*(?:您好|你好)?[,，!！。]?\s*(?:我们|我司|我公司|本公司|我)(?:公司)?是.{2,40}?[,，。;；]\s*"),
    re.compile(r"^\s*(?:您好|你好)?[,，!！。]?\s*作为.{2,30}?[,，。;；]\s*"),
    re.compile(r"^\s*(?:我们|我司|我公司|本公司)是.{2,24}?(?:公司|企业|工厂|厂家|厂商)(?=(?:想|要|需|寻|找|正))"),
)  # fmt: skip


def without_introduction(text: str) -> str:
    """The sentence without its beginning that only says who is asking; the sentence where nothing is left."""
    for pattern in _INTRODUCTIONS:
        rest = pattern.sub("", text, count=1)
        if rest != text and len(rest.strip()) >= (2 if has_han(rest) else 4):
            return rest.strip()
    return text


def find_wish(text: str) -> tuple[Wish | None, str]:
    """What the sentence says the user wants to do, and the sentence without those words."""
    plain = simplified(text)
    if HAN.search(plain):
        said = next((wish for wish, pattern in _CHINESE if pattern.search(plain)), None)
        for wish, pattern in _CHINESE:
            plain = pattern.sub(" ", plain) if wish is said else plain
        return (said, " ".join(plain.split())) if said else (None, text)
    words = [(found.group(), found.start(), found.end()) for found in re.finditer(r"[^\W_]+", text)]
    folded, starts = "", []
    for word, start, end in words:
        starts.append((len(folded), start, end))
        folded += fold(word) + " "
    for wish, pattern in _LATIN:
        if found := pattern.search(folded):
            held = [(start, end) for at, start, end in starts if found.start() <= at < found.end()]
            return wish, " ".join(f"{text[: held[0][0]]} {text[held[-1][1] :]}".split())
    return None, text
