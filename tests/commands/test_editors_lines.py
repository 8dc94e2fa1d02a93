"""What editors type, taken apart: titles, networks, episodes, times and reasons in one line without any quotes."""

from datetime import timedelta

import pytest

from bot.commands.registry import registry
from bot.core import numbers
from bot.core.command import given
from bot.core.errors import Mistake
from tests.commands.seasons import catalogue

DRAMAS = catalogue()
COMMANDS = registry().commands


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("skip lovely runner 9", {"drama": "lovely runner", "episodes": "9"}),
        (
            "skip lovely runner 9-10 Korean Series, game 5",
            {"drama": "lovely runner", "episodes": "9-10", "reason": "Korean Series, game 5"},
        ),
        (
            "skip nevertheless jtbc 3 football",
            {"drama": "nevertheless", "release": "jtbc", "episodes": "3", "reason": "football"},
        ),
        ("skip lovely runer 9 baseball", {"drama": "lovely runer", "episodes": "9", "reason": "baseball"}),
        (
            "move lovely runner 5 17 Oct 9:40 PM earlier start",
            {"drama": "lovely runner", "episodes": "5", "when": "17 Oct 9:40 PM", "reason": "earlier start"},
        ),
        (
            "move lovely runner 5 tomorrow 21:00",
            {"drama": "lovely runner", "episodes": "5", "when": "tomorrow 21:00"},
        ),
        (
            "move nevertheless JTBC 5,6 tba late upload",
            {"drama": "nevertheless", "release": "JTBC", "episodes": "5,6", "when": "tba", "reason": "late upload"},
        ),
        (
            "delay lovely runner 9 30 minutes late news",
            {"drama": "lovely runner", "episode": "9", "by": "30 minutes", "reason": "late news"},
        ),
        ("delay lovely runner 9 1 week", {"drama": "lovely runner", "episode": "9", "by": "1 week"}),
        ("double lovely runner 15 stay", {"drama": "lovely runner", "episode": "15", "later": "stay"}),
        ("double lovely runner 15", {"drama": "lovely runner", "episode": "15"}),
        ("hold lovely runner strike at the station", {"drama": "lovely runner", "reason": "strike at the station"}),
        ("resume lovely runner 14 Nov 10 PM", {"drama": "lovely runner", "when": "14 Nov 10 PM"}),
        ("ended lovely runner 12", {"drama": "lovely runner", "last": "12"}),
        ("ended lovely runner", {"drama": "lovely runner"}),
        (
            "editdrama lovely runner about A time slip",
            {"drama": "lovely runner", "field": "about", "value": "A time slip"},
        ),
        ("alias lovely runner Run with Me", {"drama": "lovely runner", "name": "Run with Me"}),
        ("refuse 12 not official yet", {"number": "12", "why": "not official yet"}),
        ("delivery lovely runner 9 retry", {"drama": "lovely runner", "episode": "9", "again": "retry"}),
        ("editors add <@4711> Mina", {"what": "add", "who": "<@4711> Mina"}),
        ('suggest "X" tvN 8 Apr', {"what": '"X" tvN 8 Apr'}),
    ],
)
def test_a_line_is_taken_apart_without_quotes(line, expected):
    name, _, rest = line.partition(" ")
    assert given(COMMANDS[name], rest, DRAMAS) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("9", (9,)), ("9-11", (9, 10, 11)), ("9,10", (9, 10)), ("ep9", (9,)), ("#9", (9,)), ("9 and 10", (9, 10))],
)
def test_episodes_are_read(words, expected):
    assert numbers.read(words) == expected


@pytest.mark.parametrize("words", ["nine", "10-9", "1-9999", "-1", ""])
def test_what_is_no_episode_is_said(words):
    with pytest.raises(Mistake):
        numbers.read(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("30 minutes", timedelta(minutes=30)),
        ("1h30m", timedelta(hours=1, minutes=30)),
        ("by 2 days and 3 hours", timedelta(days=2, hours=3)),
        ("1 week", timedelta(weeks=1)),
    ],
)
def test_lengths_are_read(words, expected):
    assert numbers.read_length(words) == expected


@pytest.mark.parametrize("words", ["soon", "1 fortnight", "0 days", "2 years", "400 days"])
def test_what_is_no_length_is_said(words):
    with pytest.raises(Mistake):
        numbers.read_length(words)
