"""How far a chat says that it is, and what that opens."""

from dataclasses import replace

import pytest

from bot.commands.listings import drama as card
from bot.commands.progress import EPISODE, watched
from bot.commands.quotes import quote
from bot.commands.registry import registry
from bot.core.command import given
from bot.core.errors import Mistake
from bot.core.messages import Button, Message, Quoted
from bot.core.ports import Subscription
from tests.commands.memory import Memory, asking, utc
from tests.commands.seasons import NEVERTHELESS, SOHEE, catalogue

DRAMAS = catalogue()
AT = "2021-07-11 15:00"  # Netflix has shown three, JTBC four
ASK = asking(DRAMAS, AT)


async def says(store: Memory, words: str, at: str = AT) -> Message:
    ask = asking(DRAMAS, at, store)
    return await watched(ask, NEVERTHELESS, EPISODE.read(ask, words) if words else None)


async def test_what_was_watched_is_noted_and_undone_with_one_press():
    store = Memory()
    assert await says(store, "3") == Message(
        lines=(
            ("Nevertheless: You are at episode 3 of 10.",),
            ("What gives later episodes away stays behind the spoiler mark here.",),
        ),
        buttons=((Button("Undo", "/watched nevertheless 0"), Button("Quote", "/quote nevertheless")),),
        personal=True,
    )
    assert store.runs == {("nevertheless", ""): 3}
    assert (await says(store, "4")).buttons[0][0] == Button("Undo", "/watched nevertheless 3")
    assert (await says(store, "back")).lines[0] == ("Nevertheless: You are at episode 3 of 10.",)
    assert (await says(store, "0")).lines == (("Noted: this chat has not watched Nevertheless yet.",),)
    assert store.runs == {("nevertheless", ""): 0}


async def test_all_is_as_far_as_it_is_out():
    store = Memory()
    await says(store, "all")
    assert store.runs == {("nevertheless", ""): 4}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("5", "Episode 5 of Nevertheless is not out yet: the latest is episode 4."),
        ("11", "Nevertheless has 10 episodes: there is no episode 11."),
        (
            "soon",
            '"soon" is no episode. Say its number, such as 4; all for as far as it is out; back for one less; '
            "0 for none.",
        ),
    ],
)
async def test_what_cannot_have_been_watched_is_answered_kindly(words, said):
    store = Memory()
    with pytest.raises(Mistake) as caught:
        await says(store, words)
    assert (caught.value.text, store.runs) == (said, {})


async def test_without_a_number_it_tells_how_far_the_chat_is():
    how = (
        "Say /watched nevertheless and a number, and what gives the episodes up to that one away is shown openly here.",
    )
    store = Memory()
    assert await says(store, "") == Message(
        lines=(("This chat has not said how far it is with Nevertheless.",), how),
        buttons=((Button("Watched 1", "/watched nevertheless 1"), Button("All 4", "/watched nevertheless 4")),),
        personal=True,
    )
    store.runs["nevertheless", ""] = 4
    shown = await says(store, "")
    assert shown.lines[0] == ("Nevertheless: You are at episode 4 of 10.",)
    assert shown.buttons == ((Button("Back", "/watched nevertheless 3"),),)


async def test_the_card_of_a_drama_shows_it():
    store = Memory(runs={("nevertheless", ""): 3})
    shown = await card(asking(DRAMAS, AT, store), NEVERTHELESS)
    assert ("You are at episode 3 of 10.",) in shown.lines
    assert shown.buttons[0][0] == Button("Watched 4", "/watched nevertheless 4")
    assert "You are at" not in str(await card(ASK, NEVERTHELESS))


async def test_a_rewatch_has_its_own_progress():
    again = Subscription("nevertheless", None, None, utc(AT), "2024-01-05T21:00", "Asia/Seoul")
    store = Memory(held={"nevertheless": again}, runs={("nevertheless", ""): 10})
    assert (await says(store, "2", "2024-01-08 00:00")).lines[0] == (
        "Nevertheless: You are at episode 2 of 10 of your rewatch.",
    )
    assert store.runs == {("nevertheless", ""): 10, ("nevertheless", "2024-01-05T21:00"): 2}
    shown = await card(asking(DRAMAS, "2024-01-08 00:00", store), NEVERTHELESS)
    assert ("You are at episode 2 of 10 of your rewatch.",) in shown.lines
    store.held["nevertheless"] = replace(again, rewatch=None, rewatch_zone=None)
    shown = await card(asking(DRAMAS, "2024-01-08 00:00", store), NEVERTHELESS)
    assert ("You are at episode 10 of 10.",) in shown.lines


async def test_a_quote_of_an_episode_is_open_to_who_has_watched_it():
    store = Memory()
    who = DRAMAS.names.who("yu na-bi")
    assert (await quote(asking(DRAMAS, AT, store), who)).lines[0] == (Quoted(SOHEE.text, spoiler=True),)
    await says(store, "2")
    assert (await quote(asking(DRAMAS, AT, store), who)).lines[0] == (Quoted(SOHEE.text),)


@pytest.mark.parametrize(
    ("typed", "drama", "episode"),
    [
        ("nevertheless 4", "nevertheless", "4"),
        ("lovely runner ep 12", "lovely runner", "ep 12"),
        ("nevertheless", "nevertheless", None),
        ("red sleeve back", "red sleeve", "back"),
        ("nevertheles 4", "nevertheles", "4"),
        ("nevertheles episode 4", "nevertheles", "episode 4"),
    ],
)
def test_the_number_is_what_follows_the_title(typed, drama, episode):
    expected = {"drama": drama, **({"episode": episode} if episode else {})}
    assert given(registry().commands["watched"], typed, DRAMAS) == expected
