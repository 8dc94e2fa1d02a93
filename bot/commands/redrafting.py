"""A draft said otherwise by its editor: in a form, or one question of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.commands.filling import ask_for, begin
from bot.core import settling, zones
from bot.core.command import Request
from bot.core.drafted import Article, Draft
from bot.core.errors import Choice, Mistake
from bot.core.forms import Answers, Field, Form
from bot.core.messages import Message
from bot.core.texts import drafting
from bot.core.texts.phrases import listed

WAS = "was "  # begins the name under which an answer is kept as it stood when the form was opened
NETWORKS = ("Netflix", "tvN", "SBS", "MBC", "KBS2", "JTBC")
ZONES = ("KST", "MYT", "SGT")
_BARE = Draft(Article(None, None, ()), premiere="2000-01-01")
Card = Callable[[Request, int, Draft], Awaitable[Message]]


def zones_of(ask: Request) -> tuple[Choice, ...]:
    """Where most dramas come out, and where the asker is."""
    mine = (zones.short(ask.zone) or ask.zone,) if ask.zone else ()
    return tuple(Choice(one, one) for one in dict.fromkeys((*ZONES, *mine)))


def _read(name: str) -> Callable[[Request, Answers, str], str]:
    def read(ask: Request, answers: Answers, words: str) -> str:
        settling.settled(_BARE, name, words, ask.at)
        return words

    return read


def _field(name: str, label: str, about: str, example: str, choices: Any = None) -> Field:
    return Field(name, label, about, _read(name), example, choices, optional=name != "title")


def _networks(ask: Request, answers: Answers) -> tuple[Choice, ...]:
    return tuple(Choice(one, one) for one in NETWORKS)


FIELDS = (
    _field("title", "Title", "What is it called?", "Lovely Runner"),
    _field("network", "Network", "Where does it come out?", "tvN", _networks),
    _field("premiere", "Premiere", "On which day is the first episode out? With its year.", "8 April 2024"),
    _field("time", "Hour", "At what hour?", "8:50 PM"),
    _field("zone", "Time zone", "On which clock?", "KST", lambda ask, answers: zones_of(ask)),
    _field("weekdays", "Weekdays", "On which days does it come back every week?", "Monday, Tuesday"),
    _field("episodes", "Episodes", "How many episodes are there?", "16"),
    _field("rating", "Rating", "For whom is it?", "15+"),
    _field("director", "Director", "Who directs it? With commas.", "Yoon Jong-ho"),
)


async def known(ask: Request, number: int) -> Draft:
    found = await ask.store.ledger.draft(number)
    if found is None:
        raise Mistake(drafting.gone(number))
    return found


async def edit(ask: Request, form: Form, number: int, field: str | None = None) -> Message:
    """The form with all that the draft says, or one question of it."""
    found = _answers(await known(ask, number))
    answers = found | {WAS + name: value for name, value in found.items()}
    if field is None:
        return await begin(ask, form, str(number), answers)
    if form.field(field) is None:
        raise Mistake(f'"{field}" is nothing that a draft says. It says {listed([one.name for one in form.fields])}.')
    return await ask_for(ask, form, str(number), answers, field)


def form(card: Card) -> Form:
    """`card` shows what came of it."""

    async def done(ask: Request, about: str, values: Mapping[str, Any], answers: Answers) -> Message:
        number = int(about)
        found = await known(ask, number)
        for name, value in values.items():
            words = str(value or "")
            if words != answers.get(WAS + name, ""):
                try:
                    found = settling.settled(found, name, words or settling.NONE[0], ask.at)
                except Mistake as fault:
                    fault.param = name
                    raise
        await ask.store.ledger.keep_draft(found, ask.at, number)
        return replace(await card(ask, number, found), instead=False)

    again = ("Edit again", "/editdraft {about}")
    return Form("draft", "Edit the draft", FIELDS, done, again=again, menu=True, pages=("What and when", "The rest"))


def _answers(found: Draft) -> dict[str, str]:
    on, yearless = found.premiere_date, (found.premiere or "").startswith("--")
    if yearless and found.premiere:
        on = date.fromisoformat(f"2000{found.premiere[1:]}")
    return {
        "title": found.title or "",
        "network": found.platform or "",
        "premiere": f"{on.day} {on:%B}{'' if yearless else f' {on.year}'}" if on else "",
        "time": found.time or "",
        "zone": found.zone or "",
        "weekdays": ", ".join(found.weekdays),
        "episodes": str(found.episodes or ""),
        "rating": found.rating or "",
        "director": found.director or "",
    }
