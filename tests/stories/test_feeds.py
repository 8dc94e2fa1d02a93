"""Editors name a site; what it writes reaches those who follow, and a change of plan reaches the editors."""

import asyncio

import pytest
from aiohttp import web
from sqlalchemy import select

from bot.store.newstables import alerts
from tests.emulators.telegram import faults
from tests.news.conftest import site  # noqa: F401 - a fixture
from tests.stories.people import PATIENCE, DiscordFan, Fan, TelegramFan

AT = "2022-11-07 09:00 KST"
CHEER_UP = """title = "Cheer Up"
[[cast]]
actor = "Han Ji-hyun"
[[release]]
network = "SBS"
zone = "KST"
first = "3 October 2022 10PM"
episodes = 16
every = ["Monday", "Tuesday"]
"""
PAGE = b"""<!doctype html><html><head><title>Daily</title>
<link rel="alternate" type="application/rss+xml" title="Dramas" href="/dramas.xml">
<link rel="alternate" type="application/atom+xml" title="Comments" href="/comments.xml"></head></html>"""


class Feed:
    """An RSS feed that is asked every six hours; `asked` counts."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.items: list[str] = []
        self.status = 200
        self.asked = 0

    def writes(self, number: int, title: str, text: str) -> None:
        link = f"https://daily.example/{number}"
        self.items.insert(0, f"<item><title>{title}</title><link>{link}</link><description>{text}</description></item>")

    async def __call__(self, request: web.Request) -> web.Response:
        self.asked += 1
        body = f"<rss><channel><title>{self.title}</title><ttl>360</ttl>{''.join(self.items)}</channel></rss>"
        return web.Response(status=self.status, text=body, content_type="application/rss+xml")


async def an_editor(bot, site) -> Fan:  # noqa: F811
    bot.drama("cheer-up", CHEER_UP)
    chat = bot.chats[0]
    fan: Fan = (
        TelegramFan(bot, bot.tg.private("mina")) if chat == "telegram" else DiscordFan(bot, bot.dc.person("mina"))
    )
    bot.settings += f'[admins]\n{chat} = ["{fan.person.id}"]\n[news]\nallow = ["127.0.0.1:{site.port}"]\n'
    await bot.start(AT)
    return fan


@pytest.mark.parametrize("bot", ["telegram", "discord"], indirect=True)
async def test_a_site_that_an_editor_adds_warns_of_a_night_that_is_not_as_planned(bot, site):  # noqa: F811
    feed = Feed("Daily Drama")
    feed.writes(1, "“Cheer Up” Will Not Air On November 8", "The SBS drama; this stood there before.")
    site.pages |= {"/": PAGE, "/dramas.xml": feed, "/comments.xml": Feed("Comments")}
    mina = await an_editor(bot, site)
    await mina.asks("/subscribe", drama="cheer-up")
    asked = await mina.asks("/feeds", what="add", which=site.url("/"))
    assert asked.title == "That page has several feeds. Which one?"
    assert asked.labels == ("Dramas", "Comments")
    added = await mina.presses("Dramas", asked)
    assert added.title == "Daily Drama is read from now on"
    await bot.settled()
    assert feed.asked == 2  # once to look, once as a feed
    assert mina.told == []

    feed.writes(2, "“Cheer Up” Will Not Air Tonight Due To Baseball", "The SBS drama makes room for the Korean Series.")
    await bot.at("2022-11-07 21:00 KST")
    (card,) = mina.told
    assert card.title == "Cheer Up: perhaps not aired as planned"
    assert card.labels == ("Skip episode 11", "Hold all", "Ignore", "Read it")
    assert "Nothing is changed unless you do." in card.text
    proposal = await mina.presses("Skip episode 11", card)
    done = await mina.presses("Yes, do it", proposal)
    assert done.title == "Done. Cheer Up: skip episode 11"
    await bot.settled()
    assert mina.told[-1].title.startswith("Cheer Up: episode 11 moves")
    drama = bot.app.library.catalogue.dramas["cheer-up"]
    assert [one.announced.on.isoformat() for one in drama.releases[0].episodes[10:12]] == ["2022-11-08", "2022-11-14"]
    settled = mina.told[0]
    assert (settled.title, settled.labels) == (card.title, ("Read it",))
    assert "done: skip episode 11, by mina." in settled.text.casefold()

    feed.status = 410
    await bot.at("2022-11-08 03:30 KST")
    gone = mina.told[-1]
    assert gone.title == "The feed of Daily Drama is paused"
    assert "News: 1 feed, 1 paused (/feeds)" in (await mina.asks("/status")).text
    count = feed.asked
    await bot.at("2022-11-09 12:00 KST")
    assert feed.asked == count
    feed.status = 200
    again = await mina.presses("Try again", gone)
    assert again.text == "Daily Drama is read again, beginning now."
    await bot.settled()
    assert feed.asked == count + 1


BASEBALL = "“Cheer Up” Will Not Air Tonight Due To Baseball", "The SBS drama makes room for the Korean Series."


async def warned(bot, site) -> tuple[Fan, Feed]:  # noqa: F811
    """An editor, and a feed with a warning that nobody has fetched yet."""
    feed = site.pages["/feed"] = Feed("Daily Drama")
    mina = await an_editor(bot, site)
    await mina.says(f"/feeds add {site.url('/feed')}")
    await bot.settled()
    feed.writes(2, *BASEBALL)
    return mina, feed


async def kept(bot) -> None:
    """Until an alert is in the store."""
    async with asyncio.timeout(PATIENCE):
        while await bot._value(select(alerts.c.id)) is None:  # noqa: ASYNC110 - the store rings no bell
            await asyncio.sleep(0.002)


@pytest.mark.parametrize("bot", ["telegram"], indirect=True)
async def test_a_bot_that_dies_before_it_could_warn_warns_after_the_next_start_and_only_once(bot, site):  # noqa: F811
    mina, _feed = await warned(bot, site)
    down = bot.tg.fail(faults.error(502), "sendMessage", times=None)
    bot.leap("2022-11-07 15:00 KST")
    await kept(bot)
    await bot.tg.until(lambda: len(bot.attempts(mina)) == 2, PATIENCE)  # the first is an answer
    await bot.kill()
    assert mina.told == []
    bot.tg.script.remove(down)
    await bot.start()
    await mina.is_told(1)
    assert [one.title for one in mina.told] == ["Cheer Up: perhaps not aired as planned"]
    await bot.stop()
    await bot.start()
    await bot.at("2022-11-07 21:00 KST")
    assert len(mina.told) == 1


@pytest.mark.parametrize("bot", ["telegram"], indirect=True)
async def test_what_one_editor_decides_of_a_warning_stands_on_the_cards_of_all(bot, site):  # noqa: F811
    mina, feed = await warned(bot, site)
    ben = TelegramFan(bot, bot.tg.private("ben"))
    await ben.says("/start")
    await mina.says(f"/editors add {ben.person.id} Ben")
    await bot.at("2022-11-07 15:00 KST")
    cards = mina.told[0], ben.told[-1]
    assert [card.labels for card in cards] == [("Skip episode 11", "Hold all", "Ignore", "Read it")] * 2

    alone = await ben.says("/suggestions")  # the card has scrolled away
    assert alone.text == cards[0].text
    proposal = await ben.presses("Skip episode 11", alone)
    assert proposal.title == "Cheer Up: skip episode 11?"
    ignored = await mina.changes("Ignore", cards[0])
    await bot.settled()
    shown = "Ignored by mina: the schedule of Cheer Up stays as it is."
    assert shown in ignored.text
    assert [shown in fan.text for fan in (mina.told[0], ben.told[-1])] == [True, True]
    assert ben.told[-1].labels == ("Read it",)
    assert "Nothing waits for an answer" in (await ben.says("/suggestions")).text
    assert shown in (await ben.changes("Skip episode 11", alone)).text
    assert shown in (await ben.says("/ignore 1")).text

    feed.writes(3, "SBS’s “Cheer Up” Halted Indefinitely", "Broadcast of the SBS drama “Cheer Up” is suspended.")
    feed.writes(4, "“Cheer Up” Will Not Air On November 14", "The SBS drama makes room for football.")
    await bot.at("2022-11-07 21:30 KST")
    open_ = await mina.says("/suggestions")
    assert [line.partition(":")[0] for line in open_.text.split("\n")] == [
        "Waiting for an answer",
        "Warning 2",
        "Warning 3",
    ]


@pytest.mark.parametrize("bot", ["telegram"], indirect=True)
async def test_what_an_editor_gets_wrong_about_feeds_is_answered(bot, site):  # noqa: F811
    site.pages |= {"/": b"<!doctype html><html><body>Nothing here</body></html>", "/broken": b"no feed at all"}
    mina = await an_editor(bot, site)
    said = {
        "/feeds": "No feed is read yet. Add a site that writes about dramas, for example /feeds add https://example.com",
        "/feeds add": "Which one? For example /feeds add https://example.com. /feeds lists those that are read.",
        "/feeds tset": '"tset" is none of list, add, test, pause, resume, remove.',
        f"/feeds {site.url('/broken')}": "That is no feed: it holds no RSS, no Atom and no JSON feed.",
        "/feeds add dailydrama": '"dailydrama" is no address. Say one such as https://example.com.',
        "/feeds test daily drama": "No feed is read yet. Add a site that writes about dramas, for example /feeds add",
        "/feeds burn": '"burn" is none of list, add, test, pause, resume, remove.',
        f"/feeds add {site.url('/')}": "That page of 127.0.0.1 names no feed.",
        f"/feeds add {site.url('/broken')}": "That is no feed: it holds no RSS, no Atom and no JSON feed.",
        "/feeds add http://169.254.169.254/latest": "169.254.169.254 is not on the public internet",
        "/feeds add https://example.com/feed": "This is a rehearsal (--at), in which nothing is fetched",
        "/feeds add gopher://example.com/": 'Only http and https addresses are fetched, not "gopher:".',
        "/feeds pause 7": "No feed is read yet. Add a site that writes about dramas, for example /feeds add",
        "/ignore 9": "That warning is no longer known. /suggestions lists what waits for an answer.",
        "/suggestions": "Nothing waits for an answer: no suggestion, no warning, no draft.",
    }
    for line, answer in said.items():
        assert answer in (await mina.says(line)).text, line
    assert (await mina.says("/feeds tset")).labels == ("Test",)
    site.pages["/feed"] = Feed("Daily Drama")
    looked = await mina.says(f"/feeds {site.url('/feed')}")  # no word of what to do changes nothing
    assert (looked.title, looked.labels) == ("Daily Drama", ("Add it",))
    added = await mina.presses("Add it", looked)
    assert "It is empty yet; what comes from now on" in added.text
    unknown = await mina.says("/feeds test 9")
    assert unknown.text == "There is no feed 9, only 1. /feeds lists them."
    assert unknown.labels == ("Daily Drama",)
    assert (await mina.presses("Daily Drama", unknown)).text.endswith("It is number 1 of /feeds.")
    assert (await mina.says("/feeds test daily drama")).title == "Daily Drama"
    assert "No feed is called" in (await mina.says("/feeds test weekly drama")).text
    for number in range(12):
        site.pages[f"/{number}"] = Feed(f"Site {number} {'of many letters ' * 9}")
        await mina.says(f"/feeds add {site.url(f'/{number}')}?{'a' * 900}")
    first = await mina.says("/feeds")
    assert (first.text.count("Site "), first.labels) == (9, ("3 more",))
    assert first.text.endswith("/feeds test, pause, resume or remove, and its number; /feeds add and an address.")
    rest = await mina.presses("3 more", first)
    assert [line.partition(" of")[0] for line in rest.text.split("\n")[1:-1]] == [
        "11. Site 9",
        "12. Site 10",
        "13. Site 11",
    ]


@pytest.mark.parametrize("bot", ["telegram"], indirect=True)
async def test_a_chat_chooses_by_words_what_it_is_told(bot, site):  # noqa: F811
    feed = Feed("Daily Drama")
    site.pages["/feed"] = feed
    mina = await an_editor(bot, site)
    await mina.says(f"/feeds add {site.url('/feed')}")
    await bot.settled()
    feed.writes(2, "“Cheer Up” Interview With Han Ji Hyun", "She spoke of the SBS drama.")
    feed.writes(3, "“Cheer Up” Spoilers: Who Wins", "All of the SBS drama's secrets.")
    await bot.at("2022-11-07 20:00 KST")
    both = await mina.says("/news cheer up")
    assert ("Interview" in both.text, "Spoilers" in both.text) == (True, True)
    chosen = await mina.says("/newswords -spoiler")
    assert chosen.text == "None with “spoiler”."
    one = await mina.says("/news cheer up")
    assert ("Interview" in one.text, "Spoilers" in one.text) == (True, False)
    chosen = await mina.says('/newswords +"fan meeting"')
    assert chosen.text == "Only news with “fan meeting”.\nNone with “spoiler”."
    assert "Interview" not in (await mina.says("/news cheer up")).text
    await mina.presses("Forget “fan meeting”", chosen)
    assert "Interview" in (await mina.says("/news cheer up")).text
    assert "no choice of words" in (await mina.says("/newswords interviews please")).text
    assert "or digits, and at least one" in (await mina.says('/newswords +.*[ -"')).text
    assert "no words of its own" in (await mina.says("/newswords off")).text
