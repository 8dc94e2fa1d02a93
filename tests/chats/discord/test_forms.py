"""Forms as modals: whatever is in them, Discord takes them, and what comes back is read."""

import pytest

from bot.chats.discord.forms import modal, values
from bot.core.messages import Blank, Box
from tests.emulators.discord.check_components import check_modal
from tests.emulators.discord.form import Form

LONG = "긴 \U0001f469\u200d\U0001f467 " * 1000


def faults(blank: Blank) -> dict:
    form = Form()
    check_modal(form, modal(blank).to_dict(), ("data",))
    return form.errors


@pytest.mark.parametrize(
    "boxes",
    [
        (Box("title", "Title", "What is it called?", "Lovely Runner", "Lovely Runner"),),
        (Box("title", LONG, LONG, LONG, LONG, longest=300),),
        (Box("about", "About", "?", value="x" * 4001, long=True, longest=10_000), Box("b", "B", "?", optional=True)),
        (Box("every", "Weekdays", "?", options=("Monday", "All at once"), chosen=("Monday", "Nothing like it")),),
        (Box("e", "E", "?", options=("Monday",), optional=True),),
        tuple(Box(f"b{number}", "B", "?", value="@everyone <b>\u202e\x00") for number in range(5)),
    ],
)
def test_discord_takes_a_form_whatever_is_in_it(boxes):
    assert faults(Blank("/fill 0123abcd", LONG, boxes)) == {}


def test_what_was_typed_before_is_in_the_form_and_what_was_chosen_is_chosen():
    boxes = (
        Box("title", "Title", "What is it called?", "Lovely Runner", "Another"),
        Box("every", "Weekdays", "When?", options=("Monday", "Tuesday"), chosen=("Tuesday",), optional=True),
    )
    made = modal(Blank("/fill 0123abcd", "New drama", boxes)).to_dict()
    assert (made["title"], made["custom_id"]) == ("New drama", "/fill 0123abcd")
    typed, chosen = (part["component"] for part in made["components"])
    assert (typed["value"], typed["placeholder"], typed["required"]) == ("Another", "Lovely Runner", True)
    assert [(one["value"], one["default"]) for one in chosen["options"]] == [("Monday", False), ("Tuesday", True)]
    assert (chosen["min_values"], chosen["max_values"], chosen["required"]) == (0, 2, False)


def test_what_comes_back_is_read_by_the_names_of_the_boxes():
    data = {
        "custom_id": "/fill 0123abcd",
        "components": [
            {"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": "title", "value": "Lovely\nRunner"}},
            {"type": 1, "id": 3, "components": [{"type": 4, "id": 4, "custom_id": "network", "value": ""}]},
            {"type": 18, "id": 5, "component": {"type": 3, "id": 6, "custom_id": "every", "values": ["Mon", "Tue"]}},
            {"type": 10, "id": 7},
        ],
    }
    assert values(data) == {"title": "Lovely\nRunner", "network": "", "every": "Mon, Tue"}
