"""Quotes: whose, from where, and none twice until all were shown."""

from bot.commands.quotes import quote
from bot.core.messages import Button, Message, Quoted, Strong
from bot.core.quotes import key
from tests.commands.memory import Memory, asking
from tests.commands.seasons import GARAM, KANG, NEVERTHELESS, RUNNER, SOHEE, catalogue

DRAMAS = catalogue()
AT = "2021-06-19 15:00"


def who(words: str) -> object:
    return DRAMAS.names.who(words)


async def test_a_quote_tells_who_said_it_whom_he_plays_and_where_it_was_printed():
    assert await quote(asking(DRAMAS, AT), who("songkang")) == Message(
        lines=(
            (Quoted("There’s a lot of heart-fluttering scenes in our drama."),),
            (Strong("Song Kang"), ", who plays Park Jae-eon in Nevertheless."),
            ("Source: GOKpop, 19 June 2021.",),
        ),
        buttons=((Button("Another", "/quote Song Kang"), Button("Nevertheless", "/drama nevertheless")),),
    )


async def test_a_quote_that_gives_something_away_is_hidden_and_names_its_episode():
    message = await quote(asking(DRAMAS, AT), who("yu na-bi"))
    assert message.lines == (
        (Quoted("I feel 50% similar with Na-bi.", spoiler=True),),
        (Strong("Han So-hee"), ", who plays Yu Na-bi in Nevertheless, episode 2."),
        ("Source: GOKpop, 19 June 2021.",),
    )


async def test_a_director_directs():
    message = await quote(asking(DRAMAS, AT), who("kim garam"))
    assert message.lines[1] == (Strong("Kim Ga-ram"), ", who directs Nevertheless.")


async def test_none_is_shown_twice_until_all_were_shown():
    store = Memory()
    shown = [(await quote(asking(DRAMAS, AT, store), who("nevertheless"))).lines[0][0] for _ in range(6)]
    every = {Quoted(one.text, one.spoiler) for one in (KANG, SOHEE, GARAM)}
    assert set(shown[:3]) == set(shown[3:]) == every
    assert sorted(store.seen.values()) == [2, 2, 2]


async def test_any_quote_comes_from_any_drama():
    message = await quote(asking(DRAMAS, AT), None)
    assert message.buttons[0][0] == Button("Another", "/quote")


async def test_who_has_no_quotes_is_said_to_have_none():
    ask = asking(DRAMAS, AT)
    assert await quote(ask, who("byeon woo-seok")) == Message(
        lines=(("There is no quote of Byeon Woo-seok here yet.",),),
        buttons=((Button("Any quote", "/quote"),),),
        personal=True,
    )
    assert (await quote(ask, RUNNER)).lines == (("There is no quote of Lovely Runner here yet.",),)
    assert NEVERTHELESS.quotes


async def test_the_same_does_not_come_twice_in_a_row_whatever_was_asked_for():
    others = {key(NEVERTHELESS, one): 5 for one in (SOHEE, GARAM)}
    store = Memory(seen=others)
    for _ in range(2):
        assert (await quote(asking(DRAMAS, AT, store), who("songkang"))).lines[0] == (Quoted(KANG.text),)
        # he has been shown least, but just now
        assert (await quote(asking(DRAMAS, AT, store), who("nevertheless"))).lines[0] != (Quoted(KANG.text),)
