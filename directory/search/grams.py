"""Features as numbers of 64 bits, so that an index of them is sorted arrays: n-grams packed, words hashed."""

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from directory.search import wordlists
from directory.search.arrays import Keys
from directory.search.normalize import HAN, fold, has_han, stem, tokens
from directory.search.roles import without_role

_STOP = wordlists.STOP_GERMAN | wordlists.STOP_ENGLISH
_BITS = 21  # a character
_WORD_BIT = 1 << 63  # no packed n-gram has it
_HAN_NEXT_TO_LATIN = re.compile(rf"(^|(?<={HAN.pattern[:-1]}))(?={HAN.pattern.replace('[', '[^', 1)[:-1]})")
_RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFF), (0x3007, 0x3007))


def name_keys(joined: Sequence[str]) -> tuple[Keys, NDArray[np.int64]]:
    """Of each joined name the trigrams of its Latin runs and the one- and two-grams of its Han runs.

    A Latin run begins with a mark, so that beginnings count. Returns keys, and of which name each is;
    a key may occur twice.
    """
    text = "".join(f"{_HAN_NEXT_TO_LATIN.sub('^', name)}\0\0" for name in joined)
    chars = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    if len(chars) < 3:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    blank = chars == 0
    owner = np.cumsum(blank) // 2
    han = np.zeros(len(chars), bool)
    if not text.isascii():
        for low, high in _RANGES:
            han |= (chars >= low) & (chars <= high)
    latin = ~(han | blank)
    one, two, three = chars[:-2], chars[1:-1], chars[2:]
    whole = latin[:-2] & latin[1:-1] & latin[2:]
    # A run of a single letter: the mark and the letter.
    short = (one == ord("^")) & latin[1:-1] & ~latin[2:]
    head = one << np.uint64(2 * _BITS) | two << np.uint64(_BITS)
    single, double = han[:-2], han[:-2] & han[1:-1]
    keys = ((head | three)[whole], head[short], one[single], (one << np.uint64(_BITS) | two)[double])
    owners = [owner[:-2][mask] for mask in (whole, short, single, double)]
    return np.concatenate(keys), np.concatenate(owners)


def asked_keys(joined: str) -> Keys:
    """The distinct keys of one joined name, as `name_keys` gives them: quicker for one."""
    keys: dict[int, None] = {}
    for run in HAN.findall(joined):
        keys |= dict.fromkeys([*_pack(run, 1), *_pack(run, 2)])
    for run in HAN.split(joined):
        if run:
            keys |= dict.fromkeys(_pack(f"^{run}" if len(run) > 1 else f"^{run}\0", 3))
    return np.fromiter(keys, np.uint64, len(keys))


def word_keys(text: str) -> Keys:
    """Distinct features of an offer, a wish or a clause: stems, their trigrams, Han bigrams."""
    features: dict[int, None] = {}
    for token in tokens(fold(text)):
        if has_han(token):
            features |= dict.fromkeys(_pack(token, min(2, len(token))))
        elif token not in _STOP:
            root = stem(without_role(token) or token)
            features |= dict.fromkeys([_hash(root), *_pack(root, 3)])
    return np.fromiter(features, np.uint64, len(features))


def whole_keys(text: str) -> Keys:
    """Those of `word_keys` that stand for whole words, or for two Han characters."""
    keys = word_keys(text)
    return np.asarray(keys[(keys >= _WORD_BIT) | (keys >> np.uint64(2 * _BITS) == 0)], np.uint64)


@lru_cache(maxsize=50_000)
def _hash(word: str) -> int:
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") | _WORD_BIT


def _pack(text: str, size: int) -> list[int]:
    """All n-grams of one, two or three characters, each as a number."""
    codes = [*map(ord, text)]
    if size == 1:
        return codes
    if size == 2:
        return [one << _BITS | two for one, two in pairwise(codes)]
    triples = zip(codes, codes[1:], codes[2:], strict=False)
    return [one << 2 * _BITS | two << _BITS | three for one, two, three in triples]
