"""People at their Discord clients: they use commands, press buttons, fill in forms, see answers."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.emulators.discord import client
from tests.emulators.discord.errors import ClientRefuses
from tests.emulators.discord.interactions import Kind
from tests.emulators.discord.permissions import USUAL
from tests.emulators.discord.uploads import Upload
from tests.emulators.discord.values import BUTTON, STRING_SELECT, Answer, Choice, Modal, Sent, walk
from tests.emulators.discord.world import DM, GROUP_DM, Channel, Message, snowflake

if TYPE_CHECKING:
    from tests.emulators.discord.server import DiscordEmulator

PATIENCE = 10.0  # real seconds that a person watches "is thinking…"


@dataclass(slots=True, eq=False)
class Person:
    """`reachable`: shares a server with the bot or has it installed; `installed`: as a user app, usable anywhere."""

    name: str
    dc: "DiscordEmulator"
    dms_open: bool = True
    locale: str = "en-US"
    reachable: bool = True
    installed: bool = False
    id: str = field(default_factory=snowflake)
    dm: Channel = field(init=False)

    def __post_init__(self) -> None:
        self.dm = Channel(f"@{self.name}", DM, people=[self], bot_may=USUAL)
        self.dc.channels[self.dm.id] = self.dm

    def __repr__(self) -> str:
        return f"<@{self.name} {self.id}>"

    def json(self) -> dict[str, Any]:
        names = {"username": self.name, "global_name": self.name.title(), "discriminator": "0"}
        return {"id": self.id, **names, "avatar": None, "public_flags": 0, "bot": False}

    def group_dm(self, *others: "Person") -> Channel:
        """A group DM of people, without the bot."""
        channel = Channel("group", GROUP_DM, people=[self, *others])
        self.dc.channels[channel.id] = channel
        return channel

    async def uses(
        self, line: str, *, in_: Channel | None = None, patience: float = PATIENCE, **options: Any
    ) -> Answer:
        """Use a slash command, "/subscribe" or "/group sub", and wait for what is shown.

        In `in_`, by default in the private chat with the bot. Somebody who is not yet a member of a server joins it.
        Raises ClientRefuses where the client would not offer that, DidNotRespond where no answer comes.
        """
        place = in_ or self.dm
        command, path = client.find_command(self, place, line)
        data = client.filled(self, place, command, path, options, complete=True)
        return await self.dc.outcome(self.dc.interact(Kind.COMMAND, self, place, data), patience)

    async def completes(self, line: str, *, in_: Channel | None = None, **options: Any) -> list[Choice]:
        """What autocomplete offers while the last of `options` is being typed."""
        place = in_ or self.dm
        command, path = client.find_command(self, place, line)
        if not options:
            raise ClientRefuses("nothing is being typed: name the option, drama=''")
        data = client.filled(self, place, command, path, options, complete=False)
        asked = self.dc.interact(Kind.AUTOCOMPLETE, self, place, data)
        await self.dc.outcome(asked, PATIENCE)
        return [Choice(choice["name"], choice["value"]) for choice in asked.choices]

    async def presses(self, label: str, on: Sent | Answer, *, patience: float = PATIENCE) -> Answer:
        """Press the button with that label (or that emoji, or custom_id) under a message as it stands now."""
        message = self._see(on)
        buttons = [one for one in walk(message.components) if one["type"] == BUTTON]
        names = [(one.get("label"), (one.get("emoji") or {}).get("name"), one.get("custom_id")) for one in buttons]
        found = [one for one, known in zip(buttons, names, strict=True) if label in known]
        if len(found) != 1:
            raise ClientRefuses(f"{len(found)} buttons are called {label!r}; there are {[name[0] for name in names]}")
        if found[0].get("disabled") or found[0]["style"] == 5:
            raise ClientRefuses(f"the button {label!r} is {'a link' if found[0]['style'] == 5 else 'disabled'}")
        return await self._touches(message, found[0], {}, patience)

    async def chooses(self, values: str | list[str], on: Sent | Answer, *, patience: float = PATIENCE) -> Answer:
        """Choose in the only string select under a message, by label or value."""
        message = self._see(on)
        selects = [one for one in walk(message.components) if one["type"] == STRING_SELECT]
        if len(selects) != 1:
            raise ClientRefuses(f"there are {len(selects)} selects")
        known = {o[key]: o["value"] for o in selects[0]["options"] for key in ("label", "value")}
        wanted = [values] if isinstance(values, str) else values
        if selects[0].get("disabled") or not set(wanted) <= set(known):
            raise ClientRefuses(f"{wanted} cannot be chosen; there are {list(known)}")
        return await self._touches(message, selects[0], {"values": [known[value] for value in wanted]}, patience)

    async def fills(
        self, form: Modal | Answer, values: dict[str, str | list[str]], *, patience: float = PATIENCE
    ) -> Answer:
        """Submit a modal; `values` by label or custom_id."""
        modal = form if isinstance(form, Modal) else form.modal
        if modal is None:
            raise ClientRefuses("no form is open")
        opened = self.dc.interactions[modal.interaction]
        if opened.person is not self:
            raise ClientRefuses(f"the form is shown to {opened.person.name}")
        data = client.submitted(modal, values)
        asked = self.dc.interact(Kind.MODAL, self, opened.channel, data, source=opened.source)
        return await self.dc.outcome(asked, patience)

    def says(self, text: str, *, in_: Channel | None = None) -> Sent:
        """Write an ordinary message; the bot hears of it when its intents allow."""
        return self.dc.heard(self, in_ or self.dm, text)

    def sends(self, name: str, content: bytes, text: str = "", *, in_: Channel | None = None, **more: Any) -> Sent:
        """A message with a file. `size` is what Discord says of it; `others` are more files by name."""
        others = more.pop("others", {})
        files = [Upload.of(one, inside) for one, inside in {name: content, **others}.items()]
        return self.dc.heard(self, in_ or self.dm, text, files, **more)

    def _see(self, on: Sent | Answer) -> Message:
        sent = on.message if isinstance(on, Answer) else on
        known: dict[str, Message] = {message.id: message for message in sent.channel.messages} if sent else {}
        message = known.get(sent.id) if sent else None
        if message is None or message.deleted:
            raise ClientRefuses("there is no such message any more")
        if message.for_person not in (None, self) or (message.channel.private and self not in message.channel.people):
            raise ClientRefuses(f"{self.name} cannot see that message")
        return message

    async def _touches(self, message: Message, part: dict[str, Any], more: dict[str, Any], patience: float) -> Answer:
        data = {"custom_id": part["custom_id"], "component_type": part["type"], "id": part["id"], **more}
        asked = self.dc.interact(Kind.COMPONENT, self, message.channel, data, source=message)
        return await self.dc.outcome(asked, patience)
