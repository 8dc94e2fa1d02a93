"""What is said when something could not be said in its time, or when the time itself became another."""

from collections.abc import Iterable, Sequence

from bot.core import times
from bot.core.dramas import Airing
from bot.core.messages import Button, Kind, Line, Message, Moment, Strong
from bot.core.subscriptions import is_rewatch
from bot.core.texts.phrases import listed

MOST_DRAMAS = 10


def missed(airings: Iterable[Airing]) -> Message | None:
    """One short message about all that came out while nobody could be told; None about nothing."""
    numbers: dict[str, set[int]] = {}
    for airing in airings:
        again = " (rewatch)" if is_rewatch(airing.release) else ""
        numbers.setdefault(f"{airing.drama.title}{again}", set()).update(airing.numbers)
    if not numbers:
        return None
    parts = [f"{title} {_episodes(sorted(found))}" for title, found in sorted(numbers.items())]
    if (more := len(parts) - MOST_DRAMAS) > 0:
        parts[MOST_DRAMAS:] = [f"{more} more drama{'s' if more > 1 else ''}"]
    line = f"While I was away: {listed(parts)} came out."
    return Message(Kind.DIGEST, lines=((line,),), buttons=((Button("Next", "/next"),),))


def clocks(airings: Sequence[Airing]) -> Message | None:
    """The zone of each of these has new clock rules, so that it comes out at another instant than was told."""
    lines: list[Line] = [
        (
            Strong(airing.drama.title),
            f": {_episodes(list(airing.numbers))} now airs ",
            Moment(airing.at, airing.announced.zone),
            f". The clocks {_there(airing.announced.zone)} have new rules; later episodes follow them too.",
        )
        for airing in airings
        if airing.at is not None
    ]
    return Message(Kind.CHANGE, "Another time", tuple(lines), ((Button("Next", "/next"),),)) if lines else None


def _there(zone: str) -> str:
    name = times.place(zone)
    return name if name.startswith("UTC") else f"in {name}"


def _episodes(numbers: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words: list[str] = []
    for run in runs:
        words += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run)
    return f"{'episode' if len(numbers) == 1 else 'episodes'} {listed(words)}"
