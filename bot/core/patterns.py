"""A release pattern and the nights it makes: "Sundays from 20 June, ten episodes, two a night"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

_DAY = timedelta(days=1)

OPEN_NIGHTS = 100  # how many nights are made of a run whose number of episodes is not announced


class Contradiction(Exception):
    """The pattern's keys do not fit together; `key` is the one to look at first."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__(text)
        self.key = key
        self.text = text


@dataclass(frozen=True, slots=True)
class Pattern:
    """The pattern keys of one stretch, as design and files name them; None for what was not said."""

    first: date | None = None
    episodes: int | None = None
    every: tuple[int, ...] = ()  # weekdays, Monday is 0
    per_night: int | None = None
    first_night: int | None = None
    last_night: int | None = None
    skip: Mapping[date, str | None] = field(default_factory=dict)  # with the reason

    @property
    def total(self) -> int | None:
        """None while it is not known."""
        if self.episodes is None and not self.every and self.first is not None:
            return 1
        return self.episodes


@dataclass(frozen=True, slots=True)
class Night:
    on: date | None
    episodes: int  # how many
    reason: str | None = None  # why it is later than the pattern says


def nights(pattern: Pattern) -> list[Night]:
    """In order; one night without a date while `first` is not known. Raises Contradiction."""
    counts = sizes(pattern)
    if pattern.first is None:
        if pattern.skip:
            raise Contradiction("skip", "nothing can be skipped while `first` is not known")
        return [Night(None, sum(counts))] if pattern.episodes else []
    made, used = _placed(pattern, pattern.first)
    _check_skip(pattern, used, made)
    return made


def _placed(pattern: Pattern, first: date) -> tuple[list[Night], set[date]]:
    """The nights in order, and which of the skipped ones pushed something."""
    dates, used, made = _dates(first, pattern.every), set[date](), list[Night]()
    for count in sizes(pattern):
        reasons: list[str | None] = []
        for on in dates:
            if on not in pattern.skip:
                made.append(Night(on, count, "; ".join(dict.fromkeys(filter(None, reasons))) or None))
                break
            used.add(on)
            reasons.append(pattern.skip[on])
    return made, used


def sizes(pattern: Pattern) -> list[int]:
    """How many episodes each night has; of an open run, each of the first OPEN_NIGHTS. Raises Contradiction."""
    total = pattern.total
    if not pattern.every:
        return _at_once(pattern, total)
    usual = pattern.per_night or 1
    if total is None:
        if pattern.last_night:
            raise Contradiction("last_night", "a last night needs `episodes`")
        return [pattern.first_night or usual] + [usual] * (OPEN_NIGHTS - 1)
    if pattern.last_night == total and pattern.first_night in (None, total):
        return [total]
    first = min(usual, total) if pattern.first_night is None else pattern.first_night
    last = pattern.last_night or 0
    between, left = divmod(total - first - last, usual)
    if between < 0 or (last and left):
        raise Contradiction(_culprit(pattern), _sum(pattern, first, usual))
    return [first] + [usual] * between + ([last or left] if last or left else [])


def _at_once(pattern: Pattern, total: int | None) -> list[int]:
    for key in ("per_night", "first_night", "last_night"):
        given = getattr(pattern, key)
        if given is not None and given != total:
            out = f"all {total} episodes are" if total and total > 1 else "everything is"
            raise Contradiction(key, f"without `every`, {out} out on the first night")
    return [total] if total else []


def _dates(first: date, every: tuple[int, ...]) -> Iterator[date]:
    """The first night, wherever it falls, then each night of the pattern after it."""
    yield first
    following = first
    while every:
        following += _DAY
        if following.weekday() in every:
            yield following


def following(after: date, every: tuple[int, ...]) -> date | None:
    """The next night of the pattern after that date; None without weekdays."""
    return next((after + timedelta(days=days) for days in range(1, 8) if (after.weekday() + days) % 7 in every), None)


def between(first: date, until: date, every: tuple[int, ...]) -> list[date]:
    """`first`, then each night of the pattern before `until`."""
    days = (first + timedelta(days=ahead) for ahead in range((until - first).days))
    return [on for on in days if on == first or on.weekday() in every]


def idle(pattern: Pattern) -> set[date]:
    """Skipped nights on which nothing would air anyway. Raises Contradiction."""
    if pattern.first is None:
        return set(pattern.skip)
    made, used = _placed(pattern, pattern.first)
    return _idle(pattern, used, made)


def _idle(pattern: Pattern, used: set[date], made: list[Night]) -> set[date]:
    last = made[-1].on if made else None
    open_end = pattern.total is None and last is not None
    return {
        on
        for on in pattern.skip
        if on not in used and not (open_end and last is not None and on > last and on.weekday() in pattern.every)
    }


def _check_skip(pattern: Pattern, used: set[date], made: list[Night]) -> None:
    if idle := _idle(pattern, used, made):
        listed = ", ".join(on.isoformat() for on in sorted(idle))
        raise Contradiction("skip", f"nothing would air on {listed}; expected nights of the pattern")
    if not made and used:
        raise Contradiction("skip", "without `every` there is no later night: change `first` instead")


def _culprit(pattern: Pattern) -> str:
    given = [key for key in ("last_night", "first_night") if getattr(pattern, key) is not None]
    return given[0] if given else "episodes"


def _sum(pattern: Pattern, first: int, usual: int) -> str:
    parts = [f"{first} on the first night", f"{usual} a night after it"]
    if pattern.last_night is not None:
        parts.append(f"{pattern.last_night} on the last night")
    said = f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{pattern.episodes} episodes cannot be {said}; expected counts that add up"
