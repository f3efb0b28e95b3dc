"""The latest questions with their answers: a turn asks for the same several times, who pages on once more."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

REMEMBERED = 128
Answer = TypeVar("Answer")


class Answers:
    """Answers that were found in one state of the index: a few objects that are replaced, never changed."""

    def __init__(self, state: tuple[object, ...]) -> None:
        self._state = state
        self._known: dict[Hashable, Any] = {}

    def are_of(self, state: tuple[object, ...]) -> bool:
        """Whether they were found in this very state."""
        return len(state) == len(self._state) and all(map(lambda a, b: a is b, state, self._state))

    def get(self, key: Hashable, find: Callable[[], Answer]) -> Answer:
        """The answer under `key`, found now where nobody has asked for it lately."""
        answer: Answer = self._known.pop(key) if key in self._known else find()
        while len(self._known) >= REMEMBERED:
            del self._known[next(iter(self._known))]
        self._known[key] = answer
        return answer
