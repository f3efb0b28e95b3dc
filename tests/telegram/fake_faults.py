"""What goes wrong on the way to Telegram and back, as tests order it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["error", "flood", "reset", "lose", "late", "hang"]


@dataclass
class Fault:
    """One order: which calls it strikes, what happens to them, how often.

    error: `status` is answered.  flood: 429 with `seconds`; the chat (or all) is closed so long.
    reset: the connection breaks before anything is done.  lose: all is done, then the connection
    breaks.  late: all is done, and answered after `seconds`.  hang: nothing is done or answered for
    `seconds`, then the connection breaks.
    """

    kind: Kind
    method: str = ""
    chat_id: int | None = None
    times: int = 1
    status: int = 500
    seconds: float = 1.0
    everybody: bool = False
    when: Callable[[dict[str, object]], bool] = lambda arguments: True
    struck: int = 0


@dataclass
class Faults:
    """All orders in force, the oldest first."""

    orders: list[Fault] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def order(self, fault: Fault) -> Fault:
        """Put an order in force; it counts how often it has struck."""
        with self._lock:
            self.orders.append(fault)
        return fault

    def clear(self) -> None:
        """From now on all goes well."""
        with self._lock:
            self.orders.clear()

    def take(self, method: str, chat_id: int | None, arguments: dict[str, object]) -> Fault | None:
        """The fault that strikes this call, if one does."""
        with self._lock:
            for fault in self.orders:
                if (
                    fault.struck < fault.times
                    and fault.method.lower() in ("", method.lower())
                    and fault.chat_id in (None, chat_id)
                    and fault.when(arguments)
                ):
                    fault.struck += 1
                    return fault
        return None
