"""What a check of `isabot doctor` can come to, beside being well."""

from collections.abc import Callable

Check = Callable[[], str]
"""Says in words what it found; raises one of the following."""


class Wrong(Exception):
    """Something is not as it should be; the message says what and what to do."""


class Unknown(Exception):
    """It cannot be told, because of something wrong that another check names."""


class ToDo(Exception):
    """It works, but somebody should see to it before real people come."""
