"""A company's name out of a sentence: "meine Firma ist die Peterwerk GmbH in Solingen". Pure."""

import re

from directory.search.normalize import has_han, has_legal_form

_LEADS = re.compile(
    r"""(?:meine?r?|unsere?r?|der|die|das)\s+(?:firma|unternehmen|betrieb)\s+(?:ist|heißt|heisst|lautet)\s+
      | (?:my|our|the)\s+(?:company|firm|business)(?:['’]s\s+name)?\s+is\s+(?:called\s+|named\s+)?
      | (?:wir\s+sind|wir\s+heißen|wir\s+heissen|we\s+are|we['’]re)\s+(?:called\s+|named\s+)?
      | (?:ich\s+(?:bin|arbeite|komme|heiße|heisse)|i\s+am|i['’]m|i\s+work|my\s+name\s+is|mein\s+name\s+ist)
        \s+(?:[^,;]*?\s)?(?:von|bei|für|of|from|for|at)\s+
      | (?:我们|我的|我司|我|本)?(?:公司|企业|厂)(?:的)?(?:名称|名字|名)?(?:是|叫做|叫|为)[:：]?
      | (?:我们是|我司是|我来自|我是|我在|我代表)[:：]?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ARTICLE = re.compile(r"^(?:der|die|das|dem|den|the)\s+", re.IGNORECASE)
_STOP = re.compile(r"[，。；;!！?？\n]")
_PLACE = re.compile(
    r"^[\s,，]*(?:(?:und|and)\s+)?(?:(?:wir|we)\s+)?(?:(?:sitzen|sind|kommen|are|based|located)\s+)*"
    r"(?:(?:in|aus|from|at)\s+|位于|在|来自)\s*(.+?)[\s.!。！]*$",
    re.IGNORECASE,
)
_LOCATED = re.compile(
    r"^(?:(?:ja|yes)[\s,]+)?(?:(?:wir|ich|es|sie|unsere\s+firma|die\s+firma|der\s+sitz|we|it|our\s+company)\s*)?"
    r"(?:(?:sitzen|sind|sitzt|ist|liegt|kommen|komme|are|is|['’](?:s|re)|based|located)\s+)*(?:in|aus|from|at)\s+"
    r"|^(?:我们|我司|我)?(?:公司|企业|厂)?(?:是)?(?:设在|位于|来自|在)",
    re.IGNORECASE,
)
_DISTRICT_HAN = re.compile(r"^((?:.+?省)?.{1,8}?市).{1,12}(?:区|县|镇|街道|乡|市)$")
_DISTRICT = re.compile(r"(?:^|,\s*)[\w'’-]+\s+district\b\s*,?", re.IGNORECASE)
_BEHIND_COMMA = re.compile(r"^\s*[,，]\s*(.+?)[\s.!。！]*$")


def cut_lead(text: str) -> str:
    """What a sentence about a place says after "we are in"; any other text as it is."""
    return _LOCATED.sub("", text.strip(), count=1).strip(" .!。！")


def cut_district(text: str) -> str:
    """A city in China without its district or town, where one is named: 佛山市南海区; else the text."""
    if found := _DISTRICT_HAN.match(text.strip()):
        return found[1]
    return _DISTRICT.sub("", text)


def find_firm(text: str) -> tuple[str, str] | None:
    """The name with its legal form that a sentence tells, and the place after it, else "".

    None where `text` is no sentence about a name: it is the name itself then.
    """
    leads = [text[lead.end() :].strip() for lead in _LEADS.finditer(text)]
    tried = [_ARTICLE.sub("", rest) for rest in reversed(leads)] or [text]
    told = next((rest for rest in tried if _cut(rest)), "")
    name = _cut(told)
    if not name or name == text.strip():
        return None
    rest = told[len(name) :]
    place = _PLACE.match(rest) or (_BEHIND_COMMA.match(rest) if leads else None)
    if not leads and place is None:
        return None
    return name, place.group(1) if place else ""


def _cut(told: str) -> str:
    """What stands before and with the first legal form, at its longest: GmbH & Co. KG; "" without one."""
    if has_han(told):
        part = _STOP.split(told, maxsplit=1)[0]
        ends = [end for end in range(len(part), 1, -1) if has_legal_form(part[:end])]
        return part[: ends[0]].strip() if ends else ""
    words = [(found.start(), found.end()) for found in re.finditer(r"\S+", told)]
    best = ""
    for _, end in words[1:]:
        part = told[:end].rstrip(",;!?")
        if re.search(r"(?:&|\+|\bund|\band)$", part):
            continue
        if has_legal_form(part):
            best = part
        elif best:
            break
    return best.strip()
