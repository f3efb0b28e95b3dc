"""Entries from CSV and XLSX files: read, checked row by row, compared with what is known, written at once.

`import_file` is the whole way with a report; `import_table` loads a table that is known to be good.
Everything is returned as values with codes; `bot.commands_import` finds the words.
"""

from directory.importing.changes import Change, narrow
from directory.importing.history import find_entry, write_history
from directory.importing.problems import FileRejected, Problem, Report, Severity
from directory.importing.running import (
    Checked,
    Options,
    check_within,
    import_file,
    import_table,
    write_within,
)

__all__ = [
    "Change",
    "Checked",
    "FileRejected",
    "Options",
    "Problem",
    "Report",
    "Severity",
    "check_within",
    "find_entry",
    "import_file",
    "import_table",
    "narrow",
    "write_history",
    "write_within",
]
