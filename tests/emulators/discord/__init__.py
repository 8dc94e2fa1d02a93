"""An emulator of Discord's REST API v10 and gateway, strict where Discord is strict. See ../README.md."""

from tests.emulators.discord import faults
from tests.emulators.discord.errors import ClientRefuses, DidNotRespond
from tests.emulators.discord.people import Person
from tests.emulators.discord.permissions import EVERYTHING, NOTHING, READ, USUAL, May
from tests.emulators.discord.server import DiscordEmulator
from tests.emulators.discord.values import Answer, Button, Call, Choice, Modal, Ping, Sent
from tests.emulators.discord.world import DM, FORUM, NEWS, TEXT, Channel, Guild

__all__ = [
    "DM", "EVERYTHING", "FORUM", "NEWS", "NOTHING", "READ", "TEXT", "USUAL",
    "Answer", "Button", "Call", "Channel", "Choice", "ClientRefuses", "DidNotRespond", "DiscordEmulator", "Guild",
    "May", "Modal", "Person", "Ping", "Sent", "faults",
]  # fmt: skip
