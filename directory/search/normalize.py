"""Bring names and texts of three languages to comparable forms."""

import re
import unicodedata
from functools import lru_cache

from zhconv_rs import zhconv

from directory.search import wordlists

MAX_CHARS = 1000
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff〇]+")
_WORD = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff〇]+|[^\W_\u3400-\u9fff\uf900-\ufaff]+"
)
_DIGRAPHS = str.maketrans({"ø": "o", "æ": "a", "œ": "o", "ł": "l", "đ": "d", "ı": "i"})
_NO_MARKS = dict.fromkeys(code for code in range(0x20000) if unicodedata.combining(chr(code)))
_WORD_CHARS = 32
_SUFFIXES = ("ern", "en", "er", "em", "es", "e")
# An s before which stands what looks like an inflection too (scooters, pistons), or a short word (bags).
_LONG_PLURAL = re.compile(r"...[rn]s$")
_SHORT_PLURAL = re.compile(r".[aeiou][b-df-hj-np-rtv-z]s")
# Words whose end is no inflection; without it some would be other things: Messe and Messer, Ton and Toner.
_KEEP = frozenset(
    {
        *("leder", "wasser", "feder", "zucker", "pulver", "silber", "kupfer", "papier", "boden"),
        *("messer", "toner", "seiler", "kaser", "beamer", "printer", "fraser", "vergolder", "tacker"),
        *("scaler", "stapler", "fluter", "muslin", "locker", "tanker", "sander", "seeder", "train"),
        *("trainer", "dresser", "planer", "flyer", "poster", "sticker", "recorder", "drinker", "juicer"),
        *("backpacker", "kurs", "liner"),
    }
)
_CHINESE_DIGITS = str.maketrans("〇零一二两三四五六七八九", "001223456789")
_NUMERAL = re.compile(r"[〇零一二两三四五六七八九十百千]{2,}(?=[吨米件个台套年])")


def clean(text: str) -> str:
    """At most 1,000 characters, composed, full-width made half-width, control characters as spaces."""
    text = text[:MAX_CHARS]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)[:MAX_CHARS]
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(char)[0] == "C" else char for char in text)


def simplified(text: str) -> str:
    """Traditional Chinese characters made simplified; other scripts stay."""
    return str(zhconv(text, "zh-hans")) if has_han(text) else text


def fold(text: str) -> str:
    """The comparable form: lower case, simplified, and ä, ae and a all written a (so ö, ü, ß)."""
    return _fold_word(text) if len(text) <= _WORD_CHARS else _fold(text)


def _fold(text: str) -> str:
    text = simplified(clean(text)).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFD", text.translate(_DIGRAPHS)).translate(_NO_MARKS)
        text = unicodedata.normalize("NFC", text)
    return join_umlauts(text)


_fold_word = lru_cache(maxsize=50_000)(_fold)


def join_umlauts(text: str) -> str:
    """A folded text with ae, oe and ue as fold writes ä, ö and ü."""
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def tokens(text: str) -> list[str]:
    """Latin words and runs of Han characters of a text, in order; letters and digits only."""
    return _WORD.findall(text)


def has_han(text: str) -> bool:
    """Whether any Chinese character occurs."""
    return not text.isascii() and HAN.search(text) is not None


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A folded German or English word without its inflection; Chinese stays."""
    if not word.isascii() or word in _KEEP or not word.isalpha():
        return word
    if word[-1] in "ns" and word[:-1] in _KEEP:
        return word[:-1]
    if _LONG_PLURAL.search(word):
        word = word[:-1]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    if word in _KEEP:
        return word
    if (len(word) >= 5 and word[-1] in "sn" and word[-2] != "s") or _SHORT_PLURAL.fullmatch(word):
        word = word[:-1]
    return word[:-1] + "i" if len(word) >= 4 and word[-1] == "y" else word


def number(text: str) -> str:
    """Chinese numerals before a measure word as digits: 二〇二四年 -> 2024年, 三百吨 -> 300吨."""
    return _NUMERAL.sub(lambda found: _numeral(found.group()), text)


def _numeral(numeral: str) -> str:
    if not set(numeral) & set("十百千"):
        return numeral.translate(_CHINESE_DIGITS)
    total, digit = 0, 0
    for char in numeral:
        if char in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
        else:
            digit = int(char.translate(_CHINESE_DIGITS))
    return str(total + digit)


def without_legal_form(name: str) -> str:
    """A folded name with GmbH & Co. KG, Co., Ltd., 有限公司 … and a final 厂 taken off."""
    name = name.strip()
    if has_han(name):
        name = re.sub(r"[()\[\]【】·\s]", "", name)
        for form in wordlists.LEGAL_CHINESE:
            if name.endswith(form):
                name = name[: -len(form)] if len(name) > len(form) + 1 else name
                break
        return name[:-1] if name.endswith("厂") and len(name) > 3 else name
    words = tokens(re.sub(r"\b(g\.?\s?m\.?\s?b\.?\s?h\b|e\.\s?k\b|e\.\s?v\b|e\.\s?g\b)\.?", " gmbh ", name))
    while len(words) > 1 and (words[-1] in wordlists.LEGAL_LATIN or words[-1] in ("und", "and")):
        words.pop()
    return " ".join(words)


def has_legal_form(name: str) -> bool:
    """Whether a name ends as only companies' names do: "Müller Stahl GmbH", 晨光五金制品有限公司."""
    folded = fold(name).strip()
    return len(without_legal_form(folded).replace(" ", "")) < len("".join(tokens(folded)))


def pinyin(text: str) -> list[str]:
    """Syllables of the Chinese characters in a text, without tones; other characters are left out."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - half a second: only where somebody needs it

    return lazy_pinyin("".join(HAN.findall(text)), errors="ignore")


def language(text: str, default: str = "de") -> str:
    """Guess "de", "zh" or "en": Han means Chinese; else small word lists; else `default`."""
    if has_han(text):
        return "zh"
    if any(char in text for char in "äöüßÄÖÜ"):
        return "de"
    words = tokens(fold(text))
    german = sum(word in wordlists.STOP_GERMAN or word in wordlists.FILLER_GERMAN for word in words)
    english = sum(word in wordlists.STOP_ENGLISH or word in wordlists.FILLER_ENGLISH for word in words)
    if german == english:
        return default if default in ("de", "en") else "de"
    return "de" if german > english else "en"
