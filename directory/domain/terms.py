"""A list of trade terms out of what somebody wrote: "Wir fertigen Messer, Scheren und Zangen"."""

import re

MOST_TERMS = 12
LONGEST_TERM = 120
_SEPARATORS = re.compile(r"[\n;；,，、•·|]+|(?<=\w)[.。!！](?:\s+|$)|\s[-–]\s")
_AS_WELL_AS = re.compile(r"\s+(?:sowie|as well as)\s+|以及", re.IGNORECASE)
_AND = re.compile(r"\s+(?:und|and)\s+|(?<=[\u4e00-\u9fff])[和与及](?=[\u4e00-\u9fff])")
_SPLIT_VERBS = (
    re.compile(r"^\s*((?:wir|ich)\s+(?:bieten?|stellen?)\b.*?)\s+(?:an|her)\s*[.!]?\s*$", re.I | re.S),
    re.compile(r"^\s*((?:我们|我司|本公司|我公司)?是做.+?)的\s*[。.]?\s*$", re.S),
)
"""„Wir bieten Messer an“: the end of the verb is no part of the last term."""
_VERBS_DE = (
    "fertigen?|bieten?|produzieren?|verkaufen?|liefern|liefere|vertreiben?|suchen?|brauchen?|benötigen?"
    "|machen?"
)
_VERBS_EN = (
    "make|do|offer|produce|manufacture|sell|supply|seek|need|want|look for|are looking for|are seeking"
)
_VERBS_ZH = "是做|做(?![工法])|从事|生产|制造|经营|供应|提供|销售|需要|寻找|寻求|采购|想找|想要|求购"
_LEAD = re.compile(
    rf"""^(?:(?:and|und|außerdem|zudem|ferner)\s+)*(?:另外|此外|同时)?(?:
        (?:wir|ich)\s+(?:{_VERBS_DE}|stellen?|handeln\s+mit)\s+
      | gesucht(?:\s+werden)?\s*:?\s+ | (?:{_VERBS_DE})\s+wir\s+
      | (?:we|i)\s+(?:also\s+)?(?:{_VERBS_EN})\s+ | looking\s+for\s+
      | (?:我们|我司|本公司|我公司)?(?:主要)?[也还]?(?:{_VERBS_ZH})(?:的是)?[:：]?
    )?""",
    re.IGNORECASE | re.VERBOSE,
)


def split_terms(text: str) -> tuple[str, ...]:
    """The terms in the writer's own words, each once; what leads in to them is left out."""
    for verb in _SPLIT_VERBS:
        text = verb.sub(r"\1", text)
    pieces = [piece for piece in (piece.strip() for piece in _SEPARATORS.split(text)) if piece]
    last = [part for piece in pieces[-1:] for part in _AS_WELL_AS.split(piece)]
    if len(pieces) > 1:
        last = [part for piece in last for part in _AND.split(piece, maxsplit=1)]
    pieces[-1:] = last
    terms = (_LEAD.sub("", piece.strip()).strip(" .。:：!！") or piece.strip() for piece in pieces)
    return tuple(dict.fromkeys(term[:LONGEST_TERM] for term in terms if term))[:MOST_TERMS]
