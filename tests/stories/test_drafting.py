"""An editor reads about a new drama, and has it in the schedule a minute later."""

import asyncio
import tomllib
from pathlib import Path

import pytest
from aiohttp import web

from bot.core import schedules
from tests.news.conftest import Site, site  # noqa: F401 - a fixture
from tests.stories.eyes import Seen
from tests.stories.people import DiscordFan, Fan, TelegramFan

SHIPPED = Path(__file__).parents[2] / "schedules" / "nevertheless.toml"
AT = "2021-06-19 13:00 MYT"
# An article of our own; what was really said to the press stands in the shipped file, and is put in from there.
PAGE = """<!doctype html><html><head><title>Two leads, one summer | GOKpop</title>
<meta property="og:site_name" content="GOKpop">
<meta property="article:published_time" content="2021-06-19T09:00:00+08:00">
</head><body><nav>Home &gt; Dramas</nav><article><h1>‘Nevertheless’: two leads on one hot summer</h1>
<p>Before “Nevertheless” begins, Netflix let its two leads and director Kim Ga-ram talk to the press online on
18 June.</p>
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
Netflix!</p></article>
<aside><h3>Related</h3><p>“Red Dawn” premieres on 3 July at 9PM KST on tvN.</p></aside></body></html>"""


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


async def turned(fan: Fan, label: str, card: Seen) -> Seen:
    """A button whose answer takes the place of the card."""
    return await (fan.changes(label, card) if isinstance(fan, TelegramFan) else fan.presses(label, card))


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


TEXT = """“Blue Hour” is a quiet night on the ferry
On 18 June, Viu held a press conference for the drama "Blue Hour" with director Ban Ki-tae.
Yu Na-mi (Ma Su-ji) meets Ko Dol (Wi Jun-ho) at night. The 10-episode series is a remake.
Ma Su-ji said, "I was very nervous on the boat."
Wi Jun-ho said, "I was sick the whole time."
The drama premieres on 20 June at 10PM with new episodes every Sunday, only on Viu!"""


@pytest.mark.parametrize("bot", ["telegram", "discord"], indirect=True)
async def test_of_a_dropped_file_what_is_open_is_asked_and_single_quotes_are_left_out(bot):
    mina = await an_editor(bot, bot.chats[0])
    card = await mina.drops("article.txt", TEXT)
    assert card.title == "Add Blue Hour?"
    assert card.labels == ("2021", "2020", "2022", "KST", "MYT", "SGT", "Edit", "Quotes (2)", "Refuse")
    card = await turned(mina, "KST", await turned(mina, "2021", card))
    assert card.labels == ("Approve", "Edit", "Quotes (2)", "Refuse")
    quoted = await turned(mina, "Quotes (2)", card)
    assert "I was sick the whole time." in quoted.text
    card = await turned(mina, "Back to the draft", await turned(mina, "Drop 2", quoted))
    assert (await mina.presses("Approve", card)).title == "Blue Hour is in the schedule now"
    made = bot.app.library.catalogue.dramas["blue-hour"]
    assert quotes(made) == [
        ("Ma Su-ji", "I was very nervous on the boat.", "“Blue Hour” is a quiet night on the ferry")
    ]
    assert str(made.releases[0].episodes[0].announced.at) == "2021-06-20 13:00:00+00:00"
    news = TEXT.replace("10-episode", "12-episode")
    card = await mina.drops("article.txt", news)
    assert card.title == "Blue Hour: add what is new?"
    assert "Episodes: 10 → 12" in card.text
    assert "Wi Jun-ho: “I was sick the whole time.”" in card.text
    assert "Premiere" not in card.text
    assert (await mina.presses("Approve", card)).title == "Done. Blue Hour: take in what an article says"
    assert bot.app.library.catalogue.dramas["blue-hour"].releases[0].total == 12


@pytest.mark.parametrize("bot", ["telegram"], indirect=True)
async def test_while_a_slow_page_is_read_the_chat_goes_on(bot, site):  # noqa: F811
    asked, may_answer = asyncio.Event(), asyncio.Event()

    async def slow(request: web.Request) -> web.Response:
        asked.set()
        await may_answer.wait()
        return web.Response(body=page(), content_type="text/html")

    site.pages["/slow"] = slow
    bot.settings += f'[news]\nallow = ["127.0.0.1:{site.port}"]\n'
    mina = await an_editor(bot, "telegram")
    await mina.person.says(f"/draft {site.url('/slow')}")
    await asked.wait()
    assert (await mina.says("/dramas")).text.startswith("1 drama")
    assert [call.method for call in bot.tg.calls if call.method == "sendChatAction"] == ["sendChatAction"]
    may_answer.set()
    await mina.is_told(1)
    assert mina.told[-1].title == "Add Nevertheless?"


@pytest.mark.parametrize("bot", ["terminal"], indirect=True)
async def test_in_a_terminal_what_cannot_be_had_is_said_in_a_sentence(bot, site):  # noqa: F811
    site.pages["/dull"] = b"<html><body><p>Nothing happened in the harbour today, and nobody minded.</p></body></html>"
    bot.settings += f'[news]\nallow = ["127.0.0.1:{site.port}"]\n'
    await bot.start(AT)
    fan = bot.fan("mina")
    told = {address: (await fan.says(f"/draft {address}")).text for address in REFUSED}
    assert told == REFUSED
    dull = await fan.says(f"/draft {site.url('/dull')}")
    assert dull.text.startswith("No drama was found in that article")
    assert (await fan.says(f"/draft {site.url('/none')}")).text.startswith(
        "127.0.0.1 answered with status 404: there is no such page"
    )
    assert "is no longer there" in (await fan.says("/drafted 7")).text


REFUSED = {
    "ftp://example.com/news": 'Only http and https addresses are fetched, not "ftp:".',
    "file:///etc/passwd": '"file:///etc/passwd" is no web address, for example https://example.com/news.',
    "http://127.0.0.2/": "127.0.0.2 is not on the public internet, so nothing is fetched from there.",
    "http://169.254.169.254/": "169.254.169.254 is not on the public internet, so nothing is fetched from there.",
    "https://example.com/": "This is a rehearsal (--at), in which nothing is fetched from example.com.",
    "example.com": "“example.com” is no article. Say its address, such as https://example.com/new-drama, or its "
    "text, or drop it here as a file (.html or .txt).",
}


@pytest.mark.parametrize("bot", ["telegram"], indirect=True)
async def test_what_is_said_after_a_bare_command_is_the_article_whatever_it_begins_with(bot, site):  # noqa: F811
    site.pages["/nevertheless"] = page()
    bot.settings += f'[news]\nallow = ["127.0.0.1:{site.port}"]\n'
    mina = await an_editor(bot, "telegram")
    assert (await mina.says("/draft")).text.startswith("Which article?")
    assert (await mina.says(f"Drama news: {TEXT}")).title == "Add Blue Hour?"
    assert (await mina.says("/draft")).text.startswith("Which article?")
    assert (await mina.says("Help")).title != "Add Blue Hour?"
    said = await mina.says(site.url("/nevertheless"))  # and no command at all
    assert (said.text, said.labels) == ("What is to be done with it?", ("Draft a drama", "Look for a feed"))
    assert (await mina.presses("Look for a feed", said)).text.startswith("That page of 127.0.0.1 names no feed.")
    assert (await mina.presses("Draft a drama", said)).title == "Add Nevertheless?"
    ben = TelegramFan(bot, bot.tg.private("ben"))
    assert (await ben.says(site.url("/nevertheless"))).text.startswith("No drama is called")


@pytest.mark.parametrize("bot", ["telegram"], indirect=True)
async def test_an_editor_says_in_a_form_what_the_article_did_not(bot):
    mina = await an_editor(bot, "telegram")
    card = await mina.drops("article.txt", TEXT.replace(", only on Viu", "").replace("Viu held", "There was"))
    assert "To be settled: Where does it come out?" in card.text
    menu = await mina.presses("Edit", card)
    assert "Premiere: 20 June\n" in menu.text
    menu = await mina.says("tvN", reply_to=await turned(mina, "Network", menu))
    card = await turned(mina, "That is all", menu)
    assert "Network: tvN (said by an editor)" in card.text


@pytest.mark.parametrize("bot", ["terminal"], indirect=True)
async def test_what_brings_nothing_new_waits_for_nobody(bot, site):  # noqa: F811
    site.pages |= {"/first": page(), "/second": page()}
    site.pages["/more"] = page().replace("“I ".encode(), "“Then I ".encode(), 1)
    bot.settings += f'[news]\nallow = ["127.0.0.1:{site.port}"]\n'
    bot.drama("another", 'title = "Another"\n[[release]]\nnetwork = "tvN"\nzone = "KST"\n')
    await bot.start(AT)
    mina = bot.fan("mina")
    await mina.says(f"/draft {site.url('/first')}")
    again = await mina.says(f"/draft {site.url('/first')}")
    assert again.native["Quotes (10)"] == "/draftquotes 1 0"  # the same article is the same draft
    await mina.says(f"/draft {site.url('/second')}")
    typed = await mina.says("/adopt 1")
    assert (typed.title, typed.labels) == (again.title, again.labels)
    assert "Something was changed" not in typed.text
    assert (await mina.presses("Approve", typed)).title == "Nevertheless is in the schedule now"
    assert "Nothing waits for an answer" in (await mina.says("/suggestions")).text
    assert "Draft 2 is no longer there" in (await mina.says("/drafted 2")).text
    told = await mina.says(f"/draft {site.url('/first')}")
    assert (told.title, told.labels) == ("Nevertheless: nothing new", ("Nevertheless", "Edit it"))
    assert "All that was read in it is in the schedule already." in told.text
    assert "Draft 3 is no longer there" in (await mina.says("/drafted 3")).text
    more = await mina.says(f"/draft {site.url('/more')}")
    assert more.native["Quotes (1)"] == "/draftquotes 3 0"
    assert "1 quote\n1. Song Kang" in (await mina.says("/draftquotes 3 99")).text
