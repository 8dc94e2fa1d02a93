import pytest

from bot.core.credits import Artist, Character
from bot.core.dramas import CastMember, Quote
from bot.core.errors import Choice, NoSuchName, SeveralNames
from bot.core.names import Names
from tests.core.made import LOVELY_RUNNER, MOVING, NEVERTHELESS, NINE, drama

NAMES = Names(NINE)
SONG_KANG = Artist("Song Kang", "송강")
HAN_SO_HEE = Artist("Han So-hee", "한소희")
NA_BI = Character("Yu Na-bi", HAN_SO_HEE, "nevertheless")
JAE_EON = Character("Park Jae-eon", SONG_KANG, "nevertheless")


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("NEVERTHELESS", "nevertheless"),
        ("  never the-less  ", "nevertheless"),
        ("알고있지만", "nevertheless"),
        ("알고 있지만", "nevertheless"),
        ("\u110b\u1161\u11af\u1100\u1169\u110b\u1175\u11bb\u110c\u1175\u1106\u1161\u11ab", "nevertheless"),
        ("algo itjiman", "nevertheless"),
        ("ｎｅｖｅｒｔｈｅｌｅｓｓ", "nevertheless"),
        ("I know, but…", "nevertheless"),
        ("華燈初上", "light-the-night"),
        ("bon appetit your majesty", "bon-appetit-your-majesty"),
        ("Bon Appe\u0301tit", "bon-appetit-your-majesty"),
        ("phone rings", "when-the-phone-rings"),
        ("when the ph", "when-the-phone-rings"),
        ("rings phone", "when-the-phone-rings"),
        ("trauma code", "the-trauma-code-heroes-on-call"),
        ("the-trauma-code-heroes-on-call", "the-trauma-code-heroes-on-call"),
        ("red sleeve", "the-red-sleeve"),
        ("the moving", "moving"),
        ("cheer", "cheer-up"),
        ("nevertheles", "nevertheless"),
        ("nevrtheless", "nevertheless"),
        ("neevertheless", "nevertheless"),
        ("bevertheless", "nevertheless"),
        ("nevetrheless", "nevertheless"),
        ("mo+ing", "moving"),
        ("moßing", "moving"),
    ],
)
def test_a_drama_is_found_however_its_name_is_typed(typed, slug):
    assert NAMES.drama(typed).slug == slug


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("songkang", SONG_KANG),
        ("kang song", SONG_KANG),
        ("Kang, Song", SONG_KANG),
        ("송강", SONG_KANG),
        ("송 강", SONG_KANG),
        ("Song Gang", SONG_KANG),
        ("kang", SONG_KANG),
        ("so-hee", HAN_SO_HEE),
        ("so hui", HAN_SO_HEE),
        ("han sohee", HAN_SO_HEE),
        ("So-hee Han", HAN_SO_HEE),
        ("na-bi", NA_BI),
        ("yoo nabi", NA_BI),
        ("나비", NA_BI),
        ("유나비", NA_BI),
        ("jae-eon", JAE_EON),
        ("pak jae un", JAE_EON),
        ("박재언", JAE_EON),
        ("kim ga ram", Artist("Kim Ga-ram")),
        ("yi jeong ha", Artist("Lee Jung-ha", "이정하")),
        ("yijeongha", Artist("Lee Jung-ha", "이정하")),
        ("YOONA", Artist("Lim Yoon-a", "임윤아")),
        ("Im Yoona", Artist("Lim Yoon-a", "임윤아")),
        ("byun woo suk", Artist("Byeon Woo-seok", "변우석")),
        ("sun-jae", Character("Ryu Sun-jae", Artist("Byeon Woo-seok", "변우석"), "lovely-runner")),
        ("nevertheless", NEVERTHELESS),
        ("lovely runer", LOVELY_RUNNER),
        ("sng kang", SONG_KANG),
    ],
)
def test_whoever_is_meant_is_found_in_any_spelling(typed, who):
    assert NAMES.who(typed) == who


def test_an_unknown_title_says_where_all_are_listed():
    with pytest.raises(NoSuchName) as caught:
        NAMES.drama("goblin")
    assert (caught.value.text, caught.value.choices) == (
        'No drama is called "goblin". /dramas lists all that I know.',
        (),
    )


def test_a_near_miss_offers_the_near_names_best_first():
    with pytest.raises(NoSuchName) as caught:
        NAMES.drama("nevretheles")
    assert caught.value.text == 'No drama is called "nevretheles". Did you mean Nevertheless?'
    assert caught.value.choices == (Choice("Nevertheless", "nevertheless"),)


def test_a_long_line_is_said_back_shortened_and_in_one_line():
    with pytest.raises(NoSuchName) as caught:
        NAMES.drama("x\n" * 200)
    assert caught.value.text == f'No drama is called "{"x " * 29}x…". /dramas lists all that I know.'


def test_two_dramas_of_one_title_are_asked_about_and_their_slugs_tell_them_apart():
    names = Names((drama("moving", "Moving"), drama("moving-2", "Moving")))
    with pytest.raises(SeveralNames) as caught:
        names.drama("Moving")
    assert caught.value.text == 'Which one is meant by "Moving": Moving (moving) or Moving (moving-2)?'
    assert caught.value.choices == (Choice("Moving (moving)", "moving"), Choice("Moving (moving-2)", "moving-2"))
    assert [names.drama(slug).slug for slug in ("moving", "moving-2")] == ["moving", "moving-2"]


def test_an_exact_title_wins_over_one_that_begins_so_or_is_a_slip_away():
    names = Names((drama("a", "Cheer"), drama("b", "Cheers"), drama("c", "Cheer Up"), drama("d", "The Cheer")))
    assert [names.drama(title).slug for title in ("cheer", "cheers", "cheer up", "the cheer")] == ["a", "b", "c", "d"]


def test_a_part_that_several_titles_share_is_asked_about():
    names = Names((drama("one", "Love One"), drama("two", "Love Two"), drama("beloved", "Beloved")))
    with pytest.raises(SeveralNames) as caught:
        names.drama("love")
    assert [choice.value for choice in caught.value.choices] == ["one", "two"]


@pytest.mark.parametrize("title", ["Moving", "Vincenz", "Nevertheless", "Hotel del Luna"])
def test_any_single_slip_anywhere_in_a_title_is_forgiven(title):
    names = Names((drama("it", title),))
    for at in range(len(title)):
        before, letter, after = title[:at], title[at], title[at + 1 :]
        slips = (before + after, before + "x" + after, before + "x" + letter + after, title + "x")
        swapped = before + after[:1] + letter + after[1:]
        assert {names.drama(typed).slug for typed in (*slips, swapped)} == {"it"}


def test_words_that_are_one_name_in_another_spelling_and_a_slip_from_another_are_asked_about():
    cast = (CastMember("Kim Jong-su", None), CastMember("Kim Jung-su", None))
    with pytest.raises(SeveralNames) as caught:
        Names((drama("a", "Sky", cast=cast),)).who("Kim Jeong-su")
    assert [choice.value for choice in caught.value.choices] == ["Kim Jong-su", "Kim Jung-su"]


def test_more_names_than_a_sentence_holds_are_counted():
    names = Names(drama(f"reply-{year}", f"Reply {year}") for year in range(1980, 1990))
    with pytest.raises(SeveralNames) as caught:
        names.drama("reply 198")
    assert caught.value.text == (
        'Which one is meant by "reply 198": Reply 1980, Reply 1981, Reply 1982, Reply 1983, Reply 1984, Reply 1985, '
        "Reply 1986, Reply 1987 or one of 2 more?"
    )
    with pytest.raises(SeveralNames) as caught:
        names.drama("reply 198x")
    assert len(caught.value.choices) == 10


def test_a_digit_is_never_corrected():
    names = Names((drama("reply-1988", "Reply 1988"), drama("penthouse", "Penthouse")))
    for typed, near in (("reply 1989", "reply-1988"), ("penthouse 2", "penthouse")):
        with pytest.raises(NoSuchName) as caught:
            names.drama(typed)
        assert [choice.value for choice in caught.value.choices] == [near]


@pytest.mark.parametrize(("typed", "near"), [("leo", []), ("iuu", ["IU"]), ("soh kan", ["Song Kang"])])
def test_one_slip_in_a_short_name_is_a_question(typed, near):
    lee = drama("a", "Sky", cast=(CastMember("Lee Mi", None), CastMember("IU", None), CastMember("Song Kang", None)))
    with pytest.raises(NoSuchName) as caught:
        Names((lee,)).who(typed)
    assert [choice.value for choice in caught.value.choices] == near


def test_a_surname_is_enough_only_while_one_person_has_it():
    song, lee, other_lee = (CastMember(name, None) for name in ("Song Kang", "Lee Jung-jae", "Lee Ji-eun"))
    names = Names((drama("a", "Sky", cast=(song, lee, other_lee)),))
    assert names.who("song") == Artist("Song Kang")
    with pytest.raises(SeveralNames) as caught:
        names.who("lee")
    assert caught.value.choices == (Choice("Lee Jung-jae", "Lee Jung-jae"), Choice("Lee Ji-eun", "Lee Ji-eun"))


@pytest.mark.parametrize("typed", ["Lee Jeong Jae", "yi jung-jae", "Rhee Jungjae", "이정재", "JungJae Lee"])
def test_a_romanisation_is_not_mistaken_for_a_person_with_a_like_name(typed):
    cast = (CastMember("Lee Ji-eun", None, "이지은"), CastMember("Lee Jung-jae", None))
    assert Names((drama("a", "Sky", cast=cast),)).who(typed) == Artist("Lee Jung-jae")


def test_an_artist_is_one_through_all_dramas_and_hangul_tells_namesakes_apart():
    first = drama("a", "A", cast=(CastMember("Lee Jung-jae", "Gi-hun", "이정재"), CastMember("Kim Min", None, "김민")))
    second = drama("b", "B", cast=(CastMember("Lee Jeong Jae", "In-ho", "이정재"), CastMember("Kim Min", None, "김만")))
    names = Names((first, second))
    assert names.who("lee jeong-jae") == names.who("lee jung jae") == Artist("Lee Jung-jae", "이정재")
    with pytest.raises(SeveralNames) as caught:
        names.who("kim min")
    assert caught.value.choices == (
        Choice("Kim Min (김민)", "Kim Min (김민)"),
        Choice("Kim Min (김만)", "Kim Min (김만)"),
    )
    assert names.who("Kim Min (김만)") == Artist("Kim Min", "김만")


def test_namesakes_among_people_characters_and_dramas_each_get_words_of_their_own():
    song = Artist("Song")
    names = Names((drama("song", "Song", cast=(CastMember("Song", "Rose"), CastMember("Rose", "Song"))),))
    everybody = [song, Artist("Rose"), Character("Rose", song, "song"), Character("Song", Artist("Rose"), "song")]
    assert [names.words(who) for who in everybody] == ["Song (person)", "Rose (person)", "Rose in Song", "Song in Song"]
    assert [names.who(names.words(who)) for who in everybody] == everybody
    assert names.who("song").slug == "song"


def test_an_alias_that_is_a_part_of_the_characters_name_is_the_characters():
    cast = (CastMember("Han So-hee", "Yu Na-bi", "한소희", ("Nabi", "Lee So-hee")),)
    names = Names((drama("nevertheless", "Nevertheless", cast=cast),))
    assert (names.who("nabi"), names.who("lee sohee")) == (NA_BI, HAN_SO_HEE)


def test_suggestions_begin_with_what_was_typed_and_have_those_with_quotes_first():
    assert NAMES.suggest_dramas("the r") == [Choice("The Red Sleeve", "the-red-sleeve")]
    assert NAMES.suggest_dramas("li")[0] == Choice("Light the Night", "light-the-night")
    assert NAMES.suggest_dramas("", 2) == [
        Choice("Bon Appétit, Your Majesty", "bon-appetit-your-majesty"),
        Choice("Cheer Up", "cheer-up"),
    ]
    assert NAMES.suggest_who("") == [
        Choice("Song Kang", "Song Kang"),
        Choice("Han So-hee", "Han So-hee"),
        Choice("Kim Ga-ram", "Kim Ga-ram"),
        Choice("Park Jae-eon in Nevertheless", "Park Jae-eon"),
        Choice("Yu Na-bi in Nevertheless", "Yu Na-bi"),
        Choice("Nevertheless", "nevertheless"),
    ]
    assert [choice.label for choice in NAMES.suggest_who("kim")] == [
        "Kim Ga-ram",
        "Kim Hye-yoon",
        "Kim Bong-seok in Moving",
    ]
    assert NAMES.suggest_who("nevrtheles") == [Choice("Nevertheless", "nevertheless")]


def test_suggestions_are_no_more_than_asked_for():
    names = Names(drama(f"love-{number}", f"Love {number}") for number in range(40))
    assert (len(names.suggest_dramas("love")), len(names.suggest_dramas("lo", 3))) == (25, 3)


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("night", ["light-the-night"]),
        ("song kang", ["nevertheless"]),
        ("kang song", ["nevertheless"]),
        ("송강", ["nevertheless"]),
        ("lee jung-ha", ["moving"]),
        ("yi jeong ha", ["moving"]),
        ("disney", ["moving"]),
        ("sleeve red", ["the-red-sleeve"]),
        ("ru", ["lovely-runner"]),
        ("lovly", ["lovely-runner"]),
        ("goblin", []),
        ("!!!", []),
    ],
)
def test_a_search_finds_dramas_by_words_of_titles_people_and_networks(words, slugs):
    assert [found.slug for found in NAMES.search(words)] == slugs


@pytest.mark.parametrize(
    ("on", "words", "key"),
    [
        (NEVERTHELESS, "jtbc", "jtbc"),
        (NEVERTHELESS, "netflx", "netflix"),
        (MOVING, "disney plus", "disney+"),
        (MOVING, "DISNEY+", "disney+"),
        (MOVING, "disney", "disney+"),
        (LOVELY_RUNNER, "TvN", "tvn"),
    ],
)
def test_a_release_is_found_by_its_network(on, words, key):
    assert NAMES.release(on, words).key == key


def test_a_network_that_the_drama_is_not_on_is_answered_with_those_that_it_is_on():
    with pytest.raises(NoSuchName) as caught:
        NAMES.release(NEVERTHELESS, "sbs")
    assert caught.value.text == 'Nevertheless is not on "sbs". It comes out on Netflix and JTBC.'
    assert caught.value.choices == (Choice("Netflix", "netflix"), Choice("JTBC", "jtbc"))


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("nevertheless jtbc", 1),
        ("nevertheless", 0),
        ("jtbc", 0),
        ("", 0),
        ("moving disney plus", 2),
        ("moving disney+", 1),
        ("moving netflix", 0),
        ("when the phone rings netflix", 1),
        ("phone rings netflix", 1),
        ("nevertheles netflx", 1),
        ("no such drama netflix", 0),
        ("love on netflix", 0),
        ("love on netflix viki", 1),
    ],
)
def test_the_last_words_are_a_network_when_the_drama_before_them_is_on_it(typed, taken):
    names = Names((*NINE, drama("love-on-netflix", "Love on Netflix", "Netflix", "Viki"), drama("love", "Love on")))
    assert names.takes_release(typed.split()) == taken


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("nevertheless friday 9pm", 1),
        ("when the phone rings tomorrow", 4),
        ("phone rings tomorrow", 2),
        ("goblin friday", 0),
        ("moving a strike", 1),
        ("when the phone rings a strike", 4),
        ("bon apetit", 2),
        ("bon apetit friday 9pm", 2),
        ("bon friday 9pm", 1),
        ("bon tvn", 1),
        ("phone tvn", 1),
        ("phone rngs tvn", 2),
        ("moving netflx", 1),
        ("red sleeve freitag", 2),
        ("", 0),
        ("moving " * 30_000, 1),
    ],
)
def test_the_first_words_of_a_line_name_a_drama(typed, count):
    assert NAMES.title_words(typed.split()) == count


def test_grouped_words_count_as_one():
    assert NAMES.takes_release(["when the phone rings", "netflix"]) == 1
    assert NAMES.takes_release(["moving", "disney plus"]) == 1
    assert NAMES.takes_release(["moving disney plus"]) == 0


def test_a_network_is_told_from_a_title_also_where_the_title_is_doubtful():
    names = Names((drama("one", "Love One", "Netflix"), drama("two", "Love Two", "JTBC")))
    assert (names.takes_release(["love", "jtbc"]), names.takes_release(["love", "mbc"])) == (1, 0)


def test_networks_are_suggested_for_the_drama_that_is_named():
    assert NAMES.suggest_releases("nevertheless", "") == [Choice("Netflix", "netflix"), Choice("JTBC", "jtbc")]
    assert NAMES.suggest_releases("nevertheless", "j") == [Choice("JTBC", "jtbc")]
    assert [choice.label for choice in NAMES.suggest_releases("", "t")] == ["tvN", "TVING"]


def test_without_dramas_nothing_is_found_and_nothing_breaks():
    names = Names(())
    assert (names.dramas("x"), names.search("x"), names.suggest_dramas(""), names.suggest_who("x")) == ([], [], [], [])
    assert names.takes_release(["x", "netflix"]) == 0
    with pytest.raises(NoSuchName):
        names.who("x")


def test_what_somebody_from_outside_the_credits_said_is_found_by_that_name():
    guest = drama("a", "Sky", cast=(CastMember("Song Kang", "Jae-eon"),), quotes=(Quote("Reply Guy", "Hm.", "a page"),))
    names = Names((guest,))
    assert names.said(names.who("reply guy")) == [(guest, guest.quotes[0])]
