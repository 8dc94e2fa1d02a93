"""What one value of the config may be: each reader gives it as the bot uses it, or says what was found instead."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib.util import find_spec
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, SecretStr, ValidationInfo
from pydantic_core import PydanticCustomError

from bot.core import leads
from bot.core.errors import Mistake
from bot.core.faults import shown


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the meaning of a value depends on, beside the value: pydantic's validation context."""

    folder: Path  # relative paths start here
    environment: Mapping[str, str]


def wrong(found: str, expected: str = "") -> PydanticCustomError:
    """A fault; without `expected` the description of the setting tells what is."""
    return PydanticCustomError("wrong", "{found}", {"found": found, "expected": expected})


def read_token(value: str, mark: str) -> SecretStr:
    """`value` when it can be a token, whose two parts stand around `mark` if there is one. A fault never quotes it."""
    if not value:
        raise wrong("an empty text")
    if not value.isascii() or not value.isprintable() or " " in value:
        raise wrong("a text with a space, a line end or another character that no token has")
    if mark and not all(value.partition(mark)):
        raise wrong(f'a text without "{mark}" between two parts')
    return SecretStr(value)


def read_token_file(path: Path, mark: str) -> SecretStr:
    """The token in that file; spaces and line ends around it do not matter."""
    try:
        return read_token(path.read_text("utf-8-sig").strip(), mark)
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise wrong(f"{path}, which cannot be read ({why})") from None
    except PydanticCustomError as error:
        raise wrong(f"{path}, which holds {error.message()}") from None


def read_path(value: str, info: ValidationInfo[Surroundings]) -> Path:
    if not value or "\0" in value:
        raise wrong(shown(value))
    surroundings = info.context
    return surroundings.folder / Path(value).expanduser()


def _folder(value: Any, info: ValidationInfo[Surroundings]) -> Any:
    if not isinstance(value, str):
        return value  # pydantic tells what it is
    path = read_path(value, info)
    if not path.is_dir():
        raise wrong(f"{path}, which is {'no folder' if path.exists() else 'not there'}")
    return path


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        fine = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, half an IPv6 address
        fine = False
    if not fine or not value.isascii() or not value.isprintable() or " " in value:
        raise wrong("an address of another form")  # not quoted: a token may stand in it
    if parts.query or parts.fragment or parts.username is not None:
        raise wrong("an address with a user name, a ? or a # in it")
    return value.rstrip("/")


def _public_url(value: str) -> str:
    return _url(value) if value else value


def _listen(value: str) -> str:
    """HOST:PORT, the host as an address or a name; an IPv6 address in brackets."""
    if not value:
        return value
    host, _, port = value.rpartition(":")
    within = host[1:-1] if host.startswith("[") and host.endswith("]") else ""
    if not (re.fullmatch(r"[A-Za-z0-9.-]+", host) or _is_address(within)) or not (
        port.isascii() and port.isdigit() and int(port) < 65536
    ):
        raise wrong(shown(value))
    return value


def _is_address(text: str) -> bool:
    try:
        return bool(ip_address(text))
    except ValueError:
        return False


def _proxy(value: str) -> str:
    """An address, or a network of them, as ipaddress writes it."""
    try:
        return str(ip_network(value, strict=False))
    except ValueError:
        raise wrong(shown(value)) from None


def _host(value: Any) -> str:
    """A host's name or address, with or without a port, in small letters; an IPv6 address in brackets."""
    text = value.casefold() if isinstance(value, str) else ""
    if not re.fullmatch(r"(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?", text):
        raise wrong(shown(value))
    return text


def _feed(value: Any) -> str:
    """The address of a feed, as it is given."""
    text = value.strip() if isinstance(value, str) else ""
    try:
        parts = urlsplit(text)
        fine = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        secret = parts.username is not None
    except ValueError:
        fine = secret = False
    if secret:
        raise wrong("an address with a user name in it")  # not quoted: a password may follow
    if not fine or not text.isascii() or not text.isprintable() or " " in text or len(text) > 2000:
        raise wrong(shown(value))
    return text


def _bot_api(value: str) -> str:
    if urlsplit(value).path.rpartition("/")[2].startswith("bot"):
        raise wrong("an address with /bot at its end", "it without: the bot adds /bot and its token itself")
    return value


def read_database(value: str, folder: Path) -> str:
    """The address of a store; the path of a file may start in that folder."""
    scheme, _, rest = value.partition("://")
    if scheme in ("postgresql", "postgres"):
        if find_spec("psycopg") is None:
            raise wrong(
                "a PostgreSQL address, and no psycopg to speak to it",
                "that you install it (pip install 'dramabell[postgres]'), or sqlite:///FILE",
            )
        try:
            urlsplit(value)
        except ValueError:  # half an IPv6 address
            raise wrong("an address of another form") from None
        return f"postgresql://{rest}"
    name = value.removeprefix("sqlite:///")
    if name in (value, "", ":memory:") or any(mark in name for mark in "?#\0"):
        raise wrong("an address of another form")  # not quoted: it may hold a password
    path = folder / Path(name).expanduser()
    if not path.parent.is_dir():
        raise wrong(f"a file in {path.parent}, which is not there", "a folder that is there")
    if path.is_dir():
        raise wrong(f"{path}, which is a folder")
    return f"sqlite:///{path}"


def _database(value: str, info: ValidationInfo[Surroundings]) -> str:
    return read_database(value, info.context.folder)


def _person(value: Any) -> str:
    text = value if isinstance(value, str) else str(value) if type(value) is int else ""
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text)):
        raise wrong(shown(value))
    return str(int(text))


def _lead(value: str) -> str:
    try:
        found = leads.read(value)
    except Mistake:
        # the mistake's own words are for /remind, where several leads stand in one text
        expected = f'a time of up to {leads.LONGEST.days} days before such as "1d", "2h" or "0m", or "9am" for after it'
        raise wrong(shown(value), expected) from None
    if len(found) != 1:
        raise wrong(shown(value), "one lead time in each text, or an empty list for no reminder")
    return str(found[0])


def _length(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    units = {"m": "minutes", "h": "hours", "d": "days"}
    count, unit = value[:-1], value[-1:]
    if not (count.isascii() and count.isdigit() and len(count) < 6 and int(count) and unit in units):
        raise wrong(shown(value))
    return timedelta(**{units[unit]: int(count)})


def _items(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _once(items: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


Url = Annotated[str, AfterValidator(_url)]
PublicUrl = Annotated[str, AfterValidator(_public_url)]
Listen = Annotated[str, AfterValidator(_listen)]
BotApi = Annotated[Url, AfterValidator(_bot_api)]
Folder = Annotated[Path, BeforeValidator(_folder)]
DatabaseUrl = Annotated[str, AfterValidator(_database)]
Length = Annotated[timedelta, BeforeValidator(_length)]
People = Annotated[tuple[Annotated[str, BeforeValidator(_person)], ...], BeforeValidator(_items), AfterValidator(_once)]
Proxies = Annotated[tuple[Annotated[str, AfterValidator(_proxy)], ...], BeforeValidator(_items), AfterValidator(_once)]
Hosts = Annotated[tuple[Annotated[str, BeforeValidator(_host)], ...], BeforeValidator(_items), AfterValidator(_once)]
Feeds = Annotated[tuple[Annotated[str, BeforeValidator(_feed)], ...], BeforeValidator(_items), AfterValidator(_once)]
Leads = Annotated[tuple[Annotated[str, AfterValidator(_lead)], ...], BeforeValidator(_items), AfterValidator(_once)]
