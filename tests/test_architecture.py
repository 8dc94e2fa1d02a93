"""The house rules that can be read off the code: which way imports point, who reads a clock, what happens at import."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "bot").rglob("*.py"))
LONGEST = 400  # lines

# What each room may import beside itself. Neighbours in a row of docs/design.md know nothing of each other.
INNER = {"core", "commands", "delivery", "store", "news"}
CONFIG = {"config", "settings", "values", "shipped"}
MAY_IMPORT = {
    "core": set(),
    "commands": {"core"},
    "delivery": {"core"},
    "store": {"core"},
    "news": {"core"},
    "chats": INNER,
    "web": INNER,
    "scheduler": INNER | {"clock"},
    "clock": set(),
    "documents": {"core", "store"},
    "log": set(),
    "shipped": set(),
    "stopping": set(),
    "supervisor": {"core"},
    "values": {"core"},
    "settings": {"core", "values", "shipped"},
    "config": {"core"} | CONFIG,
    "platforms": INNER | {"chats", "clock", "config"},
    "printed": {"core", "config"},
    "app": INNER | CONFIG | {"documents", "platforms", "chats", "web", "scheduler", "clock", "log", "supervisor"},
    "doctor": {"chats", "core", "store"} | CONFIG,
    "stage": {"app", "platforms", "chats", "web", "core", "clock", "documents", "store"} | CONFIG,
    "running": {"stopping", "app", "stage", "core", "store", "supervisor", "config"},
    "cli": {"doctor", "documents", "news", "store", "stopping", "running", "app", "stage", "core"}
    | {"log", "printed", "clock"}
    | CONFIG,
    "__main__": {"cli"},
}
# The rooms that speak to the outside through a library. Nobody else imports it.
HOME_OF = {
    "telegram": {"chats/telegram"},
    "discord": {"chats/discord"},
    "prompt_toolkit": {"chats/local"},
    "aiohttp": {"chats/telegram", "chats/discord", "news", "web"},
    "httpx": set(),
    "sqlalchemy": {"store"},
    "psycopg": {"store"},
    "aiosqlite": {"store"},
    "sqlite3": {"store"},
    "alembic": {"store"},
    "apscheduler": {"scheduler"},
    "click": {"cli"},
    "socket": {"chats/telegram", "chats/discord", "news", "web"},
    "requests": set(),
}
CLOCKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "localtime", "gmtime"},
    "utils": {"utcnow"},  # discord.utils
    "func": {"now", "current_timestamp", "current_date", "current_time"},  # a database has a clock, too
}


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(path: Path) -> str:
    return path.relative_to(ROOT / "bot").with_suffix("").parts[0]


def imported(tree: ast.AST) -> Iterator[str]:
    """The full names of the modules, or of what is taken from them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole way"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name(node: ast.expr) -> str:
    """The last name of a dotted one: time for datetime.time."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def wrong_imports(path: Path, tree: ast.AST) -> Iterator[str]:
    here = room(path)
    folder = place(path.parent).removeprefix("bot/")
    for module in imported(tree):
        first, _, rest = module.partition(".")
        if first in HOME_OF and not any(f"{folder}/".startswith(f"{home}/") or here == home for home in HOME_OF[first]):
            yield module
        if first != "bot" or not rest:
            continue
        there = rest.split(".")[0]
        if there != here and there not in MAY_IMPORT[here]:
            yield module
        if here == there == "chats" and rest.split(".")[1] != path.relative_to(ROOT / "bot" / "chats").parts[0]:
            yield module


def clock_reads(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS.get(name(node.value), ()):
            yield f"{name(node.value)}.{node.attr} in line {node.lineno}"
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (f"time.{alias.name}" for alias in node.names if alias.name in CLOCKS["time"])
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "CURRENT_TIMESTAMP" in node.value:
            yield f"CURRENT_TIMESTAMP in line {node.lineno}"


def platform_questions(tree: ast.AST) -> Iterator[str]:
    """Comparisons of something called platform with a name written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            asked = any(name(side) in ("platform", "PLATFORM") for side in sides)
            if asked and any(
                isinstance(part, ast.Constant) and part.value for side in sides for part in ast.walk(side)
            ):
                yield f"{ast.unparse(node)} in line {node.lineno}"
        elif isinstance(node, ast.Match) and name(node.subject) == "platform":
            yield f"match {ast.unparse(node.subject)} in line {node.lineno}"


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def broken(rule, files=FILES) -> dict[str, list[str]]:
    found = {place(path): list(rule(path, parsed(path))) for path in files}
    return {path: broken for path, broken in found.items() if broken}


def test_every_room_is_known():
    assert {room(path) for path in FILES} - {"__init__"} <= MAY_IMPORT.keys()


def test_imports_point_inwards_and_libraries_stay_in_their_rooms():
    assert broken(wrong_imports) == {}


def test_only_the_clock_reads_a_clock():
    others = [path for path in FILES if room(path) != "clock"]
    assert broken(lambda _, tree: clock_reads(tree), others) == {}


def test_only_the_wiring_asks_which_platform_it_is():
    others = [path for path in FILES if room(path) != "platforms"]
    assert broken(lambda _, tree: platform_questions(tree), others) == {}


def test_no_file_is_longer_than_a_reader_can_take_in():
    assert {place(path): n for path in FILES if (n := path.read_text("utf-8").count("\n")) > LONGEST} == {}


# Run in a process of its own: every file, socket, thread or process that a module of ours asks for as it is imported.
# That Python finds and reads modules, and that pydantic looks for its plugins at the first model, is not our doing.
WATCH = """
import importlib, sys
from pathlib import Path

root = Path(sys.argv[1])
found = set()
files = ("open", "os.listdir", "os.scandir", "os.mkdir")
others = ("socket.", "sqlite3.", "subprocess.", "_thread.start", "os.putenv")

def watch(event, arguments):
    if not event.startswith(files + others):
        return
    frame = sys._getframe(1)
    while frame and frame.f_code.co_name != "<module>":
        file = frame.f_code.co_filename
        if file.startswith("<frozen importlib") or ("site-packages" in file and event in files):
            return
        frame = frame.f_back
    if frame and Path(frame.f_code.co_filename).is_relative_to(root / "bot"):
        found.add(f"{Path(frame.f_code.co_filename).relative_to(root)}:{frame.f_lineno}: {event} {arguments[0]!r}")

modules = [".".join(path.relative_to(root).with_suffix("").parts) for path in (root / "bot").rglob("*.py")]
sys.path.insert(0, str(root))
sys.addaudithook(watch)
for module in modules:
    if not module.endswith("__main__") and ".migrations." not in module:
        importlib.import_module(module.removesuffix(".__init__"))
print("\\n".join(sorted(found)))
"""


def work_at_import(root: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(root)], capture_output=True, text=True, timeout=60, check=True, cwd=root
    )
    return done.stdout.split("\n")[:-1] if done.stdout.strip() else []


def test_nothing_happens_at_import():
    assert work_at_import(ROOT) == []


# What only some bots need, some commands, or nobody: each of them would cost an idle bot megabytes.
HEAVY = {"aiohttp.web", "alembic", "bot.news.article", "bot.stage.house", "bot.web.server", "httpx", "icalendar"}
HEAVY |= {"lxml", "prometheus_client", "prompt_toolkit", "psycopg", "rapidfuzz", "sqlalchemy.dialects.postgresql"}
HEAVY |= {"sqlalchemy.orm", "telegram.ext", "trafilatura"}


def read_in_by(code: str, heavy: set[str]) -> str:
    code = f"import sys; {code}; print(sorted({heavy!r} & sys.modules.keys()))"
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True, cwd=ROOT
    ).stdout


def test_a_bot_on_both_platforms_reads_in_nothing_that_it_may_not_need():
    code = "import bot.running, bot.chats.telegram.adapter, bot.chats.discord.adapter"
    assert read_in_by(code, HEAVY) == "[]\n"


def test_a_look_at_the_drama_files_reads_in_no_event_loop(tmp_path):
    code = f"from bot.cli import group; group(['check', '--config', '{tmp_path}/config.toml'], standalone_mode=False)"
    (tmp_path / "config.toml").write_text("")
    assert read_in_by(code, HEAVY | {"asyncio", "sqlalchemy", "structlog"}).splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("path", "code", "found"),
    [
        ("core/x.py", "from bot.store.tables import chats", ["bot.store.tables.chats"]),
        ("core/x.py", "def f():\n    import telegram", ["telegram"]),
        ("store/x.py", "from bot.delivery import pace", ["bot.delivery.pace"]),
        ("commands/x.py", "import bot.app", ["bot.app"]),
        ("chats/discord/x.py", "from bot.chats.telegram.text import text", ["bot.chats.telegram.text.text"]),
        ("chats/discord/x.py", "import telegram.error", ["telegram.error"]),
        ("chats/discord/x.py", "import discord\nfrom bot.chats.discord import text\nfrom bot.core import dramas", []),
        ("app.py", "from bot.chats.discord.adapter import DiscordChat", []),
    ],
)
def test_the_rule_of_imports_finds_what_it_is_for(path, code, found):
    assert list(wrong_imports(ROOT / "bot" / path, ast.parse(code))) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("datetime.now(UTC)", ["datetime.now in line 1"]),
        ("datetime.datetime.utcnow()", ["datetime.utcnow in line 1"]),
        ("date.today()", ["date.today in line 1"]),
        ("\ntime.monotonic()", ["time.monotonic in line 2"]),
        ("from time import monotonic", ["time.monotonic"]),
        ("select(func.now())", ["func.now in line 1"]),
        ("loop.time(); time.fromisoformat('09:00'); from datetime import time", []),
    ],
)
def test_the_rule_of_clocks_finds_what_it_is_for(code, found):
    assert list(clock_reads(ast.parse(code))) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("x.platform == 'discord'", ["x.platform == 'discord' in line 1"]),
        ("platform not in ('telegram', 'x')", ["platform not in ('telegram', 'x') in line 1"]),
        ("match a.platform:\n    case 'discord': pass", ["match a.platform in line 1"]),
        ("x.platform == y.platform", []),
    ],
)
def test_the_rule_of_platforms_finds_what_it_is_for(code, found):
    assert list(platform_questions(ast.parse(code))) == found


def test_the_rule_of_imports_that_work_finds_what_it_is_for(tmp_path):
    bot = tmp_path / "bot"
    bot.mkdir()
    (bot / "__init__.py").touch()
    (bot / "reads.py").write_text("import json\nfrom pathlib import Path\n\nNAMES = Path(__file__).read_text()\n")
    (bot / "fine.py").write_text("import bot.reads\n\ndef read():\n    return open(__file__)\n")
    assert work_at_import(tmp_path) == [f"bot/reads.py:4: open {str(bot / 'reads.py')!r}"]
