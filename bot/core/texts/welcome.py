"""What a newcomer reads, the list of commands, and the time zone of a chat."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.core import times
from bot.core.command import Command
from bot.core.digests import What
from bot.core.errors import Choice
from bot.core.messages import Button, Line, Message, Strong, Style, said
from bot.core.ports import Place
from bot.core.texts.phrases import Rows, in_place, listed, personal, rows

WHAT = "I tell you when the next episode of a Korean drama is out, in your own time, and I know quotes of its cast."
FIRST = ((Button("Dramas", "/dramas", Style.PRIMARY), Button("A quote", "/quote"), Button("Help", "/help")),)
FREQUENT = 8


def start(place: Place) -> Message:
    if place is Place.PRIVATE:
        return said(WHAT, ("Choose a drama, then press Subscribe. Or just send me its title.",), buttons=FIRST)
    return said(WHAT, (_GROUP,), buttons=FIRST)


def greeting(place: Place) -> Message:
    """Said once, when the bot was added to a chat."""
    if place is Place.PRIVATE:
        return start(place)
    return said(f"Hello. {WHAT}", (_GROUP,), buttons=FIRST)


_GROUP = (
    "Who manages this chat can say /subscribe with a title, and everybody here will be told. "
    "Anybody else can follow a drama in a private chat with me."
)


def help_all(commands: Iterable[Command], editors: Sequence[Command] = ()) -> Message:
    """These commands, one a line; for an editor their own too."""
    lines: list[Line] = [(Strong(command.usage), f": {command.about}.") for command in commands]
    if editors:
        lines += [
            (),
            (Strong("For editors: "), ", ".join(f"/{one.name}" for one in editors), ". /help with one says more."),
        ]
    lines += [(), ("Names may be parts of a title or of a person's name, in any spelling. [ ] may be left out.",)]
    return personal(Message(title="Commands", lines=tuple(lines)))


def help_one(command: Command) -> Message:
    lines: list[Line] = [(f"{command.about}.",)]
    for param in command.params:
        optional = " (may be left out)" if param.optional else ""
        lines.append((Strong(param.name.upper()), f": {param.about}{optional}."))
    return personal(Message(title=command.usage, lines=tuple(lines)))


def zone_shown(zone: str | None, now: datetime, choices: Sequence[Choice]) -> Message:
    if zone is None:
        text = "This chat has not said its time zone, so a time is shown as it was announced, with its zone named."
    else:
        text = f"Times here are told {in_place(zone)}. {_there(zone, now)}"
    off = "" if zone is None else ", or /timezone off for times as they were announced"
    how = f"Choose one, or say /timezone with a city{off}."
    return personal(said(text, (how,), buttons=_zones(choices)))


def zone_set(zone: str, now: datetime) -> Message:
    return personal(said(f"From now on times here are told {in_place(zone)}. {_there(zone, now)}"))


def zone_forgotten() -> Message:
    return personal(said("From now on times here are shown as they were announced, each with its zone named."))


def zone_needed(regular: Sequence[What]) -> str:
    """A chat has something at an hour of its own clock."""
    commands = {What.NEWS: "/digest off", What.QUOTE: "/dailyquote off", What.RECEIPTS: "/receipts off"}
    first = listed([commands[what] for what in regular])
    return f"This chat is told something at an hour of its own clock. Say {first} first, or /timezone with a city."


def _there(zone: str, now: datetime) -> str:
    shown = times.local(now, zone)
    return f"It is {times.clock(shown.time())} there now, {times.day_words(shown.date())}."


def _zones(choices: Sequence[Choice]) -> Rows:
    return rows([Button(choice.label, f"/timezone {choice.value}") for choice in choices[:FREQUENT]])
