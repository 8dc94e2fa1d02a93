"""Whom a message would notify: what its text mentions and its allowed_mentions let through."""

import re
from typing import TYPE_CHECKING, Any

from tests.emulators.discord.values import Ping, text_of

if TYPE_CHECKING:
    from tests.emulators.discord.world import Channel, Message

_MENTION = re.compile(r"@(?P<all>everyone|here)|<@&(?P<role>\d+)>|<@!?(?P<user>\d+)>")
_KINDS = {"role": "roles", "user": "users"}


def pings(message: "Message", allowed: dict[str, Any] | None) -> list[Ping]:
    """Permissions and code blocks are not looked at, so what is reported here is the worst case.

    Without allowed_mentions Discord parses everything; embeds never notify.
    """
    parse = {"everyone", "roles", "users"} if allowed is None else set(allowed.get("parse") or [])
    found: list[Ping] = []
    for match in _MENTION.finditer(text_of(message.content, [], message.components)):
        kind, key = match.lastgroup or "", match[match.lastgroup or 0]
        if kind == "all":
            if "everyone" in parse:
                found.append(Ping(key, None, message.channel, message.id))
        elif _KINDS[kind] in parse or key in [str(one) for one in (allowed or {}).get(_KINDS[kind]) or []]:
            found.append(Ping(kind, key, message.channel, message.id))
    return list(dict.fromkeys(found))


def mentioned(found: list[Ping], channel: "Channel") -> dict[str, Any]:
    """The mention fields of the message object."""
    people = {person.id: person for person in channel.people}
    if channel.guild:
        people |= {key: person for key, (person, _) in channel.guild.members.items()}
    return {
        "everyone": any(ping.id is None for ping in found),
        "users": [people[ping.id].json() for ping in found if ping.kind == "user" and ping.id in people],
        "roles": [ping.id for ping in found if ping.kind == "role"],
    }
