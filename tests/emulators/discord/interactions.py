"""One interaction: from what a person did to what they saw."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from tests.emulators.discord.values import Modal
from tests.emulators.discord.world import Channel, Message, snowflake
from tests.emulators.owntime import own_time

if TYPE_CHECKING:
    from tests.emulators.discord.people import Person


class Kind(IntEnum):
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Response(IntEnum):
    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


RESPONSES = {
    Kind.COMMAND: (Response.MESSAGE, Response.DEFERRED_MESSAGE, Response.MODAL),
    Kind.COMPONENT: tuple(one for one in Response if one is not Response.CHOICES),
    Kind.AUTOCOMPLETE: (Response.CHOICES,),
    Kind.MODAL: (Response.MESSAGE, Response.DEFERRED_MESSAGE, Response.DEFERRED_UPDATE, Response.UPDATE),
}


@dataclass(slots=True, eq=False)
class Interaction:
    """`at` is the loop time of its dispatch, `began` the own time; `source` the message whose button was pressed."""

    kind: Kind
    person: "Person"
    channel: Channel
    at: float
    data: dict[str, Any]
    application_id: str
    source: Message | None = None
    id: str = field(default_factory=snowflake)
    response: Response | None = None
    began: float = field(default_factory=own_time)
    acknowledged_after: float | None = None  # in own time
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    modal: Modal | None = None
    choices: list[dict[str, Any]] = field(default_factory=list)
    settled: bool = False  # the person sees the outcome: no longer "thinking"

    @property
    def token(self) -> str:
        return f"interaction-{self.id}"

    def metadata(self) -> dict[str, Any]:
        owners = {"0": self.channel.guild.id if self.channel.guild else "0"}
        body = {
            "id": self.id,
            "type": int(self.kind),
            "user": self.person.json(),
            "application_id": self.application_id,
        }
        return body | {"authorizing_integration_owners": owners}
