"""Answering interactions: the callback, the original answer, follow-ups."""

import asyncio
from typing import Any

from tests.emulators.discord.check_commands import STRING, check_choices
from tests.emulators.discord.check_components import check_modal
from tests.emulators.discord.check_messages import check_message
from tests.emulators.discord.errors import refusal
from tests.emulators.discord.form import Form
from tests.emulators.discord.interactions import RESPONSES, Interaction, Kind, Response
from tests.emulators.discord.posting import numbered, remove, rewrite, write
from tests.emulators.discord.rest import Answered, Ask, route
from tests.emulators.discord.routes_messages import body_of
from tests.emulators.discord.values import EPHEMERAL, LABEL, STRING_SELECT, TEXT_INPUT, Field, Modal, walk
from tests.emulators.discord.world import Message
from tests.emulators.owntime import own_time


@route("POST", "/interactions/{interaction}/{token}/callback", token_in_path=True)
def callback(ask: Ask) -> Answered:
    now, asked = asyncio.get_running_loop().time(), ask.dc.interactions.get(ask["interaction"])
    if asked is None or asked.token != ask["token"]:
        raise refusal(10062)
    if asked.response is None and now - asked.at > ask.dc.interaction_deadline:
        raise refusal(10062)
    if asked.response is not None:
        raise refusal(40060)
    body, form = body_of(ask), Form()
    kind = form.among(body, ("type",), RESPONSES[asked.kind], required=True)
    form.done()
    data = body.get("data") or {}
    _respond(ask, asked, Response(kind), data)
    asked.response, asked.acknowledged_after = Response(kind), own_time() - asked.began
    ask.dc.changes.happened()
    if ask.call.query.get("with_response", "").lower() not in ("1", "true"):
        return 204, None
    return 200, _told(ask, asked)


def _respond(ask: Ask, asked: Interaction, kind: Response, data: dict[str, Any]) -> None:
    """Do what the response says. Raises before anything has changed."""
    form = Form()
    match kind:
        case Response.MESSAGE:
            check_message(data, files=ask.files, path=("data",))
            asked.original, asked.settled = _write(ask, asked, data), True
        case Response.DEFERRED_MESSAGE:
            asked.original = _write(ask, asked, {"flags": (data.get("flags") or 0) & EPHEMERAL})
            asked.original.loading = True
        case Response.UPDATE | Response.DEFERRED_UPDATE if asked.source is None:
            form.wrong(("type",), "INTERACTION_TYPE_INVALID", "There is no message to update.")
            form.done()
        case Response.UPDATE:
            assert asked.source
            check_message(data, files=ask.files, path=("data",), edited=asked.source.json(ask.dc.bot))
            asked.original, asked.settled = rewrite(ask.dc, asked.source, data, ask.files), True
        case Response.DEFERRED_UPDATE:
            asked.original = asked.source
        case Response.CHOICES:
            choices = form.items(data, ("data", "choices"), 0, 25, required=True)
            typed = next((o["type"] for o in walk_options(asked.data.get("options", [])) if o.get("focused")), STRING)
            check_choices(form, choices, ("data", "choices"), typed, distinct=False)
            form.done()
            asked.choices, asked.settled = choices, True
        case Response.MODAL:
            check_modal(form, data, ("data",))
            form.done()
            asked.modal, asked.settled = _modal(data, asked.id), True


def walk_options(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every option, also those of the subcommand that was used."""
    return [inner for one in options for inner in (one, *walk_options(one.get("options", [])))]


def _write(ask: Ask, asked: Interaction, data: dict[str, Any]) -> Message:
    person = asked.person if (data.get("flags") or 0) & EPHEMERAL else None
    return write(ask.dc, asked.channel, data, ask.files, interaction=asked.metadata(), for_person=person)


def _modal(data: dict[str, Any], interaction: str) -> Modal:
    parts = numbered(data["components"])
    labels = {id(part.get("component")): part["label"] for part in parts if part["type"] == LABEL}
    inputs = [
        one for one in walk(parts) if one["type"] == TEXT_INPUT or one["type"] == STRING_SELECT or "custom_id" in one
    ]
    fields = tuple(
        Field(
            one.get("label") or labels.get(id(one), ""),
            one["custom_id"],
            one["type"],
            one.get("required", True),
            one.get("value"),
            tuple(option["value"] for option in one.get("options", [])),
            tuple(option["value"] for option in one.get("options", []) if option.get("default")),
            one.get("placeholder"),
            one.get("max_length"),
        )
        for one in inputs
    )
    return Modal(data["title"], data["custom_id"], fields, tuple(parts), interaction)


def _told(ask: Ask, asked: Interaction) -> dict[str, Any]:
    assert asked.response
    about: dict[str, Any] = {"id": asked.id, "type": int(asked.kind)}
    resource: dict[str, Any] = {"type": int(asked.response)}
    if asked.original and asked.response not in (Response.MODAL, Response.CHOICES):
        hidden = bool(asked.original.flags & EPHEMERAL)
        about |= {"response_message_id": asked.original.id, "response_message_ephemeral": hidden}
        about["response_message_loading"] = asked.original.loading
        if asked.response in (Response.MESSAGE, Response.UPDATE):
            resource["message"] = asked.original.json(ask.dc.bot)
    return {"interaction": about, "resource": resource}


def _interaction(ask: Ask) -> Interaction:
    """The interaction whose token is in the path, while the token lives and once it has been answered."""
    if ask["application"] != ask.dc.bot["id"]:
        raise refusal(10015)
    asked = ask.dc.interactions.get(ask["token"].removeprefix("interaction-"))
    if (
        asked is None
        or asked.token != ask["token"]
        or asyncio.get_running_loop().time() - asked.at > ask.dc.token_lifetime
    ):
        raise refusal(50027)
    if asked.response is None or asked.kind is Kind.AUTOCOMPLETE:
        raise refusal(10015)
    return asked


def _message(ask: Ask, asked: Interaction) -> Message:
    wanted = ask["message"]
    known = [asked.original, *asked.followups] if asked.original else asked.followups
    found = asked.original if wanted == "@original" else next((m for m in known if m.id == wanted), None)
    if found is None or found.deleted:
        raise refusal(10008)
    return found


@route("POST", "/webhooks/{application}/{token}", token_in_path=True)
def follow_up(ask: Ask) -> Answered:
    asked, body = _interaction(ask), body_of(ask)
    check_message(body, files=ask.files)
    if asked.original and asked.original.loading:  # the first follow-up takes the place of "is thinking…"
        message = rewrite(ask.dc, asked.original, body, ask.files)
    else:
        message = _write(ask, asked, body)
        asked.followups.append(message)
    asked.settled = True
    return 200, message.json(ask.dc.bot)


@route("GET", "/webhooks/{application}/{token}/messages/{message}", token_in_path=True)
def get_answer(ask: Ask) -> Answered:
    return 200, _message(ask, _interaction(ask)).json(ask.dc.bot)


@route("PATCH", "/webhooks/{application}/{token}/messages/{message}", token_in_path=True)
def edit_answer(ask: Ask) -> Answered:
    asked, body = _interaction(ask), body_of(ask)
    message = _message(ask, asked)
    check_message(body, files=ask.files, edited=None if message.loading else message.json(ask.dc.bot))
    asked.settled = True
    return 200, rewrite(ask.dc, message, body, ask.files).json(ask.dc.bot)


@route("DELETE", "/webhooks/{application}/{token}/messages/{message}", token_in_path=True)
def delete_answer(ask: Ask) -> Answered:
    asked = _interaction(ask)
    remove(ask.dc, _message(ask, asked))
    asked.settled = True
    return 204, None
