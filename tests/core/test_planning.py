"""What falls due when, held against a walk through everything."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.catalogue import Catalogue, Defaults
from bot.core.dramas import Announced, Drama, Episode, Release
from bot.core.leads import parse
from bot.core.planning import DEFAULT, Wish, announcements

ZONES = [None, "Asia/Seoul", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Pago_Pago"]
LEADS = ["0m", "10m", "1d", "14d", "09:00", "00:30"]
SINCE = datetime(2030, 3, 5, 12, tzinfo=UTC)
DEFAULTS = Defaults(leads=("0m", "09:00"), premiere_leads=("1d",))

hours = st.none() | st.times().map(lambda one: one.replace(second=0, microsecond=0))
nights = st.builds(
    Announced, st.dates(date(2030, 2, 10), date(2030, 4, 1)), hours, st.sampled_from([z for z in ZONES if z])
)


@st.composite
def dramas(draw):
    found = []
    for slug in ("goblin", "signal"):
        announced = draw(st.lists(nights, min_size=1, max_size=6))
        episodes = tuple(Episode(n, one, premiere=n == 1) for n, one in enumerate(announced, start=1))
        found.append(Drama(slug, slug, (Release("tvn", "tvN", "Asia/Seoul", episodes, len(episodes)),)))
    return found


wishes = st.lists(
    st.builds(
        Wish, st.sampled_from(["goblin", "signal", "lost"]), st.none(), st.sampled_from([*LEADS, DEFAULT]),
        st.sampled_from(ZONES),
    ),
    max_size=6,
)  # fmt: skip


def walked(dramas, wishes, since, until):
    """The same, by looking at every airing for every lead."""
    found = set()
    for drama in dramas:
        for wish in (one for one in wishes if one.drama == drama.slug):
            for airing in drama.airings(drama.releases[0]):
                own = DEFAULTS.leads + (DEFAULTS.premiere_leads if airing.premiere else ())
                for lead in map(parse, own if wish.lead == DEFAULT else (wish.lead,)):
                    at, on = airing.at, airing.announced.on
                    zone = wish.zone if lead.zoned(at) else None
                    due = lead.due(at, on, zone or airing.announced.zone)
                    if since < due and (until is None or due <= until):
                        found.add((due, drama.slug, airing.numbers, str(lead), wish.lead == DEFAULT, zone))
    return found


@given(dramas(), wishes, st.none() | st.timedeltas(timedelta(), timedelta(days=30)))
def test_planning_finds_what_a_walk_through_everything_finds_in_order_and_once(dramas, wishes, span):
    until = None if span is None else SINCE + span
    made = list(announcements(Catalogue.of(dramas, DEFAULTS), wishes, SINCE, until))
    found = [(m.due, m.airing.drama.slug, m.airing.numbers, str(m.lead), m.by_default, m.zone) for m in made]
    assert sorted(found, key=str) == sorted(walked(dramas, wishes, SINCE, until), key=str)
    assert [one.due for one in made] == sorted(one.due for one in made)


def test_the_hour_of_an_unknown_night_is_each_chats_own():
    episode = Episode(1, Announced(date(2030, 3, 10), None, "Asia/Seoul"))
    drama = Drama("goblin", "Goblin", (Release("tvn", "tvN", "Asia/Seoul", (episode,), 1),))
    wishes = [Wish("goblin", None, "0m", zone) for zone in (None, "America/Los_Angeles")]
    made = announcements(Catalogue.of([drama]), wishes, SINCE)
    assert [(one.zone, one.due) for one in made] == [
        (None, datetime(2030, 3, 10, 0, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2030, 3, 10, 16, tzinfo=UTC)),  # the clocks went forward that night
    ]


def test_hours_that_a_change_of_clocks_skips_or_doubles_are_told_once():
    nights = [Announced(date(2030, 3, 9), time(22), "America/New_York"), Announced(date(2030, 11, 2), time(22), "UTC")]
    episodes = tuple(Episode(n, night) for n, night in enumerate(nights, start=1))
    drama = Drama("goblin", "Goblin", (Release("tvn", "tvN", "UTC", episodes, 2),))
    made = announcements(Catalogue.of([drama]), [Wish("goblin", None, "02:30", "America/New_York")], SINCE)
    assert [one.due for one in made] == [
        datetime(2030, 3, 10, 7, tzinfo=UTC),  # 2:30 is skipped: 3:00 comes in its place
        datetime(2030, 11, 3, 7, 30, tzinfo=UTC),
    ]
