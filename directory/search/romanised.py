"""Chinese lexicon names typed in pinyin: "cizhuan" and "ci zhuan" mean 瓷砖."""

import re
from collections.abc import Iterable

from directory.search import wordlists
from directory.search.normalize import fold, has_han, pinyin, tokens

_SHORTEST = 5
_LONGEST_PHRASE = 5
_TONE = re.compile(r"(?<=[a-z])[1-5](?![0-9])")
_WORDS = (
    wordlists.LIKE_PINYIN
    | wordlists.STOP_GERMAN
    | wordlists.STOP_ENGLISH
    | wordlists.FILLER_GERMAN
    | wordlists.FILLER_ENGLISH
)


class PinyinNames:
    """Chinese names by their pinyin, spaces and tones aside; of like ones the first."""

    def __init__(self, names: Iterable[str]) -> None:
        syllables: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for name in names:
            parts = []
            for char in name:
                if char not in syllables:
                    syllables[char] = "".join(pinyin(char))
                parts.append(syllables[char])
            key = _key("".join(parts))
            if len(name) > 1 and all(parts) and len(key) >= _SHORTEST:
                self._names.setdefault(key, name)

    def chinese(self, words: str) -> str:
        """The words with every piece of pinyin replaced by the Chinese name it stands for."""
        if has_han(words):
            return words
        found = tokens(words)
        plain = [_key(word) for word in found]
        result, at = [], 0
        while at < len(found):
            for size in range(min(_LONGEST_PHRASE, len(found) - at), 0, -1):
                spelt = plain[at : at + size]
                name = self._names.get("".join(spelt))
                if name and not _WORDS & set(spelt):
                    result.append(name)
                    at += size
                    break
            else:
                result.append(found[at])
                at += 1
        return " ".join(result) if any(map(has_han, result)) else words


def _key(text: str) -> str:
    """Pinyin without tone marks and numbers; lü and nü are typed as lv, lu, nv or nu."""
    return _TONE.sub("", fold(text)).replace("lv", "lu").replace("nv", "nu")
