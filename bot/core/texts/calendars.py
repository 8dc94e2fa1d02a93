"""What is said of calendar addresses."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

from bot.core import times
from bot.core.dramas import Drama
from bot.core.messages import Button, File, Message, Style, said
from bot.core.texts.phrases import in_place, personal

HOW = (
    "Add it to a calendar app as a calendar by address. Google Calendar: Other calendars, From URL, at a computer. "
    "Apple: Calendar, New Calendar Subscription. Outlook: Add calendar, Subscribe from web."
)
RENEW = Button("New address", "/calendar new")
OFF = Button("No address", "/calendar off", Style.DANGER)


def none_here() -> Message:
    text = (
        "This bot gives no calendar addresses: whoever runs it has not said where its page can be reached, "
        "under [web] public_url."
    )
    return personal(said(text))


def with_file(message: Message, file: File, *, alone: bool) -> Message:
    """`alone` says that there is no address beside it."""
    once = "The file holds the dates as announced today, for any calendar app; what moves later it does not know."
    if alone:
        return personal(Message(lines=((once,),), files=(file,)))
    return replace(message, lines=(*message.lines, (f"Or open the file once. {once}",)), files=(file,))


def opened(address: str, zone: str | None) -> Message:
    clock = f" Reminders at an hour of the day are meant {in_place(zone)}." if zone else ""
    return Message(
        title="A calendar of what this chat follows",
        lines=(
            (address,),
            (HOW,),
            (f"It follows each change of dramas, subscriptions and rewatches, with alarms for reminders.{clock}",),
            (
                "Whoever has the address can read it. I keep only its fingerprint and cannot show it again; "
                "a new one ends this one.",
            ),
        ),
        buttons=((RENEW, OFF),),
        personal=True,
        secret=True,
    )


def there_is_one(since: datetime, zone: str | None) -> Message:
    on = times.day_words(times.local(since, zone or "UTC").date())
    text = (
        f"This chat has a calendar address, made on {on}. I keep only its fingerprint, so I cannot show it again. "
        "A new one ends the old one."
    )
    return personal(said(text, buttons=((RENEW, OFF),)))


def closed(there_was_one: bool) -> Message:
    text = (
        "Done: the calendar address of this chat opens nothing any more. Remove it from your calendar app."
        if there_was_one
        else "This chat has no calendar address."
    )
    return personal(said(text, buttons=((Button("New address", "/calendar new"),),)))


def of_drama(drama: Drama, address: str) -> Message:
    """The public calendar of one drama, and of its other releases."""
    default, *others = drama.releases
    named = [(f"{release.network}: {address}?release={quote(release.key)}",) for release in others]
    first = f"{default.network}: {address}" if others else address
    return personal(Message(title=f"Calendar of {drama.title}", lines=((first,), *named, (HOW,))))
