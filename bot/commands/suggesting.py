"""Fans propose, editors decide."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.commands import adding, describing, details, quoting, surgery
from bot.commands.adding import added
from bot.commands.editing import Builder, Draft, author_of, offer
from bot.commands.filling import begin
from bot.core import oneline
from bot.core.command import Command, Param, Permission, Registry, Request, given
from bot.core.errors import Mistake
from bot.core.forms import Answers, Form
from bot.core.messages import Message
from bot.core.proposals import EDITORS, State
from bot.core.texts import mistakes, proposing

A_DAY = 5  # suggestions of one person
EXAMPLES = (
    '/suggest "Lovely Runner" tvN 8 Apr 2024 8:50 PM KST, Mondays and Tuesdays, 16 episodes',
    "/suggest skip cheer up 9 baseball",
    '/suggest addquote Song Kang "I put a lot of effort in." source GOKpop',
)
BUILDERS: dict[str, Builder] = {
    "skip": surgery.skip,
    "move": surgery.move,
    "delay": surgery.delay,
    "double": surgery.double,
    "hold": surgery.hold,
    "resume": surgery.resume,
    "ended": surgery.ended,
    "editdrama": details.editdrama,
    "alias": details.alias,
    "cast": details.cast,
    "release": details.release,
    "addquote": details.addquote,
    "removedrama": adding.removed,
}
WORDS = Param(
    "what",
    f"A drama in one line, or a change, such as {EXAMPLES[1]}",
    lambda _, words: words,
    optional=True,
    raw=True,
)


def declare(to: Registry) -> None:
    to.command("suggest", "Suggest a drama, a correction or a quote to the editors", WORDS, opens=True)(
        suggest_with(to)
    )


def suggest_with(registry: Registry) -> Any:
    async def suggest(ask: Request, words: str | None) -> Message:
        await _made(ask)
        if words is None:
            return proposing.what_to_suggest(EXAMPLES[1])
        if form := BY_FORM.get(words.strip().casefold()):
            return await begin(ask, form)
        try:
            draft = await drafted(registry, ask, words)
        except Mistake as mistake:
            if not _says_something(words):
                return proposing.what_to_suggest(EXAMPLES[1], unread=True)
            raise _of_suggesting(mistake) from None
        return draft if isinstance(draft, Message) else await _suggested(ask, draft)

    return suggest


def _says_something(words: str) -> bool:
    """Whether it may be a change, or a drama in one line, and not only talk."""
    name = words.strip().removeprefix("/").partition(" ")[0].casefold()
    return name in BUILDERS or any(letter in '"“”「『,' or letter.isdigit() for letter in words)


def _of_suggesting(mistake: Mistake) -> Mistake:
    """What is said to editors, for a fan; its choices are the whole line."""
    mistake.text = mistake.text.replace("/adddrama", "/suggest")
    if mistake.param == oneline.PARAM:
        mistake.param = WORDS.name
    return mistake


async def _suggested(ask: Request, draft: Draft) -> Message:
    made = await _made(ask)
    card = await offer(ask, draft, State.PROPOSED)
    ask.store.ledger.tell(EDITORS, replace(card, personal=False))
    return proposing.suggested(A_DAY - made - 1)


async def _made(ask: Request) -> int:
    """How many suggestions the asker has made in a day. Raises Mistake when these are all that are read."""
    made = await ask.store.ledger.suggested(author_of(ask), ask.at - timedelta(days=1))
    if made >= A_DAY:
        raise Mistake(proposing.too_many(A_DAY))
    return made


async def _drama(ask: Request, about: str, values: Mapping[str, Any], answers: Answers) -> Message:
    return await _suggested(ask, adding.described(ask, values)[0])


async def _quote(ask: Request, about: str, values: Mapping[str, Any], answers: Answers) -> Message:
    return await _suggested(ask, await quoting.described(ask, values))


BY_FORM = {
    "drama": Form("suggestdrama", "Suggest a drama", describing.NEW, _drama, Permission.ANYONE),
    "quote": Form("suggestquote", "Suggest a quote", quoting.FIELDS, _quote, Permission.ANYONE),
}


async def drafted(registry: Registry, ask: Request, words: str) -> Draft | Message:
    """What these words would do: a command of the editors without its slash, or a drama in one line."""
    name, _, rest = words.strip().removeprefix("/").partition(" ")
    builder, command = BUILDERS.get(name.casefold()), registry.commands.get(name.casefold())
    if builder is None or command is None:
        draft, _alike = added(ask, words.strip().removeprefix("/adddrama").strip())
        return draft
    values = _values(ask, command, given(command, rest.strip(), ask.catalogue))
    return values if isinstance(values, Message) else await builder(ask, *values)


def _values(ask: Request, command: Command, arguments: dict[str, str]) -> list[Any] | Message:
    values: list[Any] = []
    for param in command.params:
        words = arguments.get(param.name, "").strip()
        if not words and not param.optional:
            choices = list(param.suggest(ask.catalogue, ""))[:4] if param.suggest else []
            return mistakes.ask_for(replace(command, name=f"suggest {command.name}"), param, choices, arguments)
        values.append(param.read(ask, words) if words else None)
    return values
