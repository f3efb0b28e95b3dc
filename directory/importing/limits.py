"""How much a file may hold."""

MAX_BYTES = 200_000_000
MAX_ROWS = 200_000
MAX_LINES = 1_048_576
"""With blank ones: as many as a spreadsheet has."""
MAX_CELL = 10_000
MAX_SHORT = 200
"""Characters of ids, names, addresses: everything that is no description and no list."""
