"""A question with a button for yes and one for no is answered in words as well."""

import pytest

from bot.core.ports import Person, Place
from tests.commands.test_privacy import ANA, at_the_desk

LINE = '/adddrama "Moonrise Hotel" tvN 8 Apr 2030 8:50 PM KST, Mondays and Tuesdays, 16 episodes'
EDITOR = Person("telegram", "7007007", "Ana", owner=True)


@pytest.mark.parametrize("word", ["yes", "Yes!", "  y ", "네"])
async def test_yes_does_it(tmp_path, word):
    async with at_the_desk(tmp_path) as ana:
        assert "Add Moonrise Hotel?" in await ana.says(LINE, person=EDITOR)
        assert "Moonrise Hotel" in await ana.says(word, person=EDITOR)
        assert (await ana.says("/drama moonrise hotel")).startswith("Moonrise Hotel")


async def test_no_leaves_it(tmp_path):
    async with at_the_desk(tmp_path) as ana:
        await ana.says(LINE, person=EDITOR)
        await ana.says("no", person=EDITOR)
        assert "No drama is called" in await ana.says("/drama moonrise hotel")


async def test_anything_else_is_what_it_would_be_otherwise_and_the_question_is_past(tmp_path):
    async with at_the_desk(tmp_path) as ana:
        await ana.says("/forgetme")
        assert (await ana.says("lovely runner")).startswith("Lovely Runner")
        assert "Done" not in await ana.says("yes")


async def test_somebody_elses_yes_is_none(tmp_path):
    async with at_the_desk(tmp_path) as ana:
        await ana.message(LINE, place=Place.GROUP, person=EDITOR)
        assert await ana.message("yes", place=Place.GROUP, person=Person("telegram", "5")) is None


async def test_yes_needs_the_right_that_the_button_needs(tmp_path):
    async with at_the_desk(tmp_path) as ana:
        await ana.says(LINE, person=EDITOR)
        assert "editors" in await ana.says("yes", person=ANA)
