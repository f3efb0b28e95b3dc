"""A list of trade terms out of what somebody wrote: "Wir fertigen Messer, Scheren und Zangen"."""

import re

MOST_TERMS = 12
LONGEST_TERM = 120
_SEPARATORS = re.compile(r"[\n;；,，、•·|]+|(?<=\w)[.。!！](?:\s+|$)|\s[-–]\s")
_LAST_AND = re.compile(
    r"\s+(?:und|sowie|and|as well as)\s+|以及|(?<=[\u4e00-\u9fff])[和与及](?=[\u4e00-\u9fff])"
)
_VERBS_DE = "fertigen|bieten|produzieren|verkaufen|liefern|vertreiben|suchen|brauchen|benötigen|machen"
_VERBS_EN = "make|offer|produce|manufacture|sell|supply|seek|need|want|look for|are looking for|are seeking"
_VERBS_ZH = "生产|制造|经营|供应|提供|销售|需要|寻找|寻求|采购|想找|想要|求购"
_LEAD = re.compile(
    rf"""^(?:
        (?:wir|ich)\s+(?:{_VERBS_DE}|stellen(?!\s+\S+\s+her)|handeln\s+mit)\s+
      | gesucht(?:\s+werden)?\s*:?\s+ | (?:{_VERBS_DE})\s+wir\s+
      | (?:we|i)\s+(?:{_VERBS_EN})\s+ | looking\s+for\s+
      | (?:我们|我司|本公司|我公司)?(?:主要)?(?:{_VERBS_ZH})(?:的是)?[:：]?
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def split_terms(text: str) -> tuple[str, ...]:
    """The terms in the writer's own words, each once; what leads in to them is left out."""
    pieces = [piece for piece in (piece.strip() for piece in _SEPARATORS.split(text)) if piece]
    if len(pieces) > 1:
        pieces[-1:] = _LAST_AND.split(pieces[-1], maxsplit=1)
    terms = (_LEAD.sub("", piece.strip()).strip(" .。:：!！") or piece.strip() for piece in pieces)
    return tuple(dict.fromkeys(term[:LONGEST_TERM] for term in terms if term))[:MOST_TERMS]
