"""Take a sentence apart: place, cooperation kind, and the words that are left to search for."""

import re
from functools import lru_cache
from itertools import pairwise

from directory.domain.company import CooperationKind as Kind
from directory.search import wordlists
from directory.search.normalize import HAN, clean, fold, has_han, simplified
from directory.search.smalltalk import is_small_talk

_LATIN_KINDS = (
    (Kind.JOINT_VENTURE, r"joint[ -]?ventures?|gemeinschaftsunternehmen|jointventures?"),
    (Kind.DISTRIBUTION, r"vertriebspartner\w*|vertriebs(?:haus|firma|agentur)|handelspartner\w*|importeur\w*|"
     r"distribut(?:or|ors|ion|oren|eur\w*)|importers?|handelsvertret\w+|wiederverkaufer\w*|resellers?|"
     r"sales partners?|generalimporteur\w*|sales agents?"),
    (Kind.TECHNOLOGY, r"technologiepartner\w*|technologietransfer|technology (?:partners?|transfer)|"
     r"entwicklungspartner\w*|forschungspartner\w*|research partners?|lizenzpartner\w*|licensing partners?"),
    (Kind.INVESTMENT, r"investor(?:s|en|in)?|investition(?:en|spartner)?|kapitalgeber|geldgeber|"
     r"beteiligungspartner|investment partners?"),
    (Kind.MARKET_ENTRY, r"markteintritt\w*|markterschliessung|market entry|marktzugang|market access"),
    (Kind.EXCHANGE, r"stadtepartnerschaft\w*|partnerstadte?n?|(?:sister|twin) (?:city|cities|towns?)|"
     r"schuleraustausch|jugendaustausch|kulturaustausch|"
     r"fachkrafteaustausch|(?:student|youth|cultural) exchange|erfahrungsaustausch|sportaustausch|austausch"),
    (Kind.SERVICE, r"dienstleister\w*|service providers?|servicepartner\w*|service partners?"),
    (Kind.SUPPLY, r"lieferanten?|lieferpartner\w*|zulieferer\w*|zulieferbetriebe?n?|suppliers?|vendors?"),
)  # fmt: skip
_CHINESE_KINDS = (
    (Kind.JOINT_VENTURE, "合资企业 合资公司 合资伙伴 合资"),
    (Kind.DISTRIBUTION, "经销商 代理商 分销商 销售代理 销售伙伴 经销伙伴 总代理 进口商"),
    (Kind.TECHNOLOGY, "技术合作伙伴 技术合作 技术伙伴 技术转让 研发合作 研发伙伴"),
    (Kind.INVESTMENT, "投资人 投资者 投资商 投资方 投资合作 投资伙伴"),
    (Kind.MARKET_ENTRY, "市场准入 进入市场 开拓市场 市场开拓 市场进入"),
    (Kind.EXCHANGE, "文化交流 青少年交流 学生交流 人才交流 友好城市交流 友好城市 姐妹城市 体育交流"),
    (Kind.SERVICE, "服务商 服务提供商"),
    (Kind.SUPPLY, "供应商 供货商 供货方"),
)
_LATIN = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _LATIN_KINDS)
_ANY_LATIN = re.compile("|".join(words for _, words in _LATIN_KINDS))
_CHINESE = tuple((kind, tuple(words.split())) for kind, words in _CHINESE_KINDS)
_FILLER = wordlists.STOP_GERMAN | wordlists.STOP_ENGLISH | wordlists.FILLER_GERMAN | wordlists.FILLER_ENGLISH
_ANYBODY_CHINESE = re.compile(f"(?:{'|'.join(wordlists.ANYBODY_CHINESE)})+")
_JOINING = frozenset(
    (
        "fur",
        "von",
        "und",
        "aus",
        "mit",
        "fuer",
        "for",
        "of",
        "and",
        "from",
        "with",
        "oder",
        "or",
        "zur",
        "zum",
        "ohne",
        "without",
    )
)
_LEADING = re.compile("|".join(wordlists.LEADING_CHINESE))
_LEADING_ASKED = re.compile("|".join((*wordlists.LEADING_CHINESE, *wordlists.VERBS_CHINESE)))
_TRAILING = re.compile(f"(?:{'|'.join(wordlists.TRAILING_CHINESE)})$")
_DIES = re.compile(r"cast|cut(?!e)|sett|sinking|stamp|mak(?:er|ing)|steel|sets?$|forg(?:ing|ed)")
_ACRONYM = re.compile(r"[A-Z]{2,4}")
_WORDS = re.compile(r"[^\W_]+(?:[-'’&./+][^\W_]+)*")


def find_cooperation(text: str) -> tuple[Kind | None, str]:
    """The cooperation kind a sentence names, and the sentence without its word."""
    plain = simplified(text)
    for kind, words in _CHINESE if has_han(plain) else ():
        if any(word in plain for word in words):
            for word in words:
                plain = plain.replace(word, " ")
            return kind, plain
    found = [(fold(word.group()), word.start(), word.end()) for word in _WORDS.finditer(text)]
    pieces = [(word, start, end) for word, start, end in found if _ANY_LATIN.fullmatch(word)]
    pieces += [
        (pair, start, end)
        for (first, start, _), (second, _, end) in pairwise(found)
        if _ANY_LATIN.fullmatch(pair := f"{first} {second}")
    ]
    pieces.sort(key=lambda piece: (piece[1], -piece[2]))
    for kind, pattern in _LATIN:
        named = [(start, end) for piece, start, end in pieces if pattern.fullmatch(piece)]
        for start, end in reversed(named):
            text = f"{text[:start]} {text[end:]}"
        if named:
            return kind, text
    return None, text


@lru_cache(maxsize=256)  # who understands a question and who searches ask for the same
def content_words(text: str) -> str:
    """The sentence without politeness and filler; "" where nothing is left."""
    text = clean(text)
    if is_small_talk(text):
        return ""
    shouting = text.isupper() and " " in text and not has_han(text)
    if has_han(text):
        text = HAN.sub(lambda run: _chinese_content(run.group()), text)
    kept: list[str] = _WORDS.findall(text)
    filler = [
        (shouting or not _ACRONYM.fullmatch(word))
        and (fold(word) in _FILLER or fold(word.split("'")[0].split("’")[0]) in _FILLER)
        for word in kept
    ]
    for at, (word, following) in enumerate(pairwise(kept)):
        if word.casefold() == "die" and _DIES.match(following.casefold()):
            filler[at] = False
    if all(filler):
        return ""
    first, last = filler.index(False), len(filler) - 1 - filler[::-1].index(False)
    words = [
        word
        for word, empty in zip(kept[first : last + 1], filler[first : last + 1], strict=True)
        if not empty or fold(word) in _JOINING
    ]
    if all(_is_anybody(word) for word in words):
        return ""
    return " ".join(words)


def _is_anybody(word: str) -> bool:
    return fold(word) in wordlists.ANYBODY or _ANYBODY_CHINESE.fullmatch(simplified(word)) is not None


def _chinese_content(run: str) -> str:
    """A run of Chinese with filler taken off its beginning and its end, again and again.

    Where nobody asks (IT公司, 生产设施) only particles go; verbs and roles are then part of a name.
    """
    plain, before, asked = simplified(run), "", False
    while plain and plain != before:
        before = plain
        for ends in (_LEADING_ASKED if asked else _LEADING).match, _TRAILING.search:
            if filler := ends(plain):
                plain = plain[: filler.start()] + plain[filler.end() :]
                asked = asked or filler.group() not in wordlists.PLAIN_CHINESE
    return f" {plain if asked else simplified(run).strip(wordlists.PARTICLES_CHINESE)} "
