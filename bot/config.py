"""config.toml and the environment, read into one frozen value. Whatever is wrong with them is reported at once."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from bot.core import tomllines
from bot.core.faults import Fault, shown
from bot.settings import (
    Admins,
    Database,
    Limits,
    News,
    Pace,
    PlatformTable,
    Reminders,
    Schedules,
    Settings,
    TVmaze,
    Web,
)
from bot.values import Surroundings, read_token


class ConfigFaults(Exception):
    """All that is wrong with the configuration, in the order of the file.

    `schedules` is the folder that it names all the same, so that the files there can be looked at in the same go.
    """

    def __init__(self, faults: tuple[Fault, ...], schedules: Path | None = None) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
        self.schedules = schedules


@dataclass(frozen=True, slots=True)
class Platform:
    token: SecretStr
    api_url: str  # without a slash at the end


@dataclass(frozen=True, slots=True)
class Config:
    """A platform is None without a token; `tokenless` has a fault for each that has a table but no token, for `run`."""

    file: Path | None
    telegram: Platform | None
    discord: Platform | None
    database: Database
    schedules: Schedules
    admins: Admins
    reminders: Reminders
    limits: Limits
    pace: Pace
    web: Web
    news: News
    tvmaze: TVmaze
    tokenless: tuple[Fault, ...] = ()

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log may show."""
        tokens = tuple(chat.token.get_secret_value() for chat in (self.telegram, self.discord) if chat)
        server = urlsplit(self.database.url)
        options = parse_qsl(server.query)
        passwords = (server.password, *(value for name, value in options if name.endswith("password")))
        return (*tokens, *filter(None, passwords))


def load(path: Path | None, environment: Mapping[str, str]) -> Config:
    """The configuration; without a file the defaults, and relative paths from the working directory.

    A token in the environment is used before one in the file; an empty variable counts as not set.
    Raises ConfigFaults.
    """
    text = _text(path) if path else ""
    data = _toml(path, text)
    folder = (path.parent if path else Path()).absolute()
    environment = {name: value.strip() for name, value in environment.items()}
    tokens, faults = _environment(environment)
    surroundings = Surroundings(folder, environment)
    try:
        settings = Settings.model_validate({"database": {}} | data, context=surroundings)
    except ValidationError as error:
        faults = [*_faults(error, path, tomllines.lines(text)), *faults]
    if faults:
        raise ConfigFaults(tuple(faults), _schedules(data, surroundings))
    platforms = {}
    tokenless = []
    for table in (settings.telegram, settings.discord):
        token = tokens.get(table.platform) or table.token or table.token_file
        platforms[table.platform] = Platform(token, table.api_url) if token else None
        if not token and table.platform in data:
            tokenless.append(_tokenless(table, path, tomllines.lines(text)))
    return Config(
        path,
        platforms["telegram"],
        platforms["discord"],
        settings.database,
        settings.schedules,
        settings.admins,
        settings.reminders,
        settings.limits,
        settings.pace,
        settings.web,
        settings.news,
        settings.tvmaze,
        tuple(tokenless),
    )


def is_loopback(url: str) -> bool:
    """Whether that address leads back to this machine. A name other than localhost does not, wherever it points."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")  # Windows' editor begins a file with a byte order mark
    except FileNotFoundError:
        text = "there is no such file; config.example.toml shows what can be in one"
    except UnicodeDecodeError as error:
        text = f"found letters that are not UTF-8, at byte {error.start}; save the file as UTF-8"
    except OSError as error:
        text = f"cannot be read ({error.strerror}); expected a text file with settings, as config.example.toml is one"
    raise ConfigFaults((Fault(str(path), None, "", text),))


def _toml(path: Path | None, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
        what, line, column = place.groups() if place else (str(error), None, None)
        number = int(line) if line else text.rstrip().count("\n") + 1
        where = f", at column {column}" if column else ""
        raise ConfigFaults((Fault(str(path), number, "", f"not TOML: {what}{where}"),)) from None


def _schedules(data: Mapping[str, Any], surroundings: Surroundings) -> Path | None:
    try:
        return Schedules.model_validate(data.get("schedules", {}), context=surroundings).folder
    except ValidationError:
        return None


def _environment(environment: Mapping[str, str]) -> tuple[dict[str, SecretStr], list[Fault]]:
    tokens: dict[str, SecretStr] = {}
    faults = []
    for table in _platforms():
        if value := environment.get(table.variable):
            try:
                tokens[table.platform] = read_token(value, table.mark)
            except PydanticCustomError as error:
                expected = table.model_fields["token"].description
                text = f"found {error.message()}; expected {expected}"
                faults.append(Fault("environment", None, table.variable, text))
    return tokens, faults


def _platforms() -> Iterator[type[PlatformTable]]:
    for field in Settings.model_fields.values():
        if isinstance(field.annotation, type) and issubclass(field.annotation, PlatformTable):
            yield field.annotation


def _tokenless(table: PlatformTable, path: Path | None, places: Mapping[tomllines.Path, int]) -> Fault:
    expected = f"a token or token_file there, {table.variable} in the environment, or no [{table.platform}] at all"
    return Fault(str(path), places.get((table.platform,)), table.platform, f"found no token; expected {expected}")


def _faults(error: ValidationError, path: Path | None, places: Mapping[tomllines.Path, int]) -> list[Fault]:
    faults = [_fault(detail, path, places) for detail in error.errors(include_url=False)]
    return sorted(faults, key=lambda fault: fault.line or 0)


def _fault(detail: ErrorDetails, path: Path | None, places: Mapping[tomllines.Path, int]) -> Fault:
    where = detail["loc"]
    line = next((places[where[:end]] for end in range(len(where), 0, -1) if where[:end] in places), None)
    key = ".".join(part for part in where if isinstance(part, str))
    if items := [part + 1 for part in where if isinstance(part, int)]:
        key += f", item {items[0]}"
    return Fault(str(path or "no config.toml"), line, key, _what(detail))


def _what(detail: ErrorDetails) -> str:
    where = detail["loc"]
    if detail["type"] == "extra_forbidden":
        return f"unknown key; {_known(where)}"
    expected = detail.get("ctx", {}).get("expected") or _expected(where)
    if detail["type"] == "wrong":
        return f"found {detail['msg']}; expected {expected}"
    if where[-1] in ("token", "token_file", "url"):
        return f"found a value that is no text; expected {expected}"
    value = detail["input"]
    return f"found {shown(list(value) if isinstance(value, tuple) else value)}; expected {expected}"


def _table(name: str) -> type[BaseModel]:
    table = Settings.model_fields[name].annotation
    assert isinstance(table, type)
    assert issubclass(table, BaseModel)
    return table


def _expected(where: tomllines.Path) -> str:
    table = _table(str(where[0]))
    if len(where) == 1:
        return f"a table, [{where[0]}], with {', '.join(table.model_fields)}"
    return str(table.model_fields[str(where[1])].description)


def _known(where: tomllines.Path) -> str:
    """What an unknown key may have been meant to be."""
    from rapidfuzz import process

    name = str(where[-1])
    fields = list(_table(str(where[0])).model_fields if len(where) > 1 else Settings.model_fields)
    if guess := process.extractOne(name.casefold(), fields, score_cutoff=70):
        return f'did you mean "{guess[0]}"?'
    elsewhere = [f"[{table}]" for table in Settings.model_fields if name in _table(table).model_fields]
    return f"it belongs under {' or '.join(elsewhere)}" if elsewhere else f"known here are {', '.join(fields)}"
