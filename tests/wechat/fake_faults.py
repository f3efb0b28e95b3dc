"""What goes wrong between the platform and us, both ways, as tests order it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

ApiKind = Literal["error", "status", "garbage", "reset", "lose", "hang"]
PushKind = Literal["lose", "cut", "copies"]


@dataclass
class Fault:
    """One order against calls of the API.

    error: `errcode` is answered, nothing is done.  status: HTTP `status` without JSON.  garbage: 200, but
    a page of HTML.  reset: the connection breaks before anything is done.  lose: all is done, then the
    connection breaks.  hang: nothing is done or answered for `seconds`, then the connection breaks.
    """

    kind: ApiKind
    path: str = ""
    openid: str = ""
    times: int = 1
    errcode: int = -1
    status: int = 502
    seconds: float = 1.0
    when: Callable[[dict[str, Any]], bool] = lambda body: True
    struck: int = 0

    def strikes(self, path: str, openid: str, body: dict[str, Any]) -> bool:
        """Whether this call is meant; `path` is compared by its end."""
        return (
            self.struck < self.times
            and path.endswith(self.path)
            and self.openid in ("", openid)
            and self.when(body)
        )


@dataclass
class PushFault:
    """One order against pushes.

    lose: our answer to the first `tries` tries gets lost, so the next follows at once.  cut: the first
    `tries` tries are given up after `seconds`, while we still work.  copies: `tries` tries run at the
    same time, each `seconds` after the one before.  Strikes the next `times` pushes that fit. After a try
    in vain the next one waits for `again`.
    """

    kind: PushKind
    openid: str = ""
    times: int = 1
    tries: int = 1
    seconds: float = 0.0
    when: Callable[[dict[str, Any]], bool] = lambda fields: True
    again: threading.Event | None = None
    struck: int = 0


@dataclass
class Faults:
    """All orders in force, the oldest first."""

    calls: list[Fault] = field(default_factory=list)
    pushes: list[PushFault] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def order(self, fault: Fault | PushFault) -> None:
        """Put an order in force; it counts how often it has struck."""
        with self._lock:
            if isinstance(fault, Fault):
                self.calls.append(fault)
            else:
                self.pushes.append(fault)

    def clear(self) -> None:
        """From now on all goes well."""
        with self._lock:
            self.calls.clear()
            self.pushes.clear()

    def take(self, path: str, openid: str, body: dict[str, Any]) -> Fault | None:
        """The fault that strikes this call, if one does."""
        with self._lock:
            for fault in self.calls:
                if fault.strikes(path, openid, body):
                    fault.struck += 1
                    return fault
        return None

    def take_push(self, openid: str, fields: dict[str, Any]) -> PushFault | None:
        """The fault that strikes this push, if one does."""
        with self._lock:
            for fault in self.pushes:
                if fault.struck < fault.times and fault.openid in ("", openid) and fault.when(fields):
                    fault.struck += 1
                    return fault
        return None
