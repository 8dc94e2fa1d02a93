"""Every setting there is: its name, its default and, in the words that follow "expected", what it may be."""

from datetime import timedelta
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationInfo, field_validator

from bot import shipped
from bot.values import (
    BotApi,
    DatabaseUrl,
    Feeds,
    Folder,
    Hosts,
    Leads,
    Length,
    Listen,
    People,
    Proxies,
    PublicUrl,
    Surroundings,
    Url,
    read_path,
    read_token,
    read_token_file,
    wrong,
)

_LEADS = 'a list of up to 5 lead times such as "1d", "2h", "0m" or "9am"'


class Table(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


class PlatformTable(Table):
    """How to reach one platform. After reading, `token` is the one to use, from wherever it came."""

    platform: ClassVar[str]
    variable: ClassVar[str]  # the environment variable that may hold the token
    mark: ClassVar[str] = ""  # what every token of that platform has in it

    token: SecretStr | None = None
    token_file: SecretStr | None = None  # what is in it
    api_url: str

    @field_validator("token", mode="before")
    @classmethod
    def _token(cls, value: Any) -> Any:
        return read_token(value, cls.mark) if isinstance(value, str) else value

    @field_validator("token_file", mode="before")
    @classmethod
    def _token_file(cls, value: Any, info: ValidationInfo[Surroundings]) -> Any:
        if info.data.get("token", True) is not None:  # missing in data: a token that is faulty
            raise wrong("a token_file beside a token", "only one of them")
        if not isinstance(value, str):
            return value
        surroundings = info.context
        path = read_path(value, info)
        # the environment comes first, so that the file need not even be there
        return None if surroundings.environment.get(cls.variable) else read_token_file(path, cls.mark)


class Telegram(PlatformTable):
    platform = "telegram"
    variable = "DRAMABELL_TELEGRAM_TOKEN"
    mark = ":"

    token: SecretStr | None = Field(
        default=None, description="the token that BotFather gave, in quotes, digits:letters"
    )
    token_file: SecretStr | None = Field(default=None, description="the path of a file with the token in it, in quotes")
    api_url: BotApi = Field(
        default="https://api.telegram.org",
        description="the address of a Bot API server, such as https://api.telegram.org",
    )


class Discord(PlatformTable):
    platform = "discord"
    variable = "DRAMABELL_DISCORD_TOKEN"

    token: SecretStr | None = Field(
        default=None, description="the token from the Developer Portal's Bot page, in quotes"
    )
    token_file: SecretStr | None = Field(default=None, description="the path of a file with the token in it, in quotes")
    api_url: Url = Field(
        default="https://discord.com/api/v10",
        description="the address of Discord's API, such as https://discord.com/api/v10",
    )


class Database(Table):
    """`url` is absolute: sqlite:////path/to/file, or postgresql://…, which may hold a password."""

    url: DatabaseUrl = Field(
        default="sqlite:///dramabell.db",
        description="sqlite:///FILE, FILE being a path, or postgresql://USER:PASSWORD@HOST/NAME",
        repr=False,
        validate_default=True,
    )

    keep_days: int = Field(default=90, ge=30, le=3650, description="a whole number from 30 to 3650")

    @property
    def shown(self) -> str:
        """For people: the path of the file, or the server's address without user and password."""
        path = self.url.removeprefix("sqlite:///")
        server = self.url.rpartition("@")[2].removeprefix("postgresql://").partition("?")[0]
        return path if path != self.url else f"postgresql://{server}"


class Schedules(Table):
    folder: Folder = Field(default_factory=shipped.folder, description="the path of a folder with drama files in it")


class Admins(Table):
    """User ids as digits, the form in which adapters give a person's id."""

    telegram: People = Field(default=(), description="a list of Telegram user ids, which are whole numbers")
    discord: People = Field(default=(), description="a list of Discord user ids, which are whole numbers")
    contact: str = Field(default="", max_length=200, description="a line of text: a mail address, a @name, a link")


class Reminders(Table):
    """Leads in canonical form."""

    leads: Leads = Field(default=("0m",), max_length=5, description=_LEADS)
    premiere_leads: Leads = Field(default=("1d",), max_length=5, description=_LEADS)
    late_limit: Length = Field(default=timedelta(hours=6), description='a length of time such as "30m", "6h" or "2d"')


class Limits(Table):
    person_commands_per_10_seconds: int = Field(default=30, ge=1, le=1000, description="a whole number from 1 to 1000")
    chat_commands_per_minute: int = Field(default=60, ge=1, le=1000, description="a whole number from 1 to 1000")


class Pace(Table):
    """How fast each platform is spoken to. Telegram's paid broadcasts have a rate of their own."""

    telegram_per_second: float = Field(default=28, gt=0, le=1000, description="a number above 0 and up to 1000")
    telegram_chat_per_second: float = Field(default=1, gt=0, le=1000, description="a number above 0 and up to 1000")
    telegram_group_per_minute: int = Field(default=20, ge=1, le=1000, description="a whole number from 1 to 1000")
    telegram_allow_paid_broadcast: bool = Field(default=False, description="true or false")
    telegram_paid_per_second: float = Field(default=960, gt=0, le=1000, description="a number above 0 and up to 1000")
    discord_per_second: float = Field(default=47, gt=0, le=1000, description="a number above 0 and up to 1000")
    discord_refusals_per_10_minutes: int = Field(
        default=200, ge=20, le=9000, description="a whole number from 20 to 9000"
    )

    @property
    def telegram_rate(self) -> float:
        """The one in force."""
        return self.telegram_paid_per_second if self.telegram_allow_paid_broadcast else self.telegram_per_second


class Web(Table):
    """Where the schedule page and the calendars are served. Addresses are HOST:PORT, "" for nowhere."""

    listen: Listen = Field(
        default="127.0.0.1:8080", description='HOST:PORT such as "127.0.0.1:8080", or "" for no page'
    )
    public_url: PublicUrl = Field(
        default="", description='the address under which others reach the page, such as "https://dramas.example.org"'
    )
    trusted_proxies: Proxies = Field(default=(), description='a list of IP addresses or networks such as "10.0.0.0/8"')
    metrics_listen: Listen = Field(
        default="", description='HOST:PORT such as "127.0.0.1:9090", or "" for none of its own'
    )


class News(Table):
    """`allow` names hosts that may be private, or use another port than 80 and 443: news.example.lan, 10.0.0.5:8080."""

    allow: Hosts = Field(default=(), description='a list of hosts such as "news.example.lan" or "10.0.0.5:8080"')
    feeds: Feeds = Field(default=(), description='a list of web addresses such as "https://example.com/feed"')


class TVmaze(Table):
    api_url: Url = Field(default="https://api.tvmaze.com", description="the address of TVmaze's API")


class Settings(Table):
    """A whole config file."""

    telegram: Telegram = Field(default_factory=Telegram)
    discord: Discord = Field(default_factory=Discord)
    database: Database
    schedules: Schedules = Field(default_factory=Schedules)
    admins: Admins = Field(default_factory=Admins)
    reminders: Reminders = Field(default_factory=Reminders)
    limits: Limits = Field(default_factory=Limits)
    pace: Pace = Field(default_factory=Pace)
    web: Web = Field(default_factory=Web)
    news: News = Field(default_factory=News)
    tvmaze: TVmaze = Field(default_factory=TVmaze)
