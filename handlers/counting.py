"""A place in a list as people name it: "2", "das zweite", "the second one", "Nr. 2", 第二个, 选2. Pure."""

import re

LAST = -1
_HAN = {sign: number for number, sign in enumerate("一二三四五六七八九十", start=1)}
_COUNTING = "第最个家条项位款"
_GERMAN = ("erst", "zweit", "dritt", "viert", "funft", "sechst", "siebt", "acht", "neunt", "zehnt")
_ENGLISH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_BEFORE = (
    r"(?:(?:bitte|please|ich nehme|nehmen sie|zeigen? sie(?: mir)?|zeig(?: mir)?|show(?: me)?|open|take|"
    r"i(?:'ll| will)? take|wahle)\s+)?(?:(?:der|die|das|den|dem|the)\s+)?"
)
_LATIN = re.compile(
    rf"{_BEFORE}(?:"
    rf"(?:(?:nummer|nr\.?|number|no\.?|#|option|ergebnis|treffer|result|punkt)\s*)?(?P<digits>\d{{1,2}})\.?|"
    rf"(?:(?P<german>{'|'.join(_GERMAN)})e[nrs]?|(?P<english>{'|'.join(_ENGLISH)})|(?P<last>letzte[nrs]?|last))"
    r"(?:\s+(?:one|result|company|option|entry|ergebnis|treffer|firma|unternehmen|eintrag))?"
    r")(?:\s+(?:bitte|please|ansehen|anzeigen|zeigen|offnen))?"
)
_CHINESE = re.compile(
    r"(?:请?(?:选择|选|看看|看|查看|打开|要)\s*)?(?:(?P<last>最后)一|第?(?P<number>[一二三四五六七八九十]|\d{1,2}))"
    r"\s*(?:个|家|条|项|号|位|款)?(?:公司|企业|结果)?吧?"
)


def is_in_words(text: str) -> bool:
    """Whether a place is named by a word, not by its number: 第二个 may count anything that is shown."""
    if found := _LATIN.fullmatch(text):
        return found["digits"] is None
    return _CHINESE.fullmatch(text) is not None and any(sign in text for sign in _COUNTING)


def read_place(text: str) -> int | None:
    """The place from 1 on, `LAST`, or None. `text` is folded, in simplified characters, ö as o."""
    if found := _LATIN.fullmatch(text) or _CHINESE.fullmatch(text):
        named = found.groupdict()
        if named["last"]:
            return LAST
        if said := named.get("digits") or named.get("number"):
            return _HAN.get(said) or int(said)
        names, name = (_GERMAN, named["german"]) if named["german"] else (_ENGLISH, named["english"])
        return names.index(name) + 1
    return None
