"""Why something on the web could not be had.

    Unfetched
      Forbidden     an address that is not fetched: private, another scheme or port, a password in it
      Unreachable   no such host, or a connection that broke off
        NoConnection  none was made
      TooSlow       not all there before the deadline
      TooLarge      more than is read of one page
      BadAnswer     an error status, too many redirects, bytes that do not unpack
        HeldBack    the site said: later
        Gone        the site said: never again

    Unread          it was had, but it is no article
      NoFeed        nor a feed
        NamesNone   a page that names none

All are mistakes: whoever sent the address is told.
"""

from bot.core.errors import Mistake


class Unfetched(Mistake):
    """`text` names the host and says what to do."""


class Forbidden(Unfetched):
    """Nothing was sent there."""


class Unreachable(Unfetched):
    """Perhaps later."""


class NoConnection(Unreachable):
    """The host is there; on another port, or without encryption, it may be reached."""


class TooSlow(Unfetched):
    """Perhaps later."""


class TooLarge(Unfetched):
    """It would be as large the next time."""


class BadAnswer(Unfetched):
    """`status` is 0 where the trouble is not one."""

    def __init__(self, text: str, status: int = 0) -> None:
        super().__init__(text)
        self.status = status


class HeldBack(BadAnswer):
    """`seconds` from now the site may be asked again."""

    def __init__(self, text: str, status: int, seconds: float) -> None:
        super().__init__(text, status)
        self.seconds = seconds


class Gone(BadAnswer):
    """Status 410."""


class Unread(Mistake):
    """A file or a page that holds no text to read."""


class NoFeed(Unread):
    """What should be a feed and is none."""


class NamesNone(NoFeed):
    """A page, of which a feed may be found where most sites have theirs."""
