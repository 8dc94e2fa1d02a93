"""What stands right beside a title and shows that it is one, or that it is only what somebody said."""

import re

_SHOWN = re.compile(
    r"[”’\"'»]?(?:"
    r"[,:]? \(?(?:[Ee]pisodes?|[Ee]ps?\.?) ?\d|[,:]? \(?(?:S\d{1,2})?E\d{1,2}\b|, starring [A-Z]"
    r"|,? (?:is|was) (?:an?|the|[\w+]+['’]s) (?:[\w-]+ ){0,3}(?:[Kk]-?[Dd]rama|drama|series|sitcom|rom-com)\b)"
)
_YEAR = re.compile(r"[”’\"'»]?,? \((?P<year>20\d\d)\)")
_SAID = r"(?:said|says|adds?|added|replied|asked|wrote)"
_SAID_AFTER = re.compile(rf"[,.!?]?[”’\"'»] {_SAID}\b")
_SAID_BEFORE = re.compile(rf"\b{_SAID}[:,]? [“‘\"'«]$", re.I)


def shows(text: str, end: int) -> bool:
    """Nevertheless, episode 5; Nevertheless: S01E05; Nevertheless, starring Song Kang; Nevertheless is a drama."""
    return _SHOWN.match(text, end) is not None


def year(text: str, end: int) -> int | None:
    """Of "Nevertheless (2021)"."""
    found = _YEAR.match(text, end)
    return int(found["year"]) if found else None


def is_said(text: str, start: int, end: int) -> bool:
    """“Nevertheless,” said the actor."""
    return bool(_SAID_AFTER.match(text, end) or _SAID_BEFORE.search(text[:start]))
