"""The schedule page in Debian's Chromium: how it fits, what can be done by keyboard, who can read it."""

import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Request, async_playwright

from tests.web.site import Site, settings

pytestmark = pytest.mark.asyncio(loop_scope="module")

HERE = Path(__file__).parent
PHONE, DESK = (390, 844), (1280, 900)
ON_AIR, ENDED = "2021-06-19 8PM MYT", "2026-11-22 8PM MYT"
QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # tests run as root in containers; the pages are ours
)
INSTALL = "needs Chromium: apt-get install chromium"

CONTRAST = (HERE / "contrast.js").read_text()
OBSTACLES = (HERE / "obstacles.js").read_text()
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Visit:
    """A page with what went wrong on it, and where it asked for things."""

    page: Page
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @classmethod
    async def begin(cls, browser: Browser, size: tuple[int, int], scheme: Any = "light", **more: Any) -> "Visit":
        viewport: Any = {"width": size[0], "height": size[1]}
        context = await browser.new_context(viewport=viewport, color_scheme=scheme, **more)
        visit = cls(await context.new_page())
        visit.page.on("console", lambda message: visit.wrong.append(message.text))
        visit.page.on("pageerror", lambda error: visit.wrong.append(str(error)))
        visit.page.on("request", visit.note)
        return visit

    def note(self, request: Request) -> None:
        self.asked.append(request.url)

    async def settled(self) -> None:
        """Until the page that was asked for again with the browser's zone is there."""
        await self.page.get_by_text("Times in Kuala Lumpur (MYT).").wait_for()
        await self.page.wait_for_load_state("networkidle")

    async def texts(self, selector: str) -> list[str]:
        return [" ".join(text.split()) for text in await self.page.locator(selector).all_inner_texts()]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    where = shutil.which("chromium")
    if where is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(INSTALL)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=where, args=QUIET)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def site(tmp_path) -> AsyncIterator[Site]:
    async with Site(tmp_path, web=settings(public_url="")) as site:
        yield site


@pytest.mark.parametrize("when", [ON_AIR, ENDED], ids=["on air", "ended"])
async def test_everybody_can_read_it_at_every_width_by_day_and_by_night(site, browser, when):
    await site.bot.start(when)
    for size in (PHONE, DESK, (320, 640)):
        for scheme in ("light", "dark"):
            visit = await Visit.begin(browser, size, scheme, timezone_id="Asia/Kuala_Lumpur")
            for path in ("/", "/?zone=CST&q=kang"):
                await visit.page.goto(site.url + path)
                await visit.settled()
                where = f"{path} at {size[0]} in {scheme}"
                assert await visit.page.evaluate(TOO_WIDE) == 0, where
                assert await visit.page.evaluate(CONTRAST) == [], where
                assert await visit.page.evaluate(OBSTACLES) == [], where
            assert visit.wrong == []
            assert [url for url in visit.asked if not url.startswith(site.url)] == []
            await visit.page.context.close()


async def test_without_its_script_the_page_says_the_same(site, browser):
    await site.bot.start(ON_AIR)
    visit = await Visit.begin(browser, PHONE, java_script_enabled=False)
    await visit.page.goto(f"{site.url}/zone?zone=Kuala+Lumpur")
    assert await visit.texts("#today .soon") == ["in 2 hours", "in 4 hours"]
    assert await visit.texts("#today h2") == ["Today, Saturday 19 June 2021"]
    await visit.page.get_by_label("State").select_option("To come")
    await visit.page.get_by_label("Title or person").fill("song kang")
    await visit.page.get_by_role("button", name="Show").click()
    assert await visit.texts("article h3") == ["Nevertheless"]
    await visit.page.get_by_label("Your city or zone").fill("IST")
    await visit.page.get_by_role("button", name="Set").click()
    assert (await visit.texts("[role=alert] p"))[0].startswith('"IST" means several time zones.')
    await visit.page.get_by_role("link", name="Kolkata, India").click()
    assert await visit.texts("#clock-now") == ["Times in Kolkata."]
    assert await visit.texts("#today .clock") == ["7:30 PM", "9:30 PM"]
    assert await visit.texts("article h3") == ["Nevertheless"], "the filters are still there"
    await visit.page.get_by_role("link", name="As announced").click()
    assert await visit.texts("#today .clock") == ["11:00 PM", "12:00 AM"]


async def test_the_browsers_own_zone_is_taken_once_and_can_be_given_up(site, browser):
    await site.bot.start(ON_AIR)
    visit = await Visit.begin(browser, DESK, timezone_id="Asia/Seoul")
    await visit.page.goto(site.url)
    await visit.page.get_by_text("Times in Seoul (KST).").wait_for()
    assert await visit.texts("#today .clock") == ["11:00 PM", "1:00 AM"]
    pages = [url for url in visit.asked if url == f"{site.url}/"]
    assert len(pages) == 2, "asked for again once"
    await visit.page.get_by_role("link", name="As announced").click()
    await visit.page.get_by_text("Times in each drama's own zone").wait_for()
    await visit.page.reload(wait_until="networkidle")
    assert await visit.texts("#clock-now") == ["Times in each drama's own zone, as announced."]
    assert visit.wrong == []


async def test_a_browser_that_keeps_no_cookies_and_one_of_an_unknown_zone_do_not_reload_for_ever(site, browser):
    await site.bot.start(ON_AIR)
    visit = await Visit.begin(browser, DESK)
    await visit.page.add_init_script("Object.defineProperty(Document.prototype, 'cookie', {get: () => '', set() {}})")
    await visit.page.goto(site.url, wait_until="networkidle")
    assert len([url for url in visit.asked if url == f"{site.url}/"]) == 1
    other = await Visit.begin(browser, DESK)
    await other.page.add_init_script(
        "Intl.DateTimeFormat.prototype.resolvedOptions = () => ({timeZone: 'Mars/Olympus'})"
    )
    await other.page.goto(site.url, wait_until="networkidle")
    await other.page.wait_for_function("document.cookie.includes('Mars')")
    await other.page.wait_for_load_state("networkidle")
    assert len([url for url in other.asked if url == f"{site.url}/"]) == 2
    assert (visit.wrong, other.wrong) == ([], [])


async def test_countdowns_go_on_by_the_bots_clock_until_it_is_out(site, browser):
    await site.bot.start(ON_AIR)
    visit = await Visit.begin(browser, DESK, timezone_id="Asia/Kuala_Lumpur")
    await visit.page.clock.install()
    await visit.page.goto(site.url)
    await visit.settled()
    assert await visit.texts("#today .soon") == ["in 2 hours", "in 4 hours"]
    await visit.page.clock.fast_forward("01:01:00")
    assert await visit.texts("#today .soon") == ["in 59 minutes", "in 2 hours 59 minutes"]
    await visit.page.clock.fast_forward("00:59:05")
    assert (await visit.texts("#today .soon"))[0] == "out now"
    assert visit.wrong == []


async def test_everything_is_reached_by_keyboard_in_the_order_in_which_it_is_read(site, browser):
    await site.bot.start(ENDED)
    visit = await Visit.begin(browser, DESK, timezone_id="Asia/Kuala_Lumpur")
    await visit.page.goto(site.url)
    await visit.settled()
    await visit.page.keyboard.press("Tab")
    first = "document.activeElement.innerText"
    assert await visit.page.evaluate(first) == "Skip to the schedule"
    assert await visit.page.evaluate("document.activeElement.getBoundingClientRect().left >= 0"), "it shows"
    await visit.page.keyboard.press("Enter")
    assert await visit.page.evaluate("document.activeElement.id") == "main"
    places: list[int] = []
    for _ in range(200):
        await visit.page.keyboard.press("Tab")
        seen = await visit.page.evaluate(
            """() => {
              const all = [...document.querySelectorAll("*")], one = document.activeElement;
              if (one === document.body) return null;
              const shown = getComputedStyle(one);
              return [all.indexOf(one), shown.outlineStyle !== "none" && parseFloat(shown.outlineWidth) >= 2];
            }"""
        )
        if seen is None or (places and seen[0] < places[-1]):
            break
        assert seen[1], "focus shows"
        places.append(seen[0])
    wanted = await visit.page.evaluate(
        """() => {
          const all = [...document.querySelectorAll("*")];
          const these = document.querySelectorAll(
            "main a, main button, main input, main select, main summary, footer a");
          return [...these].filter(one => one.checkVisibility()).map(one => all.indexOf(one));
        }"""
    )
    assert places == wanted
    card = visit.page.locator("#nevertheless")
    await card.locator("summary").focus()
    await visit.page.keyboard.press("Enter")
    assert await card.locator(".ics").first.is_visible()
    await card.locator(".ics").first.focus()
    async with visit.page.expect_download() as download:
        await visit.page.keyboard.press("Enter")
    assert (await download.value).suggested_filename == "nevertheless.ics"


async def test_large_letters_do_not_break_it(site, browser):
    await site.bot.start(ON_AIR)
    visit = await Visit.begin(browser, PHONE, timezone_id="Asia/Kuala_Lumpur")
    await visit.page.goto(site.url)
    await visit.settled()
    await visit.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert await visit.page.evaluate(TOO_WIDE) == 0
