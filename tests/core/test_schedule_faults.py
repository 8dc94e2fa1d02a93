"""Faulty drama files: all faults at once, each with its line, what was found and what is expected."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import schedules
from bot.core.schedules import Fault, ScheduleFault
from tests.core.test_schedules import drama


def faults(text):
    with pytest.raises(ScheduleFault) as refused:
        schedules.parse(text, "x")
    return [str(fault) for fault in refused.value.faults]


# What is said of a faulty file. The release's own keys begin on line 5.

WHEN = 'a date with or without an hour, for example "20 June 2021 12AM", 2021-06-20T00:00:00 or 2021-06-20'
PATTERN = 'first = 2021-06-20\nepisodes = 10\nevery = ["Sunday"]'


def count(key):
    return f"a whole number from 1 to 9999, for example {key}"


FAULTY = {
    drama(f'{PATTERN[:-10]}["Sonday"]'): [
        'x.toml:7: release.1.every: found "Sonday"; expected names of weekdays, for example ["Sunday"]; '
        'did you mean "Sunday"?'
    ],
    drama(f'{PATTERN[:-10]}"Sunday"'): [
        'x.toml:7: release.1.every: found "Sunday"; expected names of weekdays, for example ["Sunday"]'
    ],
    drama(f"{PATTERN[:-10]}[]"): [
        'x.toml:7: release.1.every: found an empty list; expected names of weekdays, for example ["Sunday"]'
    ],
    drama(f'{PATTERN[:-10]}["Sunday", "sun"]'): [
        'x.toml:7: release.1.every: found "Sunday" a second time; expected each weekday once'
    ],
    drama('episodes = 0\nper_night = -1\nfirst_night = true\nlast_night = "ten"'): [
        f"x.toml:5: release.1.episodes: found 0; expected {count('episodes = 10')}",
        f"x.toml:6: release.1.per_night: found -1; expected {count('per_night = 2')}",
        f"x.toml:7: release.1.first_night: found true; expected {count('first_night = 7')}",
        f'x.toml:8: release.1.last_night: found "ten"; expected {count("last_night = 3")}',
    ],
    drama("episodes = 10.0"): [f"x.toml:5: release.1.episodes: found 10.0; expected {count('episodes = 10')}"],
    drama("episodes = 10000"): [f"x.toml:5: release.1.episodes: found 10000; expected {count('episodes = 10')}"],
    drama("episodes = nan"): [f"x.toml:5: release.1.episodes: found nan; expected {count('episodes = 10')}"],
    drama(f"{PATTERN}\nper_night = 2\nfirst_night = 3\nlast_night = 4"): [
        "x.toml:10: release.1.last_night: found 4; 10 episodes cannot be 3 on the first night, 2 a night after it and "
        "4 on the last night; expected counts that add up"
    ],
    drama(f"{PATTERN}\nfirst_night = 11"): [
        "x.toml:8: release.1.first_night: found 11; 10 episodes cannot be 11 on the first night and 1 a "
        "night after it; "
        "expected counts that add up"
    ],
    drama("first = 2021-06-20\nepisodes = 10\nper_night = 2"): [
        "x.toml:7: release.1.per_night: found 2; without `every`, all 10 episodes are out on the first night"
    ],
    drama('first = 2021-06-20\nevery = ["Sunday"]\nlast_night = 2'): [
        "x.toml:7: release.1.last_night: found 2; a last night needs `episodes`"
    ],
    drama(f"{PATTERN}\nskip = [2021-06-21, 2021-06-27, 2021-09-05]"): [
        "x.toml:8: release.1.skip: nothing would air on 2021-06-21, 2021-09-05; expected nights of the pattern"
    ],
    drama(f"{PATTERN}\nskip = [2021-06-27, {{ on = 2021-06-27 }}]"): [
        "x.toml:8: release.1.skip: found 2021-06-27 a second time; expected each night once"
    ],
    drama(f'{PATTERN}\nskip = [{{ on = 2021-06-27, reson = "x" }}, {{ reason = "y" }}]'): [
        'x.toml:8: release.1.skip.1.reson: unknown key; did you mean "reason"?',
        "x.toml:8: release.1.skip.2.on: missing; expected a date without an hour, for example on = 2022-02-05",
    ],
    drama(f"{PATTERN}\nskip = 2021-06-27"): [
        "x.toml:8: release.1.skip: found 2021-06-27; expected a list of dates, for example [2022-02-05] or "
        '[{ on = 2022-02-05, reason = "Olympic Games" }]'
    ],
    drama(f"{PATTERN}\nskip = [2021-06-27T21:00:00]"): [
        "x.toml:8: release.1.skip: found 2021-06-27T21:00:00; it has an hour, which has no meaning here; "
        "expected a list "
        'of dates, for example [2022-02-05] or [{ on = 2022-02-05, reason = "Olympic Games" }]'
    ],
    drama("first = 2021-06-20\nskip = [2021-06-20]"): [
        "x.toml:6: release.1.skip: without `every` there is no later night: change `first` instead"
    ],
    drama('every = ["Sunday"]\nskip = [2021-06-20]'): [
        "x.toml:6: release.1.skip: nothing can be skipped while `first` is not known"
    ],
    drama(f"{PATTERN}\n[[release.change]]\nepisodes = [11, 0]\non = 2021-06-20"): [
        "x.toml:9: release.1.change.1.episodes: found 0; expected a list of episode numbers, for example "
        "episodes = [8, 9]"
    ],
    drama(
        f"{PATTERN}\n[[release.change]]\nepisodes = [11, 2, 2]\non = 2021-06-20\n"
        "[[release.change]]\nepisodes = [2]\non = 2021-06-21"
    ): [
        "x.toml:9: release.1.change.1.episodes: found 11; expected numbers of its episodes: it has 1 to 10",
        "x.toml:9: release.1.change.1.episodes: found 2 a second time; expected each episode in one change",
        "x.toml:12: release.1.change.2.episodes: found 2 a second time; expected each episode in one change",
    ],
    drama(f"{PATTERN}\n[[release.change]]\nepisodes = [2]"): [
        "x.toml:8: release.1.change.1.at: missing; expected a date with its hour, for example "
        'at = "16 Aug 2023 5PM" or at = 2023-08-16T17:00:00, or `on`'
    ],
    drama(f"{PATTERN}\n[[release.change]]\nepisodes = [2]\nat = 2021-06-20T21:00:00\non = 2021-06-20"): [
        "x.toml:11: release.1.change.1.on: found beside `at`; expected `at` with the hour, or `on` when the "
        "hour is not "
        "known"
    ],
    drama(f"{PATTERN}\n[[release.change]]\nepisodes = [2]\nat = 2021-06-20"): [
        "x.toml:10: release.1.change.1.at: found 2021-06-20 without an hour; write on = 2021-06-20 when the "
        "hour is not "
        "known"
    ],
    drama(f'{PATTERN}\n[[release.change]]\nepisodes = [2]\non = "20 June 2021 9pm"'): [
        "x.toml:10: release.1.change.1.on: found a date with an hour; write it as `at`"
    ],
    drama(f"{PATTERN}\n[[release.change]]\nepisodes = []\non = 2021-06-20"): [
        "x.toml:9: release.1.change.1.episodes: found an empty list; expected a list of episode numbers, for example "
        "[8, 9]"
    ],
    drama(f"{PATTERN}\n[release.change]\nepisodes = [2]\non = 2021-06-20"): [
        "x.toml:8: release.1.change: found a table; expected tables under [[release.change]], in double brackets"
    ],
    drama(f"{PATTERN}\n[[release.part]]\nevery = ['Monday']\n[[release.part]]\nepisodes = 2\nnetwork = 'M'"): [
        "x.toml:5: release.1.first: found beside [[release.part]]; expected in each part that it is meant for",
        "x.toml:6: release.1.episodes: found beside [[release.part]]; expected in each part that it is meant for",
        "x.toml:7: release.1.every: found beside [[release.part]]; expected in each part that it is meant for",
        "x.toml:8: release.1.part.1.episodes: missing; only the last part may leave open how many episodes it has",
        "x.toml:12: release.1.part.2.network: unknown key; known here are first, episodes, every, per_night, "
        "first_night, last_night, skip",
    ],
    drama('first = "8 March 2026 2:30 AM"', "America/New_York"): [
        "x.toml:5: release.1.first: 2:30 AM does not happen on Sunday 8 March 2026 in New York: the clocks go forward "
        "over it, to 3:00 AM. Choose a time before or after the change."
    ],
    drama("first = 2021-06-20\n[[release.change]]\nepisodes = [1]\nat = 2026-11-01T01:30:00", "America/New_York"): [
        "x.toml:8: release.1.change.1.at: 1:30 AM happens twice on Sunday 1 November 2026 in New York, as "
        "the clocks go "
        "back: at 05:30 UTC and at 06:30 UTC. Choose a time before or after the change, or write a TOML date-time with "
        "its offset."
    ],
    drama("first = 2021-06-20T00:00:00+08:00"): [
        "x.toml:5: release.1.first: found 2021-06-20T00:00:00+08:00; the release's zone Asia/Seoul is at +0900 then. "
        "Leave out the offset, or change the zone."
    ],
    drama('first = "20 June 2021 12AM MYT"'): [
        "x.toml:5: release.1.first: found a time in Asia/Kuala_Lumpur; the release's zone is Asia/Seoul. "
        "Say it on that clock."
    ],
    drama("first = 2021-06-20T00:00:30"): [
        "x.toml:5: release.1.first: found 2021-06-20T00:00:30; it has seconds: hours are announced to the minute; "
        f"expected {WHEN}"
    ],
    drama("first = 21:00:00"): [f"x.toml:5: release.1.first: found 21:00:00; expected {WHEN}"],
    drama("first = 20210620"): [f"x.toml:5: release.1.first: found 20210620; expected {WHEN}"],
    drama('first = "29 Feb 2021"'): [
        f'x.toml:5: release.1.first: found "29 Feb 2021"; February 2021 has 28 days: there is no 29; expected {WHEN}'
    ],
    drama('first = "20 June 12AM"'): [
        'x.toml:5: release.1.first: "20 June 12AM" says no year: add it, for example "20 June 2021 12AM", '
        '"June 20, 2021 9:10 PM KST" or "2021-06-20 21:10"'
    ],
    drama("first = 0001-01-01"): [
        "x.toml:5: release.1.first: found 0001-01-01; 1 is no year for a drama: they go from 1950 to 2100; "
        f"expected {WHEN}"
    ],
    drama("", "CST"): [
        'x.toml:4: release.1.zone: "CST" means several time zones. Do you mean Shanghai, Taipei, Chicago or Havana? '
        'Write "Asia/Shanghai" or "Asia/Taipei" or "America/Chicago" or "America/Havana"'
    ],
    drama("", "Etc/GMT-8"): [
        'x.toml:4: release.1.zone: "Etc/GMT-8" has its sign reversed: it means UTC+8. Use -8 or +8. '
        'Did you mean "-8" or "+8"?'
    ],
    drama("", "Asia/Soul"): [
        'x.toml:4: release.1.zone: No time zone is called "Asia/Soul". Use a city ("Seoul", "Kuala Lumpur"), '
        'a short name such as MYT or KST, an offset such as +8, or "Asia/Seoul". Did you mean "Asia/Seoul"?'
    ],
    drama("", more='[[release]]\nnetwork = " n "\nzone = "KST"'): [
        'x.toml:7: release.2.network: found "n" a second time; expected each network once'
    ],
    "": [
        'x.toml: title: missing; expected the title as text, for example title = "Nevertheless"',
        "x.toml: release: missing; expected at least one [[release]], in double brackets, with network and zone",
    ],
    'titel = "X"\n[[release]]\n[[quote]]\nwho = 5': [
        'x.toml: title: missing; expected the title as text, for example title = "Nevertheless"',
        'x.toml:1: titel: unknown key; did you mean "title"?',
        'x.toml:2: release.1.network: missing; expected where it comes out, for example network = "Netflix"',
        'x.toml:2: release.1.zone: missing; expected a time zone, for example zone = "KST" or zone = "Asia/Seoul"',
        "x.toml:3: quote.1.text: missing; expected the words as text",
        'x.toml:3: quote.1.source: missing; expected where it was said, for example source = "GOKpop, 19 June 2021"',
        'x.toml:4: quote.1.who: found 5; expected the speaker, for example who = "Song Kang"',
    ],
    'title = "X"\nrelease = []': [
        "x.toml:2: release: found an empty list; expected at least one [[release]], in double brackets, with network "
        "and zone"
    ],
    'title = "X"\n[release]\nnetwork = "N"\nzone = "KST"': [
        "x.toml:2: release: found a table; expected at least one [[release]], in double brackets, with network and zone"
    ],
    drama("").replace('"X"', '" \u200b "'): [
        'x.toml:1: title: found "   "; it holds no letter; expected the title as text, for example title = '
        '"Nevertheless"'
    ],
    drama("", more='[[quote]]\nwho = "x"\ntext = "y"\nsource = "z"\nepisode = 2\nspoiler = "no"').replace(
        'zone = "KST"\n', 'zone = "KST"\nepisodes = 1'
    ): [
        "x.toml:10: quote.1.episode: found 2; the last episode is 1",
        'x.toml:11: quote.1.spoiler: found "no"; expected true or false, without quotes',
    ],
    'title = "X': ['x.toml:1: not TOML: Unterminated string; found "title = \\"X"'],
    'title = "X"\ntitle = "Y"\n': [
        "x.toml: release: missing; expected at least one [[release]], in double brackets, with network and zone",
        'x.toml:2: found "title = \\"Y\\"" a second time; expected each key once',
    ],
    "title = 1\n" * 8: [
        *(f'x.toml:{line}: found "title = 1" a second time; expected each key once' for line in (2, 3, 4, 5, 6, 7)),
    ],
    f"a = {'[' * 5000}{']' * 5000}": ["x.toml: not TOML that can be read: lists are nested too deeply"],
    f"a = {'9' * 5000}": ["x.toml: not TOML that can be read: a number is too long"],
}


@pytest.mark.parametrize("text", FAULTY, ids=range(len(FAULTY)))
def test_a_faulty_file_is_answered_with_all_of_its_faults(text):
    assert faults(text) == FAULTY[text]


LITERALS = ["5", "-1", "true", '"x"', '""', "[]", "[1]", "[[1]]", '["x"]', "{}", "{ on = 1 }", "[{ x = 1 }]", "nan"]
LITERALS += [
    "2021-06-20",
    "2021-06-20T24:30:00",
    "21:00:00",
    "2021-06-20T00:00:00Z",
    "9" * 30,
    "1e400",
    '"20 June 2021"',
]
LITERALS += ['"TBA"', '["Sunday"]', "[2021-06-27]", "10", "[1, 2]", '"""a\nb"""', '"\\u0000"', '"KST"']
KEYS = ["first", "episodes", "every", "per_night", "first_night", "last_night", "skip", "change", "part", "zone", "x"]


@given(
    st.dictionaries(st.sampled_from(KEYS), st.sampled_from(LITERALS)),
    st.dictionaries(st.sampled_from([*KEYS, "at", "on", "reason"]), st.sampled_from(LITERALS)),
    st.sampled_from(["", "[[release.change]]", "[[release.part]]", "[[cast]]", "[[quote]]", "[source]"]),
)
def test_no_file_brings_it_down(release, inner, table):
    lines = [f"{key} = {value}" for key, value in release.items()]
    text = "\n".join(['title = "X"', "[[release]]", 'network = "N"', *lines, table])
    if table:
        text += "".join(f"\n{key} = {value}" for key, value in inner.items())
    with suppress(ScheduleFault):
        assert schedules.parse(text, "x").title == "X"


@given(st.text())
def test_no_text_brings_it_down(text):
    with pytest.raises(ScheduleFault):
        schedules.parse(text, "x")


def test_a_fault_names_its_line_after_long_strings_lists_and_windows_line_ends():
    text = drama(
        'first = 2021-06-20\r\nevery = [  # not a table: [[release]]\r\n    "Sunday",\r\n]\r\nevry = 1',
        more='"quot.ed" = 1',
    ).replace('title = "X"', 'title = "X"\nabout = """\n[[release]]\nzone = """')
    assert faults(text) == [
        'x.toml:12: release.1.evry: unknown key; did you mean "every"?',
        "x.toml:13: release.1.quot.ed: unknown key; known here are first, episodes, every, per_night, first_night, "
        "last_night, skip, network, zone, change, part",
    ]


def test_a_list_that_looks_like_a_table_header_is_none():
    assert faults(f'director = [\n["release"],\n]\nabot = "x"\n{drama("")}') == [
        'x.toml:1: director: found a list; expected a list of names, for example director = ["Kim Ga-ram"]',
        'x.toml:4: abot: unknown key; did you mean "about"?',
    ]


def test_faults_of_several_tables_come_in_the_order_of_their_lines():
    text = drama("episodes = 0", more='[[cast]]\nhangul = 1\n[[release]]\nzone = "CST"\n[[cast]]\nactr = "x"')
    assert [str(line).split(": ")[:2] for line in faults(text)] == [
        ["x.toml:5", "release.1.episodes"],
        ["x.toml:6", "cast.1.actor"],
        ["x.toml:7", "cast.1.hangul"],
        ["x.toml:8", "release.2.network"],
        ["x.toml:9", "release.2.zone"],
        ["x.toml:10", "cast.2.actor"],
        ["x.toml:11", "cast.2.actr"],
    ]


def test_titles_as_long_as_any_and_of_any_letters_are_read():
    for title in ("x" * 300, "🎬👩\u200d👩\u200d👧", "<3 *_[]` @everyone", "알고있지만", "9"):
        assert schedules.parse(drama("").replace('"X"', f'"{title}"'), "x").title == title
    assert faults(drama("").replace('"X"', f'"{"x" * 301}"')) == [
        f'x.toml:1: title: found "{"x" * 59}…"; it has 301 letters, at most 300 are read; expected the title as text, '
        'for example title = "Nevertheless"'
    ]


# Files.


def test_a_folder_gives_its_dramas_and_the_faults_of_the_others(tmp_path):
    (tmp_path / "good.toml").write_text(drama(""), "utf-8")
    (tmp_path / "again.toml").write_text(drama(""), "utf-8")  # the same title: there are remakes
    (tmp_path / "bad.toml").write_text(drama("evry = 1\nepisodes = 0"), "utf-8")
    (tmp_path / "korean.toml").write_bytes(drama("").replace("X", "한국").encode("euc-kr"))
    (tmp_path / "marked.toml").write_bytes(drama("").encode("utf-8-sig"))
    (tmp_path / "large.toml").write_bytes(b"#" * (schedules.LARGEST + 1))
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    (tmp_path / ".toml").write_text(drama(""), "utf-8")
    (tmp_path / "notes.txt").write_text("not a drama", "utf-8")
    (tmp_path / "good.toml.bak").write_text("not a drama", "utf-8")
    dramas, found = schedules.load_folder(tmp_path)
    assert [one.slug for one in dramas] == ["again", "good", "marked"]
    assert list(map(str, found)) == [
        ".toml: found no name before .toml; expected one, for example nevertheless.toml",
        'bad.toml:5: release.1.evry: unknown key; did you mean "every"?',
        f"bad.toml:6: release.1.episodes: found 0; expected {count('episodes = 10')}",
        "folder.toml: not a file that can be read; expected a TOML file, one a drama",
        "gone.toml: not a file that can be read; expected a TOML file, one a drama",
        "korean.toml:1: found letters that are not UTF-8; save the file as UTF-8",
        "large.toml: found more than 1024 KiB; expected one drama",
    ]


def test_a_folder_that_is_not_there_is_a_fault(tmp_path):
    missing = tmp_path / "missing"
    assert schedules.load_folder(missing) == ([], [Fault(str(missing), None, "", "there is no such folder")])


def test_a_file_of_a_hundred_kilobytes_is_read():
    quote = '[[quote]]\nwho = "x"\ntext = "y"\nsource = "z"\n'
    assert len(schedules.parse(drama("", more=quote * 2500), "x").quotes) == 2500


def test_a_fault_prints_with_what_is_known_of_its_place():
    assert str(Fault("x.toml", 14, "release.1.every", "found 5")) == "x.toml:14: release.1.every: found 5"
    assert str(Fault("x.toml", None, "title", "missing")) == "x.toml: title: missing"
    assert str(Fault("x.toml", 3, "", "not TOML")) == "x.toml:3: not TOML"
