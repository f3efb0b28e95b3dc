"""What is derived from the lexicon is kept between processes, and made anew where it is damaged."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from directory.search.concepts import LANGUAGES, Concept, Lexicon
from directory.search.tables import KEPT_FILES, Tables, build_key, find_folder


class Words:
    """Something slow to make."""

    def __init__(self, *words: str) -> None:
        self.numbers = {word: number for number, word in enumerate(words)}
        self.pairs = {("a", "b"): ("c",)}
        self.rows = np.arange(6, dtype=np.int32).reshape(2, 3)


def never() -> Any:
    pytest.fail("made although it was kept")


def test_what_one_process_made_the_next_one_reads(tmp_path: Path) -> None:
    Tables(tmp_path / "new", "k").get("words", Words, lambda: Words("x", "y"))
    kept = Tables(tmp_path / "new", "k").get("words", Words, never)
    assert kept.numbers == {"x": 0, "y": 1}
    assert kept.pairs == {("a", "b"): ("c",)}
    assert kept.rows.dtype == np.int32
    assert kept.rows.tolist() == [[0, 1, 2], [3, 4, 5]]


def test_another_lexicon_has_other_tables(tmp_path: Path) -> None:
    Tables(tmp_path, "k").get("words", Words, lambda: Words("x"))
    assert Tables(tmp_path, "other").get("words", Words, lambda: Words("y")).numbers == {"y": 0}
    assert Tables(tmp_path, "k").get("words", Words, never).numbers == {"x": 0}


@pytest.mark.parametrize("damage", [lambda kept: kept[:-9], lambda kept: b"", lambda kept: kept[:40] + b"?"])
def test_a_torn_file_is_made_anew(tmp_path: Path, damage: Any) -> None:
    Tables(tmp_path, "k").get("words", Words, lambda: Words("x"))
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert Tables(tmp_path, "k").get("words", Words, lambda: Words("y")).numbers == {"y": 0}
    assert Tables(tmp_path, "k").get("words", Words, never).numbers == {"y": 0}


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    tables = Tables(tmp_path / "file", "k")
    assert tables.get("words", Words, lambda: Words("x")).numbers == {"x": 0}
    assert tables.get("words", Words, never).numbers == {"x": 0}


def test_what_does_not_last_is_not_kept(tmp_path: Path) -> None:
    tables = Tables(tmp_path, "k")
    tables.get("words", Words, lambda: Words("x"), lambda: False)
    assert tables.get("words", Words, lambda: Words("y"), lambda: False).numbers == {"y": 0}
    assert list(tmp_path.iterdir()) == []


def test_old_files_go(tmp_path: Path) -> None:
    for number in range(KEPT_FILES + 3):
        Tables(tmp_path, str(number)).get("words", Words, Words)
    assert len(list(tmp_path.iterdir())) == KEPT_FILES


def test_a_kept_lexicon_matches_like_one_just_made(tmp_path: Path) -> None:
    names = {"de": ("Keramikfliese", "Fliese aus Ton"), "zh": ("瓷砖", "LED灯"), "en": ("ceramic tile",)}
    assert set(names) == set(LANGUAGES)
    concepts = [Concept("tile", "product", (), (), names)]
    texts = ("Keramikfliesen", "Fliesen aus Ton", "我们找瓷砖", "led灯", "ceramic tiles", "cizhuan")
    made = Lexicon(concepts, Tables(tmp_path, "k"))
    expected = [(made.match(text), made.chinese(text)) for text in texts]
    kept = Lexicon(concepts, Tables(tmp_path, "k"))
    assert [(kept.match(text), kept.chinese(text)) for text in texts] == expected
    assert all(match or chinese != text for text, (match, chinese) in zip(texts, expected, strict=True))


def test_the_users_cache_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert find_folder() == tmp_path / "isabot"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_folder() == tmp_path / ".cache" / "isabot"


def test_the_key_names_the_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "a.tsv").write_text("one")
    monkeypatch.setattr("directory.search.tables.resources.files", lambda package: tmp_path)
    before = build_key.__wrapped__()
    assert build_key.__wrapped__() == before
    (tmp_path / "lexicon" / "a.tsv").write_text("two")
    assert build_key.__wrapped__() != before
