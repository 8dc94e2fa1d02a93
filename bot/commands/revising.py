"""Forms with which editors change what is there: a drama, or a proposal before it is done."""

from collections.abc import Mapping
from typing import Any

from bot.commands import describing
from bot.commands.adding import alike
from bot.commands.details import FIELD, NOTHING, VALUE, editdrama
from bot.commands.editing import Draft, offer, text_of
from bot.commands.filling import ask_for, begin
from bot.commands.params import DRAMA
from bot.core import details, spelling
from bot.core.command import Permission, Registry, Request
from bot.core.dramas import Drama
from bot.core.errors import Mistake
from bot.core.forms import Answers, Field, Form
from bot.core.messages import Message
from bot.core.texts.phrases import listed

WAS = "was "  # begins the name under which an answer is kept as it stood when the form was opened


def _words(ask: Request, answers: Answers, words: str) -> str:
    return words


def _episodes(ask: Request, answers: Answers, words: str) -> str:
    return str(describing.read_episodes(ask, answers, words) or "tba")


EDITED = (
    Field("title", "Title", "What is it called?", describing.read_title, "Lovely Runner"),
    Field(
        "original_title",
        "Original title",
        "What is it called in its own language?",
        _words,
        "선재 업고 튀어",
        optional=True,
    ),
    Field(
        "aliases", "Other names", "What else do people call it? With commas.", _words, "Run with Sun-jae", optional=True
    ),
    Field("rating", "Rating", "For whom is it?", _words, "15+", optional=True),
    Field("episodes", "Episodes", "How many episodes does it have?", _episodes, "16", longest=100),
    Field(
        "about",
        "About",
        "What is it about? Two sentences do.",
        _words,
        "A fan goes back in time to save a singer.",
        optional=True,
        long=True,
        longest=1500,
    ),
    Field("director", "Director", "Who directs it? With commas.", _words, "Yoon Jong-ho", optional=True),
    Field("source", "Source", "Where does all of this come from?", _words, "tvN, 8 April 2024", optional=True),
)


def declare(to: Registry) -> None:
    to.command(
        "editdrama",
        "Change title, about, rating, director, source or the number of episodes",
        DRAMA,
        FIELD,
        VALUE,
        permission=Permission.EDITOR,
        opens=True,
    )(edit)


async def edit(ask: Request, drama: Drama, field: str | None, value: str | None) -> Message:
    """At once where all is said; else the form with all that is there, or one question of it."""
    if field and value:
        return await offer(ask, await editdrama(ask, drama, field, value))
    await text_of(ask, drama)
    found = _current(drama)
    answers = found | {WAS + name: value for name, value in found.items()}
    return await (ask_for(ask, EDIT, drama.slug, answers, field) if field else begin(ask, EDIT, drama.slug, answers))


def _current(drama: Drama) -> dict[str, str]:
    return {
        "title": drama.title,
        "original_title": drama.original_title or "",
        "aliases": ", ".join(drama.aliases),
        "rating": drama.rating or "",
        "episodes": str(drama.release().total or "tba"),
        "about": drama.about or "",
        "director": ", ".join(drama.director),
        "source": drama.source or "",
    }


async def _edited(ask: Request, slug: str, values: Mapping[str, Any], answers: Answers) -> Message:
    """Only what was answered differently: what others changed meanwhile stays."""
    drama = ask.catalogue.dramas.get(slug)
    if drama is None:
        raise Mistake("That drama is no longer in the schedule. /dramas lists those that are.")
    now = {name: str(value or "") for name, value in values.items()}
    changed = {name: value for name, value in now.items() if value != answers.get(WAS + name, "")}
    if not changed:
        raise Mistake("Nothing is different from what is there.")
    text, drafts = await text_of(ask, drama), []
    for name, value in changed.items():
        try:
            drafts.append(await _one(ask, drama, text, name, value, answers.get(WAS + name, "")))
        except Mistake as fault:
            fault.param = name
            raise
        text = drafts[-1].after or text
    line = drafts[0].line if len(drafts) == 1 else None
    mind = tuple(dict.fromkeys(word for one in drafts for word in one.mind))
    return await offer(ask, Draft(slug, text, listed([one.what for one in drafts]), None, line, mind=mind))


async def _one(ask: Request, drama: Drama, text: str, name: str, value: str, was: str) -> Draft:
    if name != "aliases":
        return await editdrama(ask, drama, name, value or NOTHING[0], text)
    wanted, before = _names(value), _names(was)
    new = [one for key, one in wanted.items() if key not in before and not details.has_alias(text, drama.slug, one)]
    gone = [one for key, one in before.items() if key not in wanted and details.has_alias(text, drama.slug, one)]
    for one in (*gone, *new):
        text = details.alias(text, drama.slug, one)
    called = [f"call it {listed(new)} too"] if new else []
    what = listed([*called, *([f"no longer call it {listed(gone)}"] if gone else [])])
    return Draft(drama.slug, text, what, mind=alike(ask.catalogue, new, drama.slug))


def _names(words: str) -> dict[str, str]:
    """Each by how it is compared."""
    return {spelling.fold(one): one.strip() for one in words.split(",") if one.strip()}


EDIT = Form(
    "editdrama",
    "Change a drama",
    EDITED,
    _edited,
    again=("Back to it", "/drama {about}"),
    menu=True,
    pages=("Names, rating, episodes", "About, director, source"),
)
