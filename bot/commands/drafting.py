"""A drama drafted from an article: read, looked over by an editor, and taken into the schedule."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from bot.commands import redrafting
from bot.commands.editing import author_of
from bot.commands.redrafting import NETWORKS, known, zones_of
from bot.core import adopting, drafts, proposals, searching, settling, spelling, zones
from bot.core.command import Errand, Param, Permission, Registry, Request, Takes
from bot.core.drafted import Draft, digest
from bot.core.dramas import Drama
from bot.core.errors import Choice, Mistake
from bot.core.messages import File, Line, Message
from bot.core.texts import drafting, proposing
from bot.core.texts.drafting import Open, Shown

REMAKE = 540  # days between two premieres, from which on a drama of the same name is another one
LARGEST = 4 * 2**20  # bytes of a file
MOST = 50  # drafts that are looked through
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//\S+|[\w-]+(?:\.[\w-]+)+(?::\d+)?/\S*", re.I)


class Articles(Protocol):
    """Reads articles. All raise a Mistake for what cannot be had, or is no article."""

    async def of_address(self, address: str) -> Draft: ...
    async def of_text(self, text: str) -> Draft: ...
    async def of_file(self, name: str, content: bytes) -> Draft: ...


def _number(_: Request, words: str) -> int:
    if not words.strip().isdecimal() or len(words) > 12:
        raise Mistake(f'"{words}" is no number of a draft. /draft makes one.')
    return int(words)


def _plain(_: Request, words: str) -> str:
    return words


ARTICLE = Param("article", "An address, or the text itself", _plain, raw=True, example="https://example.com/new-drama")
NUMBER = Param("number", "Of the draft", _number)
VALUE = Param("value", "What it is", _plain, take=lambda _, words: max(len(words) - 2, 0), optional=True)
KEY = Param("key", "As the button has it", _plain, take=lambda _, words: 1 if len(words) > 1 else 0, optional=True)
FROM = Param(
    "begin", "The first quote of the page", _number, take=lambda _, words: 1 if len(words) > 1 else 0, optional=True
)
FIELD = Param("field", f"One of {', '.join(settling.FIELDS)}", _plain, take=lambda _, words: 1 if len(words) > 1 else 0)
SHOWN_FROM = Param("begin", "The page", _number, take=lambda _, words: 1 if len(words) > 2 else 0, optional=True)


def declare(to: Registry, articles: Articles | None = None) -> None:
    """Without `articles` the command says that nothing can be read here."""
    about = "Draft a drama from an article: its address, its text, or a file"
    takes = Takes((".html", ".htm", ".txt"), LARGEST, "an article (.html or .txt)", _of_file(articles))
    editor = Permission.EDITOR
    to.command("draft", about, ARTICLE, permission=editor, errand=_of_words(articles), takes=takes)(draft)
    _unlisted(to, "drafted", "Look at a draft", NUMBER)(drafted)
    _unlisted(to, "setdraft", "Say one thing of a draft otherwise", NUMBER, FIELD, VALUE, opens=True)(set_draft)
    _unlisted(to, "editdraft", "Say a draft otherwise, in a form", NUMBER, opens=True)(edit_draft)
    _unlisted(to, "draftquotes", "The quotes of a draft", NUMBER, FROM)(quotes)
    _unlisted(to, "dropquote", "Leave a quote out of a draft", NUMBER, FIELD, SHOWN_FROM)(drop_quote)
    _unlisted(to, "adopt", "Take a draft into the schedule", NUMBER, KEY)(adopt)
    _unlisted(to, "refusedraft", "Do not", NUMBER)(refuse)


def _unlisted(to: Registry, name: str, about: str, *params: Param, opens: bool = False) -> Callable[..., object]:
    pressed = name != "setdraft"
    return to.command(name, about, *params, permission=Permission.EDITOR, pressed=pressed, listed=False, opens=opens)


def _of_words(articles: Articles | None) -> Errand:
    async def errand(arguments: Mapping[str, str]) -> Draft:
        words = arguments[ARTICLE.name].strip()
        read = _there(articles)
        if _ADDRESS.fullmatch(words):
            return await read.of_address(words)
        if len(words.split()) < 2:
            raise Mistake(drafting.no_article(words))
        return await read.of_text(words)

    return errand


def _of_file(articles: Articles | None) -> Callable[[File], Awaitable[Draft]]:
    async def errand(file: File) -> Draft:
        return await _there(articles).of_file(file.name, file.content)

    return errand


def _there(articles: Articles | None) -> Articles:
    if articles is None:
        raise Mistake("Articles cannot be read here.")
    return articles


async def draft(ask: Request, words: str | None, found: Draft) -> Message:
    if found.empty:
        raise Mistake(drafting.nothing_found(found))
    plan = await _plan(ask, found)
    if plan.drama and plan.void:
        return drafting.nothing_new(found, plan.drama.title, plan.slug)
    same = (number for number, one in await ask.store.ledger.drafts(MOST) if one.kept() == found.kept())
    number = next(same, None) or await ask.store.ledger.keep_draft(found, ask.at)
    return await card(ask, number, found, drafting.little(found))


async def waiting(ask: Request) -> list[tuple[int, Draft]]:
    """Those that nobody has decided, the last one first. Those of which the schedule has all by now are closed."""
    left: list[tuple[int, Draft]] = []
    for number, found in await ask.store.ledger.drafts(MOST):
        if (await _plan(ask, found)).void:
            await ask.store.ledger.drop_draft(number)
        else:
            left.append((number, found))
    return left


async def drafted(ask: Request, number: int) -> Message:
    return replace(await card(ask, number, await known(ask, number)), instead=True)


async def set_draft(ask: Request, number: int, field: str, value: str | None) -> Message:
    name = settling.called(field)
    if not value:
        return await redrafting.edit(ask, FORM, number, name)
    found = settling.settled(await known(ask, number), name, value, ask.at)
    await ask.store.ledger.keep_draft(found, ask.at, number)
    return replace(await card(ask, number, found), instead=True)


async def edit_draft(ask: Request, number: int) -> Message:
    return await redrafting.edit(ask, FORM, number)


async def quotes(ask: Request, number: int, begin: int | None) -> Message:
    return drafting.quotes(number, await _with_new_quotes(ask, await known(ask, number)), begin or 0)


async def drop_quote(ask: Request, number: int, key: str, begin: int | None) -> Message:
    found = (await known(ask, number)).without_quote(key)
    await ask.store.ledger.keep_draft(found, ask.at, number)
    return drafting.quotes(number, await _with_new_quotes(ask, found), begin or 0)


async def adopt(ask: Request, number: int, seal: str | None) -> Message:
    """As it was shown, or not at all: what was changed since, of the draft or of the drama, is shown first."""
    ledger, found = ask.store.ledger, await known(ask, number)
    plan = await _plan(ask, found)
    if plan.drama and plan.void:
        await ledger.drop_draft(number)
        return replace(drafting.nothing_new(found, plan.drama.title, plan.slug), instead=True)
    if plan.after is None or digest(plan.after) != seal:
        note = "Something was changed since you saw this. It is so now:" if seal else None
        return await card(ask, number, found, note)
    reason = f"per {adopting.source(found)}"
    what = "add it" if plan.before is None else "take in what an article says"
    proposal = await proposals.propose(ledger, plan.slug, plan.after, what, author_of(ask), ask.at, reason=reason)
    done = await proposals.approve(ledger, proposal, author_of(ask), ask.at)
    await ledger.drop_draft(number)
    return proposing.done(done)


async def refuse(ask: Request, number: int) -> Message:
    found = await known(ask, number)
    await ask.store.ledger.drop_draft(number)
    return drafting.refused(found)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What approving would do: `after` is None while something has to be settled, or nothing is new."""

    slug: str
    drama: Drama | None
    before: str | None
    after: str | None
    changes: tuple[adopting.Change, ...] = ()
    open: tuple[Open, ...] = ()

    @property
    def void(self) -> bool:
        """Whether there is nothing to decide: the drama is there, and the article says nothing else of it."""
        return self.drama is not None and not self.changes and not self.open


async def card(ask: Request, number: int, found: Draft, note: str | None = None) -> Message:
    plan = await _plan(ask, found)
    seal = digest(plan.after) if plan.after is not None else None
    beside = () if plan.drama else _beside(ask, found)
    title = plan.drama.title if plan.drama else None
    return drafting.card(Shown(number, found, plan.open, seal, title, plan.changes, beside), note)


async def _plan(ask: Request, found: Draft) -> _Plan:
    drama = _same(ask, found)
    if drama is not None:
        document = await ask.store.ledger.document(drama.slug)
        if document is not None and not document.removed:
            return _additions(ask, drama, document.text, found)
    year = int(found.premiere[:4]) if found.premiere and not found.premiere.startswith("--") else None
    slug = drafts.slug(found.title or "", ask.catalogue.dramas.keys(), year) if found.title else ""
    open_ = _open(ask, found, adopting.missing(found))
    needed = adopting.missing(found)
    if needed or any(one.field == "zone" for one in open_):
        return _Plan(slug, None, None, None, open=open_)
    return _Plan(slug, None, None, adopting.document(found), open=open_)


async def _with_new_quotes(ask: Request, found: Draft) -> Draft:
    """The draft with those of its quotes that the schedule does not have."""
    plan = await _plan(ask, found)
    if plan.drama is None or plan.before is None:
        return found
    return replace(found, quotes=adopting.new_quotes(plan.before, plan.slug, found))


def _additions(ask: Request, drama: Drama, text: str, found: Draft) -> _Plan:
    open_ = _open(ask, found, ())
    if any(one.field == "zone" for one in open_):
        return _Plan(drama.slug, drama, text, None, open=open_)
    fitted = adopting.fitted(text, drama.slug, found)
    return _Plan(drama.slug, drama, text, fitted.text if fitted.text != text else None, fitted.changes, open_)


def _open(ask: Request, found: Draft, missing: tuple[str, ...]) -> tuple[Open, ...]:
    """What stands in the way first, then what the article leaves open."""
    open_: list[Open] = []
    names = {field: name for name, field in settling.FIELDS.items()}
    if "title" in missing:
        open_.append(Open("The article does not say what the drama is called.", "title"))
    if "year" in missing:
        years = tuple(Choice(str(year), str(year)) for year in settling.years(found, ask.at))
        open_.append(Open("In which year is the premiere?", "year", years))
    if "zone" in missing:
        open_.append(Open("On which clock does it come out? The article names no time zone.", "zone", zones_of(ask)))
    elif found.zone:
        try:
            zones.zone(found.zone)
        except Mistake as mistake:
            open_.append(Open(mistake.text, "zone", mistake.choices))
    if "platform" in missing:
        open_.append(Open("Where does it come out?", "network", tuple(Choice(one, one) for one in NETWORKS)))
    for question in found.questions:
        if question.field is not None:
            choices = tuple(Choice(one.removeprefix("--"), one) for one in question.choices)
            open_.append(Open(question.text, names.get(question.field, question.field), choices))
    return tuple(open_)


def _named_alike(ask: Request, found: Draft) -> list[Drama]:
    name = spelling.fold(found.title or "")
    everybody = ask.catalogue.dramas.values()
    return [drama for drama in everybody if name and name in map(spelling.fold, searching.titles(drama))]


def _same(ask: Request, found: Draft) -> Drama | None:
    """The drama of the schedule that the article is about; a remake years later is another one."""
    alike = [drama for drama in _named_alike(ask, found) if _of_the_time(drama, found)]
    return alike[-1] if alike else None


def _of_the_time(drama: Drama, found: Draft) -> bool:
    known = [release.episodes[0].announced.on for release in drama.releases if release.episodes]
    first = next((on for on in known if on), None)
    if first is None or found.premiere is None or found.premiere.startswith("--"):
        return True
    return abs((first - found.premiere_date).days) < REMAKE if found.premiere_date else True


def _beside(ask: Request, found: Draft) -> tuple[Line, ...]:
    alike = _named_alike(ask, found)
    return tuple((f"Mind: there is another drama called that, {one.title} (/drama {one.slug}).",) for one in alike)


FORM = redrafting.form(card)
