"""`isabot doctor`: one line per check, each cause named once, and what it means for the exit code."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.checking import ToDo, Unknown, Wrong
from bot.commands_doctor import run_doctor
from bot.config import Config, load_config
from directory.store import instance
from directory.store.engine import Store


def check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], config: Config, *found: Exception
) -> tuple[int, list[str]]:
    """Exit code and lines, where Telegram's checks find these."""

    def build(error: Exception) -> Callable[[], str]:
        def fail() -> str:
            raise error

        return fail

    checks = [(f"telegram {number}", build(error)) for number, error in enumerate(found)]
    monkeypatch.setattr("bot.telegram.doctor.list_checks", lambda *given: checks)
    return run_doctor(config), capsys.readouterr().out.splitlines()


@pytest.fixture
def config(tmp_path: Path, sqlite_template: Path) -> Config:
    (tmp_path / "isabot.db").write_bytes(sqlite_template.read_bytes())
    return load_config(database={"url": f"sqlite:///{tmp_path / 'isabot.db'}"})


def test_a_cause_is_named_once_and_what_hangs_on_it_is_not_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], config: Config
) -> None:
    code, lines = check(
        monkeypatch, capsys, config, Wrong("40164"), Wrong("40164"), Unknown("no token"), ToDo("see to it")
    )
    assert code == 1
    assert "WRONG  telegram 0: 40164" in lines
    assert "WRONG  telegram 1: the same" in lines
    assert "?      telegram 2: no token" in lines
    assert "to do  telegram 3: see to it" in lines


def test_what_is_only_to_do_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], config: Config
) -> None:
    code, lines = check(monkeypatch, capsys, config)
    assert code == 0
    assert any(line.startswith("to do  privacy: privacy.recipient") for line in lines)


def test_a_copy_that_sends_no_news_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], config: Config
) -> None:
    store = Store(config.database.url)
    instance.adopt(store, "elsewhere 1234")
    store.close()
    code, lines = check(monkeypatch, capsys, config)
    assert code == 1
    assert any(line.startswith("WRONG  news: ") and "elsewhere" in line for line in lines)
