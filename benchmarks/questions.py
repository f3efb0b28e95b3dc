"""Questions for a generated directory: names as people type them, products, whole sentences."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.generator import pinyin_of
from directory.domain.company import Company
from directory.search.concepts import Lexicon
from directory.search.lexical import asked_form
from directory.search.normalize import fold, has_han, without_legal_form

KINDS = ("a typing error", "pinyin or no umlauts", "a part")
_WAYS = (
    "{}",
    "{}",
    "Wir suchen einen Hersteller von {}",
    "Wer liefert {} in China?",
    "我们想找{}的供应商",
    "looking for a supplier of {}",
)


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """A name as it was typed, what kind of question that is, and whose name it is."""

    text: str
    kind: str
    company: Company


def name_questions(companies: Sequence[Company], count: int, seed: int = 7) -> list[NameQuestion]:
    """`count` questions of each kind."""
    chance = random.Random(seed)
    asked = []
    for kind in KINDS:
        for company in chance.sample(companies, count):
            asked.append(NameQuestion(_type(company, kind, chance), kind, company))
    return asked


def _type(company: Company, kind: str, chance: random.Random) -> str:
    plain = without_legal_form(fold(company.name)) if has_han(company.name) else company.name
    if kind == KINDS[0]:
        at = chance.randrange(1, max(2, len(plain) - 3))
        return plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
    if kind == KINDS[1]:
        return "".join(pinyin_of(plain)) if has_han(plain) else plain.translate(_NO_UMLAUTS)
    if has_han(plain):
        return plain[2:-1] if len(plain) > 5 else plain[-4:]
    form = asked_form(company.name)
    return " ".join(form.spaced.split()[:2]) if form else plain


_NO_UMLAUTS = str.maketrans("äöüßÄÖÜ", "aousAOU")


def holds(question: NameQuestion, name: str) -> bool:
    """Whether a name is as right as the one that was meant: it holds all that was typed."""
    asked, other = asked_form(question.text), asked_form(name)
    return bool(asked and other and asked.han == other.han and asked.joined in other.joined)


def product_questions(lexicon: Lexicon, count: int, seed: int = 8) -> list[str]:
    """Names of concepts in three languages, alone or in a sentence."""
    chance = random.Random(seed)
    concepts = list(lexicon.concepts.values())
    asked = []
    while len(asked) < count:
        names = chance.choice(concepts).names[chance.choice(("de", "zh", "en"))]
        asked.append(chance.choice(_WAYS).format(chance.choice(names)))
    return asked
