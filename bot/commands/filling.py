"""Forms being filled in: as a whole, or one question after the other, whichever the chat can do."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from secrets import token_hex
from typing import Any

from bot.commands.editing import edits
from bot.core.command import Param, Permission, Registry, Request
from bot.core.errors import Choice, Mistake
from bot.core.forms import MENU, WHOLE, Field, Filling, Form
from bot.core.messages import Button, Message
from bot.core.ports import Place
from bot.core.texts import forms as texts
from bot.core.texts import mistakes

WHAT = Param(
    "what", "The key of a form, a question of it, and the answer", lambda _, words: words, optional=True, raw=True
)
NOTHING = ("skip", "none", "nothing", "take it out", "-", "–")  # leaves out what is optional

Troubles = dict[Field, Mistake | None]  # what is wrong with an answer; None where it is missing


def declare(to: Registry, declared: Sequence[Form]) -> None:
    forms = {form.name: form for form in declared}

    async def fill(ask: Request, what: str | None) -> Message:
        key, _, rest = (what or "").partition(" ")
        state = await ask.store.fillings.get(ask.person.id)
        form = forms.get(state.form) if state else None
        if state is None or form is None or state.key != key or not state.open(ask.at):
            return texts.closed()
        answer = await _said(ask, form, state, rest.strip())
        pressable = ask.place is Place.PRIVATE or state.offered
        return replace(answer, settles=state.message) if answer.instead and pressable else answer

    async def stop(ask: Request) -> Message:
        state = await ask.store.fillings.get(ask.person.id)
        form = forms.get(state.form) if state else None
        if state is None or form is None or not state.open(ask.at):
            return texts.none_open()
        return await _said(ask, form, state, "cancel")

    to.command("fill", "Answer a question of a form", WHAT, pressed=True, opens=True)(fill)
    to.command("cancel", "Close the form that you are filling in", listed=False)(stop)


async def begin(ask: Request, form: Form, about: str = "", answers: Mapping[str, str] | None = None) -> Message:
    """Open that form, filled in with these answers, in place of any other of the asker's here."""
    state = Filling(token_hex(4), form.name, about, dict(answers or {}), "", ask.at)
    if ask.whole:
        return await _whole(ask, form, state, list(form.fields[:WHOLE]) if len(form.pages) > 1 else None)
    return replace(await (_menu if form.menu else _go_on)(ask, form, state), instead=False)


async def ask_for(ask: Request, form: Form, about: str, answers: Mapping[str, str], name: str) -> Message:
    """Open that form at one of its questions."""
    state = Filling(token_hex(4), form.name, about, dict(answers), "", ask.at)
    field = form.field(name)
    assert field
    if ask.whole and form.pressed:
        return await _faults(ask, form, state, {field: None}, first=True)
    asked = await (_whole(ask, form, state, [field]) if ask.whole else _question(ask, form, state, field))
    return replace(asked, instead=False)


async def _said(ask: Request, form: Form, state: Filling, rest: str) -> Message:
    """Whoever answers has to have the right to it now, whatever it was when the form was opened."""
    if refused := await _refused(ask, form):
        return refused
    if ask.values:
        return await _submitted(ask, form, state)
    name, _, words = rest.partition(" ")
    if name == MENU:
        name, _, words = state.offered.get(words.strip().casefold(), "").partition(" ")
    field = form.field(words if name in ("ask", "keep", "skip") else name)
    match name:
        case "cancel":
            await ask.store.fillings.drop(ask.person.id)
            return texts.cancelled(form, state)
        case "back":
            return await _back(ask, form, state)
        case "open" if ask.whole:
            return await _whole(ask, form, state)
        case "page" if ask.whole and words.isdecimal():
            start = (int(words) - 1) * WHOLE
            return await _whole(ask, form, state, list(form.fields[start : start + WHOLE]))
        case "done" if not _troubles(ask, form, state.answers):
            return await _finish(ask, form, state)
        case "ask" if field:
            return await _question(ask, form, state, field)
        case "keep" if field and state.answers.get(field.name):
            return await _answered(ask, form, state, field, state.answers[field.name])
        case "skip" if field and field.optional:
            return await _go_on(ask, form, replace(state, answers={**state.answers, field.name: ""}))
    return await _answered(ask, form, state, field, words) if field else await _go_on(ask, form, state)


async def _refused(ask: Request, form: Form) -> Message | None:
    if form.permission is Permission.ANYONE:
        return None
    if form.permission is Permission.OWNER:
        return None if ask.person.owner else mistakes.owners_only(ask.person)
    return None if not ask.person.linked and await edits(ask) else mistakes.editors_only(ask.person)


async def _answered(ask: Request, form: Form, state: Filling, field: Field, words: str) -> Message:
    plain = words.strip().casefold()
    if plain == "cancel":
        return await _said(ask, form, state, plain)
    if plain == "back" or (plain in ("leave", "leave it") and form.menu):
        return await _back(ask, form, state)
    value = "" if field.optional and plain in NOTHING else _meant(field, state, words)
    try:
        if value or not field.optional:
            _read(ask, field, state.answers, value)
    except Mistake as fault:
        return await _question(ask, form, state, field, fault)
    return await _go_on(ask, form, replace(state, answers={**state.answers, field.name: value}))


async def _submitted(ask: Request, form: Form, state: Filling) -> Message:
    """All boxes at once: kept as they are, then read."""
    given = {one.name: _tidy(one, ask.values[one.name]) for one in form.fields if one.name in ask.values}
    left_out = {one.name: "" for one in form.fields if one.optional and given.get(one.name, "").casefold() in NOTHING}
    state = replace(state, answers={**state.answers, **given, **left_out})
    return await _go_on(ask, form, state)


async def _go_on(ask: Request, form: Form, state: Filling) -> Message:
    """To the next question that is open, or to the end."""
    found = _troubles(ask, form, state.answers)
    if not found:
        more = form.menu and (not ask.whole or len(form.pages) > 1)
        return await (_menu if more else _finish)(ask, form, state)
    if ask.whole:
        return await _faults(ask, form, state, found)
    field, fault = next(iter(found.items()))
    return await _question(ask, form, state, field, fault)


async def _back(ask: Request, form: Form, state: Filling) -> Message:
    if form.menu:
        return await _menu(ask, form, state)
    asked = [field for field in form.fields if field.needed(ask, state.answers)]
    at = next((at for at, field in enumerate(asked) if field.name == state.asked), 0)
    return await _question(ask, form, state, asked[max(at - 1, 0)])


async def _question(ask: Request, form: Form, state: Filling, field: Field, fault: Mistake | None = None) -> Message:
    choices = list(fault.choices) if fault and fault.choices else _choices(ask, field, state.answers)
    offered = {one.label.casefold(): one.value for one in choices}
    state = replace(state, asked=field.name, touched=ask.at, message="", offered=offered)
    await ask.store.fillings.keep(ask.person.id, state)
    alone, first = ask.place is Place.PRIVATE, field is form.fields[0]
    return texts.question(form, field, state, choices, fault, alone=alone, first=first)


async def _whole(ask: Request, form: Form, state: Filling, fields: list[Field] | None = None) -> Message:
    """The form with these fields, by default with all that are needed: what is open first, where not all have room."""
    state = replace(state, asked="", touched=ask.at)
    await ask.store.fillings.keep(ask.person.id, state)
    if fields is None:
        open_ = _troubles(ask, form, state.answers)
        needed = [field for field in form.fields if field.needed(ask, state.answers)]
        kept = sorted(needed, key=lambda field: field not in open_)[:WHOLE]
        fields = [field for field in needed if field in kept]
    return texts.whole(form, state, fields)


async def _faults(ask: Request, form: Form, state: Filling, found: Troubles, *, first: bool = False) -> Message:
    state = replace(state, asked="", touched=ask.at)
    await ask.store.fillings.keep(ask.person.id, state)
    offered = []
    for field, fault in found.items():
        choices = fault.choices if fault else _choices(ask, field, state.answers)
        offered += [Button(one.label, texts.line(state, field.name, one.value)) for one in choices]
    return replace(texts.faults(form, state, found, offered, first=first), instead=not first)


async def _menu(ask: Request, form: Form, state: Filling, fault: Mistake | None = None) -> Message:
    needed = [field for field in form.fields if field.needed(ask, state.answers)]
    offered = {one.label.casefold(): f"ask {one.name}" for one in needed} | {"that is all": "done", "cancel": "cancel"}
    state = replace(state, asked=MENU, touched=ask.at, message="", offered=offered)
    await ask.store.fillings.keep(ask.person.id, state)
    return texts.menu(form, state, needed, fault, whole=ask.whole)


async def _finish(ask: Request, form: Form, state: Filling) -> Message:
    try:
        message = await form.done(ask, state.about, _values(ask, form, state.answers), state.answers)
    except Mistake as fault:
        field = form.field(fault.param or "")
        if form.menu:
            return await _menu(ask, form, state, fault)
        field = field or form.fields[-1]
        return await (
            _faults(ask, form, state, {field: fault}) if ask.whole else _question(ask, form, state, field, fault)
        )
    await ask.store.fillings.drop(ask.person.id)
    return replace(message, instead=True)


def _troubles(ask: Request, form: Form, answers: Mapping[str, str]) -> Troubles:
    found: Troubles = {}
    for field in form.fields:
        if not field.needed(ask, answers):
            continue
        if field.name not in answers:
            found[field] = None
            continue
        try:
            _read(ask, field, answers, answers[field.name])
        except Mistake as fault:
            found[field] = fault if answers[field.name] else None
    return found


def _values(ask: Request, form: Form, answers: Mapping[str, str]) -> dict[str, Any]:
    needed = (field for field in form.fields if field.needed(ask, answers))
    return {field.name: _read(ask, field, answers, answers.get(field.name, "")) for field in needed}


def _read(ask: Request, field: Field, answers: Mapping[str, str], words: str) -> Any:
    if not words:
        if field.optional:
            return None
        raise texts.missing(field)
    if len(words) > field.longest:
        raise texts.too_long(field, len(words))
    return field.read(ask, answers, words)


def _choices(ask: Request, field: Field, answers: Mapping[str, str]) -> list[Choice]:
    return list(field.choices(ask, answers)) if field.choices else []


def _meant(field: Field, state: Filling, words: str) -> str:
    """The words, or the value of the offered answer that is called like that."""
    text = _tidy(field, words)
    offered = state.offered if field.name == state.asked else {}
    kept = {"keep it": state.answers[field.name]} if state.answers.get(field.name) else {}
    return (offered | kept).get(text.casefold(), text)


def _tidy(field: Field, words: str) -> str:
    return words.strip() if field.long else " ".join(words.split())
