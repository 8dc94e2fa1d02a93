"""What a person sees of a message, in the same notation for every chat, so that one story can be told in all of them.

A native moment reads [Sat 19 Jun 2021 16:00] (in UTC) and a native countdown [until Sat 19 Jun 2021 16:00]. How each
chat words its markup is the renderers' to prove.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.emulators.discord.values import Answer, Sent
from tests.emulators.telegram.values import TgMessage

RELATIVE = "r"  # the format of a date-time entity that counts down

_MOMENT = re.compile(r"<t:(\d+):([FR])>")
_ESCAPED = re.compile(r"\\([^\w\s])")
_BUTTONS = "  › "
_STAMP = re.compile(r"^\[(\w{3} \d\d \w{3} \d{4} \d\d:\d\d) UTC\]$", re.MULTILINE)


@dataclass(frozen=True)
class Seen:
    """`native` is the message as the emulator has it, for what only one chat knows."""

    text: str
    labels: tuple[str, ...] = ()
    native: Any = None
    files: tuple[tuple[str, str], ...] = ()  # names, and what is in them as text

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0]


def moment(seconds: int, *, relative: bool) -> str:
    return f"[{'until ' if relative else ''}{datetime.fromtimestamp(seconds, UTC):%a %d %b %Y %H:%M}]"


def of_telegram(message: TgMessage) -> Seen:
    units = message.text.encode("utf-16-le")
    for entity in sorted(message.entities, key=lambda one: -one.offset):
        if entity.unix_time is not None:
            shown = moment(entity.unix_time, relative=entity.date_time_format == RELATIVE).encode("utf-16-le")
            units = units[: 2 * entity.offset] + shown + units[2 * (entity.offset + entity.length) :]
    labels = tuple(label for row in message.labels for label in row)
    files = ((message.document.name, message.document.content.decode()),) if message.document else ()
    return Seen(units.decode("utf-16-le"), labels, message, files)


def of_discord(message: Sent | Answer) -> Seen:
    text = message.text if isinstance(message, Answer) else message.all_text
    text = _MOMENT.sub(lambda found: moment(int(found[1]), relative=found[2] == "R"), text)
    text = re.sub(r"^> ", "", text, flags=re.MULTILINE).replace("**", "")
    sent = message.message if isinstance(message, Answer) else message
    files = tuple((str(one), one.content.decode()) for one in (sent.attachments if sent else ()))
    return Seen(_ESCAPED.sub(r"\1", text), message.labels, message, files)


def of_terminal(printed: str) -> Seen:
    """A button's command line stands after its label there; both are kept apart from the text."""
    lines = printed.strip("\n").split("\n")
    rows = [line.removeprefix(_BUTTONS).split("  ·  ") for line in lines if line.startswith(_BUTTONS)]
    # what answers a question is typed as it is called
    pressed = tuple(
        tuple(button.split(": ", 1)) if ": /" in button or "://" in button else (button, button)
        for row in rows
        for button in row
    )
    text = "\n".join(line for line in lines if not line.startswith(_BUTTONS))
    return Seen(text, tuple(label for label, _ in pressed), dict(pressed))


def told_in_terminal(printed: str) -> list[tuple[str, Seen]]:
    """What was not asked for, each with the instant in front of it."""
    _, *found = _STAMP.split(printed)
    return [(at, of_terminal(text)) for at, text in zip(found[::2], found[1::2], strict=True)]
