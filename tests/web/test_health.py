"""What /healthz says, and when."""

from datetime import UTC, datetime, timedelta

from bot.web.health import Health, Platforms
from tests.web.site import Site, settings

AT = "2024-12-13 12:00 KST"
NOW = datetime(2024, 12, 13, 3, tzinfo=UTC)


class Disk:
    """A store that can be written while `fine`."""

    def __init__(self, *, fine: bool = True) -> None:
        self.fine = fine

    async def set(self, key: str, value: str) -> None:
        if not self.fine:
            raise OSError(28, "No space left on device")


def health(mark: datetime | None = NOW, *, fine: bool = True, held: bool = False) -> Health:
    async def planned() -> datetime | None:
        return mark

    return Health(Platforms(), Disk(fine=fine), planned, lambda: NOW, held)


async def test_a_bot_that_is_well_says_ok(tmp_path):
    async with Site(tmp_path, "telegram", "discord") as site:
        await site.bot.start(AT)
        status, headers, body = await site.get("/healthz")
        assert (status, headers["Cache-Control"], body) == (200, "no-store", b"ok\n")


async def test_a_platform_that_is_down_is_named_and_comes_back(tmp_path):
    async with Site(tmp_path, "telegram") as site:
        await site.bot.start(AT)
        platforms = site.bot.app.platforms
        site.bot.app.lost("telegram", "")
        status, _, body = await site.get("/healthz")
        assert (status, body) == (503, b"telegram: cannot be reached, or is silent; being tried again\n")
        site.bot.app.connected("telegram", "")
        assert (platforms.trouble, (await site.get("/healthz"))[0]) == ({"telegram": ""}, 200)


async def test_a_platform_that_refuses_the_bot_is_told_with_its_reason(tmp_path):
    async with Site(tmp_path, "telegram", "discord", web=settings()) as site:
        await site.bot.start(AT)
        site.bot.app.lost("telegram", "Telegram does not accept the token")
        status, _, body = await site.get("/healthz")
        assert (status, body) == (503, b"telegram: refused: Telegram does not accept the token\n")


async def test_a_platform_that_never_connected_is_not_well():
    one = health()
    one.platforms.expect("discord")
    assert await one.complaints() == ["discord: not connected yet"]


async def test_a_store_that_cannot_be_written_is_told():
    assert await health(fine=False).complaints() == ["store: cannot be written (OSError)"]


async def test_planning_that_is_behind_is_told_unless_the_clock_stands_still():
    late = NOW - timedelta(seconds=61)
    assert await health(late).complaints() == ["planning: is 61 seconds behind"]
    assert await health(late, held=True).complaints() == []
    assert await health(NOW - timedelta(seconds=60)).complaints() == []
    assert await health(None).complaints() == []


async def test_the_store_is_not_asked_for_every_question():
    one = health()
    assert await one.complaints() == []
    one.store.fine = False  # type: ignore[attr-defined]
    assert await one.complaints() == []
