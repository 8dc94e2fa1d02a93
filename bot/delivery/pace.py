"""How fast one platform may be spoken to, in front of its SDK."""


class Pace:
    async def answer(self, chat: str, *, group: bool) -> None:
        """Wait until an answer may go to that chat. It waits for nothing but the chat's own limit, and takes the next bulk slot."""

    def hold(self, chat: str | None, seconds: float) -> None:
        """The platform asked for patience: for that chat, or for everything when None."""
