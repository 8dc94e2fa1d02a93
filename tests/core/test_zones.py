"""Zones as people call them: what is read, what is asked about, what is refused."""

import zoneinfo
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import zones
from bot.core.errors import Choice, DoubtfulZone, Mistake, UnreadZone

READ = {
    "MYT": "Asia/Kuala_Lumpur",
    "myt": "Asia/Kuala_Lumpur",
    " Kst ": "Asia/Seoul",
    "SGT": "Asia/Singapore",
    "JST": "Asia/Tokyo",
    "HKT": "Asia/Hong_Kong",
    "PHT": "Asia/Manila",
    "ICT": "Asia/Bangkok",
    "WIB": "Asia/Jakarta",
    "UTC": "UTC",
    "Etc/UTC": "UTC",
    "Asia/Seoul": "Asia/Seoul",
    "asia/seoul": "Asia/Seoul",
    "AMERICA/NEW_YORK": "America/New_York",
    "america/new york": "America/New_York",
    "America/Argentina/Buenos_Aires": "America/Argentina/Buenos_Aires",
    "US/Eastern": "US/Eastern",
    "+8": "Etc/GMT-8",
    "+08": "Etc/GMT-8",
    "+0800": "Etc/GMT-8",
    "+08:00": "Etc/GMT-8",
    "GMT+8": "Etc/GMT-8",
    "gmt +8": "Etc/GMT-8",
    "UTC+8": "Etc/GMT-8",
    "UTC-5": "Etc/GMT+5",
    "−5": "Etc/GMT+5",
    "+14": "Etc/GMT-14",
    "-12": "Etc/GMT+12",
    "+0": "UTC",
    "UTC-00:00": "UTC",
    "UTC+05:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu",
    "+0630": "Asia/Yangon",
    "+9:30": "Australia/Darwin",
    "+8:45": "Australia/Eucla",
    "-9:30": "Pacific/Marquesas",
    "seoul": "Asia/Seoul",
    "Kuala Lumpur": "Asia/Kuala_Lumpur",
    "kualalumpur": "Asia/Kuala_Lumpur",
    "kuala-lumpur": "Asia/Kuala_Lumpur",
    "new york": "America/New_York",
    "New_York": "America/New_York",
    "sao paulo": "America/Sao_Paulo",
    "São Paulo": "America/Sao_Paulo",
    "Ho Chi Minh": "Asia/Ho_Chi_Minh",
    "Saigon": "Asia/Ho_Chi_Minh",
    "Mumbai": "Asia/Kolkata",
    "KL": "Asia/Kuala_Lumpur",
    "Seoul, Korea": "Asia/Seoul",
    "Seoul time": "Asia/Seoul",
    "서울": "Asia/Seoul",
    "한국": "Asia/Seoul",
    "malaysia": "Asia/Kuala_Lumpur",  # two keys, one clock
    "germany": "Europe/Berlin",
    "Singapore": "Asia/Singapore",
    "Japan": "Asia/Tokyo",
    "Philippines": "Asia/Manila",
    "Vietnam": "Asia/Ho_Chi_Minh",
    "South Korea": "Asia/Seoul",
    "Korea": "Asia/Seoul",
    "UK": "Europe/London",
    "Taiwan": "Asia/Taipei",
    "Hong Kong": "Asia/Hong_Kong",
    "UAE": "Asia/Dubai",
}

ASKED = {
    "CST": ("Asia/Shanghai", "Asia/Taipei", "America/Chicago", "America/Havana"),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "PST": ("Asia/Manila", "America/Los_Angeles"),
    "BST": ("Europe/London", "Asia/Dhaka"),
    "ast": ("America/Halifax", "America/Puerto_Rico", "Asia/Riyadh"),
    "EST": ("America/New_York", "America/Toronto", "America/Panama", "Australia/Sydney"),
    "GST": ("Asia/Dubai", "Pacific/Guam", "Atlantic/South_Georgia"),
    "MST": ("America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur", "Asia/Yangon"),
    "CET": ("Europe/Paris", "Europe/Berlin", "Africa/Algiers"),
    "GMT": ("UTC", "Europe/London"),
    "China": ("Asia/Shanghai", "Asia/Urumqi"),
    "Indonesia": ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"),
    "Spain": ("Europe/Madrid", "Atlantic/Canary"),
}

REFUSED = ("", "   ", "Soul Kitchen", "EST5EDT", "W-SU", "PRC", "Factory", "Asia/Soul", "Asia/", "/", "../etc/passwd")
REFUSED += ("+15", "-13", "+8:20", "+3:99", "8", "x" * 10_000, "\x00", "Etc/GMT+8", "etc/gmt-8", "Etc/Nowhere", "Zulu")


@pytest.mark.parametrize(("words", "key"), READ.items())
def test_words_that_name_one_zone_are_read(words, key):
    assert zones.zone(words) == key


@pytest.mark.parametrize(("words", "keys"), ASKED.items())
def test_words_that_name_several_zones_get_a_question(words, keys):
    with pytest.raises(DoubtfulZone) as asked:
        zones.zone(words)
    assert tuple(choice.value for choice in asked.value.choices) == keys


@pytest.mark.parametrize("words", REFUSED)
def test_words_that_name_no_zone_are_refused(words):
    with pytest.raises(UnreadZone):
        zones.zone(words)


def test_the_question_and_the_refusals_say_what_to_do():
    with pytest.raises(DoubtfulZone) as cst:
        zones.zone("CST")
    assert cst.value.text == '"CST" means several time zones. Do you mean Shanghai, Taipei, Chicago or Havana?'
    with pytest.raises(UnreadZone) as reversed_sign:
        zones.zone("Etc/GMT+8")
    assert reversed_sign.value.text == '"Etc/GMT+8" has its sign reversed: it means UTC-8. Use +8 or -8.'
    assert reversed_sign.value.choices == (Choice("UTC+8", "+8"), Choice("UTC-8", "-8"))
    with pytest.raises(UnreadZone) as slip:
        zones.zone("Seol")
    assert slip.value.text == f'No time zone is called "Seol". Use {zones.EXPECTED}.'
    assert slip.value.choices == (Choice("Seoul, Korea (KST)", "Asia/Seoul"),)


@pytest.mark.parametrize("key", sorted(key for key in zones.all_keys() if "/" in key and not key.startswith("Etc/")))
def test_every_key_of_the_tz_database_is_read_in_any_case(key):
    assert zones.zone(key.lower()) == key


@pytest.mark.parametrize("hours", range(-12, 15))
def test_an_offset_becomes_a_zone_that_keeps_it(hours):
    key = zones.zone(f"{hours:+}")
    for month in range(1, 13):
        assert datetime(2026, month, 1, tzinfo=UTC).astimezone(zones.info(key)).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(("minutes", "key"), zones.places.PART_HOURS.items())
def test_a_part_hour_offset_becomes_a_place_that_keeps_it(minutes, key):
    for month in range(1, 13):
        at = datetime(2026, month, 1, tzinfo=UTC)
        assert at.astimezone(zones.info(key)).utcoffset() == timedelta(minutes=minutes)


@pytest.mark.parametrize("key", zones.places.PICKER + tuple(zones.places.SHORT.values()) + tuple(zones.places.ALSO))
def test_the_tables_hold_only_keys_of_the_tz_database(key):
    assert zones.info(key).key == key


def test_the_rules_come_from_the_package_and_not_from_the_system(tmp_path):
    (tmp_path / "Asia").mkdir()
    (tmp_path / "Asia" / "Seoul").write_bytes(zones._tzdata("zoneinfo", "UTC").read_bytes())
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=[str(tmp_path)])
    zones.info.cache_clear()
    try:
        assert datetime(2026, 1, 1, tzinfo=zones.info("Asia/Seoul")).utcoffset() == timedelta(hours=9)
    finally:
        zoneinfo.reset_tzpath(to=before)


def test_cities_and_short_names_are_said_as_people_say_them():
    keys = ("Asia/Kuala_Lumpur", "America/New_York", "Asia/Ho_Chi_Minh", "Etc/GMT-8", "Etc/GMT+5", "UTC")
    assert [zones.city(key) for key in keys] == [
        "Kuala Lumpur",
        "New York",
        "Ho Chi Minh City",
        "UTC+8",
        "UTC-5",
        "UTC",
    ]
    assert [zones.short(key) for key in keys] == ["MYT", None, None, None, None, "UTC"]


def test_a_picker_offers_where_the_fans_live_first():
    assert [choice.value for choice in zones.suggest("")] == list(zones.places.PICKER)
    assert zones.suggest("", 2) == (
        Choice("Kuala Lumpur, Malaysia (MYT)", "Asia/Kuala_Lumpur"),
        Choice("Singapore (SGT)", "Asia/Singapore"),
    )


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("kua", "Asia/Kuala_Lumpur"),
        ("KS", "Asia/Seoul"),
        ("malay", "Asia/Kuala_Lumpur"),
        ("york", "America/New_York"),
        ("asia/seo", "Asia/Seoul"),
        ("서", "Asia/Seoul"),
        ("+8", "UTC+8"),
        ("cst", "Asia/Shanghai"),
        ("kuala lumpru", "Asia/Kuala_Lumpur"),
    ],
)
def test_autocomplete_finds_by_city_country_short_name_and_slip(words, first):
    assert zones.suggest(words)[0].value == first


@given(
    st.one_of(st.text(max_size=30), st.sampled_from(["a", "m", "new", "+", "-1", "c", "america", "s", "gmt+", "en"]))
)
def test_whatever_is_suggested_can_be_chosen(words):
    found = zones.suggest(words)
    assert len(found) <= 25
    for choice in found:
        assert zones.city(zones.zone(choice.value)) in choice.label


@given(st.text(max_size=80))
def test_no_words_bring_it_down(words):
    try:
        key = zones.zone(words)
    except Mistake:
        return
    assert key in zones.all_keys()


def test_a_country_with_several_zones_is_quoted_as_it_was_said():
    with pytest.raises(DoubtfulZone) as asked:
        zones.zone("USA")
    assert asked.value.text == '"USA" has several time zones. Which city has your clock?'
