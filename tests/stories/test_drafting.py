"""An editor reads about a new drama, and has it in the schedule a minute later."""

import tomllib
from pathlib import Path

import pytest
from aiohttp import web

from bot.core import schedules
from tests.news.conftest import Site, site  # noqa: F401 - a fixture
from tests.stories.people import DiscordFan, Fan, TelegramFan

SHIPPED = Path(__file__).parents[2] / "schedules" / "nevertheless.toml"
AT = "2021-06-19 13:00 MYT"
# An article of our own; what was really said to the press stands in the shipped file, and is put in from there.
PAGE = """<!doctype html><html><head><title>Two leads, one summer | GOKpop</title>
<meta property="og:site_name" content="GOKpop"><meta property="article:published_time" content="2021-06-19T09:00:00+08:00">
</head><body><nav>Home &gt; Dramas</nav><article><h1>‘Nevertheless’: two leads on one hot summer</h1>
<p>Before “Nevertheless” begins, Netflix let its two leads and director Kim Ga-ram talk to the press online on 18 June.</p>
<p>It is about Yu Na-bi (Han So-hee), who has stopped believing in love, and Park Jae-eon (Song Kang), who is only ever
nice to everybody. The 10-episode series follows a webtoon of the same name. For the way they are together, there will
also be some episodes rated 19+.</p>
<p>Song Kang said that he took the part because “{0}” Of his character he remarked, “{1}”. “{2},” Song Kang added.</p>
<p>Han So-hee told how she “{3}” and “{4}”.</p>
<p>She said, “{5}”</p>
<p>Asked about her cast, Kim Ga-ram said, “{6}”</p>
<p>Song Kang was as pleased. He added that, “{7}”</p>
<p>Han So-hee: “{8}”</p>
<p>“{9}” Song Kang teased.</p>
<p>The first episode of Nevertheless premieres on 20&nbsp;June at 12AM MYT, with new episodes every Sunday, only on
Netflix!</p></article><aside><h3>Related</h3><p>“Red Dawn” premieres on 3 July at 9PM KST on tvN.</p></aside></body></html>"""


def page() -> bytes:
    said = [one["text"] for one in tomllib.loads(SHIPPED.read_text("utf-8"))["quote"]]
    return PAGE.format(*said).encode()


async def an_editor(bot, chat: str) -> Fan:
    bot.drama("another", 'title = "Another"\n[[release]]\nnetwork = "tvN"\nzone = "KST"\n')
    fan: Fan = (
        TelegramFan(bot, bot.tg.private("mina")) if chat == "telegram" else DiscordFan(bot, bot.dc.person("mina"))
    )
    bot.settings += f'[admins]\n{chat} = ["{fan.person.id}"]\n'
    await bot.start(AT)
    return fan


def quotes(drama) -> list[tuple[str, str, str]]:
    return [(one.who, one.text, one.source) for one in drama.quotes]


@pytest.mark.parametrize("bot", ["telegram", "discord"], indirect=True)
async def test_the_draft_of_a_page_approved_in_chat_is_the_shipped_nevertheless(bot, site):  # noqa: F811
    site.pages["/nevertheless"] = page()
    bot.settings += f'[news]\nallow = ["127.0.0.1:{site.port}"]\n'
    mina = await an_editor(bot, bot.chats[0])
    card = await mina.asks("/draft", article=site.url("/nevertheless"))
    assert card.title == "Add Nevertheless?"
    assert card.labels == ("Approve", "Edit", "Quotes (10)", "Refuse")
    done = await mina.presses("Approve", card)
    assert done.title == "Nevertheless is in the schedule now"
    made, shipped = (
        bot.app.library.catalogue.dramas["nevertheless"],
        schedules.parse(SHIPPED.read_text("utf-8"), "shipped"),
    )
    assert made.releases == shipped.releases[:1]
    assert quotes(made) == quotes(shipped)
    assert {(one.actor, one.character) for one in made.cast} == {(one.actor, one.character) for one in shipped.cast}
    assert (made.title, made.director, made.rating, made.source) == (
        shipped.title,
        shipped.director,
        shipped.rating,
        shipped.source,
    )
