"""Files that people send, fetched from Discord's own hosts and from nowhere else."""

import asyncio
from dataclasses import dataclass

import aiohttp
import discord
import structlog
from yarl import URL

from bot.chats.discord import gateway
from bot.core.errors import Mistake
from bot.core.ports import Dropped

log = structlog.get_logger(__name__)

HOSTS = frozenset(("cdn.discordapp.com", "media.discordapp.net"))
PLAIN = {"Accept-Encoding": "identity"}  # what is packed small may be large
DEADLINE = 30.0  # seconds until a file that somebody sent is here
LOST = "I could not get that file from Discord just now. Please send it again."


@dataclass(frozen=True, slots=True)
class Files:
    """`api_url` is the configured one: an emulator keeps files where its API is."""

    api_url: str
    loopback_only: bool = False

    def dropped(self, attachment: discord.Attachment) -> Dropped:
        async def read(most: int) -> bytes:
            try:
                async with asyncio.timeout(DEADLINE):
                    content = await self._fetched(URL(attachment.url), most)
            except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
                log.info("a file could not be fetched", reason=type(error).__name__)
                raise Mistake(LOST) from None
            if content is None:
                raise Mistake(f"That file is larger than Discord says; I read at most {most // 1024} KiB.")
            return content

        return Dropped(attachment.filename, attachment.size, read)

    async def _fetched(self, url: URL, most: int) -> bytes | None:
        """None for a file that is larger than that."""
        if not self._is_discords(url):
            raise ValueError("the address of the file is not Discord's")
        found = bytearray()
        connector = gateway.connector(loopback_only=self.loopback_only)
        async with (
            aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.get(url, allow_redirects=False, headers=PLAIN, auto_decompress=False) as response,
        ):
            if response.status != 200:
                raise ValueError(f"status {response.status}")
            async for chunk in response.content.iter_any():
                found += chunk
                if len(found) > most:
                    return None
        return bytes(found)

    def _is_discords(self, url: URL) -> bool:
        if url.scheme == "https" and url.host in HOSTS and url.explicit_port in (None, 443):
            return True  # also behind a proxy of the API, which has no files
        return self.api_url != gateway.DISCORD and bool(url.host) and url.origin() == URL(self.api_url).origin()
