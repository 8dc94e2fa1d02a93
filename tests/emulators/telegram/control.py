"""The emulator's own HTTP endpoints, for tests whose emulator is a process of its own."""

from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from .emulator import TelegramEmulator


class Control:
    def __init__(self, tg: "TelegramEmulator") -> None:
        self.tg = tg

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        return web.json_response({"error": "not yet"}, status=404)
