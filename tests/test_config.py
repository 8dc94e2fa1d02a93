"""The configuration: what loads, and what each fault says."""

import re
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot import shipped
from bot.config import Config, ConfigFaults, Platform, is_loopback, load
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "config.example.toml"
SETTINGS = [
    (table, key)
    for table, field in Settings.model_fields.items()
    for key in field.annotation.model_fields  # type: ignore[union-attr]
]


@pytest.fixture
def write(tmp_path):
    def write(text: str, name: str = "config.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture
def faults(write):
    """The faults of a config text, each as a line without the folder."""

    def faults(text: str, **environment: str) -> list[str]:
        path = write(text)
        with pytest.raises(ConfigFaults) as caught:
            load(path, environment)
        return str(caught.value).replace(f"{path.parent}/", "").replace(str(path.parent), "HERE").split("\n")

    return faults


def opened(platform: Platform | None) -> tuple[str, str] | None:
    return platform and (platform.token.get_secret_value(), platform.api_url)


def test_without_a_file_every_setting_has_its_default(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    config = load(None, {})
    assert (config.file, config.telegram, config.discord, config.tokenless) == (None, None, None, ())
    assert config.database.url == f"sqlite:///{tmp_path}/dramabell.db"
    assert config.database.shown == f"{tmp_path}/dramabell.db"
    assert config.schedules.folder == shipped.folder()
    assert config.admins.model_dump() == {"telegram": (), "discord": (), "contact": ""}
    assert config.reminders.model_dump() == {
        "leads": ("0m",),
        "premiere_leads": ("1d",),
        "late_limit": timedelta(hours=6),
    }
    assert config.limits.model_dump() == {
        "person_commands_per_10_seconds": 30,
        "chat_commands_per_minute": 60,
    }
    assert config.pace.model_dump() == {
        "telegram_per_second": 28,
        "telegram_chat_per_second": 1,
        "telegram_group_per_minute": 20,
        "telegram_allow_paid_broadcast": False,
        "telegram_paid_per_second": 960,
        "discord_per_second": 47,
        "discord_refusals_per_10_minutes": 200,
    }
    assert config.pace.telegram_rate == 28
    assert config.database.keep_days == 90
    assert config.web.model_dump() == {
        "listen": "127.0.0.1:8080",
        "public_url": "",
        "trusted_proxies": (),
        "metrics_listen": "",
    }
    assert config.news.model_dump() == {"allow": (), "feeds": ()}
    assert config.tvmaze.model_dump() == {"api_url": "https://api.tvmaze.com"}


@pytest.mark.parametrize(
    ("written", "read"),
    [("News.example.LAN", "news.example.lan"), ("10.0.0.5:8080", "10.0.0.5:8080"), ("[::1]:80", "[::1]:80")],
)
def test_a_host_that_may_be_private_has_a_name_and_perhaps_a_port(write, written, read):
    assert load(write(f'[news]\nallow = ["{written}"]'), {}).news.allow == (read,)


def test_feeds_are_web_addresses_as_they_are_written(write):
    written = '["https://example.com/feed/?cat=1&x=2", "http://example.com", "https://example.com/feed/?cat=1&x=2"]'
    found = load(write(f"[news]\nfeeds = {written}"), {}).news.feeds
    assert found == ("https://example.com/feed/?cat=1&x=2", "http://example.com")


@pytest.mark.parametrize("written", ["example.com/feed", "ftp://example.com", "https://", "https://[", "a b"])
def test_a_feed_that_is_no_web_address_is_a_fault(faults, written):
    assert faults(f'[news]\nfeeds = ["{written}"]') == [
        f'config.toml:2: news.feeds, item 1: found "{written}"; '
        'expected a list of web addresses such as "https://example.com/feed"'
    ]


def test_a_password_in_the_address_of_a_feed_is_not_repeated(faults):
    assert faults('[news]\nfeeds = ["https://mina:secret@example.com"]') == [
        "config.toml:2: news.feeds, item 1: found an address with a user name in it; "
        'expected a list of web addresses such as "https://example.com/feed"'
    ]


@pytest.mark.parametrize("written", ["http://news.example.lan", "news.example.lan/feed", "", "a b"])
def test_what_is_no_host_is_a_fault(faults, written):
    assert faults(f'[news]\nallow = ["{written}"]') == [
        f'config.toml:2: news.allow, item 1: found "{written}"; '
        'expected a list of hosts such as "news.example.lan" or "10.0.0.5:8080"'
    ]


@pytest.mark.parametrize("listen", ["", "127.0.0.1:0", "0.0.0.0:80", "[::1]:8080", "localhost:65535", "bell.lan:1"])
def test_an_address_to_listen_at_is_a_host_and_a_port(write, listen):
    assert load(write(f'[web]\nlisten = "{listen}"'), {}).web.listen == listen


def test_a_web_table_that_cannot_be_meant_is_told_what_is_expected(faults):
    text = """\
[web]
listen = "8080"
public_url = "dramas.example.org"
trusted_proxies = ["127.0.0.1", "my proxy"]
metrics_listen = "::1:9090"
"""
    assert faults(text) == [
        'config.toml:2: web.listen: found "8080"; expected HOST:PORT such as "127.0.0.1:8080", or "" for no page',
        "config.toml:3: web.public_url: found an address of another form; "
        'expected the address under which others reach the page, such as "https://dramas.example.org"',
        'config.toml:4: web.trusted_proxies, item 2: found "my proxy"; '
        'expected a list of IP addresses or networks such as "10.0.0.0/8"',
        'config.toml:5: web.metrics_listen: found "::1:9090"; '
        'expected HOST:PORT such as "127.0.0.1:9090", or "" for none of its own',
    ]


def test_trusted_proxies_are_networks(write):
    text = '[web]\ntrusted_proxies = ["127.0.0.1", "10.1.2.3/8", "::1", "127.0.0.1"]'
    assert load(write(text), {}).web.trusted_proxies == ("127.0.0.1/32", "10.0.0.0/8", "::1/128")


def test_a_whole_file_is_read(write, tmp_path):
    (tmp_path / "mine").mkdir()
    path = write(
        """
        [telegram]
        token = "1234:test"
        api_url = "http://127.0.0.1:8081/"
        [discord]
        token = "ab.cd.ef"
        [database]
        url = "sqlite:///fans.db"
        [schedules]
        folder = "mine"
        [admins]
        telegram = [5, "6", 5]
        discord = ["0123456789012345678"]
        [reminders]
        leads = ["2h", "now", "9am"]
        premiere_leads = []
        late_limit = "90m"
        [pace]
        telegram_chat_per_second = 0.5
        telegram_allow_paid_broadcast = true
        """
    )
    config = load(path, {})
    assert opened(config.telegram) == ("1234:test", "http://127.0.0.1:8081")
    assert opened(config.discord) == ("ab.cd.ef", "https://discord.com/api/v10")
    assert config.file == path
    assert config.database.url == f"sqlite:///{tmp_path}/fans.db"
    assert config.schedules.folder == tmp_path / "mine"
    assert config.admins.telegram == ("5", "6")
    assert config.admins.discord == ("123456789012345678",)
    assert config.reminders.leads == ("2h", "0m", "09:00")
    assert config.reminders.premiere_leads == ()
    assert config.reminders.late_limit == timedelta(minutes=90)
    assert (config.pace.telegram_chat_per_second, config.pace.telegram_rate) == (0.5, 960)
    assert config.secrets == ("1234:test", "ab.cd.ef")


def test_paths_are_relative_to_the_file_and_not_to_the_working_directory(write, tmp_path, monkeypatch):
    path = write('[database]\nurl = "sqlite:///fans.db"')
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert load(Path("../config.toml"), {}).database.url == f"sqlite:///{elsewhere}/../fans.db"
    assert load(path, {}).database.url == f"sqlite:///{tmp_path}/fans.db"


def test_an_absolute_path_stays_as_it_is(write, tmp_path):
    path = write(f'[database]\nurl = "sqlite:///{tmp_path}/x.db"\n[schedules]\nfolder = "{tmp_path}"')
    config = load(path, {})
    assert config.database.url == f"sqlite:///{tmp_path}/x.db"
    assert config.schedules.folder == tmp_path


def test_a_file_from_a_windows_editor_is_read(tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbf[telegram]\r\ntoken = "1234:test"\r\n')
    assert opened(load(path, {}).telegram) == ("1234:test", "https://api.telegram.org")


def test_every_fault_is_reported_at_once(faults):
    text = """\
[telegram]
tokn = "123:hidden"
token = "hidden"
api_url = "https://api.telegram.org/bot"
[discord]
token = ""
token_file = "x"
[database]
url = "mysql://user:hidden@host/x"
[schedules]
folder = "nope"
[admins]
telegram = [1, "ana", -5, true]
discord = 5
[reminders]
leads = "0m"
premiere_leads = ["1d", "soon", "1d 1h", "off"]
late_limit = "6 h"
[limits]
chat_commands_per_minute = 1.5
token = 3
[pace]
telegram_per_second = 0
discord_per_second = nan
[remainders]
[wat]
"""
    telegram_token = "expected the token that BotFather gave, in quotes, digits:letters"
    leads = 'expected a list of up to 5 lead times such as "1d", "2h", "0m" or "9am"'
    rate = "expected a number above 0 and up to 1000"
    lead = 'a time of up to 14 days before such as "1d", "2h" or "0m", or "9am" for after it'
    assert faults(text, DRAMABELL_TELEGRAM_TOKEN="hidden words") == [
        'config.toml:2: telegram.tokn: unknown key; did you mean "token"?',
        f'config.toml:3: telegram.token: found a text without ":" between two parts; {telegram_token}',
        "config.toml:4: telegram.api_url: found an address with /bot at its end; "
        "expected it without: the bot adds /bot and its token itself",
        "config.toml:6: discord.token: found an empty text; "
        "expected the token from the Developer Portal's Bot page, in quotes",
        "config.toml:7: discord.token_file: found a token_file beside a token; expected only one of them",
        "config.toml:9: database.url: found an address of another form; "
        "expected sqlite:///FILE, FILE being a path, or postgresql://USER:PASSWORD@HOST/NAME",
        "config.toml:11: schedules.folder: found nope, which is not there; "
        "expected the path of a folder with drama files in it",
        'config.toml:13: admins.telegram, item 2: found "ana"; '
        "expected a list of Telegram user ids, which are whole numbers",
        "config.toml:13: admins.telegram, item 3: found -5; "
        "expected a list of Telegram user ids, which are whole numbers",
        "config.toml:13: admins.telegram, item 4: found true; "
        "expected a list of Telegram user ids, which are whole numbers",
        "config.toml:14: admins.discord: found 5; expected a list of Discord user ids, which are whole numbers",
        f'config.toml:16: reminders.leads: found "0m"; {leads}',
        f'config.toml:17: reminders.premiere_leads, item 2: found "soon"; expected {lead}',
        'config.toml:17: reminders.premiere_leads, item 3: found "1d 1h"; '
        "expected one lead time in each text, or an empty list for no reminder",
        'config.toml:17: reminders.premiere_leads, item 4: found "off"; '
        "expected one lead time in each text, or an empty list for no reminder",
        'config.toml:18: reminders.late_limit: found "6 h"; expected a length of time such as "30m", "6h" or "2d"',
        "config.toml:20: limits.chat_commands_per_minute: found 1.5; expected a whole number from 1 to 1000",
        "config.toml:21: limits.token: unknown key; it belongs under [telegram] or [discord]",
        f"config.toml:23: pace.telegram_per_second: found 0; {rate}",
        f"config.toml:24: pace.discord_per_second: found nan; {rate}",
        'config.toml:25: remainders: unknown key; did you mean "reminders"?',
        "config.toml:26: wat: unknown key; "
        "known here are telegram, discord, database, schedules, admins, reminders, limits, pace, web, news, tvmaze",
        "environment: DRAMABELL_TELEGRAM_TOKEN: "
        "found a text with a space, a line end or another character that no token has; " + telegram_token,
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("telegram = 5", "config.toml:1: telegram: found 5; "
         "expected a table, [telegram], with token, token_file, api_url"),
        ("[[telegram]]", "config.toml:1: telegram: found a list; "
         "expected a table, [telegram], with token, token_file, api_url"),
        ("[telegram]\ntoken = 5", "config.toml:2: telegram.token: found a value that is no text; "
         "expected the token that BotFather gave, in quotes, digits:letters"),
        ('[telegram]\ntoken = ":x"', 'config.toml:2: telegram.token: found a text without ":" between two parts; '
         "expected the token that BotFather gave, in quotes, digits:letters"),
        ('[discord]\ntoken = "Bot abc"', "config.toml:2: discord.token: found a text with a space, a line end or "
         "another character that no token has; expected the token from the Developer Portal's Bot page, in quotes"),
        ('[discord]\ntoken_file = 5', "config.toml:2: discord.token_file: found a value that is no text; "
         "expected the path of a file with the token in it, in quotes"),
        ('[discord]\ntoken_file = "no.token"', "config.toml:2: discord.token_file: found no.token, which cannot be "
         "read (No such file or directory); expected the path of a file with the token in it, in quotes"),
        ('[discord]\ntoken = "a"\ntoken_file = "b"', "config.toml:3: discord.token_file: "
         "found a token_file beside a token; expected only one of them"),
        ('[discord]\napi_url = "discord.com/api"', "config.toml:2: discord.api_url: found an address of another "
         "form; expected the address of Discord's API, such as https://discord.com/api/v10"),
        ('[discord]\napi_url = "https://me:secret@discord.com"', "config.toml:2: discord.api_url: found an address "
         "with a user name, a ? or a # in it; "
         "expected the address of Discord's API, such as https://discord.com/api/v10"),
        ('[discord]\napi_url = "http://host:port"', "config.toml:2: discord.api_url: found an address of another "
         "form; expected the address of Discord's API, such as https://discord.com/api/v10"),
        ('[database]\nurl = "sqlite:///no/x.db"', "config.toml:2: database.url: found a file in no, "
         "which is not there; expected a folder that is there"),
        ('[database]\nurl = "sqlite:///."', "config.toml:2: database.url: found HERE, which is a folder; "
         "expected sqlite:///FILE, FILE being a path, or postgresql://USER:PASSWORD@HOST/NAME"),
        ('[database]\nurl = "sqlite:///:memory:"', "config.toml:2: database.url: found an address of another form; "
         "expected sqlite:///FILE, FILE being a path, or postgresql://USER:PASSWORD@HOST/NAME"),
        ('[reminders]\nlate_limit = 6', "config.toml:2: reminders.late_limit: found 6; "
         'expected a length of time such as "30m", "6h" or "2d"'),
        ('[reminders]\nlate_limit = 06:00:00', "config.toml:2: reminders.late_limit: found 06:00:00; "
         'expected a length of time such as "30m", "6h" or "2d"'),
        ('[reminders]\nleads = ["1m", "2m", "3m", "4m", "5m", "6m"]', "config.toml:2: reminders.leads: found a list; "
         'expected a list of up to 5 lead times such as "1d", "2h", "0m" or "9am"'),
        ('[pace]\ndiscord_per_second = "47"', 'config.toml:2: pace.discord_per_second: found "47"; '
         "expected a number above 0 and up to 1000"),
        ("a = [1\nb = 2", "config.toml:2: not TOML: Unclosed array, at column 1"),
        ("[telegram", "config.toml:1: not TOML: Expected ']' at the end of a table declaration"),
        ('x = """\n', "config.toml:1: not TOML: Unterminated string"),
    ],
)  # fmt: skip
def test_a_fault_says_where_it_is_what_was_found_and_what_is_expected(faults, text, fault):
    assert faults(text) == [fault]


def test_postgresql_without_its_driver_is_answered_with_the_way_to_get_it(faults, monkeypatch):
    monkeypatch.setattr("bot.values.find_spec", lambda name: None)
    assert faults('[database]\nurl = "postgresql://dramabell:hidden@localhost/dramabell"') == [
        "config.toml:2: database.url: found a PostgreSQL address, and no psycopg to speak to it; "
        "expected that you install it (pip install 'dramabell[postgres]'), or sqlite:///FILE"
    ]


def test_postgresql_is_accepted_with_its_driver_and_its_password_is_a_secret(write):
    url = "postgresql://dramabell:hidden@localhost/dramabell?sslpassword=hush"
    config = load(write(f'[database]\nurl = "{url}"'), {})
    assert config.database.url == url
    assert config.database.shown == "postgresql://localhost/dramabell"
    assert config.secrets == ("hidden", "hush")
    assert "hidden" not in repr(config)


def test_a_file_that_is_not_there_is_a_fault(tmp_path):
    with pytest.raises(ConfigFaults) as caught:
        load(tmp_path / "config.toml", {})
    assert str(caught.value) == (
        f"{tmp_path}/config.toml: there is no such file; config.example.toml shows what can be in one"
    )


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"a = '\xff'", "found letters that are not UTF-8, at byte 5; save the file as UTF-8"),
        (
            None,
            "cannot be read (Is a directory); expected a text file with settings, as config.example.toml is one",
        ),
    ],
)
def test_a_file_that_is_no_text_is_a_fault(tmp_path, content, found):
    path = tmp_path / "config.toml"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(ConfigFaults) as caught:
        load(path, {})
    assert str(caught.value) == f"{path}: {found}"


def test_a_token_in_the_environment_comes_before_the_file(write):
    path = write('[telegram]\ntoken = "1:file"\n[discord]\ntoken_file = "not.there"')
    config = load(path, {"DRAMABELL_TELEGRAM_TOKEN": " 2:environment\n", "DRAMABELL_DISCORD_TOKEN": "abc"})
    assert opened(config.telegram) == ("2:environment", "https://api.telegram.org")
    assert opened(config.discord) == ("abc", "https://discord.com/api/v10")


def test_a_token_in_the_environment_needs_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    config = load(None, {"DRAMABELL_TELEGRAM_TOKEN": "1:x", "DRAMABELL_DISCORD_TOKEN": " "})
    assert opened(config.telegram) == ("1:x", "https://api.telegram.org")
    assert config.discord is None


def test_a_token_file_is_read_without_the_space_around_it(write):
    write("\n 1:secret \r\n", "telegram.token")
    assert opened(load(write('[telegram]\ntoken_file = "telegram.token"'), {}).telegram) == (
        "1:secret",
        "https://api.telegram.org",
    )


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("", "an empty text"),
        ("1:a\n2:b", "a text with a space, a line end or another character that no token has"),
        ("secret", 'a text without ":" between two parts'),
    ],
)
def test_a_token_file_with_no_token_in_it_is_a_fault(write, faults, content, found):
    write(content, "telegram.token")
    assert faults('[telegram]\ntoken_file = "telegram.token"') == [
        f"config.toml:2: telegram.token_file: found telegram.token, which holds {found}; "
        "expected the path of a file with the token in it, in quotes"
    ]


def test_a_fault_of_a_default_says_that_there_is_no_config(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dramabell.db").mkdir()
    with pytest.raises(ConfigFaults) as caught:
        load(None, {})
    assert str(caught.value) == (
        f"no config.toml: database.url: found {tmp_path}/dramabell.db, which is a folder; "
        "expected sqlite:///FILE, FILE being a path, or postgresql://USER:PASSWORD@HOST/NAME"
    )


def test_a_lead_that_cannot_be_used_is_told_apart_from_the_words_of_a_command(write):
    expected = 'expected a time of up to 14 days before such as "1d", "2h" or "0m", or "9am" for after it'
    with pytest.raises(ConfigFaults) as caught:
        load(write('[reminders]\nleads = ["400d"]'), {})
    assert str(caught.value).endswith(f'reminders.leads, item 1: found "400d"; {expected}')


def test_a_platform_without_a_token_is_a_fault_for_run_alone(write, tmp_path):
    config = load(write('[discord]\napi_url = "https://proxy.example/api/v10"'), {})
    assert config.discord is None
    assert [str(fault) for fault in config.tokenless] == [
        f"{tmp_path}/config.toml:1: discord: found no token; expected a token or token_file there, "
        "DRAMABELL_DISCORD_TOKEN in the environment, or no [discord] at all"
    ]


def test_the_schedules_can_be_looked_at_although_something_else_is_wrong(write, tmp_path):
    with pytest.raises(ConfigFaults) as caught:
        load(write('[schedules]\nfolder = "."\n[wat]'), {})
    assert caught.value.schedules == tmp_path


def test_a_config_shows_no_secret_and_cannot_be_changed(write):
    config = load(write('[telegram]\ntoken = "1234:hidden"'), {"DRAMABELL_DISCORD_TOKEN": "hidden"})
    assert "hidden" not in f"{config!r} {config} {config.telegram!r} {vars(config.database)!r}"
    with pytest.raises(AttributeError):
        config.file = None  # type: ignore[misc]
    with pytest.raises(ValidationError):
        config.pace.telegram_per_second = 1000


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:8081", True),
        ("http://127.9.9.9", True),
        ("http://[::1]:80/api", True),
        ("ws://localhost:1", True),
        ("http://LOCALHOST", True),
        ("https://api.telegram.org", False),
        ("http://0.0.0.0", False),
        ("http://10.0.0.1", False),
        ("http://localhost.example.org", False),
        ("http://localhost@example.org", False),
        ("", False),
    ],
)
def test_only_this_machine_is_loopback(url, expected):
    assert is_loopback(url) is expected


def test_the_example_loads_and_shows_the_defaults():
    example = load(EXAMPLE, {})
    default = load(None, {})
    assert {name: getattr(example, name) for name in Config.__slots__ if name not in ("file", "database")} == {
        name: getattr(default, name) for name in Config.__slots__ if name not in ("file", "database")
    }
    assert example.database.url == f"sqlite:///{ROOT}/dramabell.db"


def test_the_example_names_every_setting():
    """With the # taken away from its settings, too."""
    text = re.sub(r"^# (\[\w+\]|\w+ = .*)$", r"\1", EXAMPLE.read_text("utf-8"), flags=re.MULTILINE)
    written = tomllib.loads(text)
    assert [(table, key) for table, keys in written.items() for key in keys] == SETTINGS


@pytest.mark.parametrize(("table", "key"), SETTINGS)
def test_every_setting_is_explained_for_operators(table, key):
    assert f"`{key}`" in _section(table), f"docs/operating.md does not explain [{table}] {key}"


def _section(table: str) -> str:
    text = (ROOT / "docs" / "operating.md").read_text("utf-8")
    found = re.search(rf"^#+ `\[{table}\]`.*?(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    return found[0] if found else ""
