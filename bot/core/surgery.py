"""Edits of a schedule, each from the text of a drama file to another. Nothing but what is said changes; comments stay.

`key` is the release's. All raise a Mistake for what cannot be done, and ScheduleFault for a file that has faults.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.core import patterns, times
from bot.core.dramas import Airing, Announced
from bot.core.errors import Mistake
from bot.core.sheet import Sheet, written
from bot.core.times import Wall

MOST_NIGHTS = 60  # nights that one skip may cost, where an episode had been moved far ahead
_DAY = timedelta(days=1)


def skip(text: str, slug: str, key: str, numbers: Sequence[int], reason: str | None = None) -> str:
    """Nothing airs on the nights of these episodes: they and all later ones come on later nights of the pattern."""
    sheet = Sheet(text, slug, key)
    wanted = sorted({n for number in numbers for n in _airing(sheet, number).numbers})
    before = {number: sheet.release.episodes[number - 1].announced for number in wanted}
    _skip(sheet, wanted, reason)
    for _ in range(MOST_NIGHTS):
        made = sheet.done()
        again = Sheet(made, slug, key)
        early = [
            number for number in wanted if not _later(before[number], again.release.episodes[number - 1].announced)
        ]
        if not early:
            return made
        sheet = again
        _skip(sheet, early[:1], reason)
    raise Mistake("That is too far ahead for a skip. Say when it airs: /move with a date.")


def move(text: str, slug: str, key: str, numbers: Sequence[int], when: Wall | None, reason: str | None = None) -> str:
    """These episodes air then; all others stay where they are. None: on a day that is not announced yet."""
    sheet = Sheet(text, slug, key)
    for number in numbers:
        _airing(sheet, number, dated=False)
    sheet.unchange(numbers)
    usual = Sheet(sheet.done(), slug, key).release.episodes
    if reason or when is None or any(usual[number - 1].announced != _announced(when, sheet.zone) for number in numbers):
        sheet.change(numbers, when, reason)
    return sheet.done()


def delay(text: str, slug: str, key: str, number: int, by: timedelta, reason: str | None = None) -> str:
    """That night is so much later. Where it would pass the next one, the pattern goes on from there."""
    sheet = Sheet(text, slug, key)
    airing = _airing(sheet, number)
    when = _shifted(airing.announced, by)
    following = next((one for one in sheet.drama.airings(sheet.release) if one.numbers[0] > airing.numbers[-1]), None)
    if following is None or _before(when, following.announced):
        return move(text, slug, key, airing.numbers, when, reason)
    if by % _DAY:
        raise Mistake("That is later than the next episode. Say whole days, such as 1 week, or move each with /move.")
    sheet.unchange(airing.numbers)
    stretch = sheet.stretch(airing.numbers[0])
    on, start, _ = stretch.night(airing.numbers[0])
    assert on is not None
    goal = on + by
    nights = patterns.between(on, goal, stretch.pattern.every)
    if goal.weekday() in stretch.pattern.every:
        for night in nights:
            if night not in stretch.pattern.skip:
                stretch.skip(night, reason)
    else:
        sheet.split(start).begin(goal)
    return sheet.done()


def double(text: str, slug: str, key: str, number: int, *, stay: bool = False) -> str:
    """That episode airs on the night of the one before. The later ones move up by a night, or stay where they are."""
    if number < 2:
        raise Mistake("Episode 1 has none before it: /double with episode 2 or a later one.")
    sheet = Sheet(text, slug, key)
    before, airing = _airing(sheet, number - 1), _airing(sheet, number)
    if number in before.numbers:
        raise Mistake(f"Episodes {number - 1} and {number} are on the same night already.")
    stretch = sheet.stretch(number - 1)
    if stay or not stretch.holds(number) or not stretch.pattern.every:
        return move(text, slug, key, [number], _wall(before.announced))
    moved = any(number - 1 in change["episodes"] for change in sheet.table.get("change") or ())
    sheet.unchange([number])
    _, start, many = stretch.night(number - 1)
    tail = sheet.split(start)
    tail.table["first_night"] = many + 1
    tail.settle()
    sheet.close()
    if moved:
        sheet.change([number], _wall(before.announced), airing.episodes[0].reason)
    return sheet.done()


def hold(text: str, slug: str, key: str, number: int) -> str:
    """From that episode on, no date is announced."""
    sheet = Sheet(text, slug, key)
    _airing(sheet, number)
    sheet.unchange(range(number, len(sheet.release.episodes) + 1))
    sheet.split(number)
    for stretch in sheet.stretches:
        if stretch.start >= number:
            stretch.table.pop("skip", None)
            stretch.begin(None)
    return sheet.done()


def resume(text: str, slug: str, key: str, first: Wall) -> str:
    """The episodes that were held go on then, in their pattern."""
    sheet = Sheet(text, slug, key)
    stretch = next((one for one in sheet.stretches if one.pattern.first is None), None)
    if stretch is None:
        raise Mistake(f"{sheet.drama.title} on {sheet.release.network} is not on hold: all of it has dates.")
    when = _on_clock(first, sheet.zone)
    hour = _usual_hour(sheet) if when.hour is None else when.hour
    stretch.table["first"] = written(when.on - when.over * _DAY, hour, when.over)
    return sheet.done()


def total(text: str, slug: str, key: str, number: int) -> str:
    """The release has so many episodes: a run that ends early, or is extended."""
    sheet = Sheet(text, slug, key)
    now = sheet.release.total
    last = sheet.stretches[-1]
    if now is not None and number > now:
        last.table["episodes"] = number - last.start + 1
        if not last.pattern.every:
            for count in ("per_night", "first_night", "last_night"):
                last.table.pop(count, None)
        return sheet.done()
    sheet.unchange(range(number + 1, len(sheet.release.episodes) + 1))
    sheet.cut_after(number)
    last = sheet.stretches[-1]
    last.table["episodes"] = number - last.start + 1
    if now is not None and number < now:
        last.table.pop("last_night", None)
    return sheet.done()


def _skip(sheet: Sheet, numbers: Sequence[int], reason: str | None) -> None:
    sheet.unchange(numbers)
    nights: dict[tuple[int, date], None] = {}
    for number in numbers:
        stretch = sheet.stretch(number)
        on, _, _ = stretch.night(number)
        if not stretch.pattern.every:
            raise Mistake(f"Episode {number} has no later night to move to. Say when it airs: /move with a date.")
        assert on is not None
        nights[stretch.start, on] = None
    for start, on in nights:
        sheet.stretch(start).skip(on, reason)


def _usual_hour(sheet: Sheet) -> time | None:
    """The hour at which most of it comes out."""
    hours = Counter(episode.announced.hour for episode in sheet.release.episodes if episode.announced.on)
    return hours.most_common(1)[0][0] if hours else None


def _on_clock(when: Wall, zone: str) -> Wall:
    """The same instant on the clock of that zone."""
    if when.hour is None or when.zone in (None, zone):
        return when
    local = times.local(times.instant(datetime.combine(when.on, when.hour), when.zone), zone)
    return Wall(local.date(), local.time())


def _airing(sheet: Sheet, number: int, *, dated: bool = True) -> Airing:
    """The night of that episode."""
    episodes = sheet.release.episodes
    where = f"{sheet.drama.title} on {sheet.release.network}"
    if not 1 <= number <= len(episodes):
        has = f"episodes 1 to {len(episodes)}" if episodes else "no episodes yet"
        raise Mistake(f"There is no episode {number}: {where} has {has}.")
    found = next((one for one in sheet.drama.airings(sheet.release) if number in one.numbers), None)
    if found is not None:
        return found
    if dated:
        raise Mistake(f"Episode {number} of {where} has no date yet. /move or /resume gives it one.")
    return Airing(sheet.drama, sheet.release, (episodes[number - 1],))


def _wall(announced: Announced) -> Wall:
    assert announced.on is not None
    return Wall(announced.on, announced.hour, announced.zone)


def _announced(when: Wall, zone: str) -> Announced:
    return Announced(when.on, when.hour, when.zone or zone)


def _shifted(announced: Announced, by: timedelta) -> Wall:
    if announced.at is None:
        assert announced.on is not None
        if by % _DAY:
            raise Mistake("Its hour is not announced, so it can be delayed by whole days only.")
        return Wall(announced.on + by, None, announced.zone)
    if by % _DAY == timedelta(0):  # the same hour, whatever the clocks do in between
        assert announced.on is not None
        return Wall(announced.on + by, announced.hour, announced.zone)
    local = times.local(announced.at + by, announced.zone)
    return Wall(local.date(), local.time(), announced.zone)


def _before(when: Wall, other: Announced) -> bool:
    mine = _announced(when, other.zone)
    if mine.at is not None and other.at is not None:
        return mine.at < other.at
    assert mine.on is not None
    assert other.on is not None
    return mine.on < other.on


def _later(before: Announced, after: Announced) -> bool:
    if before.at is not None and after.at is not None:
        return after.at > before.at
    return after.on is not None and before.on is not None and after.on > before.on
