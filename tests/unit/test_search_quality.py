"""How well the real encoder and the real lexicon answer, on the sample directory."""

import random
import re
from collections.abc import Callable

import pytest

from directory.domain.company import Company
from directory.search.concepts import load_lexicon
from directory.search.index import SearchIndex
from directory.search.normalize import fold, has_han, pinyin, without_legal_form
from directory.search.question import Filters
from directory.search.result import Hit
from directory.search.semantic import MemoryCache, SentenceEncoder
from tests.search_samples import HALVES, Verdict, judge, read_cities, read_companies, read_questions

LANGUAGES = ("de", "zh", "en")


@pytest.fixture(scope="module")
def index():
    index = SearchIndex(read_cities(), load_lexicon(), SentenceEncoder(), MemoryCache())
    index.rebuild(read_companies())
    return index


def answers(index: SearchIndex, text: str, language: str) -> tuple[Hit, ...]:
    question = index.understand(text, language)
    return index.search(question, question.filters, 10).hits


def share(verdicts: list[Verdict], good: Callable[[Verdict], bool]) -> float:
    return sum(map(good, verdicts)) / len(verdicts)


@pytest.fixture(scope="module")
def verdicts(index):
    """Every question, asked once."""
    return {language: [judge(index, one) for one in read_questions(language)] for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_find_their_company(verdicts, language):
    asked = [one for one in verdicts[language] if one.question.expected]
    assert len(asked) >= 200
    assert share(asked, lambda one: one.in_first_three) >= 0.98
    assert share(asked, lambda one: one.right_shown) >= 0.94


@pytest.mark.parametrize("half", HALVES)
def test_both_halves_are_answered(verdicts, half):
    asked = [
        one
        for language in LANGUAGES
        for one in verdicts[language]
        if one.question.expected and one.question.half == half
    ]
    assert share(asked, lambda one: one.in_first_three) >= 0.98
    assert share(asked, lambda one: one.right_shown) >= 0.92


def test_questions_for_nobody_get_no_answer(verdicts):
    asked = [one for language in LANGUAGES for one in verdicts[language] if not one.question.expected]
    assert len(asked) >= 200
    answered = [one.question.text for one in asked if one.shown]
    assert len(answered) <= 0.02 * len(asked), answered


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("德国律师事务所", "Kanzlei Brückenrecht"),  # of whose offers none says so, but its industry
        ("德国职业教育", "Hessische Akademie"),
        ("弗莱堡太阳能", "Sonnenhang Solartechnik"),
        ("Kunststoff aus China", "肇庆市循塑再生科技"),
        ("Elektronik", "深圳市宝安榫联连接器"),
    ],
)
def test_short_words_of_whole_branches_are_answered(index, text, name):
    names = {one.id: one.name for one in read_companies()}
    shown = [names[hit.company_id] for hit in answers(index, text, "zh") if hit.match]
    assert any(name in one for one in shown), shown


def _mistyped(name: str) -> str:
    chance = random.Random(name)
    at = chance.randrange(1, max(2, len(name) - 1))
    return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]


def _plain(company: Company) -> str:
    return re.sub(r"\(.*?\)|（.*?）", "", company.name).strip()


WAYS: dict[str, Callable[[Company], str]] = {
    "a typing error": lambda company: _mistyped(_plain(company)),
    "without umlauts": lambda company: company.name.translate(str.maketrans("äöüßÄÖÜ", "aousAOU")),
    "pinyin": lambda company: " ".join(pinyin(without_legal_form(fold(company.name)))),
    "pinyin without spaces": lambda company: "".join(pinyin(without_legal_form(fold(company.name)))),
    "the Latin name": lambda company: company.name_latin,
    "a part": lambda company: (
        without_legal_form(fold(_plain(company)))[-6:]
        if has_han(company.name)
        else max(without_legal_form(fold(_plain(company))).split(), key=len)
    ),
    "a sentence": lambda company: f"Kennen Sie die Firma {_plain(company)}?",
}


@pytest.mark.parametrize("way", WAYS)
def test_a_name_is_found(index, way):
    asked = [(text, one.id) for one in read_companies() if (text := WAYS[way](one))]
    missed = [
        text
        for text, company_id in asked
        if company_id not in [hit.company_id for hit in answers(index, text, "de")]
    ]
    assert len(missed) <= 0.02 * len(asked), missed


def test_a_sentence_with_a_place_stays_there(index):
    question = index.understand("Wir suchen einen Hersteller von Keramikfliesen in Foshan", "de")
    cities = {one.id: one.city_id for one in read_companies()}
    hits = index.search(question, question.filters, 10).hits
    assert hits[0].match
    assert {cities[hit.company_id] for hit in hits} == {question.filters.city_id}


def test_the_order_of_words_changes_little(index):
    for one, other in (("Möbel Hotel Stühle", "Stühle Hotel Möbel"), ("pumps steel", "steel pumps")):
        first = {hit.company_id for hit in index.search(index.understand(one, "de"), Filters(), 5).hits}
        second = {hit.company_id for hit in index.search(index.understand(other, "de"), Filters(), 5).hits}
        assert len(first & second) >= 3
