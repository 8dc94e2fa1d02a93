from datetime import date

import pytest

from bot.core import schedules
from bot.news.article import Article
from bot.news.draft_file import Incomplete, document
from bot.news.drafting import draft

TEXT = (
    'On 18 June, Viu held a press conference for the drama "Blue Hour" with director Ban Ki-tae.',
    "Yu Na-mi (Ma Su-ji) meets Ko Dol (Wi Jun-ho) at night. The 10-episode series has some episodes rated 19+.",
    'Ma Su-ji said, "I like \\ and “quotes” and more."',
    "The first episode of Blue Hour premieres on 20 June at 12AM MYT with new episodes every Sunday, only on Viu!",
)


def test_a_draft_becomes_a_drama_file_that_loads():
    text = document(draft(Article("“Blue Hour” is here", date(2021, 6, 19), TEXT, site="Some Site")))
    assert text == (
        'title = "Blue Hour"\n'
        'director = ["Ban Ki-tae"]\n'
        'rating = "some episodes 19+"\n'
        'source = {name = "Some Site", date = 2021-06-19}\n'
        "\n"
        '[[cast]]\nactor = "Ma Su-ji"\ncharacter = "Yu Na-mi"\n'
        "\n"
        '[[cast]]\nactor = "Wi Jun-ho"\ncharacter = "Ko Dol"\n'
        "\n"
        '[[release]]\nnetwork = "Viu"\nzone = "MYT"\nfirst = "2021-06-20 00:00"\nepisodes = 10\nevery = ["Sunday"]\n'
        "\n"
        '[[quote]]\nwho = "Ma Su-ji"\n'
        'text = "I like \\\\ and “quotes” and more."\n'
        'source = "Some Site, 19 June 2021"\n'
    )
    loaded = schedules.parse(text, "blue-hour")
    assert (loaded.title, loaded.releases[0].total, len(loaded.quotes)) == ("Blue Hour", 10, 1)
    assert str(loaded.releases[0].episodes[-1].announced.at) == "2021-08-21 16:00:00+00:00"


def test_what_the_article_does_not_say_is_asked_for_at_once():
    found = draft(Article(None, None, ("The drama “Blue Hour” premieres on March 9.",)))
    with pytest.raises(Incomplete) as lacking:
        document(found)
    assert lacking.value.missing == ("network", "zone", "year")
    text = document(found, network="tvN", zone="KST", year=2024)
    assert text == 'title = "Blue Hour"\n\n[[release]]\nnetwork = "tvN"\nzone = "KST"\nfirst = 2024-03-09\n'
    assert schedules.parse(text, "blue-hour").releases[0].episodes[0].announced.on == date(2024, 3, 9)
