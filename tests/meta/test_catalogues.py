"""The catalogues against each other, against the code, and against what a native speaker expects."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
import zhconv_rs
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

import locales
from bot.admin.auditing import COLUMNS as AUDIT_COLUMNS
from bot.admin.cities import FIELDS as CITY_FIELDS
from bot.admin.companies import OTHER_FIELDS
from bot.admin.news import REASONS
from bot.admin.news_form import LISTS, PLATFORMS
from bot.admin.showing import FAULTS, FOR_ALL, NAVIGATION
from bot.telegram.commands_menu import COMMANDS
from bot.web.pages import SCRIPT_KEYS
from bot.wechat.menu import LABELS
from directory.company_numbers import NumberFault
from directory.domain.city import Country
from directory.domain.company import BusinessRole, CooperationKind, EntryKind, EntryStatus
from directory.domain.fields import FIELDS
from directory.domain.freshness import Freshness
from directory.domain.introduction import AT_COMPANY, AT_DESK, OPEN, DeclineReason, LedTo, Status
from directory.domain.mailing import MailingEvent, MailingStatus, RecipientStatus
from directory.domain.news import Topic
from directory.domain.news_acts import ACTS
from directory.domain.payment import Risk
from directory.domain.person import Purpose
from directory.domain.rehearsal import Hindrance, Way
from directory.domain.reviews import TaskKind
from directory.domain.roles import Act, Role
from directory.search.question import Wish
from directory.search.result import StandingKind
from directory.store.imports import ImportStatus
from handlers.by_word import ACTIONS
from handlers.entry_fields import FIELDS as ENTRY_FIELDS
from handlers.localizer import LOCALES, Localizer
from handlers.menu import MENU
from handlers.registration_form import CHANGEABLE
from handlers.states import ComposeStep
from handlers.wishing import LANGUAGES, WISHES

ROOT = Path(__file__).parents[2]
FOLDER = Path(next(iter(locales.__path__)))
LOCALIZER = Localizer()
GROUPS = sorted({path.name.removesuffix(".ftl").rpartition(".")[0] for path in FOLDER.glob("*.ftl")})
WORDS = (
    tuple(f"words-{name}" for name in (*MENU, "yes", "no", "skip", "correct"))
    + tuple(f"words-request-{name}" for name in ACTIONS)
    + tuple(f"words-language-{locale}" for locale in LOCALES)
)
WISHED = tuple(f"wishes-{name}" for name in (*LANGUAGES, *WISHES, "all", "filler"))
each_locale = pytest.mark.parametrize("locale", LOCALES)
HAN = re.compile(r"[\u4e00-\u9fff]")


def messages(locale: str, group: str | None = None) -> dict[str, ftl.Message]:
    """The messages of a language by key; of one file where a group is named."""
    found: dict[str, ftl.Message] = {}
    for name in GROUPS if group is None else [group]:
        path = FOLDER / (f"{name}.{locale}.ftl" if name else f"{locale}.ftl")
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{path.name}: {entry.id.name} twice"
                found[entry.id.name] = entry
    return found


@cache
def catalogue(locale: str) -> dict[str, ftl.Message]:
    return messages(locale)


def nodes(node: object) -> Iterator[object]:
    """A syntax tree, flat."""
    yield node
    if isinstance(node, ftl.BaseNode):
        for value in vars(node).values():
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, ftl.BaseNode):
                    yield from nodes(item)


def written(message: ftl.Message) -> str:
    """What a message says, in all its variants, without its placeholders."""
    return " ".join(node.value for node in nodes(message) if isinstance(node, ftl.TextElement))


def placeholders(message: ftl.Message) -> frozenset[str]:
    return frozenset(node.id.name for node in nodes(message) if isinstance(node, ftl.VariableReference))


def spoken(locale: str) -> Iterable[tuple[str, str]]:
    """Texts that are shown; the lists of command words are not."""
    return (
        (key, written(message)) for key, message in catalogue(locale).items() if key not in (*WORDS, *WISHED)
    )


@pytest.mark.parametrize("group", GROUPS)
def test_every_file_has_the_same_keys_in_all_languages(group: str) -> None:
    keys = {locale: set(messages(locale, group)) for locale in LOCALES}
    assert keys["de"] == keys["zh"] == keys["en"]


def test_the_placeholders_of_a_text_are_the_same_in_all_languages() -> None:
    for key, message in catalogue("de").items():
        for locale in ("zh", "en"):
            assert placeholders(catalogue(locale)[key]) == placeholders(message), (locale, key)


@each_locale
def test_no_text_is_empty_and_every_one_can_be_filled_in(locale: str) -> None:
    for key, message in catalogue(locale).items():
        text = LOCALIZER.text(locale, key, **dict.fromkeys(placeholders(message), 1))
        assert text.strip(), key
        assert not re.search(r"[{}]|\s\n|  $", text), key


def test_german_says_sie() -> None:
    for key, text in spoken("de"):
        assert not re.search(r"(?i)\b(du|dir|dich|dein\w*|euch|euer|eure\w*)\b", text), key


def test_chinese_is_simplified_polite_and_punctuated_in_full_width() -> None:
    for key, message in catalogue("zh").items():
        text = written(message)
        assert zhconv_rs.zhconv(text, "zh-hans") == text, key
        assert "你" not in text or key in WISHED, key
        assert not re.search(r"[\u4e00-\u9fff] ?[,;:?!]", text), key
        assert not re.search(r"[\u4e00-\u9fff]\(", text), key
        tight = r"[\u4e00-\u9fff][0-9A-Za-z]|[0-9A-Za-z][\u4e00-\u9fff]"
        assert not re.search(tight, text), key  # around values the localizer sees to it


@pytest.mark.parametrize("locale", ["de", "en"])
def test_german_and_english_show_no_chinese_but_the_name_of_the_language(locale: str) -> None:
    for key, text in spoken(locale):
        assert not HAN.search(text.replace("中文", "").replace("语言", "")), key


@each_locale
def test_quotation_marks_are_those_of_the_language(locale: str) -> None:
    for key, text in spoken(locale):
        assert '"' not in text.replace('""', ""), key
        assert text.count("„") == (text.count("“") if locale == "de" else 0), key
        if locale != "de":
            assert text.count("“") == text.count("”"), key


def test_a_command_word_means_one_thing_only() -> None:
    owners: dict[str, str] = {}
    for key in WORDS:
        for word in LOCALIZER.words(key):
            assert word and owners.setdefault(word, key) == key, word


@each_locale
def test_every_command_named_in_a_text_exists(locale: str) -> None:
    known = {word for key in WORDS for word in LOCALIZER.words(key)}
    for key, text in spoken(locale):
        if not key.startswith(("web-", "demo-", "import-")):
            for command in re.findall(r"(?<![\w/:.])/[^\s/.,;:!?。，；：！？“”–-]+", text):
                assert command.casefold() in known, (key, command)


@each_locale
def test_quoted_command_words_exist_where_a_text_tells_to_write_them(locale: str) -> None:
    known = {word for key in WORDS for word in LOCALIZER.words(key)}
    for key in (
        "help",
        "unknown-command",
        "stale-button",
        "finish-first",
        "consent-introductions",
        "draft-sent",
    ):
        told = re.findall(r"[„“]([^“”„]+)[“”]", written(catalogue(locale)[key]))
        labels = {LOCALIZER.text(locale, "button-introduce").casefold()}
        for word in told:
            assert word.casefold() in known | labels, (key, word)


@each_locale
def test_labels_that_stand_side_by_side_differ(locale: str) -> None:
    for prefix in ("cooperation-", "field-", "decline-", "button-", "country-", "topic-"):
        keys = [key for key in catalogue(locale) if key.startswith(prefix)]
        labels = [written(catalogue(locale)[key]).casefold() for key in keys]
        alike = {label for label in labels if labels.count(label) > 1}
        assert not alike, (prefix, alike)


# The code

FAMILIES: dict[str, Iterable[str]] = {
    "words-{}": (*MENU, "yes", "no", "send", "skip", "correct"),
    "words-role-{}": BusinessRole,
    "telegram-command-{}": COMMANDS,
    "wechat-menu-{}": LABELS,
    "words-language-{}": LOCALES,
    "words-request-{}": ACTIONS,
    "wishes-{}": (*LANGUAGES, *WISHES),
    "example-{}": ("1", "2"),
    "cooperation-{}": CooperationKind,
    "country-{}": Country,
    "kind-{}": EntryKind,
    "field-{}": FIELDS,
    "language-{}": LOCALES,
    "topic-{}": Topic,
    "purpose-{}": Purpose,
    "consent-{}": Purpose,
    "consent-withdrawn-{}": Purpose,
    "business-role-{}": BusinessRole,
    "entry-status-{}": EntryStatus,
    "entry-field-{}": ENTRY_FIELDS,
    "number-fault-{}": NumberFault,
    "registration-doubt-{}": ("name", "offers", "seeks"),
    "button-keep-{}": ("name", "offers", "seeks"),
    "button-cities-{}": Country,
    "{}-fault": ("offers", "seeks"),
    "queue-kind-{}": TaskKind,
    "task-{}": TaskKind,
    "registration-{}": ("name", "city", "offers", "seeks", "contact"),
    "button-change-{}": CHANGEABLE,
    "{}-agency": ("invitation-for", "invitation-accepted"),
    "{}-secretariat": ("invitation-for", "invitation-accepted"),
    "{}-sent": ("registration", "claim"),
    "{}-for-officer": ("registration", "claim"),
    "{}-for-owner": ("claim-admitted", "claim-refused"),
    "status-{}": [status for status in Status if status not in OPEN],
    "status-{}-for-{}": [
        f"{status}-for-{side}"
        for statuses, at_desk in ((AT_COMPANY, "company"), (AT_DESK, "agency"))
        for status in statuses
        for side in ("asker", at_desk)
    ]
    + [f"{status}-for-agency" for status in AT_COMPANY],
    "led-to-{}": LedTo,
    "requests-{}": ("sent", "received", "desk", "forwarded"),
    "decline-{}": DeclineReason,
    "draft-{}": ("who", "contact", "why"),
    "answer-{}": ("contact", "question", "reply", "given", "message", "again"),
    "request-{}": ("who", "goal", "why"),
    "remark-{}": ("asker", "company", "again"),
    "{}-here": ("data", "data-chat"),
    "{}-link": ("data", "data-chat"),
    "{}-file-name": ("data", "data-chat"),
    "data-{}": ("who", "email", "phone", "wechat"),
    "wish-{}": Wish,
    "order-{}": StandingKind,
    "filter-choose-{}": ("country", "city", "field", "cooperation"),
    "button-filter-{}": ("country", "city", "field", "cooperation"),
    "{}-relayed": ("question", "reply"),
    "{}-for-asker": ("expired", "question-expired", "agency-expired"),
    "{}-for-company": ("expired", "question-expired"),
    "risk-{}": Risk,
    "{}-{}": (),  # filters: country, field and cooperation, all named above
    "mailing-{}": MailingStatus,
    "outcome-{}": RecipientStatus,
    "way-{}": Way,
    "hindrance-{}": Hindrance,
    "compose-{}": [step for step in get_args(ComposeStep) if step != "preview"],
    "button-news-{}": [event for event in ACTS if event is not MailingEvent.CANCEL],
    "news-{}-done": ACTS,
    "news-already-{}": ACTS,
    "news-{}-sent": (MailingEvent.SUBMIT, MailingEvent.SCHEDULE),
    "news-{}-for-author": ("approve", "reject", "missed", "paused", "finished"),
    "import-step-{}": ("read", "compare", "write"),
    "pages-act-{}": Act,
    "pages-role-{}": Role,
    "pages-status-{}": EntryStatus,
    "pages-freshness-{}": Freshness,
    "pages-fresh-{}": ("yes", "due", "silent"),
    "pages-introduction-{}": Status,
    "pages-import-{}": ImportStatus,
    "pages-audit-{}": AUDIT_COLUMNS,
    "pages-{}-number": ("news", "report"),
    "pages-word-{}": ("form", "known", "taken", "needs-names", "needs-class", "no-name"),
    "pages-fault-{}": FAULTS,
    "pages-fault-title-{}": FAULTS,
    "pages-nav-{}": (*NAVIGATION, *FOR_ALL),
    "pages-city-{}": ("name_de", *CITY_FIELDS),
    "pages-field-{}": OTHER_FIELDS,
    "pages-outcome-{}": RecipientStatus,
    "platform-{}": (*PLATFORMS, "terminal"),
    "pages-audience-{}": LISTS,
    "pages-report-{}": ("platform", "language", "outcome", "reason", "at"),
    "pages-reason-{}": REASONS,
    "zone-{}": ("berlin", "shanghai"),
    "pages-news-{}": ("link", "picture"),
    "pages-news-do-{}": ACTS,
}
IN_TEMPLATES = {"pages-nav-", "pages-city-", "pages-news-", "pages-news-do-", "topic-", "language-"}
"""Beginnings of keys that templates compose."""
CODES = ("import-fault-{}", "export-refused-{}")


def parse(*folders: str) -> Iterator[ast.AST]:
    """Every syntax node of the modules in these folders."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def key_arguments() -> Iterator[ast.expr]:
    """What is given as the key to `text`, `choice` and `words`."""
    for node in parse("bot", "handlers"):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            behind = ast.unparse(node.func.value).endswith("localizer") and node.func.attr == "text"
            if node.func.attr in ("text", "words", "choice"):
                first = 1 if behind or node.func.attr == "choice" else 0
                yield from node.args[first : first + 1]


def named_in(node: ast.AST) -> Iterator[str]:
    """Literal keys, and patterns of composed ones, in an expression; conditions are left out."""
    match node:
        case ast.Constant(value=str(value)):
            yield value
        case ast.JoinedStr(values=values):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in values)
        case ast.IfExp(body=body, orelse=orelse):
            yield from named_in(body)
            yield from named_in(orelse)


def compose(pattern: str, values: Iterable[str]) -> set[str]:
    """The keys of a family; a value for several holes stands for all of them together."""
    stem = pattern.partition("{}")[0]
    return {f"{stem}{value}" if pattern.count("{}") > 1 else pattern.replace("{}", value) for value in values}


@cache
def demanded() -> frozenset[str]:
    """Every literal key and every pattern the code asks for."""
    return frozenset(name for argument in key_arguments() for name in named_in(argument))


@cache
def literals() -> frozenset[str]:
    """Every string and pattern that stands in the code."""
    nodes_of_code = parse("bot", "handlers", "directory")
    return frozenset(name for node in nodes_of_code for name in named_in(node))


@cache
def asked_in_templates() -> frozenset[str]:
    """Every key that a template of the pages asks for, and the beginnings of those it composes."""
    pages = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "bot/admin/templates").glob("*.html")
    )
    return frozenset(re.findall(r"""\bt\(["']([\w-]+)["']""", pages))


def codes_of(*makers: str) -> set[str]:
    """First arguments of these calls in the import and export: problems they can report."""
    codes = set()
    for node in parse("directory"):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in makers:
            codes |= {name for argument in node.args[:1] for name in named_in(argument)}
    return codes


def test_every_key_the_code_asks_for_is_in_the_catalogues() -> None:
    keys = set(catalogue("en"))
    assert {name for name in demanded() if "{}" not in name} <= keys
    assert asked_in_templates() - IN_TEMPLATES <= keys
    for pattern, values in FAMILIES.items():
        assert compose(pattern, values) <= keys, pattern
    assert compose("import-fault-{}", codes_of("reject", "Fault", "Problem")) <= keys
    assert compose("export-refused-{}", codes_of("ExportRefused")) <= keys


def test_every_composed_key_of_the_code_is_listed_here_and_every_listed_one_is_composed() -> None:
    composed = {name for name in demanded() if "{}" in name}
    assert composed - set(CODES) <= set(FAMILIES)
    in_templates = {f"{beginning}{{}}" for beginning in IN_TEMPLATES - {"topic-"}}
    assert (set(FAMILIES) - in_templates) | set(CODES) <= literals()
    assert {key for key in asked_in_templates() if key.endswith("-")} == IN_TEMPLATES


def test_every_text_of_the_catalogues_is_used() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot/web/static").rglob("*.html"))
    used = literals() | set(re.findall(r"\{\{(?:[a-z]{2}:)?([a-z-]+)\}\}", pages))
    used |= asked_in_templates()
    for pattern, values in FAMILIES.items():
        used |= compose(pattern, values)
    for pattern in CODES:
        used |= compose(pattern, literals())
    assert set(catalogue("en")) <= used


def test_the_pages_scripts_ask_only_for_strings_they_are_given() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot/web/static").rglob("*.js"))
    asked = set(re.findall(r"""\bt\(["']([a-z-]+)["']\)""", scripts))
    assert asked and asked <= set(SCRIPT_KEYS) <= set(catalogue("en"))
