"""What waits for an answer of the editors, and how they come to all of it."""

from bot.core.messages import Button
from bot.core.texts import proposing


def named(kind: str, many: int) -> list[tuple[int, str]]:
    return [(number, f"{kind} {number}") for number in range(1, many + 1)]


def shown(warned: int, drafts: int, begin: int = 0) -> tuple[list[str], list[str], str | None]:
    """Lines, labels and what the last button does."""
    message = proposing.open_ones((), named("night", warned), named("drama", drafts), begin)
    buttons = [button for row in message.buttons for button in row if isinstance(button, Button)]
    return (
        ["".join(map(str, line)) for line in message.lines],
        [button.label for button in buttons],
        buttons[-1].line,
    )


def test_of_what_has_no_room_it_is_said_how_many_there_are_with_a_button_to_them():
    lines, labels, line = shown(6, 12)
    assert lines == [
        *(f"Warning {number}: night {number}" for number in range(1, 6)),
        *(f"Draft {number}: drama {number}" for number in range(1, 6)),
        "And 1 more warning and 7 more drafts.",
    ]
    assert labels == [*(f"Warning {one}" for one in range(1, 6)), *(f"Draft {one}" for one in range(1, 6)), "More"]
    assert line == "/suggestions 5"


def test_the_pages_behind_it_have_the_rest():
    assert shown(6, 12, 5)[0] == [
        "Warning 6: night 6",
        *(f"Draft {number}: drama {number}" for number in range(6, 11)),
        "And 2 more drafts.",
    ]
    assert shown(6, 12, 10) == (
        ["Draft 11: drama 11", "Draft 12: drama 12"],
        ["Draft 11", "Draft 12"],
        "/drafted 12",
    )


def test_a_page_that_is_no_longer_there_is_the_first():
    assert shown(6, 12, 15) == shown(6, 12)
