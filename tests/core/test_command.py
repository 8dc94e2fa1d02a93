import re
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.catalogue import Catalogue
from bot.core.command import Command, Param, Registry, arguments, split, typed, words
from tests.core.made import NINE

CATALOGUE = Catalogue.of(NINE)


async def handler(*_):
    raise AssertionError("the parser calls no handler")


def read(_, words: str) -> str:
    return words


def networks(catalogue: Catalogue, typed: Sequence[str]) -> int:
    return catalogue.names.takes_release(typed)


def hours(_: Catalogue, typed: Sequence[str]) -> int:
    """How many of the last words are like 1h or 30m."""
    count = 0
    while count < len(typed) and re.fullmatch(r"(\d+[hm] ?)+", typed[-1 - count]):
        count += 1
    return count


DRAMA = Param("drama", "Title", read)
RELEASE = Param("release", "Network", read, take=networks, optional=True)
LEADS = Param("leads", "How long before", read, take=hours)
NOTE = Param("note", "Anything", read, optional=True)

SUBSCRIBE = Command("subscribe", "Tell me", handler, (DRAMA, RELEASE))
REMIND = Command("remind", "Tell me earlier", handler, (DRAMA, LEADS))
NOTED = Command("noted", "Keep a note", handler, (DRAMA, NOTE))
SEARCH = Command("dramas", "List them", handler, (NOTE,))
HELP = Command("help", "How this works", handler)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \t\n ", []),
        ("when the phone rings", ["when", "the", "phone", "rings"]),
        ("it's okay", ["it's", "okay"]),
        ("it’s okay", ["it’s", "okay"]),
        ("Queen of Tears' end", ["Queen", "of", "Tears'", "end"]),
        ("'queen of tears' viki", ["'queen", "of", "tears'", "viki"]),
        ('"queen of tears" viki', ["queen of tears", "viki"]),
        ("“queen of tears” viki", ["queen of tears", "viki"]),
        ('“queen of tears" viki', ["queen of tears", "viki"]),
        ("„queen of tears“ viki", ["queen of tears", "viki"]),
        ("«queen of tears» viki", ["queen of tears", "viki"]),
        ("《눈물의 여왕》 viki", ["눈물의 여왕", "viki"]),
        ("『눈물의 여왕』 viki", ["눈물의 여왕", "viki"]),
        ("눈물의\u3000여왕\u00a0viki", ["눈물의", "여왕", "viki"]),
        ('"queen of tears', ["queen", "of", "tears"]),
        ('queen "of tears" "viki', ["queen", "of tears", "viki"]),
        ('5" tall', ["5", "tall"]),
        ('"Kim ""Jack"" Min"', ['Kim "Jack" Min']),
        ('"" viki ""', ["viki"]),
        ('""""', ['"']),
        ('a"b c"d', ["ab cd"]),
        ("back\\slash #hash; $(x) 1d", ["back\\slash", "#hash;", "$(x)", "1d"]),
    ],
)
def test_words_are_split_as_phones_type_them(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    "text", ['"' * 50_000, '"' * 49_999, 'a"' * 25_000, '"" ' * 16_000, "a" * 50_000, "a " * 25_000]
)
def test_a_very_long_line_is_split_at_once(text):
    start = time.process_time()
    words(text)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("/next", "next", ""),
        ("/NEXT nevertheless", "next", "nevertheless"),
        ("/next@DramabellBot nevertheless", "next", "nevertheless"),
        ("  /next\n never  the less ", "next", "never  the less"),
        ("／next nevertheless", "next", "nevertheless"),
        ("/next\u3000알고있지만", "next", "알고있지만"),
        ("/next@", "next", ""),
    ],
)
def test_a_line_with_a_slash_is_a_command_and_its_words(text, name, rest):
    assert split(text) == (name, rest)


@pytest.mark.parametrize(
    "text", ["", " ", "/", "/ next", "//next", "/@DramabellBot", "next", "nevertheless /next", "1/2"]
)
def test_any_other_line_is_no_command(text):
    assert split(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/next@DramabellBot x", ("next", "x")),
        ("/next@dramabellbot x", ("next", "x")),
        ("/next x@OtherBot", ("next", "x@OtherBot")),
        ("/next", ("next", "")),
        ("/next@OtherBot x", None),
    ],
)
@pytest.mark.parametrize("username", ["DramabellBot", "@DramabellBot"])
def test_a_command_to_another_bot_is_not_ours(text, found, username):
    assert split(text, username) == found


@pytest.mark.parametrize(
    ("command", "text", "found"),
    [
        (SUBSCRIBE, "", {}),
        (SUBSCRIBE, "nevertheless", {"drama": "nevertheless"}),
        (SUBSCRIBE, "nevertheless jtbc", {"drama": "nevertheless", "release": "jtbc"}),
        (SUBSCRIBE, "when the phone rings netflix", {"drama": "when the phone rings", "release": "netflix"}),
        (SUBSCRIBE, "moving disney plus", {"drama": "moving", "release": "disney plus"}),
        (SUBSCRIBE, '"moving" "disney plus"', {"drama": "moving", "release": "disney plus"}),
        (SUBSCRIBE, "jtbc", {"drama": "jtbc"}),
        (SUBSCRIBE, "it’s okay", {"drama": "it’s okay"}),
        (REMIND, "nevertheless 1h 30m", {"drama": "nevertheless", "leads": "1h 30m"}),
        (REMIND, '"nevertheless" "1h 30m"', {"drama": "nevertheless", "leads": "1h 30m"}),
        (REMIND, "nevertheless", {"drama": "nevertheless"}),
        (REMIND, "1h", {"leads": "1h"}),
        (NOTED, "nevertheless", {"drama": "nevertheless"}),
        (NOTED, '"light the night" see it twice', {"drama": "light the night", "note": "see it twice"}),
        (SEARCH, "song kang", {"note": "song kang"}),
        (SEARCH, "", {}),
        (HELP, "me please", {}),
    ],
)
def test_words_go_to_the_parameters_from_the_right(command, text, found):
    assert arguments(command, words(text), CATALOGUE) == found


@pytest.mark.parametrize(("taken", "found"), [(-3, {"note": "a b"}), (1, {"note": "a b"}), (9, {"note": "a b"})])
def test_words_that_nobody_took_go_to_the_first_parameter(taken, found):
    only = Param("note", "Anything", read, take=lambda catalogue, typed: taken)
    assert arguments(Command("x", "x", handler, (only,)), ["a", "b"], CATALOGUE) == found


def test_a_line_says_what_the_arguments_say():
    assert SUBSCRIBE.line({"drama": "when the phone rings", "release": "netflix"}) == (
        '/subscribe "when the phone rings" netflix'
    )
    assert SUBSCRIBE.line({"release": "", "drama": "moving"}) == "/subscribe moving"
    assert SUBSCRIBE.line({"drama": 'Kim "Jack" Min'}) == '/subscribe "Kim ""Jack"" Min"'
    assert (SUBSCRIBE.usage, SUBSCRIBE.line({})) == ("/subscribe DRAMA [RELEASE]", "/subscribe")


@given(st.text(min_size=1), st.sampled_from(("1h", "1h 30m", None)))
def test_a_line_reads_back_as_the_same_arguments(drama, leads):
    given = {"drama": drama} | ({"leads": leads} if leads else {})
    name, rest = split(REMIND.line(given))
    straight = re.sub("[“”„‟«»＂〝〞〟❝❞「」『』《》〈〉]", '"', drama)
    if hours(CATALOGUE, [straight]) and not leads:
        assert arguments(REMIND, words(rest), CATALOGUE) == {"leads": straight}
    else:
        assert (name, arguments(REMIND, words(rest), CATALOGUE)) == ("remind", {**given, "drama": straight})


def test_a_command_is_declared_once():
    registry = Registry()
    registry.command("next", "When is it", DRAMA)(handler)
    assert registry.commands == {"next": Command("next", "When is it", handler, (DRAMA,))}
    with pytest.raises(ValueError, match="/next is declared twice"):
        registry.command("next", "Again")(handler)


@pytest.mark.parametrize("unseen", ["\0", "\x07", "\x1b", "\x7f", "\u200b", "\u202e", "\u2066", "\ufeff"])
def test_what_nobody_sees_is_not_part_of_a_command(unseen):
    assert split(typed(f"{unseen}/ne{unseen}xt{unseen} na{unseen}bi")) == ("next", "nabi")


def test_what_is_typed_keeps_its_letters_and_blanks():
    assert typed(" /quote\t송강 Appétit “é”\u3000😀\n") == "/quote\t송강 Appétit “é”\u3000😀"
