"""A drafted drama as the answers of its form, and back into its file."""

import pytest

from bot.commands.amending import answers_of
from bot.core import details
from bot.core.errors import Mistake

HEAD = 'title = "X" # mine\n[[release]]\nnetwork = "tvN"\nzone = "KST"\n'
WEEKLY = HEAD + 'first = 2030-05-01\nepisodes = 4\nper_night = 2\nevery = ["Monday", "Tuesday"] # nights\n'
PARTS = f'{HEAD}[[release.part]]\nfirst = 2030-05-01\nepisodes = 4\n[[release.part]]\nfirst = "TBA"\n'
X = {"title": "X", "network": "tvN"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            WEEKLY,
            {"first": "1 May 2030 KST", "episodes": "4", "every": "Mondays and Tuesdays, 2 episodes a night"},
        ),
        (
            WEEKLY.replace("2030-05-01", '"1 May 2030 24:30"'),
            {"first": "1 May 2030 24:30 KST", "episodes": "4", "every": "Mondays and Tuesdays, 2 episodes a night"},
        ),
        (HEAD, {"first": "tba", "zone": "KST", "episodes": "tba", "every": "tba"}),
        (
            f"{HEAD}first = 2030-05-01\nepisodes = 8\n",
            {"first": "1 May 2030 KST", "episodes": "8", "every": "all at once"},
        ),
        (PARTS, {"parts": "yes"}),
    ],
)
def test_a_form_is_filled_in_with_what_the_file_says(text, expected):
    assert answers_of(text, "x") == X | expected


def test_only_what_was_answered_differently_is_written_anew():
    release = {"network": "SBS", "zone": "KST", "first": "1 May 2030 9:00 PM", "every": ["Monday", "Tuesday"]}
    made = details.redrawn(WEEKLY, "x", "Y", {**release, "episodes": 6, "per_night": None})
    assert made == (
        'title = "Y" # mine\n[[release]]\nnetwork = "SBS"\nzone = "KST"\n'
        'first = "1 May 2030 9:00 PM"\nepisodes = 6\nevery = ["Monday", "Tuesday"] # nights\n'
    )


def test_what_the_format_does_not_take_is_said():
    with pytest.raises(Mistake, match="That cannot be kept: "):
        details.redrawn(WEEKLY, "x", "Y", {"episodes": 0})
