"""Channels, messages and direct messages."""

import asyncio
from itertools import takewhile
from typing import Any

from tests.emulators.discord.check_messages import check_message
from tests.emulators.discord.errors import refusal
from tests.emulators.discord.form import Form
from tests.emulators.discord.permissions import May
from tests.emulators.discord.posting import may_post, remove, rewrite, write
from tests.emulators.discord.rest import Answered, Ask, route
from tests.emulators.discord.values import EPHEMERAL
from tests.emulators.discord.world import Channel, Message

NONCE_SECONDS = 120.0  # "the past few minutes", says the documentation


def channel_of(ask: Ask) -> Channel:
    """The channel in the path, when the bot can see it."""
    channel = ask.dc.channels.get(ask["channel"])
    if channel is None or channel.deleted or (channel.parent and channel.parent.deleted):
        raise refusal(10003)
    if channel.guild and (not channel.guild.bot_in or May.VIEW_CHANNEL not in channel.bot_may):
        raise refusal(50001)
    if channel.private and not channel.opened:
        raise refusal(50001)
    return channel


def message_of(ask: Ask, channel: Channel) -> Message:
    for message in channel.messages:
        if message.id == ask["message"] and not message.deleted and not message.flags & EPHEMERAL:
            return message
    raise refusal(10008)


def body_of(ask: Ask) -> dict[str, Any]:
    body: dict[str, Any] = {} if ask.body is None else ask.body
    if not isinstance(body, dict):
        form = Form()
        form.wrong((), "MODEL_TYPE_CONVERT", "Only dictionaries may be used here.")
        form.done()
    return body


@route("GET", "/channels/{channel}")
def get_channel(ask: Ask) -> Answered:
    return 200, channel_of(ask).json()


@route("POST", "/channels/{channel}/messages")
def create_message(ask: Ask) -> Answered:
    dc, body, channel = ask.dc, body_of(ask), channel_of(ask)
    may_post(dc, channel, body, ask.files)
    check_message(body, files=ask.files)
    if body.get("flags") and body["flags"] & EPHEMERAL:
        form = Form()
        form.wrong(("flags",), "BASE_TYPE_CHOICES", "Ephemeral messages need an interaction.")
        form.done()
    if body.get("enforce_nonce") and (first := _same_nonce(channel, body.get("nonce"))):
        if first.deleted:
            raise refusal(10008)
        dc.repeats.append(first.id)
        return 200, first.json(dc.bot)
    if reference := body.get("message_reference"):
        known = any(m.id == str(reference.get("message_id")) and not m.deleted for m in channel.messages)
        if not known and reference.get("fail_if_not_exists", True):
            form = Form()
            form.wrong(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
            form.done()
    return 200, write(dc, channel, body, ask.files).json(dc.bot)


def _same_nonce(channel: Channel, nonce: str | int | None) -> Message | None:
    if nonce in (None, ""):
        return None
    since = asyncio.get_running_loop().time() - NONCE_SECONDS
    recent = takewhile(lambda message: message.at >= since, reversed(channel.messages))
    return next((m for m in recent if not m.author and m.nonce is not None and str(m.nonce) == str(nonce)), None)


@route("GET", "/channels/{channel}/messages")
def list_messages(ask: Ask) -> Answered:
    channel, query = channel_of(ask), ask.call.query
    if channel.guild and May.READ_MESSAGE_HISTORY not in channel.bot_may:
        return 200, []
    form, numbers = Form(), {key: int(value) if value.isdigit() else value for key, value in query.items()}
    limit = form.number({"limit": 50, **numbers}, ("limit",), 1, 100)
    before, after = (form.number(numbers, (key,), 0, 1 << 63) for key in ("before", "after"))
    form.done()
    assert limit
    shown = [m for m in channel.messages if not m.deleted and not m.flags & EPHEMERAL]
    if before is not None:
        shown = [m for m in shown if int(m.id) < before]
    if after is not None:
        shown = [m for m in shown if int(m.id) > after][:limit]
    return 200, [message.json(ask.dc.bot) for message in shown[-limit:][::-1]]


@route("GET", "/channels/{channel}/messages/{message}")
def get_message(ask: Ask) -> Answered:
    channel = channel_of(ask)
    if channel.guild and May.READ_MESSAGE_HISTORY not in channel.bot_may:
        raise refusal(50013)
    return 200, message_of(ask, channel).json(ask.dc.bot)


@route("PATCH", "/channels/{channel}/messages/{message}")
def edit_message(ask: Ask) -> Answered:
    body, message = body_of(ask), message_of(ask, channel_of(ask))
    if message.author is not None:
        raise refusal(50005)
    if message.channel.archived:
        raise refusal(50083)
    check_message(body, files=ask.files, edited=message.json(ask.dc.bot))
    return 200, rewrite(ask.dc, message, body, ask.files).json(ask.dc.bot)


@route("DELETE", "/channels/{channel}/messages/{message}")
def delete_message(ask: Ask) -> Answered:
    channel = channel_of(ask)
    message = message_of(ask, channel)
    if message.author is not None and (channel.private or May.MANAGE_MESSAGES not in channel.bot_may):
        raise refusal(50003 if channel.private else 50013)
    remove(ask.dc, message)
    return 204, None


@route("POST", "/channels/{channel}/typing")
def type_there(ask: Ask) -> Answered:
    channel = channel_of(ask)
    may_post(ask.dc, channel, {}, ())
    channel.typed += 1
    return 204, None


@route("POST", "/users/@me/channels")
def open_direct_message(ask: Ask) -> Answered:
    dc, form = ask.dc, Form()
    key = str(body_of(ask).get("recipient_id") or "")
    if not key.isdigit():
        form.wrong(("recipient_id",), "NUMBER_TYPE_COERCE", f'Value "{key}" is not snowflake.')
        form.done()
    if key == dc.bot["id"]:
        raise refusal(50033)
    if key not in dc.people:
        raise refusal(10013)
    channel = dc.people[key].dm
    if not channel.opened:
        dc.count_opened_dm()
        channel.opened = True
    return 200, channel.json()


@route("GET", "/users/{user}")
def get_user(ask: Ask) -> Answered:
    if ask["user"] not in ask.dc.people:
        raise refusal(10013)
    return 200, ask.dc.people[ask["user"]].json()
