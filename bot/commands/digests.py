"""News of dramas now and at an hour, and a quote a day."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from bot.commands.params import WHO, passing_over
from bot.commands.quotes import seen
from bot.core import digests, zones
from bot.core.catalogue import Catalogue
from bot.core.command import Handler, Param, Permission, Registry, Request
from bot.core.credits import Character
from bot.core.digests import MOST, Rhythm, What
from bot.core.dramas import Drama
from bot.core.errors import Choice, Mistake, UnreadTime
from bot.core.messages import Line, Message
from bot.core.names import Who
from bot.core.news import About, Story
from bot.core.texts import digests as texts
from bot.core.texts.answers import hindered
from bot.core.texts.digests import Shown
from bot.core.times import WEEKDAYS, read_hour, tidy

LOOKED_AT = 50  # stories, of which those are left out that the chat's words do not let through
OFF = ("off", "none", "never", "no", "stop")
EXPECTED = {
    What.NEWS: 'Say for example "daily 8am", "weekly sunday 8am" or "off".',
    What.QUOTE: 'Say for example "9am" or "off".',
}

HOURS = (("8 AM", "8am"), ("12 PM", "12pm"), ("8 PM", "8pm"))

_DAILY = re.compile(r"\b(?:daily|every ?day|each day)\b,?")
_WEEKLY = re.compile(r"^(?:weekly|every week)\b,?")
_ON = re.compile(r"^(?:every |on )?(?P<day>[a-z]{3,9}?)s?\b,?")
_LAST = re.compile(r"(?P<hour>.*?\S),? +(?:(?:weekly|every week),? )?(?:on |every )?(?P<day>[a-z]{3,9}?)s?")

EVERY_DAY = "It comes every day, so it takes an hour alone."


class Off:
    """Instead of a rhythm."""


class NoHour(UnreadTime):
    """A day, or every day, and no hour."""

    def __init__(self) -> None:
        super().__init__("At which hour?")


BEGIN = passing_over("/news has the latest.")
BEHIND = replace(WHO, take=lambda _, words: max(len(words) - 1, 0))


def declare(to: Registry) -> None:
    manager = Permission.MANAGER
    to.command("news", "What is written about the dramas of this chat, or about one", WHO)(news)
    to.command("morenews", "News from further back", BEGIN, BEHIND, pressed=True, listed=False)(more_news)
    daily = "News of what this chat follows, at an hour of its own clock"
    to.command("digest", daily, _when(What.NEWS), ZONE, permission=manager)(_setting(What.NEWS))
    quote = "A quote a day from what this chat follows, at an hour of its own clock"
    to.command("dailyquote", quote, _when(What.QUOTE), ZONE, permission=manager)(_setting(What.QUOTE))


async def news(ask: Request, who: Who | None) -> Message:
    return await _news(ask, who, 0)


async def more_news(ask: Request, begin: int, who: Who | None) -> Message:
    return await _news(ask, who, begin)


async def _news(ask: Request, who: Who | None, begin: int) -> Message:
    held = [one.drama for one in await ask.store.subscriptions() if one.drama in ask.catalogue.dramas]
    name, dramas, people = _wanted(ask.catalogue, who, held)
    found = await ask.store.news.stories(dramas, people, limit=LOOKED_AT)
    words = await ask.store.news.words()
    stories = [story for story in found if words.lets(story)]
    if not stories:
        nothing = texts.no_news(name, followed=bool(held))
        reads = await ask.store.news.feeds()
        return nothing if reads else replace(nothing, lines=(*nothing.lines, texts.no_feeds()))
    first = begin if begin < len(stories) else 0
    chosen, left = stories[first : first + MOST], len(stories) - first - MOST
    await ask.store.digests.told([story.id for story in chosen])
    grouped: dict[str, list[Shown]] = {}
    for story in chosen:
        title = _title(ask.catalogue, story, dramas) or name or ""
        grouped.setdefault(title, []).append(Shown(story, await _hidden(ask, story)))
    line = f"/morenews {first + MOST} {who.slug if isinstance(who, Drama) else name or ''}".rstrip()
    return texts.news(list(grouped.items()), max(left, 0), ask.zone, line)


def _wanted(catalogue: Catalogue, who: Who | None, held: Sequence[str]) -> tuple[str | None, list[str], list[str]]:
    """The name of what was asked for, and the dramas and people that the stories are to be about."""
    match who:
        case None:
            slugs = list(held) or list(catalogue.dramas)
            return None, slugs, catalogue.names.people(slugs)
        case Drama():
            return who.title, [who.slug], []
        case Character():
            return who.actor.name, [], [catalogue.names.words(who.actor)]
        case _:
            return who.name, [], [catalogue.names.words(who)]


def _title(catalogue: Catalogue, story: Story, dramas: Sequence[str]) -> str | None:
    """Of the drama under which it stands."""
    under = next((slug for slug in story.of(About.DRAMA) if slug in dramas), None)
    if under is None:
        people = set(story.of(About.PERSON))
        under = next((slug for slug in dramas if people & set(catalogue.names.people([slug]))), None)
    return catalogue.dramas[under].title if under else None


async def _hidden(ask: Request, story: Story) -> bool:
    about = [ask.catalogue.dramas[slug] for slug in story.of(About.DRAMA) if slug in ask.catalogue.dramas]
    far = {drama.slug: await seen(ask, drama) for drama in about}
    return digests.gives_away(ask.catalogue, story, far.__getitem__, ask.at)


def _setting(what: What) -> Handler:
    async def setting(ask: Request, when: Rhythm | Off | None, zone: str | None) -> Message:
        if when is None:
            return texts.standing(what, await ask.store.digests.rhythm(what), ask.zone)
        if isinstance(when, Off):
            return texts.ended(what, await ask.store.digests.end(what))
        return await _begun(ask, what, when, zone)

    return setting


async def _begun(ask: Request, what: What, rhythm: Rhythm, said: str | None) -> Message:
    zone = ask.zone or said
    if zone is None:
        asking = Mistake(texts.which_zone(rhythm), zones.suggest("")[:8])
        asking.param, asking.asks = ZONE.name, True
        raise asking
    if said is not None and said != zone:
        raise Mistake(texts.other_zone(zone))
    if hindrance := await ask.room.hindrance():
        return hindered(hindrance, f"/{texts.COMMANDS[what]}")
    if ask.zone is None:
        await ask.store.set_zone(zone)
    first = await ask.store.digests.begin(what, rhythm, zone)
    answer = texts.begun(what, rhythm, first, zone)
    lacking = await _lacking(ask, what)
    return replace(answer, lines=(*answer.lines, lacking)) if lacking else answer


async def _lacking(ask: Request, what: What) -> Line | None:
    """Why nothing would come."""
    held = [one.drama for one in await ask.store.subscriptions()]
    if not held:
        return texts.follows_nothing()
    if what is What.QUOTE:
        quoted = any(ask.catalogue.dramas[slug].quotes for slug in held if slug in ask.catalogue.dramas)
        return None if quoted else texts.no_quotes()
    return None if await ask.store.news.feeds() else texts.no_feeds()


def _when(what: What) -> Param:
    def read(_: Request, words: str) -> Rhythm | Off:
        text = tidy(words)
        if text in OFF:
            return Off()
        try:
            return _rhythm(text, weekly=what is What.NEWS)
        except NoHour as lacking:
            hours = tuple(Choice(label, f"{text} {hour}") for label, hour in HOURS)
            raise UnreadTime(f"{lacking.text} {EXPECTED[what]}", hours) from None
        except UnreadTime as unread:
            raise UnreadTime(f"{unread.text} {EXPECTED[what]}", unread.choices) from None

    def suggest(_: Catalogue, words: str) -> Sequence[Choice]:
        presets = (*texts.PRESETS[what], ("Off", "off"))
        return [Choice(label, value) for label, value in presets if value.startswith(words.strip().casefold())]

    about = "Such as daily 8am, weekly sunday 8am, or off" if what is What.NEWS else "An hour such as 9am, or off"
    return Param("when", about, read, suggest, optional=True)


def _rhythm(text: str, *, weekly: bool) -> Rhythm:
    if _DAILY.search(text):
        return Rhythm(_hour(_DAILY.sub("", text)))
    said_weekly = _WEEKLY.match(text)
    rest = text[said_weekly.end() :].strip() if said_weekly else text
    behind = _LAST.fullmatch(rest)
    if behind and _weekday(behind["day"]) is not None:
        rest = f"{behind['day']} {behind['hour']}"
    day = _ON.match(rest)
    weekday = _weekday(day["day"]) if day else None
    if weekday is None:
        if said_weekly and weekly:
            raise UnreadTime("On which day of the week?", _days(rest))
        if said_weekly:
            raise UnreadTime(EVERY_DAY)
        return Rhythm(_hour(rest))
    if not weekly:
        raise UnreadTime(EVERY_DAY)
    assert day is not None
    return Rhythm(_hour(rest[day.end() :]), weekday)


def _days(hour: str) -> tuple[Choice, ...]:
    """Each at that hour; at eight where it is none."""
    try:
        _hour(hour)
    except UnreadTime:
        hour = "8am"
    return tuple(Choice(f"{day}s", f"weekly {day.casefold()} {hour}") for day in WEEKDAYS)


def _hour(text: str) -> time:
    words = text.strip().removeprefix("at ").strip()
    if not words:
        raise NoHour
    try:
        hour, over = read_hour(words)
    except UnreadTime:
        if place := _after_an_hour(words):
            raise UnreadTime(f'"{place}" is no time zone, no city and no country that I know.') from None
        raise
    if over:
        raise UnreadTime("The hours of a day go to 23:59.")
    return hour


def _after_an_hour(words: str) -> str | None:
    """What stands behind an hour, where a zone would: those that are known were taken off before."""
    hour = re.match(r"(?:\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.?)|\d{1,2}[:.]\d\d|noon|midnight) +(?=\S)", words)
    return words[hour.end() :] if hour else None


def _weekday(word: str) -> int | None:
    return next((at for at, name in enumerate(WEEKDAYS) if name.casefold().startswith(word)), None)


def _read_zone(_: Request, words: str) -> str:
    return zones.zone(words)


def _take_zone(_: Catalogue, words: Sequence[str]) -> int:
    """The last words, where they are a zone and something stands before them."""
    for many in range(min(len(words) - 1, 3), 0, -1):
        try:
            zones.zone(" ".join(words[-many:]))
        except Mistake as mistake:
            if mistake.choices and many == 1 and words[-1].isupper() and words[-1] not in ("AM", "PM"):
                return 1  # CST: which one is asked
        else:
            return many
    return 0


def _zones(_: Catalogue, words: str) -> Sequence[Choice]:
    return zones.suggest(words)


ZONE = Param("zone", "On which clock, in a chat that has not said its own", _read_zone, _zones, _take_zone, True)
