"""Drama packs at the desk, with a real store: what becomes a proposal, and what is refused before it is fetched."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands import desk
from bot.commands.desk import Desk
from bot.commands.registry import registry
from bot.core import packs, schedules
from bot.core.catalogue import Catalogue, Library
from bot.core.messages import Message
from bot.core.ports import Address, Asked, Dropped, Person, Place
from bot.store.store import Store
from tests.commands.memory import OpenRoom

NOW = datetime(2024, 4, 1, 12, tzinfo=UTC)
EDITOR = Person("telegram", "1", "Mina", owner=True)
RUNNER = """\
title = "Lovely Runner"
aliases = ["Run Sunjae"]

[[release]]
network = "tvN"
zone = "KST"
first = "8 April 2024 8:50PM"
episodes = 4
every = ["Monday", "Tuesday"]
"""
HERE = Address("telegram", "1")
LARGE = 1024 * 1024


@dataclass
class Room:
    """A desk with Lovely Runner in its schedule. `fetched` are the names of the files that were read."""

    store: Store
    desk: Desk
    fetched: list[str] = field(default_factory=list)

    async def drops(
        self,
        name: str,
        content: str | bytes,
        *,
        line: str = "",
        size: int | None = None,
        person: Person = EDITOR,
        place: Place = Place.PRIVATE,
        key: str = "",
    ) -> Message | None:
        inside = content.encode() if isinstance(content, str) else content

        async def read(most: int) -> bytes:
            self.fetched.append(name)
            return inside

        dropped = Dropped(name, len(inside) if size is None else size, read)
        asked = Asked(HERE, place, person, OpenRoom(), line=line, dropped=dropped, key=key)
        return await self.desk.answer(asked)

    async def says(self, line: str) -> Message:
        answer = await self.desk.answer(Asked(HERE, Place.PRIVATE, EDITOR, OpenRoom(), line=line))
        assert answer is not None
        return answer

    async def proposals(self) -> int:
        async with self.store.ledger() as ledger:
            return sum([await ledger.proposal(number) is not None for number in range(1, 9)])


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    store = await Store.open(f"sqlite:///{tmp_path}/bell.db", "story")
    async with store.ledger() as ledger:
        await ledger.read_file("lovely-runner", RUNNER, "digest", in_force=True)
    library = Library(Catalogue.of([schedules.parse(RUNNER, "lovely-runner")]))
    yield Room(store, Desk(store, registry(), library, lambda: NOW))
    await store.close()


def words(message: Message | None) -> list[str]:
    """Its title and lines, moments left out."""
    assert message is not None
    lines = [
        "".join(part if isinstance(part, str) else getattr(part, "text", "") for part in line) for line in message.lines
    ]
    return [*([message.title] if message.title else []), *lines]


FETCHED_NEVER = {
    "too large": (
        ("a.toml", "x", {"size": LARGE + 1024}),
        ['"a.toml" has 1025 KiB; I read at most 1024 KiB.'],
    ),
    "another format": (
        ("photo.jpg", b"\xff\xd8"),
        [
            'I cannot read "photo.jpg". What I read is an article (.html or .txt) or a drama file (.toml).',
        ],
    ),
    "another format for the command": (
        ("drama.json", "{}", {"line": "/pack"}),
        ['I expected a drama file (.toml), and "drama.json" is none.'],
    ),
    "a path": (
        ("../schedules/a.toml", RUNNER),
        ['A file needs a plain name without a folder, and this one is called "../schedules/a.toml".'],
    ),
    "a path of Windows": (
        ("C:\\dramas\\a.toml", RUNNER),
        ['A file needs a plain name without a folder, and this one is called "C:\\dramas\\a.toml".'],
    ),
    "a name that turns its end around": (
        ("a\u202elmth.toml", RUNNER),
        ['A file needs a plain name without a folder, and this one is called "a lmth.toml".'],
    ),
    "a name of a thousand letters": (
        ("a" * 1000 + ".toml", RUNNER),
        ["The name of the file has 1005 bytes; at most 255 are read."],
    ),
}


async def test_what_cannot_be_a_pack_is_refused_before_it_is_fetched(room):
    said = {}
    for case, ((name, content, *more), _) in FETCHED_NEVER.items():
        said[case] = words(await room.drops(name, content, **(more[0] if more else {})))
    assert said == {case: expected for case, (_, expected) in FETCHED_NEVER.items()}
    assert (room.fetched, await room.proposals()) == ([], 0)


def faulty(name: str, *faults: str) -> list[str]:
    count = f"{len(faults)} fault" + "s" * (len(faults) != 1)
    return [f"Nothing was changed: {name} has {count}", *faults]


REFUSED = {
    "a key twice": (
        RUNNER.replace("[[release]]", 'title = "Other"\n\n[[release]]'),
        ['Line 4: found "title = \\"Other\\"" a second time; expected each key once.'],
    ),
    "keys twice, and another fault behind them": (
        RUNNER.replace("[[release]]", 'title = "Other"\n\n[[release]]\nzone = "KST"').replace("4", "0"),
        [
            'Line 4: found "title = \\"Other\\"" a second time; expected each key once.',
            'Line 9: found "zone = \\"KST\\"" a second time; expected each key once.',
            "Line 11, release.1.episodes: found 0; expected a whole number from 1 to 9999, for example episodes = 10.",
        ],
    ),
    "a table twice": (
        RUNNER + "\n[source]\nname = 'x'\n[source]\nname = 'y'\n",
        ['Line 13: found "[source]" a second time; expected each key once.'],
    ),
    "not UTF-8": (
        RUNNER.replace("Sunjae", "S\xfcnjae").encode("latin-1"),
        ["Line 2: found letters that are not UTF-8; save the file as UTF-8."],
    ),
    "UTF-16, as some editors save it": (
        RUNNER.encode("utf-16"),
        ["Line 1: found letters that are not UTF-8; save the file as UTF-8."],
    ),
    "an archive": (
        b"PK\x03\x04",
        ["Line 1: not TOML at column 3: Expected '=' after a key in a key/value pair; found \"PK\\u0003\\u0004\"."],
    ),
    "nothing": (
        "",
        [
            'The whole file, title: missing; expected the title as text, for example title = "Nevertheless".',
            "The whole file, release: missing; expected at least one [[release]], in double brackets, with network "
            "and zone.",
        ],
    ),
    "several faults": (
        RUNNER.replace("episodes = 4", "episodes = 0").replace('"Tuesday"', '"Tusday"').replace("zone", "zoen"),
        [
            'Line 4, release.1.zone: missing; expected a time zone, for example zone = "KST" or zone = "Asia/Seoul".',
            'Line 6, release.1.zoen: unknown key; did you mean "zone"?',
            "Line 8, release.1.episodes: found 0; expected a whole number from 1 to 9999, for example episodes = 10.",
            'Line 9, release.1.every: found "Tusday"; expected names of weekdays, for example ["Sunday"]; did you '
            'mean "Tuesday"?',
        ],
    ),
    "lists in lists in lists": (
        f"a = {'[' * 5000}{']' * 5000}",
        ["The whole file: not TOML that can be read: lists are nested too deeply."],
    ),
}


async def test_a_hostile_or_faulty_pack_changes_nothing_and_is_told_every_line(room):
    said = {case: words(await room.drops("a.toml", content)) for case, (content, _) in REFUSED.items()}
    assert said == {case: faulty("a.toml", *faults) for case, (_, faults) in REFUSED.items()}
    assert (await room.proposals(), set(room.desk.catalogue.dramas)) == (0, {"lovely-runner"})


async def test_a_new_pack_is_shown_and_is_in_the_schedule_after_a_yes(room):
    pack = RUNNER.replace("Lovely Runner", "Queen of Tears").replace("Run Sunjae", "Queen")
    card = await room.drops("queen-of-tears.toml", pack)
    assert words(card)[0] == "Add Queen of Tears?"
    assert card.buttons[0][0].line == "/approve 1"
    assert (await room.says("/approve 1")).title == "Queen of Tears is in the schedule now"
    assert room.desk.catalogue.dramas["queen-of-tears"].aliases == ("Queen",)
    assert words(await room.drops("queen-of-tears.toml", pack)) == [
        "Queen of Tears is like that already, to the letter. Nothing was changed."
    ]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Queen of Tears.toml", "queen-of-tears"),
        ("눈물의 여왕.toml", "queen-of-tears"),
        ("queen-of-tears (2).TOML", "queen-of-tears"),
        ("queen_1.toml", "queen"),
        ("QUEEN.toml", "queen"),
        ("lovely-runner (1).toml", "lovely-runner"),
        ("Lovely-Runner_3.toml", "lovely-runner"),
        ("2037.toml", "2037"),
        ("-.toml", "queen-of-tears"),
        (f"{'q' * 60}.toml", "queen-of-tears"),
    ],
)
def test_a_pack_is_named_by_its_file_or_else_by_its_title(name, slug):
    drama = schedules.parse(RUNNER.replace("Lovely Runner", "Queen of Tears"), "x")
    assert packs.slug(name, drama, {"lovely-runner", "2037"}) == slug


async def test_a_name_that_another_drama_has_is_pointed_out(room):
    answer = await room.drops("other.toml", RUNNER.replace('title = "Lovely Runner"', 'title = "Other"'))
    assert words(answer)[:2] == [
        "Add Other?",
        "Mind: there is a drama called that already, Lovely Runner on tvN, from 8 April 2024 (/drama lovely-runner).",
    ]


async def test_a_pack_of_a_drama_that_is_there_shows_what_it_changes_and_what_it_takes_back(room):
    await room.says("/skip lovely runner 2 election")
    await room.says("/approve 1")
    mind = "Mind: this file is without what was changed in chat: skip episode 2 (by Mina). To take it takes that back."
    older = await room.drops("lovely-runner.toml", RUNNER)
    assert words(older)[:2] == ["Lovely Runner: take over lovely-runner.toml?", mind]
    other = (
        RUNNER.replace("Lovely Runner", "Run").replace("8:50PM", "9:20PM")
        + """
[[release]]
network = "Viki"
zone = "KST"
first = "9 April 2024 12AM"
"""
    )
    card = await room.drops("lovely-runner.toml", other)
    assert words(card)[:6] == [
        "Run: take over lovely-runner.toml?",
        "Mind: in the place of Lovely Runner this puts Run.",
        "New: on Viki.",
        "Also different: title.",
        mind,
        "Episode 1 on tvN: Monday 8 April 2024, 8:50 PM in Seoul (KST) → Monday 8 April 2024, 9:20 PM in Seoul (KST)",
    ]


async def test_a_file_that_was_exported_and_changed_takes_back_nothing_that_it_still_has(room):
    await room.says("/skip lovely runner 2 election")
    await room.says("/approve 1")
    await room.says('/alias lovely runner "Sunjae"')
    await room.says("/approve 2")
    (file,) = (await room.says("/export lovely runner")).files
    card = await room.drops(file.name, file.content.decode().replace("8:50PM", "9:20PM"))
    assert [line for line in words(card) if line.startswith("Mind")] == []
    card = await room.drops(file.name, file.content.decode().replace(', "Sunjae"', ""))
    assert [line for line in words(card) if line.startswith("Mind")] == [
        "Mind: this file is without what was changed in chat: call it Sunjae too (by Mina). To take it takes that back."
    ]


async def test_of_two_packs_at_once_the_second_is_not_done_unseen(room):
    await room.drops("lovely-runner.toml", RUNNER.replace("8:50", "9:00"))
    await room.drops("lovely-runner.toml", RUNNER.replace("8:50", "9:10"))
    await room.says("/approve 1")
    late = await room.says("/approve 2")
    assert words(late)[:2] == ["This was changed in the meantime", "Mina: take over lovely-runner.toml."]
    assert [button.line for button in late.buttons[0]] == ["/renew 2", "/refuse 2"]


async def test_others_are_told_of_suggestions_in_private_and_nothing_among_others(room):
    fan = Person("telegram", "2", "Ana")
    assert words(await room.drops("a.toml", RUNNER, person=fan)) == [
        "I take files from editors of this bot. /suggest tells them what you would like."
    ]
    assert await room.drops("a.toml", RUNNER, person=fan, place=Place.GROUP) is None
    refused = await room.drops("a.toml", RUNNER, person=fan, place=Place.GROUP, line="/pack")
    assert words(refused)[0] == "Only an editor of this bot may do that."
    assert room.fetched == []


async def test_whoever_is_no_editor_any_more_when_they_press_is_refused(room):
    editor = Person("telegram", "2", "Ana")
    await room.says("/editors add 2 Ana")
    await room.drops("a.toml", RUNNER.replace("Lovely Runner", "Other").replace("Run Sunjae", "Another"), person=editor)
    await room.says("/editors remove 2")
    pressed = await room.desk.answer(Asked(HERE, Place.PRIVATE, editor, OpenRoom(), line="/approve 1"))
    assert words(pressed)[0] == "Only an editor of this bot may do that."
    assert set(room.desk.catalogue.dramas) == {"lovely-runner"}


async def test_a_file_that_comes_again_is_answered_as_before_and_proposes_nothing_twice(room):
    other = RUNNER.replace("Lovely Runner", "Other").replace("Run Sunjae", "Another")
    first = await room.drops("a.toml", other, key="telegram 1 1")
    assert await room.drops("a.toml", other, key="telegram 1 1") == first
    assert await room.proposals() == 1


async def test_a_file_that_was_not_sent_before_the_bot_died_is_offered_anew(room):
    asked = Asked(HERE, Place.PRIVATE, EDITOR, OpenRoom(), line="/export lovely-runner", key="telegram 1 2")
    sent = await room.desk.answer(asked)
    assert [(file.name, file.media_type, file.content.decode()) for file in sent.files] == [
        ("lovely-runner.toml", "application/toml", RUNNER)
    ]
    again = await room.desk.answer(asked)
    assert (again.files, words(again)[-1]) == (
        (),
        "I was interrupted before I could send the file. Press here to have it:",
    )
    assert again.buttons[-1][0].line == "/export lovely-runner"


async def test_pack_without_a_file_says_what_to_do(room):
    assert words(await room.says("/pack")) == [
        "Send me a drama file (.toml; in the terminal /pack and its path), and I show what it would change before "
        "anything is done. /export with a title gives you the file of a drama that is here already."
    ]


@dataclass(frozen=True)
class PatientRoom(OpenRoom):
    """ports.Patient: the file comes as soon as its sender was shown that it takes a while."""

    shown: asyncio.Event = field(default_factory=asyncio.Event)

    async def patience(self) -> None:
        self.shown.set()


async def test_whoever_sends_a_file_that_takes_a_while_is_shown_so(room, monkeypatch):
    monkeypatch.setattr(desk, "PATIENCE", 0.01)
    patient = PatientRoom()

    async def read(most: int) -> bytes:
        await patient.shown.wait()
        return RUNNER.encode()

    dropped = Dropped("lovely-runner.toml", None, read)
    answer = await room.desk.answer(Asked(HERE, Place.PRIVATE, EDITOR, patient, line="", dropped=dropped))
    assert words(answer) == ["Lovely Runner is like that already, to the letter. Nothing was changed."]
