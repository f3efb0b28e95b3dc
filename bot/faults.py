"""Errors in the log: kind and place, never the message, which may quote what people wrote."""

import traceback
from pathlib import Path


def locate(error: BaseException) -> str:
    """Kind and innermost place of an error: "KeyError at views.py:41"."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {place}"
