"""Find the names of concepts in running text: German compounds, Chinese without spaces, English plurals."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from directory.search import wordlists
from directory.search.normalize import HAN, clean, fold, has_han, simplified, stem, tokens
from directory.search.roles import fugen_forms, without_role

HEAD, COMPOUND_HEAD, BARE, UNKNOWN_HEAD, MODIFIER = 1.0, 0.85, 0.7, 0.4, 0.35
# A head this long counts a little, and this long fully, where the letters before it are no word we know.
SURE_HEAD, LONG_HEAD = 5, 8
MAX_PHRASE = 5
_STOP = wordlists.STOP_GERMAN | wordlists.STOP_ENGLISH
_ROLE_WORDS = frozenset(wordlists.ROLES_GERMAN) | wordlists.ROLES_ENGLISH | {"herstellung", "bedarf"}
_AND_CHINESE = re.compile(r"以及|[和与及或]")
_LATIN_SIGN = re.compile(r"[A-Za-z0-9]")
_PART = re.compile(r"[,;.:!?、，；。：！？()（）\n|]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A concept found in a text: the `piece` that names it and how surely (0 to 1) it is meant."""

    concept: str
    piece: str
    weight: float


@dataclass(slots=True)
class _Span:
    """A match inside one phrase, by position."""

    start: int
    end: int
    concepts: tuple[str, ...]
    piece: str
    weight: float


def build_phrase(name: str) -> tuple[str, ...]:
    """A name of Latin letters as it is looked up: folded stems without little words."""
    return tuple(stem(word) for word in _telling(tokens(fold(name))))


class Matcher:
    """The names of all concepts, keyed for look-up: `names` yields (concept id, language, name)."""

    def __init__(self, names: Iterable[tuple[str, str, str]]) -> None:
        phrases: dict[tuple[str, ...], list[str]] = defaultdict(list)
        bare: dict[tuple[str, ...], list[str]] = defaultdict(list)
        chinese: dict[str, list[str]] = defaultdict(list)
        for concept, language, name in names:
            if language == "zh":
                chinese[_joined(name)].append(concept)
                continue
            words = _telling(tokens(fold(name)))
            key = build_phrase(name)
            if not key:
                continue
            phrases[key].append(concept)
            if language == "de" and 1 < len(key) <= 3 and min(map(len, words)) >= 3:
                phrases[(stem("".join(words)),)].append(concept)
            short = tuple(stem(word) for word in map(_no_role, words) if word)
            if short and short != key and len("".join(short)) >= 4:
                bare[short].append(concept)
        self._bare = {
            key: tuple(dict.fromkeys(found))
            for key, found in bare.items()
            if key not in phrases and len(key) == 1
        }
        self._phrases = {key: tuple(dict.fromkeys(found)) for key, found in phrases.items()}
        self._chinese = {key: tuple(dict.fromkeys(found)) for key, found in chinese.items()}
        self._mixed = sorted((key for key in self._chinese if _LATIN_SIGN.search(key)), key=len, reverse=True)
        self._longest = max(map(len, self._chinese), default=1)
        self._starts = {key[0] for key in self._phrases if len(key) > 1}

    def match(self, text: str) -> tuple[Match, ...]:
        """See `Lexicon.match`."""
        best: dict[str, Match] = {}
        for part in _PART.split(clean(text)):
            for span in self._latin(part) + self._han(part):
                for concept in span.concepts:
                    known = best.get(concept)
                    if known is None or known.weight < span.weight:
                        best[concept] = Match(concept, span.piece, span.weight)
        return tuple(sorted(best.values(), key=lambda match: (-match.weight, -len(match.piece))))

    def _latin(self, part: str) -> list[_Span]:
        raw = [token for token in tokens(part) if not has_han(token)]
        words = [fold(token) for token in raw]
        spans: list[_Span] = []
        at, purpose, group = 0, False, 0
        while at < len(words):
            word = words[at]
            found = self._phrase_at(words, raw, at)
            if word in _STOP and not found:
                if word in wordlists.MODIFYING:
                    purpose = at > 0 and words[at - 1] not in _ROLE_WORDS and bool(spans)
                group = len(spans)
                at += 1
                continue
            found = found or self._word_at(word, raw[at], at)
            for span in found:
                span.weight *= MODIFIER if purpose else 1.0
            listed = at > 0 and raw[at][0].isupper() and raw[at - 1][0].isupper()  # Stühle Tische Lampen
            if found and group < len(spans) and not purpose and not listed:
                for earlier in spans[group:]:
                    earlier.weight = min(earlier.weight, MODIFIER)
            spans += found
            at = max((span.end for span in found), default=at + 1)
        return spans

    def _phrase_at(self, words: list[str], raw: list[str], at: int) -> list[_Span]:
        first = stem(words[at])
        near = range(at, min(len(words), at + 2 * MAX_PHRASE))
        following = [i for i in near if words[i] not in _STOP]
        if first in self._starts:
            for length in range(min(MAX_PHRASE, len(near)), 1, -1):
                for used in (near[:length], following[:length]):
                    concepts = self._phrases.get(tuple(stem(words[i]) for i in used))
                    if concepts and used[0] == at:
                        return [_Span(at, used[-1] + 1, concepts, " ".join(raw[at : used[-1] + 1]), HEAD)]
        if following[:2] == [at, at + 1]:
            concepts = self._phrases.get((stem(words[at] + words[at + 1]),))
            if concepts:
                return [_Span(at, at + 2, concepts, " ".join(raw[at : at + 2]), HEAD)]
        return []

    def _word_at(self, word: str, raw: str, at: int) -> list[_Span]:
        concepts = self._phrases.get((stem(word),))
        if concepts:
            return [_Span(at, at + 1, concepts, raw, HEAD)]
        thing = without_role(word)
        if not thing:
            return []
        if thing != word:
            for form in fugen_forms(thing):
                if concepts := self._phrases.get((stem(form),)):
                    return [_Span(at, at + 1, concepts, raw, HEAD)]
        if concepts := self._bare.get((stem(thing),)):
            return [_Span(at, at + 1, concepts, raw, BARE)]
        return self._compound(thing, raw, at)

    def _compound(self, word: str, raw: str, at: int) -> list[_Span]:
        """The longest known head after a part we know, else the longest head; and the part before it."""
        cuts = [
            (cut, concepts)
            for cut in range(3, len(word) - 2)
            if (concepts := self._phrases.get((stem(word[cut:]),)))
        ]
        told = next((one for one in cuts if self._known_part(word[: one[0]])), None)
        chosen = told or next((one for one in cuts if len(word) - one[0] >= SURE_HEAD), None)
        spans = []
        if chosen:
            cut, concepts = chosen
            sure = told is not None or len(word) - cut >= LONG_HEAD
            spans.append(_Span(at, at + 1, concepts, raw, COMPOUND_HEAD if sure else UNKNOWN_HEAD))
        if first := self._first_part(word[: chosen[0]] if chosen else word):
            spans.append(_Span(at, at + 1, first, raw, MODIFIER if chosen else UNKNOWN_HEAD))
        return spans

    def _known_part(self, part: str) -> bool:
        return any(
            form in wordlists.VERB_STEMS or (stem(form),) in self._phrases for form in fugen_forms(part)
        )

    def _first_part(self, word: str) -> tuple[str, ...]:
        for end in range(len(word), 4, -1):
            for form in fugen_forms(word[:end]):
                if concepts := self._phrases.get((stem(form),)):
                    return concepts
        return ()

    def _han(self, part: str) -> list[_Span]:
        spans: list[_Span] = []
        plain = simplified(part)
        joined = _joined(part) if HAN.search(plain) and _LATIN_SIGN.search(plain) else ""
        for name in self._mixed if joined else ():
            if name in joined:
                spans.append(_Span(0, len(name), self._chinese[name], name, HEAD))
                joined = joined.replace(name, " ")
        for run in HAN.findall(joined or plain):
            for piece in _AND_CHINESE.split(run) if run not in self._chinese else [run]:
                spans += self._segment(piece)
        return spans

    def _segment(self, run: str) -> list[_Span]:
        found: list[tuple[int, int]] = []
        for length in range(min(self._longest, len(run)), 1, -1):
            for start in range(len(run) - length + 1):
                end = start + length
                if run[start:end] in self._chinese and all(end <= s or start >= e for s, e in found):
                    found.append((start, end))
        found.sort()
        tail = run[found[-1][1] :] if found else run
        if tail and tail[-1] in self._chinese:
            found.append((len(run) - 1, len(run)))
            tail = ""
        known = not tail or tail.lstrip("的") in wordlists.ROLES_CHINESE
        last = (HEAD if len(found) == 1 else COMPOUND_HEAD) if known else UNKNOWN_HEAD
        if len(found) == 1 and found[0][0] > 0:
            last = min(last, COMPOUND_HEAD)
        return [
            _Span(
                start,
                end,
                self._chinese[run[start:end]],
                run[start:end],
                last if n == len(found) - 1 else MODIFIER,
            )
            for n, (start, end) in enumerate(found)
        ]


def _telling(words: list[str]) -> list[str]:
    """A name's words without little ones; all of them where fewer than two would be left (hard hat)."""
    kept = [word for word in words if word not in _STOP]
    return words if len(kept) < 2 <= len(words) else kept


def _no_role(word: str) -> str:
    """A word of a lexicon name without the role it ends in, where that only says who deals in it."""
    if word in wordlists.PLAIN_ROLES:
        return ""
    rest = without_role(word)
    return rest if word[len(rest) :] in wordlists.PLAIN_ROLES else word


def _joined(name: str) -> str:
    return "".join(tokens(simplified(clean(name)))).casefold()
