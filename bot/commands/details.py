"""What is known about a drama beside its schedule: names, cast, releases, quotes."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.commands.adding import alike
from bot.commands.editing import Draft, asking, quoted, text_of
from bot.commands.params import DRAMA
from bot.core import details, numbers, oneline, quotes, surgery, times
from bot.core.catalogue import Catalogue
from bot.core.command import Param, Permission, Registry, Request, in_quotes, words
from bot.core.credits import Artist, Character
from bot.core.dramas import Drama, Quote
from bot.core.errors import Choice, Mistake
from bot.core.messages import Button
from bot.core.sheet import written

FIELDS = (*details.FIELDS, "episodes")
NOTHING = ("none", "nothing", "-")  # as a value: takes the field out


def _plain(_: Request, typed: str) -> str:
    return typed


def _rest(catalogue: Catalogue, typed: Sequence[str]) -> int:
    title = catalogue.names.title_words(typed)
    return len(typed) - title if title else max(len(typed) - 1, 0)


def _value(catalogue: Catalogue, typed: Sequence[str]) -> int:
    return max(_rest(catalogue, typed) - 1, 0)


def _field(_: Request, typed: str) -> str:
    name = typed.strip().casefold().replace(" ", "_")
    name = {"original": "original_title", "director(s)": "director", "directors": "director"}.get(name, name)
    if name not in FIELDS:
        choices = tuple(Choice(one.replace("_", " "), one) for one in FIELDS)
        raise Mistake(f'"{typed}" is nothing that can be changed here. Choose one of these.', choices)
    return name


def _fields(_: Catalogue, typed: str) -> list[Choice]:
    return [Choice(name.replace("_", " "), name) for name in FIELDS if name.startswith(typed.strip().casefold())]


FIELD = Param(
    "field",
    "What to change: title, about, rating, episodes …",
    _field,
    _fields,
    lambda catalogue, typed: min(_rest(catalogue, typed), 1),
    optional=True,
)
VALUE = Param("value", "Its new value, or none to take it out", _plain, take=_value, optional=True)
NAME = Param("name", "Another name of it; one that it has is taken out", _plain, take=_rest, example="Run Sun-jae")
WHO = Param("who", "ACTOR as CHARACTER, or: remove ACTOR", _plain, take=_rest, example="Kim Hye-yoon as Im Sol")
WHERE = Param(
    "where",
    "NETWORK DATE, WEEKDAYS, N episodes; or: end NETWORK",
    _plain,
    take=_rest,
    example="Viu 9 Apr 2024 12AM MYT, Tuesdays and Wednesdays",
)
QUOTE = Param(
    "quote", 'WHO "TEXT", then: episode 3, spoiler, source and where it was said', _plain, optional=True, raw=True
)
KEY = Param("key", "Which quote", _plain, take=lambda _, typed: 1)
HOW = Param(
    "how",
    "hide, spoiler, plain, or by and a name",
    _plain,
    take=lambda _, typed: max(len(typed) - 1, 0),
    example="spoiler",
)


def declare(to: Registry) -> None:
    editor = Permission.EDITOR
    to.command("alias", "Give a drama another name, or take one away", DRAMA, NAME, permission=editor)(asking(alias))
    to.command("cast", "Add somebody to the cast, or take them out", DRAMA, WHO, permission=editor)(asking(cast))
    to.command("release", "Where else a drama comes out, or no longer", DRAMA, WHERE, permission=editor)(
        asking(release)
    )
    to.command("editquote", "Hide, mark or re-attribute a quote", KEY, HOW, permission=editor, listed=False)(
        asking(editquote)
    )


async def editdrama(ask: Request, drama: Drama, field: str | None, value: str | None, text: str | None = None) -> Draft:
    """`text` is the file to begin with, by default the one in force."""
    if field is None or value is None:
        raise Mistake("Say what to change, and to what. For example: editdrama lovely runner rating 15+")
    text = text or await text_of(ask, drama)
    line = f"/editdrama {drama.slug} {field} {quoted(value)}"
    if field == "episodes":
        found = numbers.read(value)
        after = surgery.total(text, drama.slug, drama.release().key, found[-1])
        return Draft(drama.slug, after, f"make it {found[-1]} episodes", None, line)
    gone = value.strip().casefold() in NOTHING
    after = details.field(text, drama.slug, field, None if gone else value)
    name = field.replace("_", " ")
    what = f"take out its {name}" if gone else f"change its {name} to {_short(value)}"
    named = [value] if field in ("title", "original_title") and not gone else []
    return Draft(drama.slug, after, what, None, line, mind=alike(ask.catalogue, named, drama.slug))


async def alias(ask: Request, drama: Drama, name: str) -> Draft:
    text = await text_of(ask, drama)
    there = details.has_alias(text, drama.slug, name)
    what = f"no longer call it {_short(name)}" if there else f"call it {_short(name)} too"
    mind = () if there else alike(ask.catalogue, [name], drama.slug)
    after, line = details.alias(text, drama.slug, name), f"/alias {drama.slug} {quoted(name)}"
    return Draft(drama.slug, after, what, None, line, mind=mind)


async def cast(ask: Request, drama: Drama, who: str) -> Draft:
    text, line = await text_of(ask, drama), f"/cast {drama.slug} {quoted(who)}"
    first, _, rest = who.partition(" ")
    if first.casefold() == "remove" and rest:
        after = details.cast(text, drama.slug, rest.strip(), None, remove=True)
        return Draft(drama.slug, after, f"take {_short(rest)} out of the cast", None, line)
    actor, _, character = (part.strip() for part in who.partition(" as "))
    after = details.cast(text, drama.slug, actor, character or None)
    what = f"{_short(actor)} plays {_short(character)}" if character else f"{_short(actor)} is in the cast"
    return Draft(drama.slug, after, what, None, line)


async def release(ask: Request, drama: Drama, where: str) -> Draft:
    text, line = await text_of(ask, drama), f"/release {drama.slug} {quoted(where)}"
    first, _, rest = where.partition(" ")
    if first.casefold() == "end" and rest:
        ending = ask.catalogue.names.release(drama, rest.strip())
        after = details.end_release(text, drama.slug, ending.key)
        return Draft(drama.slug, after, f"no longer on {ending.network}", None, line)

    title = drama.title.replace('"', "'")
    sketch = oneline.read(f'"{title}" {where.removeprefix("add ")}', ask.at, ask.zone)
    made = sketch.releases[0]
    pattern: dict[str, Any] = {}
    if made.first is not None:
        night = made.first.on - timedelta(days=made.first.over)
        pattern["first"] = written(night, made.first.hour, made.first.over)
    if made.episodes is not None or drama.release().total:
        pattern["episodes"] = made.episodes or drama.release().total
    if made.every:
        pattern["every"] = [times.WEEKDAYS[day] for day in made.every]
    if made.per_night:
        pattern["per_night"] = made.per_night
    after = details.add_release(text, drama.slug, made.network, made.zone, pattern)
    return Draft(drama.slug, after, f"it comes out on {made.network} too", None, line)


async def addquote(ask: Request, typed: str | None) -> Draft:
    parts = words(typed or "")
    long = max((part for part in in_quotes(typed or "") if part in parts), key=len, default=None)
    if long is None:
        raise Mistake(
            'Put the words in quotes, for example /addquote Song Kang "I put a lot of effort in." source GOKpop'
        )
    at = parts.index(long)
    who, rest = " ".join(parts[:at]), parts[at + 1 :]
    if not who:
        raise Mistake('Who said it? For example /addquote Song Kang "I put a lot of effort in." source GOKpop')
    drama, name = _spoken_in(ask, who, rest)
    episode, spoiler, source = read_marks(rest)
    source = source or drama.source
    if not source:
        raise Mistake("Where was it said? Add for example: source GOKpop, 19 June 2021.")
    return await quote_draft(ask, drama, Quote(name, long, source, episode, spoiler), f"/addquote {typed}")


async def quote_draft(ask: Request, drama: Drama, quote: Quote, line: str | None) -> Draft:
    after = details.add_quote(await text_of(ask, drama), drama.slug, quote)
    return Draft(drama.slug, after, f"a quote by {quote.who}", None, line)


async def editquote(ask: Request, key: str, how: str) -> Draft:
    found = next(
        ((drama, quote) for drama, quote in quotes.of(ask.catalogue, None) if quotes.key(drama, quote) == key), None
    )
    if found is None:
        raise Mistake("That quote is no longer there, or it was changed since. /quote shows those there are.")
    drama, quote = found
    text = await text_of(ask, drama)
    word, _, name = how.strip().partition(" ")
    line = f"/editquote {key} {how}"
    match word.casefold():
        case "hide":
            after, what = details.edit_quote(text, drama.slug, key, None), f"hide a quote by {quote.who}"
        case "spoiler" | "plain" as mark:
            after = details.edit_quote(text, drama.slug, key, lambda one: _mark(one, mark == "spoiler"))
            what = f"a quote by {quote.who} {'is' if mark == 'spoiler' else 'is no'} spoiler"
        case "by" if name.strip():
            after = details.edit_quote(text, drama.slug, key, lambda one: one.update({"who": name.strip()}))
            what = f"what {quote.who} said was said by {name.strip()}"
        case _:
            raise Mistake(f"Say /editquote {key} hide, spoiler, plain, or by and a name.")
    return Draft(drama.slug, after, what, None, line)


def quote_buttons(drama: Drama, quote: Quote) -> tuple[Button, ...]:
    """For an editor, under a quote."""
    key = quotes.key(drama, quote)
    other = "plain" if quote.spoiler else "spoiler"
    label = "No spoiler" if quote.spoiler else "Spoiler"
    return (Button("Hide", f"/editquote {key} hide"), Button(label, f"/editquote {key} {other}"))


def _spoken_in(ask: Request, who: str, rest: Sequence[str]) -> tuple[Drama, str]:
    """The drama and the speaker as it spells them; "in TITLE" after the words settles which drama."""
    named = _after(rest, "in")
    name, dramas = speaker(ask, who)
    dramas = [ask.catalogue.names.drama(named)] if named else dramas
    if len(dramas) != 1:
        raise Mistake(f"{name} is in {len(dramas)} dramas. Say which one after the words, for example: in TITLE.")
    return dramas[0], name


def speaker(ask: Request, who: str) -> tuple[str, list[Drama]]:
    """An actor, a director or a character as the files spell them, and the dramas that they are in."""
    match ask.catalogue.names.who(who):
        case Character(name, _, slug):
            return name, [ask.catalogue.dramas[slug]]
        case Artist(name):
            everybody = ask.catalogue.dramas.values()
            return name, [one for one in everybody if name in (*(who.actor for who in one.cast), *one.director)]
    raise Mistake(f'"{who}" is a drama. Say who said it.')


_MARKS = ("in", "episode", "ep", "source", "spoiler", "from")


def _after(rest: Sequence[str], mark: str) -> str | None:
    lowered = [one.casefold() for one in rest]
    if mark not in lowered:
        return None
    start = lowered.index(mark) + 1
    end = next((at for at in range(start, len(rest)) if lowered[at] in _MARKS), len(rest))
    return " ".join(rest[start:end]).strip(" ,") or None


def read_marks(rest: Sequence[str]) -> tuple[int | None, bool, str | None]:
    episode = _after(rest, "episode") or _after(rest, "ep")
    number = numbers.read(episode)[0] if episode else None
    source = " ".join(rest[[one.casefold() for one in rest].index("source") + 1 :]) if "source" in rest else None
    return number, any(one.casefold().strip(",.") == "spoiler" for one in rest), source or None


def _mark(table: Any, spoiler: bool) -> None:
    if spoiler:
        table["spoiler"] = True
    else:
        table.pop("spoiler", None)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
