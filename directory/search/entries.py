"""What the index keeps of a company: names, terms, concepts, and columns to filter by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from directory.domain.city import Country
from directory.domain.company import Company, CooperationKind, EntryKind
from directory.domain.fields import FIELDS, find_field
from directory.search.arrays import Strings
from directory.search.concepts import Lexicon
from directory.search.lexical import NameForm, name_forms
from directory.search.normalize import clean, fold, has_han
from directory.search.places import PlaceFinder

FIELD_BITS = {name: 1 << number for number, name in enumerate(FIELDS)}
COOPERATION_BITS = {kind: 1 << number for number, kind in enumerate(CooperationKind)}
COUNTRY_CODES = {Country.DE: 1, Country.CN: 2}
MAX_PIECES = 16
_SENTENCE = re.compile(r"[。！？!?\n；;]+|\.(?=\s|$)")
_CLAUSE = re.compile(r"[,，、:：]+|\s[–-]\s")
# Who looks for those wants to sell: that says what the entry is about, not what it lacks.
_BUYERS = re.compile(
    r"kunde|abnehmer|kaufer|handler|vertriebspartner|vertriebsnetz|importeur|wiederverkauf|handelsvertret|"
    r"customer|buyer|dealer|distribut|reseller|retailer|importer|客户|买家|经销|代理商|进口商|分销|采购商|渠道"
)
_START = datetime(1970, 1, 1, tzinfo=UTC)
_SHORT_LATIN, _SHORT_HAN = 80, 30


class Source(IntEnum):
    """Where in an entry a term stands."""

    OFFER = 0
    DESCRIPTION = 1
    SEEK = 2
    INDUSTRY = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A trade term or a piece of a description."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Named:
    """A concept that an entry's text names, in which words (of `pieces`), and how surely."""

    concept: str
    pieces: Strings
    number: int
    weight: float
    source: int

    @property
    def piece(self) -> str:
        """The entry's words."""
        return self.pieces[self.number]


@dataclass(frozen=True, slots=True)
class Entry:
    """A company as the index keeps it."""

    company_id: int
    country: int
    city_id: int
    fields: int
    cooperation: int
    names: tuple[NameForm, ...]
    shown_name: str
    terms: tuple[Term, ...]
    stamp: int
    confirmed: int


def build_entry(company: Company, lexicon: Lexicon, places: PlaceFinder) -> Entry:
    """Take a company apart."""
    terms = tuple(dict.fromkeys(_terms(company, lexicon)))
    names = [name for name in (company.name, company.name_latin) if name]
    forms = [form for name in (*names, *map(places.without_city, names)) for form in name_forms(name)]
    return Entry(
        company.id,
        COUNTRY_CODES[company.country],
        company.city_id,
        _fields(company, terms, lexicon),
        _cooperation(company),
        tuple(dict.fromkeys(forms)),
        company.name,
        terms,
        build_stamp(company.updated_at),
        build_stamp(max((one.at for one in company.confirmed.values()), default=None)),
    )


def _terms(company: Company, lexicon: Lexicon) -> Iterator[Term]:
    for text in company.offers:
        yield from _term(text, Source.OFFER)
    for text in company.seeks:
        yield from _term(text, Source.DESCRIPTION if _BUYERS.search(fold(text)) else Source.SEEK)
    for description in (company.description_de, company.description_zh, company.description_en):
        for piece in split_description(description):
            yield from _term(piece, Source.DESCRIPTION if company.offers else Source.OFFER)
    tongue = "zh" if company.country is Country.CN else "de"
    for code in company.industries:
        yield from _term(lexicon.industry_name(code, tongue), Source.INDUSTRY)


def _term(text: str, source: Source) -> Iterator[Term]:
    plain = " ".join(clean(text).split())
    if plain:
        yield Term(plain, source)


def split_description(text: str) -> list[str]:
    """Sentences of a description, and the clauses of long ones."""
    pieces: list[str] = []
    for sentence in map(str.strip, _SENTENCE.split(clean(text))):
        clauses = [clause.strip() for clause in _CLAUSE.split(sentence) if len(clause.strip()) > 1]
        short = len(sentence) <= (_SHORT_HAN if has_han(sentence) else _SHORT_LATIN)
        if short or len(clauses) == 1:
            pieces.append(sentence)
        if len(clauses) > 1:
            pieces += clauses
    return [piece for piece in dict.fromkeys(pieces) if piece][:MAX_PIECES]


def build_stamp(changed_at: datetime | None) -> int:
    """A time in microseconds since 1970; 0 for none."""
    return 0 if changed_at is None else int((changed_at - _START) / timedelta(microseconds=1))


def _fields(company: Company, terms: tuple[Term, ...], lexicon: Lexicon) -> int:
    codes = company.industries or tuple(
        code
        for term in terms
        if term.source is not Source.SEEK
        for match in lexicon.match(term.text)
        if match.weight > 0.5
        for code in lexicon.isic(match.concept)
    )
    bits = 0
    for code in codes:
        field = find_field(code)
        bits |= FIELD_BITS[field] if field else 0
    return bits


def _cooperation(company: Company) -> int:
    """Bits of the kinds an entry is open for; one that says nothing is open for all."""
    if not company.cooperation:
        return sum(COOPERATION_BITS.values())
    bits = sum(COOPERATION_BITS[kind] for kind in set(company.cooperation))
    if company.offers and company.kind is EntryKind.COMPANY:
        bits |= COOPERATION_BITS[CooperationKind.SUPPLY]
    return bits
