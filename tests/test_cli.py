"""What an operator types, and what it answers."""

import json
import logging
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner
from hatchling.builders.wheel import WheelBuilder

from bot import cli, log, shipped
from bot.cli import basics, looking
from bot.config import ConfigFaults

ROOT = Path(__file__).parent.parent
DRAMA = """
title = "{title}"
[[release]]
network = "tvN"
zone = "KST"
first = "5 April 2025 9:10 PM"
episodes = 3
every = ["Saturday", "Sunday"]
[[release.change]]
episodes = [3]
on = 2025-04-13
reason = "football"
"""


@pytest.fixture(autouse=True)
def as_before(tmp_path, monkeypatch):
    """Away from the repository, so that no config.toml of a developer is read; the log as it was."""
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in (*log.CHATTY, *log.TELLTALE):
        logging.getLogger(name).setLevel(logging.NOTSET)
    logging.captureWarnings(False)
    structlog.reset_defaults()


@pytest.fixture
def folder(tmp_path):
    """Of schedules, named in a config.toml of the working directory."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "moonrise.toml").write_text(DRAMA.format(title="Moonrise"))
    (tmp_path / "config.toml").write_text('[schedules]\nfolder = "mine"\n')
    return mine


def said(*words: str, status: int = 0, **environment: str) -> str:
    """What a person sees, stdout or stderr."""
    result = CliRunner().invoke(cli.group, words, env=environment)
    assert (result.exit_code, result.exception if status == 0 else None) == (status, None), result.output
    return result.output


def process(*words: str, **options) -> subprocess.CompletedProcess:
    code = "import sys; from bot.cli import main; sys.argv[0] = 'dramabell'; main()"
    return subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, timeout=60, **options)


def test_check_says_what_it_found(folder, tmp_path):
    (tmp_path / "config.toml").write_text('[telegram]\ntoken = "1:hidden"\n[discord]\n[schedules]\nfolder = "mine"\n')
    assert said("check") == (
        "All is well: 1 drama, 1 release, 3 airings.\n"
        "  Config     config.toml\n"
        "  Telegram   token given, https://api.telegram.org\n"
        "  Discord    no token\n"
        f"  Store      {tmp_path}/dramabell.db\n"
        f"  Schedules  {tmp_path}/mine\n"
        "  - Moonrise (tvN)\n"
        "But `dramabell run` will not start: config.toml:3: discord: found no token; expected a token or token_file "
        "there, DRAMABELL_DISCORD_TOKEN in the environment, or no [discord] at all\n"
    )


def test_check_needs_no_config(tmp_path):
    answer = said("check", DRAMABELL_TELEGRAM_TOKEN="", DRAMABELL_DISCORD_TOKEN="")
    assert answer.startswith("All is well: 9 dramas, 10 releases, ")
    assert "  Config     none, so every setting has its default\n  Telegram   no token\n" in answer
    assert "  - Nevertheless (Netflix, JTBC)\n" in answer


def test_check_reports_config_and_schedules_at_once(folder, tmp_path):
    (folder / "bad.toml").write_text(DRAMA.format(title="Bad").replace("zone", "zona"))
    (folder / "worse.toml").write_text("title =")
    (tmp_path / "config.toml").write_text('[schedules]\nfolder = "mine"\n[wat]\n[telegram]\ntoken = ""\n')
    lines = said("check", status=2).splitlines()
    assert lines[:2] == [
        "config.toml:3: wat: unknown key; "
        "known here are telegram, discord, database, schedules, admins, reminders, limits, pace, web, news, tvmaze",
        "config.toml:5: telegram.token: found an empty text; "
        "expected the token that BotFather gave, in quotes, digits:letters",
    ]
    assert [line.split(": ")[:2] for line in lines[2:4]] == [
        ["bad.toml:3", "release.1.zone"],
        ["bad.toml:5", "release.1.zona"],
    ]
    assert [line.split(": ")[0] for line in lines[4:]] == ["worse.toml:1"]


def test_a_faulty_schedule_alone_fails_the_check(folder):
    (folder / "worse.toml").write_text("title =")
    assert re.fullmatch(r"worse.toml:1: not TOML: .*\n", said("check", status=2))


def test_a_config_that_is_not_there_is_a_fault(tmp_path):
    assert said("check", "--config", "no.toml", status=2) == (
        "no.toml: there is no such file; config.example.toml shows what can be in one\n"
    )


def test_a_schedule_for_people(folder):
    assert said("schedule", "moonrise") == (
        "Moonrise on tvN, 3 episodes\n"
        "\n"
        "Episode  As announced                                   UTC\n"
        "1        Saturday 5 April 2025, 9:10 PM in Seoul (KST)  2025-04-05 12:10  premiere\n"
        "2        Sunday 6 April 2025, 9:10 PM in Seoul (KST)    2025-04-06 12:10\n"
        "3        Sunday 13 April 2025, hour not announced       not known         finale, football\n"
    )


def test_a_schedule_in_the_readers_zone(folder):
    assert said("schedule", "moonrise", "--zone", "kuala lumpur").splitlines()[2:4] == [
        "Episode  As announced                                   Kuala Lumpur (MYT)",
        "1        Saturday 5 April 2025, 9:10 PM in Seoul (KST)  2025-04-05 20:10    premiere",
    ]


def test_a_schedule_for_programs(folder):
    first, _, last = json.loads(said("schedule", "moonrise", "--json"))
    assert first == {
        "drama": "moonrise",
        "release": "tvN",
        "episode": 1,
        "date": "2025-04-05",
        "time": "21:10",
        "zone": "Asia/Seoul",
        "utc": "2025-04-05T12:10:00Z",
        "premiere": True,
        "finale": False,
    }
    assert last == {
        "drama": "moonrise",
        "release": "tvN",
        "episode": 3,
        "date": "2025-04-13",
        "time": None,
        "zone": "Asia/Seoul",
        "utc": None,
        "premiere": False,
        "finale": True,
    }


def test_the_shipped_schedules_answer_to_forgiving_names():
    netflix = json.loads(said("schedule", "알고있지만", "--json"))
    assert [row["utc"] for row in netflix[:2]] == ["2021-06-19T16:00:00Z", "2021-06-26T16:00:00Z"]
    jtbc = json.loads(said("schedule", "when", "the", "phone", "rings", "--json"))
    assert jtbc[0]["release"] == "MBC"
    assert said("schedule", "nevertheles", "--release", "jtbc").startswith("Nevertheless on JTBC, 10 episodes\n")
    assert said("schedule", "nevertheless").endswith("\n\nAlso on JTBC: --release NAME shows that.\n")


def test_an_unknown_name_is_answered_with_what_there_is(folder):
    assert said("schedule", "zzzz", status=2).splitlines()[1:] == ["  Moonrise"]
    assert "Moonrise" in said("schedule", "moonbeam", status=2)
    assert "tvN" in said("schedule", "moonrise", "--release", "netflix", status=2)


def test_a_zone_that_means_several_is_answered_with_all_of_them(folder):
    answer = said("schedule", "moonrise", "--zone", "CST", status=2)
    assert all(city in answer for city in ("Shanghai", "Taipei", "Chicago", "Havana"))


def test_a_faulty_schedule_does_not_keep_others_from_being_shown(folder):
    (folder / "worse.toml").write_text("title =")
    result = CliRunner().invoke(cli.group, ["schedule", "moonrise"])
    assert result.exit_code == 0
    assert re.fullmatch(r"worse.toml:1: not TOML: .*\n", result.stderr)
    assert result.stdout.startswith("Moonrise on tvN")


def test_an_unknown_option_is_a_fault_of_the_command_line():
    assert "No such option" in said("check", "--confg", "x", status=2)


def test_a_mistake_of_our_own_is_one_sentence_and_a_traceback_only_when_debugging(monkeypatch, capsys):
    def fail(path: Path | None) -> None:
        raise KeyError("hidden")

    monkeypatch.setattr(looking, "load", fail)
    monkeypatch.setattr(sys, "argv", ["dramabell", "check"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    assert capsys.readouterr() == (
        "",
        "Dramabell stopped because of a mistake of its own (KeyError). "
        "Nothing is lost; start it again, and with --debug right after dramabell to see where it happens.\n",
    )
    monkeypatch.setattr(sys, "argv", ["dramabell", "--debug", "check"])
    with pytest.raises(SystemExit):
        cli.main()
    logged = json.loads(capsys.readouterr().err.splitlines()[0])
    assert (logged["event"], logged["exception"].splitlines()[-1]) == ("stopped", "KeyError: 'hidden'")


def test_faults_raised_anywhere_are_no_mistake_of_our_own(monkeypatch):
    def fail(path: Path | None) -> None:
        raise ConfigFaults(())

    monkeypatch.setattr(basics, "load", fail)
    assert said("schedule", "moonrise", status=2) == "\n"


def test_the_command_works_from_any_folder_without_the_systems_time_zones(tmp_path):
    nowhere = {**os.environ, "PYTHONTZPATH": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = process("schedule", "nevertheless", "--json", cwd=tmp_path, env=nowhere)
    assert (done.returncode, done.stderr) == (0, "")
    assert [row["episode"] for row in json.loads(done.stdout)] == list(range(1, 11))


def test_a_drama_without_dates_says_so_in_place_of_a_table(folder):
    (folder / "someday.toml").write_text('title = "Someday"\n[[release]]\nnetwork = "tvN"\nzone = "KST"\n')
    assert said("schedule", "someday") == (
        "Someday on tvN, number of episodes not announced\n\nNo dates are announced yet.\n"
    )


SEASON = ("chat", "--at", "2021-06-19T15:00:00Z", "--leap", "0")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_an_answer_that_cannot_be_written_is_said_and_fails(tmp_path):
    code = "import sys; from bot.cli import main; sys.argv[0] = 'dramabell'; main()"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", code, *SEASON],
            input="/help\n",
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    assert done.returncode == 1
    assert done.stderr.endswith(
        "Dramabell stopped, as the system refused it something: [Errno 28] No space left on device. "
        "Mend that, and start it again.\n"
    )


def test_closed_streams_are_no_mistake_of_our_own(tmp_path):
    command = f"{sys.executable} -c 'from bot.cli import main; main()' chat <&- >&- 2>&-"
    done = subprocess.run(command, shell=True, timeout=60, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 0


def test_an_installed_wheel_brings_the_schedules(tmp_path):
    """Built from the repository, unpacked elsewhere."""
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path / "dist"), versions=["standard"])
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    assert sorted(path.name for path in (installed / "bot" / "schedules").iterdir()) == sorted(
        path.name for path in shipped.folder().iterdir()
    )
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = process("schedule", "nevertheless", "--json", cwd=tmp_path, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)[9]["utc"] == "2021-08-21T16:00:00Z"
    (installed / "bot" / "schedules" / "nevertheless.toml").unlink()
    assert process("schedule", "nevertheless", cwd=tmp_path, env=environment).returncode == 2


def test_help_reads_in_nothing_that_takes_long():
    heavy = {"asyncio", "pydantic", "structlog", "sqlalchemy", "rapidfuzz", "bot.config", "bot.core.schedules"}
    code = f"import sys, bot.cli; print({heavy!r} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
