"""Guilds, their members, threads and scheduled events."""

from datetime import datetime
from typing import Any

from tests.emulators.discord.check_messages import check_message
from tests.emulators.discord.errors import refusal
from tests.emulators.discord.form import REQUIRED, Form
from tests.emulators.discord.permissions import May
from tests.emulators.discord.posting import may_post, write
from tests.emulators.discord.rest import Answered, Ask, route
from tests.emulators.discord.routes_messages import body_of, channel_of, message_of
from tests.emulators.discord.world import FORUM, NEWS, PUBLIC_THREAD, TEXT, Channel, Guild, Message, snowflake

EXTERNAL = 3


def guild_of(ask: Ask) -> Guild:
    guild = ask.dc.guilds.get(ask["guild"])
    if guild is None:
        raise refusal(10004)
    if not guild.bot_in:
        raise refusal(50001)
    return guild


@route("GET", "/guilds/{guild}")
def get_guild(ask: Ask) -> Answered:
    return 200, guild_of(ask).rest_json()


@route("GET", "/guilds/{guild}/channels")
def list_channels(ask: Ask) -> Answered:
    return 200, [c.json() for c in guild_of(ask).channels if not c.deleted and not c.is_thread]


@route("GET", "/guilds/{guild}/roles")
def list_roles(ask: Ask) -> Answered:
    return 200, guild_of(ask).roles_json()


@route("GET", "/guilds/{guild}/members/{user}")
def get_member(ask: Ask) -> Answered:
    guild = guild_of(ask)
    if ask["user"] == ask.dc.bot["id"]:
        return 200, guild.bot_member()
    if ask["user"] not in ask.dc.people:
        raise refusal(10013)
    if ask["user"] not in guild.members:
        raise refusal(10007)
    return 200, guild.member_json(ask.dc.people[ask["user"]])


@route("GET", "/guilds/{guild}/members")
def list_members(ask: Ask) -> Answered:
    guild = guild_of(ask)
    if not ask.dc.gateway.members_enabled:
        raise refusal(50001)
    return 200, [guild.bot_member(), *(guild.member_json(person) for person, _ in guild.members.values())]


@route("GET", "/users/@me/guilds")
def list_guilds(ask: Ask) -> Answered:
    mine = [guild for guild in ask.dc.guilds.values() if guild.bot_in]
    return 200, [{"id": g.id, "name": g.name, "icon": None, "permissions": str(int(g.bot_may))} for g in mine]


@route("DELETE", "/users/@me/guilds/{guild}")
def leave(ask: Ask) -> Answered:
    guild_of(ask).remove_bot()
    return 204, None


def _thread(ask: Ask, channel: Channel, opener: Message | None) -> Channel:
    form, body = Form(), body_of(ask)
    form.text(body, ("name",), 1, 100, required=True)
    form.among(body, ("auto_archive_duration",), (60, 1440, 4320, 10080))
    form.done()
    kind = PUBLIC_THREAD if opener or channel.kind == FORUM else body.get("type") or 12
    thread = Channel(body["name"], kind, channel.guild, channel, bot_may=channel.bot_may, _tell=ask.dc.gateway.dispatch)
    if opener:
        thread.id, opener.thread = opener.id, thread
    assert channel.guild
    return channel.guild.add(thread)


@route("POST", "/channels/{channel}/messages/{message}/threads")
def thread_from_message(ask: Ask) -> Answered:
    channel = channel_of(ask)
    message = message_of(ask, channel)
    if channel.kind not in (TEXT, NEWS):
        raise refusal(50024)
    if May.CREATE_PUBLIC_THREADS not in channel.bot_may:
        raise refusal(50013)
    if message.thread:
        raise refusal(160004)
    return 201, _thread(ask, channel, message).json()


@route("POST", "/channels/{channel}/threads")
def thread_without_message(ask: Ask) -> Answered:
    channel, body = channel_of(ask), body_of(ask)
    if channel.kind not in (TEXT, NEWS, FORUM):
        raise refusal(50024)
    needed = May.SEND_MESSAGES if channel.kind == FORUM else May.CREATE_PUBLIC_THREADS
    if needed not in channel.bot_may:
        raise refusal(50013)
    first: dict[str, Any] = body.get("message") or {}
    if channel.kind == FORUM:
        check_message(first, files=ask.files, path=("message",))
    thread = _thread(ask, channel, None)
    if channel.kind != FORUM:
        return 201, thread.json()
    may_post(ask.dc, thread, {}, ())
    message = write(ask.dc, thread, first, ask.files)
    return 201, thread.json() | {"message": message.json(ask.dc.bot)}


@route("PATCH", "/channels/{channel}")
def edit_channel(ask: Ask) -> Answered:
    """Of threads: archive, lock, rename. Of other channels: the name."""
    channel, body, form = channel_of(ask), body_of(ask), Form()
    form.text(body, ("name",), 1, 100)
    form.done()
    own = channel.is_thread and set(body) <= {"archived", "name"}
    if not own and (May.MANAGE_THREADS if channel.is_thread else May.MANAGE_CHANNELS) not in channel.bot_may:
        raise refusal(50013)
    channel.name = body.get("name", channel.name)
    channel.archived, channel.locked = body.get("archived", channel.archived), body.get("locked", channel.locked)
    channel.told("UPDATE")
    return 200, channel.json()


def _check_event(ask: Ask, body: dict[str, Any]) -> None:
    form = Form()
    form.text(body, ("name",), 1, 100, required=True)
    form.text(body, ("description",), 0, 1000)
    form.among(body, ("privacy_level",), (2,), required=True)
    kind = form.among(body, ("entity_type",), (1, 2, EXTERNAL), required=True)
    times = {}
    for key, needed in (("scheduled_start_time", True), ("scheduled_end_time", kind == EXTERNAL)):
        try:
            times[key] = datetime.fromisoformat(body[key]).timestamp() if body.get(key) else None
        except (TypeError, ValueError):
            form.wrong((key,), "DATE_TIME_TYPE_PARSE", f"Could not parse {body[key]}. Should be ISO8601.")
        else:
            if times[key] is None and needed:
                form.wrong((key,), *REQUIRED)
    if kind == EXTERNAL:
        form.text(body.get("entity_metadata") or {}, ("entity_metadata", "location"), 1, 100, required=True)
    start, end = times.get("scheduled_start_time"), times.get("scheduled_end_time")
    if start is not None and start <= ask.dc.wall():
        form.wrong(
            ("scheduled_start_time",), "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past."
        )
    if start is not None and end is not None and end <= start:
        words = "Cannot schedule event to end before it starts."
        form.wrong(("scheduled_end_time",), "GUILD_SCHEDULED_EVENT_END_BEFORE_START", words)
    form.done()


def _may_events(guild: Guild) -> None:
    if not guild.bot_may & (May.MANAGE_EVENTS | May.CREATE_EVENTS):
        raise refusal(50013)


@route("GET", "/guilds/{guild}/scheduled-events")
def list_events(ask: Ask) -> Answered:
    return 200, list(guild_of(ask).events.values())


@route("POST", "/guilds/{guild}/scheduled-events")
def create_event(ask: Ask) -> Answered:
    guild, body = guild_of(ask), body_of(ask)
    _may_events(guild)
    _check_event(ask, body)
    if len(guild.events) >= 100:
        raise refusal(30038)
    event = {"description": None, "scheduled_end_time": None, "entity_metadata": None, "channel_id": None} | body
    event |= {"id": snowflake(), "guild_id": guild.id, "creator_id": ask.dc.bot["id"], "status": 1, "entity_id": None}
    event |= {"user_count": 0, "image": None, "recurrence_rule": None}
    guild.events[event["id"]] = event
    ask.dc.gateway.dispatch("GUILD_SCHEDULED_EVENT_CREATE", event, 1 << 16)
    return 200, event


def _event(ask: Ask) -> tuple[Guild, dict[str, Any]]:
    guild = guild_of(ask)
    if ask["event"] not in guild.events:
        raise refusal(10070)
    return guild, guild.events[ask["event"]]


@route("GET", "/guilds/{guild}/scheduled-events/{event}")
def get_event(ask: Ask) -> Answered:
    return 200, _event(ask)[1]


@route("PATCH", "/guilds/{guild}/scheduled-events/{event}")
def edit_event(ask: Ask) -> Answered:
    guild, event = _event(ask)
    _may_events(guild)
    changed = event | body_of(ask)
    _check_event(ask, changed)
    event.update(changed)
    ask.dc.gateway.dispatch("GUILD_SCHEDULED_EVENT_UPDATE", event, 1 << 16)
    return 200, event


@route("DELETE", "/guilds/{guild}/scheduled-events/{event}")
def delete_event(ask: Ask) -> Answered:
    guild, event = _event(ask)
    _may_events(guild)
    del guild.events[event["id"]]
    ask.dc.gateway.dispatch("GUILD_SCHEDULED_EVENT_DELETE", event, 1 << 16)
    return 204, None
