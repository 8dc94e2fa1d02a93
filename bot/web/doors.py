"""The ways into a chat with the bot, as far as its platforms have told them."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

# core.telegram.org/bots/features#deep-linking: A-Z, a-z, 0-9, _ and -, at most 64
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(slots=True)
class Doors:
    links: dict[str, str] = field(default_factory=dict)  # by platform: what adds the bot to a group or server
    stage: bool = False  # whether the stage is beside the schedule

    def add(self, platform: str, link: str) -> None:
        self.links[platform] = link

    def telegram(self, command: str = "", slug: str = "") -> str | None:
        """A private chat with the bot, in which that is said at once."""
        link = self.links.get("telegram")
        if not link:
            return None
        bot = urlsplit(link)._replace(query="", fragment="").geturl()
        payload = f"{command}_{slug}"
        return f"{bot}?start={payload}" if command and _PAYLOAD.fullmatch(payload) else bot

    @property
    def discord(self) -> str | None:
        return self.links.get("discord")
