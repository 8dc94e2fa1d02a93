"""What a visitor of the schedule page reads."""

import pytest

from tests.web.site import PUBLIC, Site, settings, texts

MYT, KST = "Asia/Kuala_Lumpur", "Asia/Seoul"
OPEN = 'title = "Open"\n[[release]]\nnetwork = "tvN"\nzone = "KST"\n'


async def test_twelve_am_on_sunday_stands_under_saturday_night(site):
    await site.bot.start("2021-06-19 8PM MYT")
    site.zone = MYT
    page = await site.page()
    assert texts(page, "//section[@id='today']/h2") == ["Today, Saturday 19 June 2021"]
    assert texts(page, "//section[@id='today']//ul/li") == [
        "10:00 PM Nevertheless Premiere Episode 1 of 10 · JTBC "
        "Announced: Saturday 19 June 2021, 11:00 PM in Seoul (KST) in 2 hours",
        "12:00 AM after midnight Nevertheless Premiere Episode 1 of 10 · Netflix "
        "Announced: Saturday night, 12:00 AM Sunday 20 June 2021 in Kuala Lumpur (MYT) in 4 hours",
    ]
    assert page.xpath("//section[@id='week']") == []
    days = texts(page, "//ol[@class='grid']/li")
    assert days[5:] == [
        "Saturday (today) Nevertheless 10:00 PM · JTBC Nevertheless 12:00 AM after midnight · Netflix",
        "Sunday –",
    ]


async def test_after_midnight_it_is_still_that_night_and_what_is_out_says_so(site):
    await site.bot.start("2021-06-20 2AM MYT")
    site.zone = MYT
    page = await site.page()
    assert texts(page, "//section[@id='today']/h2") == ["Today, Saturday 19 June 2021"]
    assert texts(page, "//section[@id='today']//p[@class='soon']") == ["out now", "out now"]
    await site.bot.at("2021-06-20 3AM MYT")
    assert texts(await site.page(), "//section[@id='today']/h2", "//section[@id='today']/p") == [
        "Today, Sunday 20 June 2021",
        "Nothing airs today. Next is Nevertheless, Saturday 26 June 2021, 10:00 PM in Kuala Lumpur (MYT).",
    ]


async def test_each_day_of_the_week_has_its_airings_with_the_reasons_of_unusual_ones(site):
    await site.bot.start("2024-12-13 12:00 KST")
    site.zone = KST
    page = await site.page()
    assert texts(page, "//section[@id='today']//ul/li") == [
        "9:40 PM When the Phone Rings Episode 5 of 12 · MBC Announced: Friday 13 December 2024, 9:40 PM in Seoul (KST) "
        "Not the usual night: earlier start. in 9 hours 40 minutes"
    ]
    assert texts(page, "//ol[@class='week']/li/h3", "//ol[@class='week']/li//p[@class='hour']") == [
        "Sat 14 December",
        "9:50 PM",
    ]
    assert texts(page, "//section[@id='years-ago']//li") == ["Tue 13 December 2022 Cheer Up ended on SBS."]


async def test_a_card_tells_what_comes_next_how_far_it_is_and_when_it_ends(site):
    await site.bot.start("2024-12-13 12:00 KST")
    site.zone = KST
    page = await site.page()
    card = "//article[@id='when-the-phone-rings']"
    assert texts(page, f"{card}/header/*", f"{card}/div[@class='lead']/p", f"{card}//ul[@class='releases']/li") == [
        "On the air",
        "When the Phone Rings",
        "지금 거신 전화는",
        "Episode 5 of 12",
        "in 9 hours 40 minutes",
        "Friday 13 December 2024, 9:40 PM in Seoul (KST)",
        "4 of 12 are out 4 of 12 are out",
        "MBC: 12 episodes, every Friday and Saturday at 9:50 PM in Seoul (KST). "
        "The finale: Saturday 4 January 2025, 9:50 PM in Seoul (KST). "
        "Calendar of When the Phone Rings on MBC",
    ]
    assert page.xpath(f"{card}//progress/@value") == ["4"]
    assert page.xpath(f"{card}//p[@lang]/@lang") == ["ko"]


async def test_without_a_zone_every_drama_is_told_on_its_own_clock(site):
    await site.bot.start("2021-06-19 8PM MYT")
    page = await site.page()
    assert texts(page, "//p[@id='clock-now']") == ["Times in each drama's own zone, as announced."]
    assert texts(page, "//section[@id='today']/h2", "//section[@id='today']//p[@class='announced']") == [
        "Today",
        "Saturday 19 June 2021, 11:00 PM in Seoul (KST)",
        "Saturday night, 12:00 AM Sunday 20 June 2021 in Kuala Lumpur (MYT)",
    ]
    assert page.xpath("/html/@data-clock") == [""]


async def test_when_everything_has_ended_the_page_tells_how_and_how_to_watch_it_again(site):
    await site.bot.start("2026-11-22 8PM MYT")
    site.zone = MYT
    page = await site.page()
    assert texts(page, "//section[@id='today']/p") == [
        "Nothing airs today. Everything here has ended, and can be watched again, night by night, on your own clock."
    ]
    assert texts(page, "//h2") == [
        "Today, Sunday 22 November 2026",
        "These days, years ago",
        "Their weekdays, when they were on",
        "Dramas",
    ]
    assert texts(page, "//section[@id='years-ago']//li") == [
        "Fri 22 November 2024 When the Phone Rings began on MBC.",
        "Fri 26 November 2021 Light the Night began on Netflix.",
    ]
    assert len(page.xpath("//article[contains(@class, 'ended')]")) == 9
    card = "//article[@id='nevertheless']"
    assert texts(page, f"{card}/div[@class='lead']/p", f"{card}//p[@class='say']") == [
        "10 episodes, all out",
        "The finale came out Saturday night, 12:00 AM Sunday 22 August 2021 in Kuala Lumpur (MYT).",
        "Watch it again, night by night: say /rewatch nevertheless to the bot.",
    ]
    assert len(texts(page, "//blockquote")) == 1


async def test_filters_narrow_everything_and_say_how_much_is_left(site):
    await site.bot.start("2024-12-13 12:00 KST")
    assert texts(await site.page("/?q=song+kang"), "//article//h3", "//p[@role='status']") == [
        "Nevertheless",
        "1 of 9 dramas.",
    ]
    page = await site.page("/?network=netflix&state=ended")
    assert texts(page, "//article//h3") == ["Light the Night", "Nevertheless"]
    assert page.xpath("//select[@id='network']/option[@selected]/@value") == ["netflix"]
    assert texts(page, "//section[@id='today']/p") == [
        "Nothing airs today. Everything here has ended, and can be watched again, night by night, on your own clock."
    ]
    nothing = await site.page("/?q=zzzzzzzz&state=on")
    assert texts(nothing, "//article", "//p[@role='status']") == ["0 of 9 dramas."]
    assert texts(await site.page("/?state=wat&network=wat"), "//p[@role='status']") == ["9 dramas."]


async def test_the_zone_that_is_typed_is_kept_in_a_cookie_with_the_filters_in_place(site):
    await site.bot.start("2024-12-13 12:00 KST")
    status, headers, _ = await site.get("/zone?zone=kl&state=on")
    assert (status, headers["Location"]) == (303, "./?state=on")
    assert headers["Set-Cookie"] == "zone=Asia/Kuala_Lumpur; Max-Age=31536000; Path=/; SameSite=Lax; Secure"
    site.zone = MYT
    page = await site.page("/?state=on")
    assert texts(page, "//p[@id='clock-now']") == ["Times in Kuala Lumpur (MYT)."]
    assert texts(page, "//section[@id='today']//p[@class='hour']") == ["8:40 PM"]
    assert page.xpath("/html/@data-clock") == ["known"]
    status, headers, _ = await site.get("/zone?zone=announced")
    assert headers["Set-Cookie"].startswith("zone=announced; ")
    site.zone = "announced"
    assert (await site.page()).xpath("/html/@data-clock") == ["known"]


async def test_a_zone_that_is_none_is_answered_with_what_may_be_meant(site):
    await site.bot.start("2024-12-13 12:00 KST")
    status, headers, _ = await site.get("/zone?zone=CST&q=kang")
    assert (status, headers["Location"], "Set-Cookie" in headers) == (303, "./?q=kang&zone=CST", False)
    page = await site.page("/?q=kang&zone=CST")
    assert texts(page, "//*[@role='alert']/p") == [
        '"CST" means several time zones. Do you mean Shanghai, Taipei, Chicago or Havana?'
    ]
    assert page.xpath("//*[@role='alert']//a/@href")[0] == "zone?q=kang&zone=Asia%2FShanghai"
    assert page.xpath("//input[@id='zone']/@value") == ["CST"]
    assert page.xpath("//input[@id='zone']/@aria-invalid") == ["true"]


async def test_a_cookie_that_names_no_zone_is_as_good_as_none(site):
    await site.bot.start("2024-12-13 12:00 KST")
    for cookie in ("Mars/Olympus", "../../etc/passwd", "%00", "Factory", "x" * 3000):
        site.zone = cookie
        assert texts(await site.page(), "//section[@id='today']/h2") == ["Today"], cookie


async def test_what_a_drama_file_says_is_text_and_never_markup(site):
    nasty = '<script>alert(1)</script> & "quoted" \\u202e<b>'
    site.bot.drama(
        "nasty", f'title = """{nasty}"""\nabout = """{nasty}"""\n[[release]]\nnetwork = "<i>"\nzone = "KST"\n'
    )
    await site.bot.start("2021-06-19 8PM MYT")
    status, _, body = await site.get("/?q=%3Cscript%3E")
    assert status == 200
    assert body.count(b"<script") == 1, "the page's own"
    assert b"<b>&lt;i&gt;</b>" in body
    assert b'value="&lt;script&gt;"' in body


async def test_a_drama_without_dates_and_one_without_an_end_have_their_cards(site):
    site.bot.drama("open", OPEN)
    site.bot.drama("weekly", OPEN.replace("Open", "Weekly") + 'first = 2021-06-01\nevery = ["Tuesday"]\n')
    await site.bot.start("2021-06-19 8PM MYT")
    page = await site.page()
    assert texts(page, "//article[@id='open']/div[@class='lead']") == ["The next date is not announced yet."]
    assert texts(page, "//article[@id='weekly']/div[@class='lead']/p") == [
        "Episode 4",
        "in 3 days",
        "Tuesday 22 June 2021, hour not announced",
    ]
    assert texts(page, "//ol[@class='week']//p[@class='hour']") == ["Hour not announced"]


async def test_the_ways_into_the_chats_are_shown_once_they_are_known(tmp_path):
    async with Site(tmp_path, "telegram", "discord") as site:
        await site.bot.start("2024-12-13 12:00 KST")
        page = await site.page()
        bot = "dramabell_bot"
        doors = page.xpath("//ul[@class='doors']//a/@href")
        assert doors[0] == f"https://t.me/{bot}"
        assert doors[1].startswith("https://discord.com/oauth2/authorize?client_id=")
        buttons = dict(zip(page.xpath("//article/@id"), page.xpath("//article//a[@class='button']/@href"), strict=True))
        assert buttons["when-the-phone-rings"] == f"https://t.me/{bot}?start=subscribe_when-the-phone-rings"
        assert buttons["nevertheless"] == f"https://t.me/{bot}?start=rewatch_nevertheless"
        ana = site.bot.fan("ana")
        answer = await ana.asks("/start", link=buttons["nevertheless"].partition("start=")[2])
        assert answer.title == "Rewatching Nevertheless"


async def test_the_page_and_all_that_belongs_to_it_are_light(site):
    await site.bot.start("2024-12-13 12:00 KST")
    page = await site.page()
    assets = [*page.xpath("//link/@href"), *page.xpath("//script/@src")]
    assert len(assets) == 3
    bodies = [(await site.get())[2], *[(await site.get(f"/{asset}"))[2] for asset in assets]]
    assert all(bodies)
    assert sum(map(len, bodies)) < 100_000
    assert [one for one in page.xpath("//@src | //link/@href") if "//" in one] == [], "nothing from elsewhere"


async def test_many_dramas_still_make_a_light_page(site):
    for number in range(150):
        first = f'first = "{1 + number % 28} June {1950 + number % 70} 9PM"\nepisodes = 4\nevery = ["Monday"]\n'
        site.bot.drama(f"drama-{number}", OPEN.replace("Open", f"Drama {number}") + first)
    await site.bot.start("2026-11-22 8PM MYT")
    _, _, body = await site.get()
    assets = [(await site.get(f"/assets/{name}"))[2] for name in ("style.css", "countdown.js", "bell.svg")]
    assert len(body) + sum(map(len, assets)) < 100_000
    page = await site.page()
    assert texts(page, "//p[@role='status']") == ["150 dramas."]


@pytest.mark.parametrize("path", ["/", "/assets/style.css", "/calendar/nevertheless.ics"])
async def test_who_has_it_already_is_told_so(site, path):
    await site.bot.start("2024-12-13 12:00 KST")
    status, headers, body = await site.get(path)
    assert (status, bool(body)) == (200, True)
    status, again, body = await site.get(path, If_None_Match=headers["ETag"])
    assert (status, again["ETag"], body) == (304, headers["ETag"], b"")
    assert (await site.get(path, If_None_Match='"other"'))[0] == 200


async def test_a_page_under_a_path_keeps_to_that_path(tmp_path):
    async with Site(tmp_path, web=settings(public_url=f"{PUBLIC}/dramas")) as site:
        await site.bot.start("2024-12-13 12:00 KST")
        _, headers, _ = await site.get("/zone?zone=Seoul")
        assert headers["Location"] == "./"
        assert "Path=/dramas/;" in headers["Set-Cookie"]
        page = await site.page()
        assert [one for one in page.xpath("//@href | //@action | //@src") if one.startswith("/")] == []


async def test_what_is_kept_about_people_is_a_page_too(tmp_path):
    async with Site(tmp_path, web=f'{settings()}\n[admins]\ncontact = "<b>bell@example.org</b>"\n') as site:
        await site.bot.start("2024-11-20 12:00 KST")
        link = (await site.page()).xpath('//footer//a[@href="./privacy"]')
        assert [one.text for one in link] == ["What it keeps about people"]
        page = await site.page("/privacy")
        assert texts(page, "//h1") == ["Privacy"]
        assert texts(page, "//main//p")[-2] == "Questions: <b>bell@example.org</b>"
