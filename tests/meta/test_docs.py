"""The docs say what the program does: every setting, command, receipt, state and word stands in them."""

import re
import tomllib
from argparse import _SubParsersAction
from enum import StrEnum
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli import build_parser
from bot.config import Config, load_config
from directory.domain.company import CooperationKind, EntryKind
from directory.domain.introduction import TRANSITIONS, Status
from directory.search.result import ReasonKind

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
README, ARCHITECTURE, GLOSSARY = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in ("README.md", "docs/architecture.md", "docs/glossary.md")
)


def test_config_toml_shows_every_setting_with_its_default_and_a_comment() -> None:
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    shown = tomllib.loads(text)
    secrets = {
        name: {key for key, field in type(section).model_fields.items() if field.annotation is SecretStr}
        for name, section in Config()
    }
    assert shown == Config().model_dump(exclude=secrets)
    for number, line in enumerate(lines := text.splitlines()):
        if re.match(r"\w+ = ", line):
            above = [earlier for earlier in lines[:number] if earlier.startswith(("#", "["))]
            assert above[-1].startswith("#"), f"no comment above: {line}"


def test_a_misspelt_setting_is_refused_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[web]\nprot = 1\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"web\.prot: unknown key"):
        load_config(file)
    monkeypatch.setenv("ISABOT__WEB__PROT", "1")
    with pytest.raises(Exception, match="ISABOT__WEB__PROT names no setting"):
        load_config()


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[web]\nport = 1\nhost = '0.0.0.0'\n", encoding="utf-8")
    monkeypatch.setenv("ISABOT__WEB__PORT", "2")
    assert load_config(file).web.port == 2
    assert load_config(file).web.host == "0.0.0.0"


def test_every_command_stands_in_the_readme() -> None:
    commands = next(action for action in build_parser()._actions if isinstance(action, _SubParsersAction))
    for name in commands.choices:
        assert f"isabot {name}" in README or f"make {name}" in README, name


@pytest.mark.parametrize("status", list(Status))
def test_every_state_of_an_introduction_is_drawn(status: Status) -> None:
    assert re.search(rf"\b{status}\b", ARCHITECTURE)


def test_every_receipt_is_explained() -> None:
    for name in ("Delivered", "RetryLater", "Uncertain", "Refused"):
        assert f"`{name}`" in ARCHITECTURE


@pytest.mark.parametrize("kinds", [CooperationKind, EntryKind, ReasonKind])
def test_every_kind_stands_in_the_glossary(kinds: type[StrEnum]) -> None:
    for kind in kinds:
        assert kind.replace("_", " ") in GLOSSARY, kind


def test_the_picture_of_an_introduction_draws_exactly_the_steps_of_its_table() -> None:
    picture = ARCHITECTURE.split("## An introduction")[1].split("```")[1]
    groups = _read_groups(picture)
    drawn = {}
    for before, after, event, who in re.findall(
        r"^ +(\w+) --> (\w+) : ([a-z ]+) \(([a-z, ]+)\)$", picture, re.M
    ):
        for status in groups.get(before, {before}):
            step = (status, event, status if after == before else after)
            assert step not in drawn, f"{step} is drawn twice"
            drawn[step] = set(who.split(", "))
    table = {
        (str(status), str(event).replace("_", " "), str(step.to)): set(step.who)
        for (status, event), step in TRANSITIONS.items()
    }
    assert drawn == table
    assert set(re.findall(r"\[\*\] --> (\w+)", picture)) == {Status.SENT, Status.AT_AGENCY}


def _read_groups(picture: str) -> dict[str, set[str]]:
    """The states in each group, those of inner groups included."""
    groups: dict[str, set[str]] = {}
    inside: list[str] = []
    for line in map(str.strip, picture.splitlines()):
        if opened := re.fullmatch(r"state (\w+) \{", line):
            inside.append(opened[1])
        elif line == "}":
            inside.pop()
        else:
            named = set(re.findall(r"\w+", line.partition(" : ")[0])) & set(Status)
            for group in inside:
                groups.setdefault(group, set()).update(named)
    return groups


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_room_in_the_picture_exists() -> None:
    for names in re.findall(r"^\| (`[^|]+) \|", ARCHITECTURE, flags=re.MULTILINE):
        folder = Path()
        for name in re.findall(r"`([^`]+)`", names):
            path = Path(name) if "/" in name else folder / name
            folder = path.parent
            assert list(ROOT.glob(str(path))), f"{name} is drawn but not there"
