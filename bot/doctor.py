"""`dramabell doctor`: looks at everything that the bot needs, and says of each what is wrong and what to do."""

import asyncio
import stat
import tomllib
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from bot.chats.discord import checkup as discord
from bot.chats.telegram import checkup as telegram
from bot.config import Config
from bot.core import schedules, zones
from bot.core.findings import Finding, Mark, look, ok, wrong
from bot.store import health

# hours from UTC in January and in July 2025: what a zone database has to know for the times that the bot tells
ZONES = {
    "Asia/Seoul": (9, 9),
    "Asia/Tokyo": (9, 9),
    "Asia/Kuala_Lumpur": (8, 8),
    "Asia/Singapore": (8, 8),
    "Asia/Hong_Kong": (8, 8),
    "Asia/Manila": (8, 8),
    "Asia/Shanghai": (8, 8),
    "Asia/Taipei": (8, 8),
    "Asia/Bangkok": (7, 7),
    "Asia/Jakarta": (7, 7),
    "Asia/Kolkata": (5.5, 5.5),
    "Asia/Kathmandu": (5.75, 5.75),
    "Africa/Cairo": (2, 3),
    "Europe/Berlin": (1, 2),
    "Europe/London": (0, 1),
    "America/Sao_Paulo": (-3, -3),
    "America/New_York": (-5, -4),
    "America/Los_Angeles": (-8, -7),
    "Australia/Sydney": (11, 10),
    "Pacific/Auckland": (13, 12),
}
SOME, MUCH = 5, 60  # seconds by which a clock is off
PATIENCE = 10  # seconds for a server's Date

Now = Callable[[], datetime]


async def examine(config: Config, real_now: Now) -> AsyncIterator[Finding]:
    """One finding after the other, as they are made."""
    for finding in (*_files(config), *_schedules(config), *_zones()):
        yield finding
    for finding in await health.examine(config.database.url):
        yield finding
    if config.telegram is None and config.discord is None:
        yield look(
            "Chats", "there is no token", "Without one, the bot is a chat in this terminal. See docs/operating.md."
        )
    if config.telegram:
        token, url = config.telegram.token.get_secret_value(), config.telegram.api_url
        for finding in await telegram.examine(token, url, await health.chats(config.database.url, "telegram")):
            yield finding
    if config.discord:
        token, url = config.discord.token.get_secret_value(), config.discord.api_url
        for finding in await discord.examine(token, url, await health.chats(config.database.url, "discord")):
            yield finding
    urls = [chat.api_url for chat in (config.telegram, config.discord) if chat]
    if urls:
        yield await _clock(urls, real_now)


def line(finding: Finding, width: int = 10) -> str:
    """For people: what was found, and under it what to do."""
    text = f"{finding.mark.value:<6}{finding.about:<{width}}{finding.found}."
    return f"{text}\n{'':<{6 + width}}{finding.do}" if finding.do else text


def verdict(findings: list[Finding]) -> str:
    bad, doubtful = (sum(one.mark is mark for one in findings) for mark in (Mark.WRONG, Mark.LOOK))
    if bad:
        return f"{_count(bad, 'thing is', 'things are')} wrong."
    return f"{_count(doubtful, 'thing', 'things')} to look at." if doubtful else "All is well."


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _files(config: Config) -> Iterator[Finding]:
    """Files with a token in them are for their owner alone."""
    if config.file is None:
        yield ok("Config", "there is no file, so every setting has its default")
        return
    secret = list(_with_tokens(config.file))
    open_ = [path for path in secret if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    for path in open_:
        yield look("Config", f"others on this machine may read {path}, and there is a token in it", f"chmod 600 {path}")
    if not open_:
        yield ok("Config", f"{config.file} is complete{', and nobody else can read its tokens' if secret else ''}")


def _with_tokens(file: Path) -> Iterator[Path]:
    tables = tomllib.loads(file.read_text("utf-8-sig"))
    chats = [tables.get(name, {}) for name in ("telegram", "discord")]
    if any("token" in table for table in chats) or "@" in tables.get("database", {}).get("url", ""):
        yield file
    for table in chats:
        if "token_file" in table and (path := file.absolute().parent / Path(table["token_file"]).expanduser()).exists():
            yield path


def _schedules(config: Config) -> Iterator[Finding]:
    dramas, faults = schedules.load_folder(config.schedules.folder)
    if faults:
        number = _count(len({fault.file for fault in faults}), "drama file is", "drama files are")
        yield wrong(
            "Schedules", f"{number} left out: {faults[0]}", "dramabell check shows all that is wrong with them."
        )
    if dramas:
        yield ok("Schedules", f"{_count(len(dramas), 'drama', 'dramas')} in {config.schedules.folder}")
    elif not faults:
        do = "Put drama files there, or leave [schedules] folder out for those that come with Dramabell."
        yield look("Schedules", f"there is no drama in {config.schedules.folder}", do)


def _zones() -> Iterator[Finding]:
    off = [zone for zone, hours in ZONES.items() if _hours(zone) != hours]
    if off:
        yield wrong("Zones", f"the zone database is not right for {', '.join(off)}", "pip install --upgrade tzdata")
    else:
        yield ok("Zones", f"{len(ZONES)} zones looked at show the right time")


def _hours(zone: str) -> tuple[float, ...] | None:
    try:
        rules = zones.info(zone)
    except Exception:  # no database, or not this zone
        return None
    offsets = (datetime(2025, month, 15, tzinfo=UTC).astimezone(rules).utcoffset() for month in (1, 7))
    return tuple(offset / timedelta(hours=1) for offset in offsets if offset is not None)


async def _clock(urls: list[str], real_now: Now) -> Finding:
    """Against what the platforms' own answers say; their Date has whole seconds."""
    found = [off for url in urls if (off := await asyncio.to_thread(_off, url, real_now)) is not None]
    if not found:
        return look("Clock", "nobody said what time it is", "Ask again when the platforms can be reached.")
    off = min(found, key=abs)
    said = f"it is {abs(off):.0f} s {'fast' if off > 0 else 'slow'}"
    do = "Let the machine set its clock by itself (NTP): timedatectl set-ntp true"
    if abs(off) > MUCH:
        return wrong("Clock", said, do)
    return look("Clock", said, do) if abs(off) > SOME else ok("Clock", "it shows the platforms' time")


def _off(url: str, real_now: Now) -> float | None:
    """Seconds that our clock is ahead of that server's."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            said = answer.headers.get("Date")
    except urllib.error.HTTPError as error:
        said = error.headers.get("Date")
    except (OSError, ValueError):
        return None
    now = real_now()
    try:
        return (now - parsedate_to_datetime(said)).total_seconds() if said else None
    except (TypeError, ValueError):
        return None
