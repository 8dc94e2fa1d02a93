from collections import Counter
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.core import quotes
from bot.core.catalogue import Catalogue
from bot.core.dramas import CastMember, Quote
from tests.core.made import LOVELY_RUNNER, NEVERTHELESS, NINE, drama

CATALOGUE = Catalogue.of(NINE)
CHAT = "telegram/-1001/7"


def asked(words: str) -> list[str]:
    who = CATALOGUE.names.who(words)
    return [quote.text for _, quote in quotes.of(CATALOGUE, who)]


def by(*speakers: str) -> list[str]:
    return [quote.text for quote in NEVERTHELESS.quotes if quote.who in speakers]


def said(*texts: str) -> list[tuple]:
    spoken = drama("sky", "Sky", quotes=tuple(Quote("Song Kang", text, "a page") for text in texts))
    return [(spoken, quote) for quote in spoken.quotes]


def season(candidates: list[tuple], times: int, seed: str = CHAT, shown: Counter | None = None) -> list[str]:
    """The texts that a chat is shown when it asks that often."""
    shown, texts = Counter() if shown is None else shown, []
    for _ in range(times):
        found, quote = quotes.choose(candidates, shown, seed)
        shown[quotes.key(found, quote)] += 1
        texts.append(quote.text)
    return texts


def test_an_actor_a_director_and_an_actors_other_names_have_what_that_person_said():
    assert asked("songkang") == asked("송강") == by("Song Kang")
    assert asked("kim garam") == by("Kim Ga-ram")


def test_a_character_has_what_its_actor_said():
    assert asked("na-bi") == by("Han So-hee")


def test_a_character_has_its_own_drama_first_and_else_what_its_actor_said_elsewhere():
    song = CastMember("Song Kang", "Lee Hong-do")
    silent = drama("silent", "Silent", cast=(song,))
    loud = drama("loud", "Loud", cast=(replace(song, character="Han Seok"),), quotes=(Quote("Song Kang", "Ah.", "X"),))
    catalogue = Catalogue.of((*NINE, silent, loud))
    for character, expected in (("Han Seok", ["Ah."]), ("Lee Hong-do", ["Ah.", *by("Song Kang")])):
        found = quotes.of(catalogue, catalogue.names.who(character))
        assert [quote.text for _, quote in found] == expected


def test_a_drama_has_all_of_its_own_and_nobody_all_there_are():
    assert quotes.of(CATALOGUE, NEVERTHELESS) == [(NEVERTHELESS, quote) for quote in NEVERTHELESS.quotes]
    assert quotes.of(CATALOGUE, LOVELY_RUNNER) == []
    assert quotes.of(CATALOGUE, None) == quotes.of(CATALOGUE, NEVERTHELESS)


def test_a_speaker_may_be_credited_in_another_spelling_or_by_the_character():
    cast = (CastMember("Han So-hee", "Yu Na-bi", "한소희", ("Sohee",)),)
    spellings = ("한소희", "Han So Hee", "sohee", "Yu Na-bi")
    film = drama("film", "Film", cast=cast, quotes=tuple(Quote(who, who, "a page") for who in spellings))
    catalogue = Catalogue.of((film,))
    assert quotes.of(catalogue, catalogue.names.who("han so-hee")) == [(film, quote) for quote in film.quotes]


def test_whom_the_speaker_plays_is_known_by_any_name_of_the_actor():
    assert [quotes.plays(NEVERTHELESS, who) for who in ("Song Kang", "songkang", "송강", "Kim Ga-ram")] == [
        "Park Jae-eon",
        "Park Jae-eon",
        "Park Jae-eon",
        None,
    ]


def test_a_key_is_short_and_survives_a_new_order_and_a_mended_source():
    quote = NEVERTHELESS.quotes[0]
    turned = replace(NEVERTHELESS, title="Even So", quotes=NEVERTHELESS.quotes[::-1])
    assert quotes.key(NEVERTHELESS, quote) == quotes.key(turned, replace(quote, source="elsewhere", spoiler=True))
    assert quotes.key(NEVERTHELESS, quote) == "08f0cd84ca6acadf"
    keys = {quotes.key(NEVERTHELESS, one) for one in NEVERTHELESS.quotes}
    assert len(keys) == len(NEVERTHELESS.quotes)


def test_of_nothing_nothing_is_chosen():
    assert quotes.choose([], {}, CHAT) is None


def test_the_only_quote_is_shown_again():
    assert season(said("one"), 3) == ["one", "one", "one"]


@given(st.integers(2, 9), st.text(max_size=8))
def test_none_is_repeated_before_all_were_shown_and_none_twice_in_a_row(count, seed):
    texts = [str(number) for number in range(count)]
    order = season(said(*texts), 6 * count, seed)
    for start in range(0, len(order), count):
        assert sorted(order[start : start + count]) == texts
    assert all(one != following for one, following in pairwise(order))


def test_the_order_is_each_chats_own_and_mixed_anew_each_round():
    candidates = said(*"abcdefgh")
    rounds = ["".join(season(candidates, 24))[at : at + 8] for at in (0, 8, 16)]
    assert len({*rounds, "abcdefgh"}) == 4
    assert season(candidates, 8, "discord/5") != season(candidates, 8)
    assert season(candidates, 8) == season(candidates[::-1], 8)


def test_a_quote_that_others_have_outrun_is_next_but_not_twice_in_a_row_where_the_last_is_known():
    candidates = said("old", "older", "new")
    old, older, new = (quotes.key(*candidate) for candidate in candidates)
    shown = {old: 5, older: 5}
    assert quotes.choose(candidates, shown, CHAT) == candidates[2]
    assert quotes.choose(candidates, {**shown, new: 1}, CHAT) == candidates[2]
    assert quotes.choose(candidates, {**shown, new: 1}, CHAT, last=new) in candidates[:2]
    assert quotes.choose(candidates[2:], {new: 1}, CHAT, last=new) == candidates[2]


def test_what_was_shown_of_others_does_not_matter():
    candidates = said("a", "b", "c")
    assert season(candidates, 6, shown=Counter({"another": 9})) == season(candidates, 6)
