"""The columns of an import: which there are, which a header names."""

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

REQUIRED = ("external_id", "country", "city", "name")
LISTS = ("offers", "seeks", "cooperation", "industries", "certificates")
DESCRIPTIONS = ("description_de", "description_zh", "description_en")
PERSONAL = ("contact_name", "contact_role", "contact_email", "contact_phone", "contact_languages")
COLUMNS = (
    *REQUIRED,
    "name_latin",
    "kind",
    "website",
    "employees",
    "founded",
    *DESCRIPTIONS,
    *LISTS,
    *PERSONAL,
)
_NEAR = 0.75


def plain_header(cell: str) -> str:
    """A header cell as columns are called: lower case, no spaces around, `_` between words."""
    text = unicodedata.normalize("NFKC", cell).replace("\ufeff", "").strip().casefold()
    return re.sub(r"[\s-]+", "_", text)


def count_known(cells: Sequence[str]) -> int:
    """How many cells of a header are columns of ours."""
    return sum(plain_header(cell) in COLUMNS for cell in cells)


def find_nearest(name: str) -> str:
    """The column most like `name`: the only one with the same last word, else by its letters; or ""."""
    name = plain_header(name)
    same = [column for column in COLUMNS if column.rpartition("_")[2] == name.rpartition("_")[2]]
    if len(same) == 1:
        return same[0]
    found = process.extractOne(name, COLUMNS, scorer=JaroWinkler.normalized_similarity)
    return found[0] if found and found[1] >= _NEAR else ""
