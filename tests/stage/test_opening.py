"""Where the story of the stage begins."""

from datetime import UTC, datetime

from bot.core.schedules import parse
from bot.stage.opening import Opening, opening

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def drama(title: str, first: str, more: str = ""):
    text = f'title = "{title}"\n{more}\n[[release]]\nnetwork = "tvN"\nzone = "KST"\nfirst = "{first}"\nepisodes = 2\n'
    return parse(text + 'every = ["Monday"]\n', title.lower())


def test_it_is_the_evening_before_our_favourites_premiere():
    quoted = '[[quote]]\nwho = "Han So-hee"\ntext = "Words"\nsource = "GOKpop, 19 June 2021"\n'
    text = 'title = "Nevertheless"\n[[cast]]\nactor = "Han So-hee"\ncharacter = "Yu Na-bi"\n' + quoted
    text += '[[release]]\nnetwork = "Netflix"\nzone = "MYT"\nfirst = "20 June 2021 12AM"\n'
    text += 'episodes = 10\nevery = ["Sunday"]\n'
    ours, later = parse(text, "nevertheless"), drama("Later", "6 Oct 2025 9PM")
    eve = datetime(2021, 6, 18, 12, tzinfo=UTC)  # Friday, 8 PM in Kuala Lumpur: it airs on Saturday night
    assert opening([later, ours], NOW) == Opening(eve, "nevertheless", "Nevertheless", "Han So-hee")
    assert opening([ours], NOW, fixed=True) == Opening(NOW, "nevertheless", "Nevertheless", "Han So-hee")


def test_without_it_the_drama_that_begins_last_is_played():
    found = opening([drama("Early", "1 Jan 2024 9PM"), drama("Late", "6 Oct 2025 9PM")], NOW)
    assert found == Opening(datetime(2025, 10, 5, 11, tzinfo=UTC), "late", "Late")


def test_without_any_date_there_is_nothing_to_press():
    assert opening([], NOW) == Opening(NOW)
