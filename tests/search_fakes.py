"""A small lexicon, companies and an encoder without a model, for quick tests of the search."""

import hashlib
from collections.abc import Sequence

import numpy as np

from directory.domain.city import City, Country
from directory.domain.company import Company
from directory.search.arrays import Floats
from directory.search.concepts import Concept, Lexicon
from directory.search.index import SearchIndex
from directory.search.semantic import DIMENSIONS, MemoryCache

CITIES = (
    City(1, Country.DE, "Köln", "科隆", "Cologne"),
    City(2, Country.DE, "Freiburg im Breisgau", "弗莱堡", "Freiburg"),
    City(3, Country.CN, "Foshan", "佛山市", "Foshan"),
    City(4, Country.CN, "Bao'an (Shenzhen)", "深圳市宝安区", "Bao'an District, Shenzhen"),
)


class FakeEncoder:
    """Vectors from the hash of each word: equal words are near, nothing else is."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Floats:
        self.encoded += texts
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Floats:
        total = np.zeros(DIMENSIONS, np.float32)
        for word in text.casefold().split() or [""]:
            digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=64).digest()
            bits = np.unpackbits(np.frombuffer(digest, np.uint8))
            total += bits.astype(np.float32) * 2 - 1
        return np.asarray(total / max(float(np.linalg.norm(total)), 1e-6), np.float32)


def concept(name: str, de: str, zh: str, en: str, broader: str = "", isic: str = "2392") -> Concept:
    names = {"de": tuple(de.split("|")), "zh": tuple(zh.split("|")), "en": tuple(en.split("|"))}
    return Concept(name, "product", (isic,), tuple(part for part in broader.split(";") if part), names)


def small_lexicon() -> Lexicon:
    return Lexicon(
        (
            concept("ceramics", "Keramik", "陶瓷", "ceramics"),
            concept("tiles", "Keramikfliesen|Fliesen", "瓷砖|墙地砖", "ceramic tiles|tiles", "ceramics"),
            concept("wall-tiles", "Wandfliesen", "墙砖", "wall tiles", "tiles"),
            concept("machine", "Maschinen", "机械", "machines", isic="2829"),
            concept("welding-robot", "Schweißroboter", "焊接机器人", "welding robots", "robot", "2822"),
            concept(
                "robot",
                "Industrieroboter|Roboter",
                "工业机器人|机器人",
                "industrial robots|robots",
                "machine",
            ),
            concept("plant", "Anlagen", "成套设备", "plants", isic="2829"),
            concept("bearing", "Wälzlager|Lager", "轴承|滚动轴承", "rolling bearings|bearings", "", "2814"),
            concept("battery", "Batterien", "电池", "batteries", "", "2720"),
            concept("beer", "Bier", "啤酒", "beer", "", "1103"),
            concept("paper", "Papier", "纸", "paper", "", "1701"),
        )
    )


def company(number: int, name: str = "", country: Country = Country.DE, **more: object) -> Company:
    """A company in the first city of its country; names are made up from the number."""
    default = f"Muster {number} GmbH" if country is Country.DE else f"样本{number}有限公司"
    values: dict[str, object] = {"city_id": 1 if country is Country.DE else 3, **more}
    return Company(number, f"c{number}", country, name=name or default, **values)  # type: ignore[arg-type]


def new_index(encoder: FakeEncoder | None = None, cache: MemoryCache | None = None) -> SearchIndex:
    return SearchIndex(CITIES, small_lexicon(), encoder or FakeEncoder(), cache or MemoryCache())
