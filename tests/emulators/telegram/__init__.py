"""Telegram's Bot API on loopback, as strict as the real one."""

from . import faults
from .emulator import TelegramEmulator
from .limits import Limits, Overall
from .people import Asked, Press, TgChannel, TgGroup, TgPerson, TgTopic
from .state import Status
from .values import Button, Call, Entity, QueryAnswer, TgMessage

__all__ = [
    "Asked", "Button", "Call", "Entity", "Limits", "Overall", "Press", "QueryAnswer", "Status", "TelegramEmulator",
    "TgChannel", "TgGroup", "TgMessage", "TgPerson", "TgTopic", "faults",
]  # fmt: skip
