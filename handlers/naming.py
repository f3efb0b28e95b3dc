"""Who somebody is, out of a typed line: a yes, a greeting or "my name is" is no part of a name."""

import re
from dataclasses import replace

from directory.domain.contacts import extract_profile, is_talk, mask_contacts
from directory.domain.person import Profile
from directory.search.normalize import has_han
from handlers import exchange
from handlers.context import Context
from handlers.localizer import LOCALES
from handlers.smalltalk import fold_words, says_nothing

_BUTTONS = ("button-agree", "button-disagree", "button-send", "button-skip")
_OPENING = re.compile(
    r"""^\s*(?:(?:guten\s+(?:tag|morgen|abend)|hallo|hello|hi|您好|你好|大家好)\s*[,，.!！。]?\s*)?(?:
        (?:mein\s+name\s+ist|ich\s+hei(?:ß|ss)e|ich\s+bin|hier\s+(?:ist|spricht)
          |my\s+name\s+is|my\s+name[’']s|i\s+am|i[’']m|this\s+is)\s+(?:(?:die|der|the)\s+)?
        | (?:我的?(?:名字)?(?:叫做?|是)|本人(?:叫|是)?|我姓名是?)\s*[:：]?\s*
        )""",
    re.IGNORECASE | re.VERBOSE,
)


_CLAUSES = re.compile(
    r"(\s*[,;，；。]\s*|\.\s+(?=(?:meine?|unsere?|ich|sie|my|our|you|i|the)\b)"
    r"|\s+(?=and\s+(?:you|my)\b|und\s+(?:meine?|unter)\b))",
    re.IGNORECASE,
)
"""Between what is said in a sentence; the dot of a title ends nothing."""


def read_profile(ctx: Context, text: str, known: Profile) -> Profile:
    """`known` completed by the name and contact data that `text` holds."""
    found = extract_profile(text, known)
    if is_answer(ctx, text):
        return replace(found, who=known.who)  # "gladly, by mail: …" has contact data and no name
    who = _cut_talk(found.who)
    return replace(found, who=who if any(sign.isalpha() for sign in who) else known.who)  # "7" is a button's


def _cut_talk(who: str) -> str:
    """The name and position in a sentence: "my name is Petra Berg, I'm the CEO, my number is"."""
    who = _OPENING.sub("", who, count=1).strip()
    pieces = _CLAUSES.split(who)
    clauses = [_OPENING.sub("", clause, count=1).strip() for clause in pieces[::2]]
    kept = [clause for clause in clauses if clause and not is_talk(clause)]
    if kept == pieces[::2]:
        return who
    return ("，" if has_han(who) else ", ").join(kept)


def is_answer(ctx: Context, text: str) -> bool:
    """Whether a whole text is a yes, a no, a greeting or the words of a button, in any of the languages."""
    words = (word for name in ("skip", "send") for word in ctx.localizer.words(f"words-{name}"))
    labels = (ctx.localizer.text(locale, key) for locale in LOCALES for key in _BUTTONS)
    return says_nothing(ctx, text) or fold_words(text) in {fold_words(word) for word in (*words, *labels)}


def sign(ctx: Context, who: str) -> str:
    """Name, position and company, as the other side reads them before the yes."""
    company = ctx.entries.find_company(next(iter(ctx.person.company_ids), 0)) if ctx.person else None
    if not who or company is None or exchange.split_who(who, company.name)[2]:
        return mask_contacts(who)
    known = (company.name, company.name_latin)
    if any(name and name.casefold() in who.casefold() for name in known):
        return mask_contacts(who)
    return mask_contacts(who) + ("，" if has_han(who) else ", ") + company.name
