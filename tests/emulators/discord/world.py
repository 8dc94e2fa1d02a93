"""The guilds, channels, people and messages that the emulated Discord holds, and how the API shows them."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.emulators.discord.permissions import EVERYTHING, USUAL, May
from tests.emulators.discord.values import Sent

if TYPE_CHECKING:
    from tests.emulators.discord.people import Person

TEXT, DM, GROUP_DM, CATEGORY, NEWS, PUBLIC_THREAD, FORUM = 0, 1, 3, 4, 5, 11, 15
EPOCH = 1_420_070_400_000  # Discord's, in milliseconds
JOINED = "2021-01-01T00:00:00+00:00"

_counter = count(1)


def snowflake() -> str:
    """An id as Discord makes them: milliseconds since 2015 above 22 lower bits, never twice."""
    return str(((int(time.time() * 1000) - EPOCH) << 22) | (next(_counter) % (1 << 22)))


def iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()


@dataclass(slots=True, eq=False)
class Message:
    """One message of a channel; `at` is loop time, `created` the wall clock."""

    channel: "Channel"
    author: "Person | None"  # None for the bot
    content: str
    embeds: list[dict[str, Any]]
    components: list[dict[str, Any]]
    flags: int
    at: float
    nonce: str | int | None = None
    attachments: list[dict[str, Any]] = field(default_factory=list)
    interaction: dict[str, Any] | None = None  # the metadata of the interaction that it answers
    for_person: "Person | None" = None  # an ephemeral message is shown to this one alone
    reference: dict[str, Any] | None = None
    mentions: dict[str, Any] = field(default_factory=dict)
    id: str = field(default_factory=snowflake)
    created: float = field(default_factory=time.time)
    edited: float | None = None
    deleted: bool = False
    loading: bool = False  # "Bot is thinking…"
    thread: "Channel | None" = None

    def seen(self) -> Sent:
        names = tuple(one["filename"] for one in self.attachments)
        answer, edited = self.interaction is not None, self.edited is not None
        embeds, components = tuple(self.embeds), tuple(self.components)
        return Sent(
            self.id, self.channel, self.content, embeds, components, self.nonce, self.flags, self.at, answer, edited,
            self.deleted, names,
        )  # fmt: skip

    def json(self, bot: dict[str, Any]) -> dict[str, Any]:
        body = {
            "id": self.id,
            "channel_id": self.channel.id,
            "type": 20 if self.interaction and self.interaction["type"] == 2 else 0,
            "author": self.author.json() if self.author else bot,
            "content": self.content,
            "embeds": [{"type": "rich", **one} for one in self.embeds],
            "components": self.components,
            "attachments": self.attachments,
            "flags": self.flags | (1 << 7 if self.loading else 0),
            "timestamp": iso(self.created),
            "edited_timestamp": None if self.edited is None else iso(self.edited),
            "tts": False,
            "pinned": False,
            "mention_everyone": self.mentions.get("everyone", False),
            "mentions": self.mentions.get("users", []),
            "mention_roles": self.mentions.get("roles", []),
        }
        if self.nonce is not None:
            body["nonce"] = self.nonce
        if self.reference:
            body["message_reference"] = self.reference
        if self.interaction:
            body["interaction_metadata"] = self.interaction
            body["webhook_id"] = body["application_id"] = self.interaction["application_id"]
        if self.thread:
            body["thread"] = self.thread.json()
        return body


@dataclass(slots=True, eq=False)
class Channel:
    """A place to talk: guild channel, thread, DM or group DM. `bot_may` is all the bot is allowed there."""

    name: str
    kind: int = TEXT
    guild: "Guild | None" = None
    parent: "Channel | None" = None
    people: "list[Person]" = field(default_factory=list)
    bot_may: May = USUAL
    id: str = field(default_factory=snowflake)
    messages: list[Message] = field(default_factory=list)
    deleted: bool = False
    archived: bool = False
    locked: bool = False
    position: int = 0
    opened: bool = False  # a private one that the bot knows
    typed: int = 0  # how often the bot showed "is typing"
    _tell: Callable[[str, dict[str, Any], int], None] | None = None

    def __repr__(self) -> str:
        return f"<#{self.name} {self.id}>"

    @property
    def is_thread(self) -> bool:
        return self.kind in (10, PUBLIC_THREAD, 12)

    @property
    def private(self) -> bool:
        return self.guild is None

    def told(self, event: str) -> None:
        """Dispatch CHANNEL_… or THREAD_… with this channel, when the bot can know it."""
        if self._tell and self.guild and self.guild.bot_in:
            self._tell(f"{'THREAD' if self.is_thread else 'CHANNEL'}_{event}", self.json(), 1)

    def allow(self, may: May) -> None:
        """Change what the bot may do here; it hears CHANNEL_UPDATE."""
        self.bot_may = may
        self.told("UPDATE")

    def rename(self, name: str) -> None:
        self.name = name
        self.told("UPDATE")

    def delete(self) -> None:
        self.deleted = True
        self.told("DELETE")

    def archive(self, *, locked: bool = False) -> None:
        self.archived, self.locked = True, locked
        self.told("UPDATE")

    def thread(self, name: str, **options: Any) -> "Channel":
        """A public thread here, made by a person."""
        assert self.guild
        options.setdefault("bot_may", self.bot_may)
        thread = Channel(name, PUBLIC_THREAD, self.guild, self, _tell=self._tell, **options)
        return self.guild.add(thread)

    def json(self) -> dict[str, Any]:
        last = self.messages[-1].id if self.messages else None
        body: dict[str, Any] = {"id": self.id, "type": self.kind, "last_message_id": last, "flags": 0}
        if self.guild is None:
            body["recipients"] = [person.json() for person in self.people]
            return body | ({"name": self.name, "owner_id": self.people[0].id} if self.kind == GROUP_DM else {})
        body |= {"name": self.name, "guild_id": self.guild.id, "parent_id": self.parent and self.parent.id}
        if self.is_thread:
            metadata = {
                "archived": self.archived,
                "locked": self.locked,
                "auto_archive_duration": 1440,
                "archive_timestamp": JOINED,
            }
            counts = {"message_count": len(self.messages), "member_count": 1, "total_message_sent": len(self.messages)}
            return (
                body | {"owner_id": self.guild.owner_id, "thread_metadata": metadata, "rate_limit_per_user": 0} | counts
            )
        bot = {"id": self.guild.bot["id"], "type": 1, "allow": str(int(self.bot_may))}
        overwrites = [bot | {"deny": str(int(EVERYTHING & ~self.bot_may))}]
        body |= {"position": self.position, "permission_overwrites": overwrites, "nsfw": False, "topic": None}
        return body | ({"available_tags": []} if self.kind == FORUM else {}) | {"rate_limit_per_user": 0}


@dataclass(slots=True, eq=False)
class Guild:
    """A server. `bot_may` holds for the guild itself (events, roles); a channel has its own."""

    name: str
    bot: dict[str, Any]
    tell: Callable[[str, dict[str, Any], int], None]
    register: Callable[[Channel], None]
    bot_in: bool = True
    bot_may: May = USUAL
    available: bool = True
    locale: str = "en-US"
    id: str = field(default_factory=snowflake)
    owner_id: str = field(default_factory=snowflake)
    bot_role: str = field(default_factory=snowflake)
    channels: list[Channel] = field(default_factory=list)
    members: "dict[str, tuple[Person, May]]" = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)  # id -> name
    events: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<guild {self.name} {self.id}>"

    def channel(self, name: str, kind: int = TEXT, *, bot_may: May = USUAL) -> Channel:
        made = Channel(name, kind, self, bot_may=bot_may, position=len(self.channels), _tell=self.tell)
        return self.add(made)

    def add(self, channel: Channel) -> Channel:
        self.channels.append(channel)
        self.register(channel)
        channel.told("CREATE")
        return channel

    def role(self, name: str) -> str:
        """A new role without permissions; its id."""
        key = snowflake()
        self.roles[key] = name
        if self.bot_in:
            self.tell("GUILD_ROLE_CREATE", {"guild_id": self.id, "role": self._role(key, name, May(0))}, 1)
        return key

    def member(self, person: "Person", *, manage_guild: bool = False, may: May = USUAL) -> "Person":
        """Make that person a member, or change what they may do."""
        self.members[person.id] = (person, may | May.MANAGE_GUILD if manage_guild else may)
        return person

    def add_bot(self) -> None:
        """Somebody invites the bot: GUILD_CREATE without `unavailable`, unlike at the end of an outage."""
        self.bot_in = True
        self.tell("GUILD_CREATE", {key: value for key, value in self.json().items() if key != "unavailable"}, 1)

    def remove_bot(self) -> None:
        """The bot is kicked: GUILD_DELETE."""
        self.bot_in = False
        self.tell("GUILD_DELETE", {"id": self.id}, 1)

    def outage(self) -> None:
        """GUILD_DELETE with unavailable: nobody was kicked."""
        self.available = False
        self.tell("GUILD_DELETE", {"id": self.id, "unavailable": True}, 1)

    def recover(self) -> None:
        self.available = True
        self.tell("GUILD_CREATE", self.json(), 1)

    def permissions(self, person: "Person") -> May:
        if person.id == self.owner_id:
            return EVERYTHING
        may = self.members[person.id][1]
        return EVERYTHING if May.ADMINISTRATOR in may else may

    def _role(self, key: str, name: str, may: May, managed: bool = False) -> dict[str, Any]:
        colours = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
        body: dict[str, Any] = {"id": key, "name": name, "permissions": str(int(may)), "managed": managed, "flags": 0}
        return body | {
            "color": 0,
            "colors": colours,
            "hoist": False,
            "mentionable": False,
            "position": int(key != self.id),
        }

    def roles_json(self) -> list[dict[str, Any]]:
        fixed = [self._role(self.id, "@everyone", May(0)), self._role(self.bot_role, "bot", self.bot_may, managed=True)]
        return fixed + [self._role(key, name, May(0)) for key, name in self.roles.items()]

    def bot_member(self) -> dict[str, Any]:
        return {
            "user": self.bot,
            "roles": [self.bot_role],
            "joined_at": JOINED,
            "deaf": False,
            "mute": False,
            "flags": 0,
        }

    def member_json(self, person: "Person") -> dict[str, Any]:
        return {"user": person.json(), "roles": [], "joined_at": JOINED, "deaf": False, "mute": False, "flags": 0}

    def json(self) -> dict[str, Any]:
        """As GUILD_CREATE shows it to a bot without the privileged intents: of the members, only the bot itself."""
        open_ones = [channel for channel in self.channels if not channel.deleted]
        visible = [c for c in open_ones if c.is_thread and not c.archived and May.VIEW_CHANNEL in c.bot_may]
        return self.rest_json() | {
            "joined_at": JOINED,
            "large": False,
            "unavailable": False,
            "member_count": len(self.members) + 1,
            "members": [self.bot_member()],
            "channels": [channel.json() for channel in open_ones if not channel.is_thread],
            "threads": [channel.json() for channel in visible],
            "guild_scheduled_events": list(self.events.values()),
            "presences": [],
            "voice_states": [],
            "stage_instances": [],
        }

    def rest_json(self) -> dict[str, Any]:
        fixed = {
            "verification_level": 1,
            "default_message_notifications": 1,
            "explicit_content_filter": 0,
            "mfa_level": 0,
        }
        more = {
            "emojis": [],
            "stickers": [],
            "features": [],
            "premium_tier": 0,
            "nsfw_level": 0,
            "system_channel_id": None,
        }
        names = {"id": self.id, "name": self.name, "owner_id": self.owner_id, "preferred_locale": self.locale}
        return names | {"roles": self.roles_json(), "icon": None, "afk_timeout": 300} | fixed | more
