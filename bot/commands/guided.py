"""A drama as an outside guide has it: found by its number there or by its name, and shown before anything is stored."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.commands.editing import Draft, offer, text_of
from bot.core import drafts, guides, schedules, searching, spelling, zones
from bot.core.catalogue import Catalogue
from bot.core.command import Errand, Request
from bot.core.drafts import Sketch
from bot.core.dramas import Drama
from bot.core.errors import Choice, Mistake
from bot.core.guides import Guide, Listed, Show
from bot.core.messages import Button, Line, Message
from bot.core.texts import guided as texts
from bot.core.texts.phrases import Rows
from bot.core.texts.proposing import difference

PARAM = "drama"  # of /adddrama, which a guide is one more way of
REMAKE = timedelta(days=300)  # of two dramas of one name that begin further apart, one is a remake
_PAGE = re.compile(r"(?:https?://)?(?:www\.|api\.)?([a-z0-9]+)\.[a-z]+/shows/(\d{1,9})(?:/[^\s/]*)?", re.I)
_NAMED = re.compile(r"([a-z0-9]+)(?: ?: ?(.*)| ([^,]*))?", re.I)  # tvmaze:lovely runner, or tvmaze lovely runner
_SEASON = re.compile(r"\bseason (\d{1,3}|all)\b", re.I)

# a new drama from a sketch and the line that describes it, and a word for each drama that is called alike
Made = Callable[[Sketch, str], tuple[Draft, tuple[Line, ...]]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line such as tvmaze:70041 season 2 all KST, or tvmaze:"lovely runner"."""

    prefix: str
    number: str | None = None
    words: str = ""  # to search for
    season: str | None = None  # a number, or "all"
    whole: bool = False  # what is listed is all there is
    also: bool = False  # with its other network
    new: bool = False  # not the drama of that name which is there
    zone: str | None = None

    def line(self, more: str = "") -> str:
        options = [f"season {self.season}" if self.season else "", "all" if self.whole else ""]
        options += ["both" if self.also else "", "new" if self.new else "", self.zone or "", more]
        return " ".join(filter(None, (f"{self.prefix}:{self.number}", *options)))


@dataclass(frozen=True, slots=True)
class Found:
    """What a guide answered: a show, or several to choose from."""

    wanted: Wanted
    show: Show | None = None
    listed: tuple[Listed, ...] = ()


def errand(known: Sequence[Guide]) -> Errand:
    """What a guide says, for a line that names one; None for any other."""
    by_prefix = {guide.prefix: guide for guide in known}

    async def ask(arguments: Mapping[str, str]) -> Found | None:
        wanted = read(arguments.get(PARAM, ""), by_prefix)
        if wanted is None:
            return None
        guide, number = by_prefix[wanted.prefix], wanted.number
        if number is None:
            listed = tuple(await guide.search(wanted.words))
            if len(listed) != 1:
                return Found(wanted, listed=listed)
            number = listed[0].number
        return Found(replace(wanted, number=number), await guide.show(number))

    return ask


def read(line: str, known: Collection[str]) -> Wanted | None:
    """None for a line that speaks of no guide. Raises Mistake for one that says what none understands."""
    plain = " ".join(line.translate(str.maketrans("“”„「」『』", '"""""""')).split())
    page = _PAGE.match(plain)
    if page and page[1].casefold() in known:
        return _numbered(page[1].casefold(), page[2], plain[page.end() :])
    named = _NAMED.fullmatch(plain)
    if named is None or (prefix := named[1].casefold()) not in known:
        return None
    rest = (named[2] or named[3] or "").strip()
    number, _, options = rest.partition(" ")
    if number.isascii() and number.isdigit() and not _is_title(rest):
        return _numbered(prefix, number, options)
    words = rest.strip('" ')
    if not words:
        raise Mistake(f"Which one? Say its name or its number there, for example {prefix}:lovely runner.")
    return Wanted(prefix, words=words[:200])


def _is_title(rest: str) -> bool:
    """Whether the digits are the beginning of a name, such as 18 Again: the words after them are no options."""
    number, _, options = rest.partition(" ")
    try:
        return len(number) > 9 or _numbered("", number, options) is None
    except Mistake:
        return True


def _numbered(prefix: str, number: str, options: str) -> Wanted:
    season = _SEASON.search(options)
    left = (_SEASON.sub(" ", options) if season else options).split()
    said = {word for word in map(str.casefold, left) if word in ("all", "both", "new")}
    zone = " ".join(word for word in left if word.casefold() not in said)
    return Wanted(
        prefix,
        number,
        season=season[1].casefold() if season else None,
        whole="all" in said,
        also="both" in said,
        new="new" in said,
        zone=zones.zone(zone) if zone else None,
    )


async def offered(ask: Request, found: Found, made: Made) -> Message:
    """The card of what was found, or the question which one is meant."""
    if found.show is None:
        return texts.choices(found.wanted.prefix, found.wanted.words, found.listed)
    try:
        return await _card(ask, found.wanted, found.show, made)
    except Mistake as mistake:
        mistake.param = mistake.param or PARAM
        raise


async def _card(ask: Request, wanted: Wanted, whole_show: Show, made: Made) -> Message:
    show = _season(wanted, whole_show)
    if not show.network:
        raise Mistake(
            f"{show.guide} does not say where {show.title} comes out. Describe it in one line instead, with a network."
        )
    zone = _zone(ask, wanted, show)
    sketch = guides.sketch(show, zone, whole=show.over or wanted.whole, also=wanted.also)
    line = f"/adddrama {wanted.line()}"
    known = None if wanted.new else _known(ask.catalogue, sketch, show)
    alike: tuple[Line, ...] = ()
    if known is None:
        draft, alike = made(sketch, line)
        more = _more(wanted, show)
    else:
        after = await _after(ask, known, show, zone, sketch, wanted)
        if after is None:
            return texts.same(known, show)
        draft = Draft(known.slug, after, f"take over what {show.guide} says", None, line)
        more = (*_more(wanted, show), (Button("It is another drama", f"/adddrama {wanted.line('new')}"),))
    card = await offer(ask, replace(draft, more=more))
    beside: list[Line] = []
    if known is not None and draft.after is not None:
        after_all = schedules.parse(draft.after, draft.slug)
        if difference(known, after_all, ask.at):  # else the card has the lines of the file
            beside = texts.new_releases(known, after_all, ask.at, ask.zone)
    return replace(card, lines=(*alike, *card.lines, *beside, *texts.remarks(show, zone, wanted.also, wanted.whole)))


def _season(wanted: Wanted, show: Show) -> Show:
    seasons = show.seasons
    if wanted.season == "all" or (wanted.season is None and len(seasons) < 2):
        return show
    if wanted.season is None:
        years = {one.season: one.on.year for one in reversed(show.slots) if one.on}
        choices = [
            Choice(f"Season {n} ({years[n]})" if n in years else f"Season {n}", replace(wanted, season=str(n)).line())
            for n in seasons
        ]
        all_ = Choice("All as one", replace(wanted, season="all").line())
        raise Mistake(f"{show.guide} has {len(seasons)} seasons of {show.title}. Which one?", (*choices[-6:], all_))
    if int(wanted.season) not in seasons:
        last = f"the last one is {seasons[-1]}" if seasons else "it lists no episodes yet"
        raise Mistake(f"{show.guide} has no season {wanted.season} of {show.title}: {last}.")
    return show.season(int(wanted.season))


def _zone(ask: Request, wanted: Wanted, show: Show) -> str:
    if found := wanted.zone or show.zone:
        return found
    keys = dict.fromkeys(filter(None, ("Asia/Seoul", ask.zone, "Asia/Kuala_Lumpur", "Asia/Manila")))
    choices = tuple(Choice(zones.city(key), wanted.line(zones.short(key) or key)) for key in keys)
    raise Mistake(f"{show.guide} names no country for {show.network}. On which clock are its dates?", choices)


def _known(catalogue: Catalogue, sketch: Sketch, show: Show) -> Drama | None:
    """The drama of that name which begins at about the same time."""
    name = spelling.fold(sketch.title)
    begins = next((slot.on for slot in show.slots if slot.on), None)
    for drama in catalogue.dramas.values():
        if name not in map(spelling.fold, searching.titles(drama)):
            continue
        dates = [one.announced.on for release in drama.releases for one in release.episodes if one.announced.on]
        if not begins or not dates or abs(min(dates) - begins) < REMAKE:
            return drama
    return None


async def _after(ask: Request, drama: Drama, show: Show, zone: str, sketch: Sketch, wanted: Wanted) -> str | None:
    """The file as it would be; None where nothing differs."""
    before = after = await text_of(ask, drama)
    for place, release in enumerate(sketch.releases):
        key = " ".join(release.network.split()).lower()
        if key not in [one.key for one in drama.releases]:
            after = drafts.beside(after, release)
            continue
        told = [guides.announced(slot, zone) for slot in show.slots]
        days = told if place == 0 else [replace(one, hour=None) for one in told]
        after = guides.taken_over(after, drama, key, days, show, whole=show.over or wanted.whole)
        drama = schedules.parse(after, drama.slug)
    return None if after == before else after


def _more(wanted: Wanted, show: Show) -> Rows:
    """Other readings of the same."""
    rows: list[tuple[Button, ...]] = []
    if show.slots and not show.over and not wanted.whole:
        label = f"These {len(show.slots)} are all" if len(show.slots) > 1 else "There is just one"
        rows.append((Button(label, f"/adddrama {wanted.line('all')}"),))
    if show.also and not wanted.also:
        rows.append((Button(f"With {show.also} too", f"/adddrama {wanted.line('both')}"),))
    return tuple(rows)
