"""Dramas added and renamed at the desk: what an editor is to look at before it is done."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands.desk import Desk
from bot.commands.registry import registry
from bot.core import schedules
from bot.core.catalogue import Catalogue, Library
from bot.core.messages import Message
from bot.core.ports import Address, Asked, Person, Place
from bot.core.texts import proposing
from bot.store.store import Store
from tests.commands.memory import OpenRoom

NOW = datetime(2024, 4, 1, 12, tzinfo=UTC)
EDITOR = Person("telegram", "1", "Mina", owner=True)
FILE = """\
title = "{title}"

[[release]]
network = "tvN"
zone = "KST"
first = "8 April 2024 8:50PM"
episodes = 4
every = ["Monday", "Tuesday"]
"""


class Editor:
    """Says lines to a desk with Lovely Runner and Moving in its schedule."""

    def __init__(self, store: Store, dramas: dict[str, str]) -> None:
        catalogue = Catalogue.of([schedules.parse(text, slug) for slug, text in dramas.items()])
        self.desk = Desk(store, registry(), Library(catalogue), lambda: NOW)

    async def says(self, line: str) -> list[str]:
        """The title and the lines of the answer."""
        answer = await self.desk.answer(Asked(Address("telegram", "1"), Place.PRIVATE, EDITOR, OpenRoom(), line=line))
        return words(answer)


@pytest.fixture
async def editor(tmp_path: Path) -> AsyncIterator[Editor]:
    store = await Store.open(f"sqlite:///{tmp_path}/bell.db", "story")
    dramas = {"lovely-runner": FILE.format(title="Lovely Runner"), "moving": FILE.format(title="Moving")}
    async with store.ledger() as ledger:
        for slug, text in dramas.items():
            await ledger.read_file(slug, text, slug, in_force=True)
    yield Editor(store, dramas)
    await store.close()


def words(message: Message | None) -> list[str]:
    assert message is not None
    lines = [
        "".join(part if isinstance(part, str) else getattr(part, "text", "") for part in line) for line in message.lines
    ]
    return [*([message.title] if message.title else []), *lines]


async def test_a_first_night_apart_from_the_others_is_pointed_out(editor):
    answer = await editor.says('/adddrama "Odd" tvN 8 Apr 2024 8:50 PM KST, Fridays and Saturdays, 16 episodes')
    assert answer[:2] == [
        "Add Odd?",
        "Mind: the first episode is on a Monday, the others on Fridays and Saturdays.",
    ]


async def test_an_hour_past_midnight_belongs_to_the_night_before(editor):
    answer = await editor.says('/adddrama "Late" tvN 8 Apr 2024 25:10 KST, Mondays, 16 episodes')
    assert answer[:2] == [
        "Add Late?",
        "tvN: 16 episodes, every Tuesday at 1:10 AM (Monday night) in Seoul (KST).",
    ]


TAKEN = "Mind: there is a drama called that already, Lovely Runner on tvN, from 8 April 2024 (/drama lovely-runner)."


@pytest.mark.parametrize("line", ["/alias moving lovely runner", '/editdrama moving title "Lovely Runner"'])
async def test_a_new_name_that_another_drama_has_is_pointed_out(editor, line):
    assert (await editor.says(line))[1] == TAKEN


async def test_where_else_a_drama_comes_out_is_shown_as_a_new_drama_is(editor):
    answer = await editor.says("/release moving Viu 8 Apr 2024 25:10 KST, Mondays")
    assert answer == [
        "Moving: it comes out on Viu too?",
        "Viu: 4 episodes, every Tuesday at 1:10 AM (Monday night) in Seoul (KST).",
        "Episode 1:  (Monday night, 1:10 AM Tuesday 9 April 2024 in Seoul (KST)).",
        "Episode 2:  (Monday night, 1:10 AM Tuesday 16 April 2024 in Seoul (KST)).",
        "Episode 4:  (Monday night, 1:10 AM Tuesday 30 April 2024 in Seoul (KST)).",
    ]


async def test_of_a_number_nobody_has_announced_no_last_night_is_made_up(editor):
    answer = await editor.says('/adddrama "Long" KBS1 8 Apr 2024 8:30 PM KST, Mondays and Tuesdays')
    assert answer == [
        "Add Long?",
        "KBS1: number of episodes not announced, every Monday and Tuesday at 8:30 PM in Seoul (KST).",
        "Episode 1:  (Monday 8 April 2024, 8:30 PM in Seoul (KST)).",
        "Episode 2:  (Tuesday 9 April 2024, 8:30 PM in Seoul (KST)).",
    ]


async def test_what_was_said_may_be_one_word(editor):
    await editor.says("/cast moving Han Hyo-joo as Lee Mi-hyun")
    await editor.says("/approve 1")
    assert (await editor.says('/addquote Han Hyo-joo "Never." source tvN'))[0] == "Moving: a quote by Han Hyo-joo?"


async def test_what_is_undone_says_where_the_drama_is_now(editor):
    await editor.says('/adddrama "Odd" tvN 8 Apr 2024 8:50 PM KST, Mondays, 16 episodes')
    await editor.says("/approve 1")
    assert (await editor.says("/undo 1"))[0] == "Undone. Odd is no longer in the schedule."
    assert (await editor.says("/undo 2"))[0] == "Undone. Odd is in the schedule again."


async def test_a_name_undoes_the_last_change_and_asks_before_it_undoes_more(editor):
    await editor.says('/adddrama "Odd" tvN 8 Apr 2024 8:50 PM KST, Mondays, 16 episodes')
    await editor.says("/approve 1")
    await editor.says("/skip odd 2 rain")
    await editor.says("/approve 2")
    assert (await editor.says("/undo odd"))[0] == "Undone. Odd is as it was."
    asked = await editor.says("/undo odd")
    assert asked[:2] == ["Take Odd out?", "What came after it is undone already."]
    assert asked[2].endswith(": add it, by Mina.")
    assert asked[3] == ("That added it: undoing it takes Odd out of the schedule. Nobody follows it.")
    assert "odd" in editor.desk.library.catalogue.dramas
    assert (await editor.says("yes"))[0] == "Undone. Odd is no longer in the schedule."
    assert await editor.says("/undo odd") == [
        "All that was changed about Odd is undone already. /history odd has it, to put it back."
    ]
    assert await editor.says("/undo moving") == [
        "Nothing about Moving was changed in chat, so there is nothing to undo."
    ]
    history = await editor.says("/history odd")
    assert (history[0], len(history)) == ("History of Odd, which is no longer in the schedule", 5)
    assert (await editor.says("/history movin"))[0] == "Nothing about Moving was changed in chat so far."
    assert (await editor.says("/history nosuch"))[0].startswith('No drama is called "nosuch".')


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/cast moving Han Hyo-joo as Lee Mi-hyun", "New in the cast: Han Hyo-joo as Lee Mi-hyun"),
        ("/alias moving Mubing", "Also called: Mubing"),
        ("/editdrama moving rating 19+", "Rating: 19+"),
        ('/editdrama moving title "Moving On"', "Title: Moving → Moving On"),
    ],
)
async def test_what_is_no_matter_of_the_schedule_is_shown_in_words(editor, line, told):
    assert (await editor.says(line))[1] == told
    await editor.says("/approve 1")
    taken_back = {"New in the cast": "No longer in the cast", "Also called": "No longer called"}
    if name := next((name for name in taken_back if told.startswith(name)), None):
        again = line.replace(" Han", " remove Han").partition(" as ")[0]
        assert (await editor.says(again))[1] == told.replace(name, taken_back[name])


async def test_a_quote_is_shown_as_it_will_be_kept(editor):
    await editor.says("/cast moving Han Hyo-joo as Lee Mi-hyun")
    await editor.says("/approve 1")
    card = await editor.says('/addquote Han Hyo-joo "Never again." episode 2 spoiler source tvN')
    assert card[1] == "New quote: Han Hyo-joo, tvN, episode 2, a spoilerNever again."  # the text stands apart


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (
            "/suggest nonsense",
            "I could not make a drama, a correction or a quote of that. What do you want to suggest?",
        ),
        (
            "/suggest skip",
            "Which drama? Title, or a part of it, for example /suggest skip lovely-runner.",
        ),
        (
            '/suggest "Odd", 16 episodes',
            "Where does Odd come out? Put the network after the title, for example /suggest "
            '"Lovely Runner" tvN 8 Apr 2024 8:50 PM KST, Mondays and Tuesdays, 16 episodes.',
        ),
    ],
)
async def test_what_is_no_suggestion_is_answered_as_one(editor, line, answer):
    assert (await editor.says(line))[0] == answer


async def test_a_suggestion_without_its_year_is_asked_for_it_with_buttons_that_suggest(editor):
    asked = Asked(
        Address("telegram", "1"), Place.PRIVATE, EDITOR, OpenRoom(), line='/suggest "Odd" tvN 8 Apr KST, Mondays'
    )
    answer = await editor.desk.answer(asked)
    lines = [button.line for row in answer.buttons for button in row]
    assert lines == [f'/suggest "Odd" tvN 8 Apr {year} KST, Mondays' for year in (2023, 2024, 2025)]


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (datetime(2024, 4, 10, 12, tzinfo=UTC), "By the old time episode 2 has been out for 1 day"),
        (datetime(2024, 5, 1, 12, tzinfo=UTC), "All of this is past, so nobody is told"),
    ],
)
def test_only_what_is_over_to_its_end_is_called_past(now, told):
    text = FILE.format(title="Moving")
    skipping = text.replace("episodes = 4", "episodes = 4\nskip = [2024-04-08]")
    before, after = (schedules.parse(one, "moving") for one in (text, skipping))
    *_, last = proposing.difference(before, after, now)
    assert str(last[0]).startswith(told)


async def test_who_suggested_it_is_named(editor):
    await editor.says("/suggest skip moving 2 baseball")
    assert (await editor.says("/suggestions"))[0] == "Suggested by Mina. Moving: skip episode 2"


async def test_a_drama_that_was_taken_out_is_put_back_by_its_title(editor):
    await editor.says("/removedrama moving")
    await editor.says("/approve 1")
    editor.desk.library.catalogue = Catalogue.of([])
    assert (await editor.says("/undo movin"))[0] == "Undone. Moving is in the schedule again."
    assert (await editor.says("/undo nosuch"))[0].startswith('No drama is called "nosuch".')


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "/skip moving",
            "Which episodes? Its number, or several such as 9-10, for example /skip moving 9.",
        ),
        ("/move moving 2", 'When? A date and hour, or tba, for example /move moving 2 "17 Oct 9:40 PM".'),
        ("/delay moving 2", 'By how much? A length of time, for example /delay moving 2 "30 minutes".'),
        (
            "/draft",
            "Which article? An address, or the text itself, for example /draft https://example.com/new-drama.",
        ),
    ],
)
async def test_what_is_missing_is_asked_with_an_example_to_type(editor, line, expected):
    assert await editor.says(line) == [expected]


async def test_a_number_that_no_store_can_hold_is_no_proposal(editor):
    nobody = ["There is no proposal 99999999999999999999. /suggestions lists those that wait for an answer."]
    assert await editor.says("/undo 99999999999999999999") == nobody


async def test_of_what_was_pasted_by_mistake_the_answer_repeats_little(editor):
    for line in ("/dramas ", "/", "/help "):
        assert len("".join(await editor.says(line + "x" * 10000))) < 700
    (answer,) = await editor.says("/receipts " + "x" * 10000)
    assert len(answer) < 610
    assert answer.endswith("is no hour of a day. Say on, off, or an hour such as 9am.")
