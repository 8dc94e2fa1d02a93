"""`dramabell draft`, as an operator types it."""

import json
import os
import socket
import subprocess
import sys
from threading import Thread

import pytest
from click.testing import CliRunner

from bot import cli
from tests.news import scoring

PAPER = scoring.ARTICLES / "dev" / "spelt-three-ways.txt"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def said(*words: str, status: int = 0) -> str:
    done = CliRunner().invoke(cli.group, ["draft", *words])
    assert done.exit_code == status, done.output
    return done.output


def test_a_file_is_drafted_as_json():
    found = json.loads(said(str(PAPER), "--json"))
    expected = json.loads(PAPER.with_suffix(".json").read_text("utf-8"))
    assert {name: found[name] for name in expected} == expected
    assert found["article"] == {
        "title": "Song Ji-an talks marriage, murder and “My Husband’s Alibi”",
        "date": "2023-09-01",
        "summary": "Song Ji-an is back. The actress, who took a two-year break, leads Wavve original "
        "“My Husband’s Alibi” as lawyer Bang Hye-su.",
        "url": None,
    }
    assert (
        found["evidence"]["time"] == "The six-episode thriller is out on Saturday (September 9) at noon KST on Wavve."
    )
    assert list(found) == [*scoring.FIELDS, "article", "evidence"]


def test_what_comes_through_a_pipe_is_drafted():
    done = CliRunner().invoke(cli.group, ["draft", "-", "--json"], input=PAPER.read_bytes())
    assert json.loads(done.output) == json.loads(said(str(PAPER), "--json"))


def test_a_file_is_drafted_as_a_card():
    card = said(str(PAPER)).splitlines()
    assert card[:10] == [
        "Song Ji-an talks marriage, murder and “My Husband’s Alibi”",
        "2023-09-01",
        "",
        "Title:     My Husband’s Alibi",
        "      | “My Husband’s Alibi”",
        "Episodes:  6",
        "      | The six-episode thriller is out on Saturday (September 9) at noon KST on Wavve.",
        "Premiere:  2023-09-09",
        "Time:      12:00",
        "Time zone: KST",
    ]
    assert "Weekdays:  not said" in card
    assert "  Song Ji-an: “Never”" in card


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("nope.txt", 'There is no file "nope.txt", and it is no address, for example https://example.com/news.'),
        ("", "Name a file, or an address such as https://example.com/news."),
        (".", ". is no file but a folder. Name the file with the article in it."),
        ("http://127.0.0.1/", "127.0.0.1 is not on the public internet, so nothing is fetched from there."),
        ("ftp://example.com/x", 'Only http and https addresses are fetched, not "ftp:".'),
        ("https://me:word@example.com/", "An address with a user name or a password in it is not fetched."),
        (sys.executable, "That is no text"),
    ],
)
def test_what_cannot_be_read_is_answered_in_a_sentence(source, answer):
    told = said(source, status=2)
    assert told.startswith(answer)
    assert told.count("\n") == 1


def test_a_binary_and_an_empty_file_are_no_articles(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\2\0")
    (tmp_path / "b.txt").write_bytes(b"  \n\n")
    (tmp_path / "c.html").write_bytes(b"<html><body><script>1</script></body></html>")
    assert said("a.txt", status=2).startswith("That is no text: it holds bytes")
    assert said("b.txt", status=2) == "There is nothing in b.txt: it is empty.\n"
    assert said("c.html", status=2).startswith("No article was found in that.")


def test_a_pipe_with_a_name_is_a_file_too(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    writing = Thread(target=lambda: (tmp_path / "pipe").write_bytes(PAPER.read_bytes()))
    writing.start()
    assert said("pipe") == said(str(PAPER))
    writing.join()


def test_where_no_drama_is_found_that_is_said_and_json_has_it_empty(tmp_path):
    (tmp_path / "a.txt").write_text("The weather will be fine.\n\nIt rains on Sunday.")
    assert said("a.txt").startswith("No drama was found in that article")
    assert json.loads(said("a.txt", "--json"))["title"] is None


def test_a_private_host_that_the_config_allows_is_asked(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "config.toml").write_text(f'[news]\nallow = ["127.0.0.1:{port}"]\n')
    assert said(f"http://127.0.0.1:{port}/", status=2) == "127.0.0.1 takes no connection. Try again later.\n"


def test_help_and_the_start_do_not_wait_for_the_libraries_of_the_news():
    code = "import sys, bot.cli; print({'trafilatura', 'lxml', 'bot.news'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "set()\n"
