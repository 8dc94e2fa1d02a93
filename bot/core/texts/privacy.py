"""What is said of what the bot keeps about people. The words are a promise: the tests hold the store against them."""

import json
from collections.abc import Mapping, Sequence

from bot.core.messages import Button, File, Line, Message, Strong, Style, said
from bot.core.texts.phrases import personal

FORGET = Button("Forget me", "/forgetme", Style.DANGER)
SHOW = Button("What is kept of me", "/mydata")
NAMES = {
    "chats": "This chat",
    "subscriptions": "Dramas you follow",
    "leads": "Reminders you chose",
    "announcements": "Reminders of your rewatches",
    "deliveries": "What you were told, or will be",
    "batches": "Messages to you",
    "quotes_shown": "Quotes you have seen",
    "questions": "A question of mine that is open",
    "calendars": "Your calendar address",
    "published": "What your calendar said",
    "proposals": "What you proposed",
    "editors": "You are an editor",
    "watched": "How far you have watched",
    "digests": "Digests you asked for",
    "told_stories": "Articles you were told of",
    "news_words": "Words you look for in the news",
    "fillings": "A form that is not finished",
    "feeds": "Feeds you added",
    "broadcasts": "What you said to many",
}


def policy(contact: str) -> Message:
    kept: tuple[Line, ...] = (
        (
            Strong("What I keep: "),
            "the number of each chat and of its topic, what it follows and how far it has watched, its time zone, its "
            "reminders and digests, which quotes and articles it has had, and for two weeks or so what it was told. No "
            "message that anybody writes; what is typed into a form, until it is sent, for a day at most.",
        ),
        (
            Strong("Of people: "),
            "the number of who subscribed a group or channel, so that I can tell them when I am thrown out there; "
            "number and name of who proposes a change, adds a feed or is an editor.",
        ),
        (
            Strong("For how long: "),
            "until you say /forgetme. When you block me, 30 days. Backups are kept for 30 days, and one that is "
            "restored forgets you again.",
        ),
        (
            Strong("Who sees it: "),
            "whoever runs this bot, and nobody else. Articles are fetched without a word about you.",
        ),
        (Strong("Your rights: "), "/mydata shows everything, /forgetme deletes it."),
    )
    asked: tuple[Line, ...] = ((Strong("Questions: "), contact),) if contact else ()
    return personal(Message(title="Privacy", lines=(*kept, *asked), buttons=((SHOW, FORGET),)))


def only_in_private(line: str) -> Message:
    return personal(said(f"That is between you and me. Write {line} to me in a private chat."))


def nothing() -> Message:
    return personal(said("Nothing is kept of you."))


def shown(kept: Mapping[str, Sequence[Mapping[str, object]]]) -> Message:
    """A line for each kind; the rows themselves go with it as a file."""
    names = [*(name for name in NAMES if name in kept), *(name for name in kept if name not in NAMES)]
    lines: list[Line] = [(Strong(_name(name)), f": {_brief(name, kept[name])}") for name in names]
    rows = json.dumps(kept, ensure_ascii=False, indent=2, default=str)
    file = File("mydata.json", "application/json", rows.encode())
    return personal(
        Message(title="What I keep of you", lines=tuple(lines), buttons=((FORGET,),), files=(file,), secret=True)
    )


def sure(editor: bool) -> Message:
    loses = " You are no editor any more then." if editor else ""
    text = (
        "I forget this chat, what it follows, its reminders, its calendar address and what it was told, and take "
        f"your name off what you proposed.{loses} It cannot be undone. Groups and channels keep what they follow."
    )
    return personal(
        said(text, buttons=((Button("Yes, forget me", "/forgetme yes", Style.DANGER), Button("No", "/start")),))
    )


def forgotten() -> Message:
    return personal(said("Done: I know nothing of you any more. When you write to me again, we begin anew."))


def _name(table: str) -> str:
    return NAMES.get(table, table.replace("_", " ").capitalize())


def _brief(name: str, rows: Sequence[Mapping[str, object]]) -> str:
    if name == "chats":
        return ", ".join(str(row.get("zone") or "no time zone said") for row in rows)
    if name == "subscriptions":
        return ", ".join(str(row["drama"]) for row in rows)
    if set(rows[0]) == {"count"}:
        return str(rows[0]["count"])
    return str(len(rows))
