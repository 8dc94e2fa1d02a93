"""The stage in Debian's Chromium: what is drawn, what can be pressed, and who can use it."""

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from tests.stage.house import House
from tests.web.test_browser import CONTRAST, DESK, INSTALL, PHONE, QUIET, TOO_WIDE

pytestmark = pytest.mark.asyncio(loop_scope="module")

OBSTACLES = (Path(__file__).parent / "obstacles.js").read_text()
# the page has no header.top and no footer, and the two apps have buttons of one name that do one thing each
OTHERS = {"not one header.top", "not one footer"}
PICTURE = Path(__file__).parents[2] / "docs" / "stage.png"
HOSTILE = r"""
title = "<img src=x onerror=alert(1)> **no** ||x|| [a](javascript:alert(1)) <t:1:F> @everyone"
about = "</div><script>alert(1)</script> `code` # heading\n> quote"
[[release]]
network = "https://evil.example/ <b>b</b>"
zone = "KST"
first = "19 June 2021 9PM"
episodes = 2
every = ["Saturday"]
"""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    where = shutil.which("chromium")
    if where is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(INSTALL)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=where, args=QUIET)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def house(tmp_path_factory) -> AsyncIterator[House]:
    async with House(tmp_path_factory.mktemp("stage")) as house:
        yield await house.start()


class Visitor:
    """One tab, with what went wrong in it and where it asked for things."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.wrong.append(message.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    @classmethod
    async def comes(cls, browser: Browser, house: House, size=DESK, scheme="light", **more) -> "Visitor":
        more = {"timezone_id": "Asia/Kuala_Lumpur", "locale": "en-GB", **more}
        viewport = {"width": size[0], "height": size[1]}
        context = await browser.new_context(viewport=viewport, color_scheme=scheme, **more)
        visitor = cls(await context.new_page())
        await visitor.page.goto(f"{house.url}/stage")
        await visitor.page.get_by_text("Another tab is another fan").wait_for(state="attached")
        return visitor

    def side(self, name: str) -> Locator:
        return self.page.get_by_role("log", name=f"Chat in {name}")

    async def says(self, line: str) -> None:
        await self.page.get_by_label("Your message").fill(line)
        await self.page.keyboard.press("Escape")
        await self.page.keyboard.press("Enter")

    async def sees(self, text: str, *sides: str) -> None:
        for name in sides or ("Telegram", "Discord"):
            await self.side(name).get_by_text(text).last.wait_for()

    async def leaves(self) -> None:
        await self.page.context.close()


async def test_the_first_three_things_to_press_show_what_the_bot_is(browser, house):
    await house.stage.again()
    ana = await Visitor.comes(browser, house)
    await ana.page.get_by_role("button", name="Ask Song Kang").click()
    await ana.sees("Source: GOKpop, 19 June 2021.")
    await ana.page.get_by_role("button", name="Subscribe to Nevertheless").click()
    await ana.sees("Subscribed to Nevertheless")
    assert await ana.side("Discord").locator(".above .mention").all_inner_texts() == ["/quote", "/subscribe"]
    assert await ana.side("Telegram").locator(".from-me .words").all_inner_texts() == [
        "/quote Song Kang",
        "/subscribe nevertheless",
    ]
    await ana.page.get_by_label("Speed").select_option("fast")
    await ana.page.get_by_role("button", name="Play its season").click()
    await ana.sees("Nevertheless: Episode 2 of 10 is out now")
    await ana.page.get_by_role("button", name="Pause").click()
    await ana.page.get_by_role("button", name="Play", exact=True).wait_for()
    told = ana.side("Telegram").locator(".from-bot").filter(has_text="Episode 2 of 10").locator(".words .moment")
    assert await told.all_inner_texts() == ["Sunday, 27 June 2021 at 00:00"]
    assert [one for one in ana.asked if not one.startswith((house.url, house.url.replace("http", "ws")))] == []
    assert ana.wrong == []
    await ana.leaves()


async def test_buttons_of_either_app_work_and_an_edit_changes_what_is_drawn(browser, house):
    await house.stage.again()
    ana = await Visitor.comes(browser, house)
    bo = await Visitor.comes(browser, house, PHONE)
    await bo.says("/subscribe nevertheless")
    await bo.sees("Subscribed to Nevertheless", "Telegram")
    await ana.page.get_by_role("button", name="+1 day").click()
    await ana.page.get_by_role("button", name="Next event").click()
    await bo.sees("the premiere, is out now", "Telegram")
    await bo.side("Telegram").get_by_role("button", name="Next", exact=True).last.click()
    await bo.sees("episode 2", "Telegram")
    await ana.page.get_by_role("button", name="Admin").click()
    await ana.page.get_by_text("and an owner of the bot").wait_for()
    await ana.says("/move nevertheless 1 20 June 2021 2AM late upload")
    await ana.side("Discord").get_by_role("button", name="Yes, do it").click()
    await ana.sees("Done. Nevertheless: move episode 1")
    await bo.sees("edited", "Telegram")
    await bo.page.get_by_role("tab", name="Discord").click()
    await bo.sees("(edited)", "Discord")
    assert await bo.side("Telegram").is_hidden()
    await ana.page.get_by_role("button", name="Back to the start").click()
    await bo.side("Discord").locator("[data-number]").first.wait_for(state="detached")
    assert (ana.wrong, bo.wrong) == ([], [])
    await ana.leaves()
    await bo.leaves()


async def test_discords_form_can_be_filled_in(browser, house):
    await house.stage.again()
    ana = await Visitor.comes(browser, house)
    await ana.page.get_by_role("button", name="Admin").click()
    await ana.page.get_by_text("and an owner of the bot").wait_for()
    await ana.says("/adddrama")
    await ana.side("Discord").get_by_role("button", name="Open the form").click()
    form = ana.side("Discord").get_by_role("form", name="New drama")
    await form.get_by_label("Title").fill("Test Drama")
    await form.get_by_label("Network or platform").fill("tvN")
    await form.get_by_label("First episode").fill("8 Apr 2024 8:50 PM KST")
    await form.get_by_label("Episodes", exact=False).last.fill("16")
    await form.get_by_label("Weekdays").select_option(["Monday", "Tuesday"])
    await form.get_by_role("button", name="Submit").click()
    await ana.sees("Test Drama", "Telegram")
    assert await form.get_by_role("button", name="Submit").is_disabled()
    assert ana.wrong == []
    await ana.leaves()


async def test_a_file_comes_back_as_it_was_changed(browser, house):
    await house.stage.again()
    ana = await Visitor.comes(browser, house)
    await ana.page.get_by_role("button", name="Admin").click()
    await ana.page.get_by_text("and an owner of the bot").wait_for()
    await ana.says("/export nevertheless")
    async with ana.page.expect_download() as download:
        await ana.side("Telegram").get_by_role("link", name="nevertheless.toml").click()
    text = await asyncio.to_thread(Path(await (await download.value).path()).read_text)
    changed = text.replace("episodes = 10", "episodes = 12", 1)
    async with ana.page.expect_file_chooser() as chooser:
        await ana.page.get_by_role("button", name="Send a file").click()
    file = {"name": "nevertheless.toml", "mimeType": "application/toml", "buffer": changed.encode()}
    await (await chooser.value).set_files(file)
    await ana.sees("Nevertheless: take over nevertheless.toml?")
    assert ana.wrong == []
    await ana.leaves()


async def test_the_clock_of_a_phone_decides_how_moments_are_read(browser, house):
    await house.stage.again()
    ana = await Visitor.comes(browser, house)
    await ana.says("/next nevertheless")
    await ana.sees("20 June 2021 at 00:00")
    await ana.page.get_by_label("Where this fan's phone is").select_option("Seoul")
    await ana.sees("20 June 2021 at 01:00")
    await ana.page.get_by_label("Where this fan's phone is").select_option("São Paulo")
    await ana.sees("19 June 2021 at 13:00")
    assert (await ana.page.locator("#now").inner_text()).startswith("Fri, 18 Jun 2021, 09:00")
    await ana.leaves()


async def test_it_is_used_by_keyboard_alone(browser, house):
    await house.stage.again()
    ana = await Visitor.comes(browser, house)
    keys = ana.page.keyboard
    assert await ana.page.evaluate("document.activeElement.id") == "line", "one can type at once"
    await keys.type("/subs")
    await ana.page.get_by_role("option", name="/subscribe").wait_for()
    await keys.press("ArrowDown")
    assert await ana.page.get_by_label("Your message").get_attribute("aria-activedescendant") == "option-0"
    await keys.press("Enter")
    await keys.type("neverth")
    await keys.press("Tab")  # at once: what is offered for all these letters is still on its way
    line = ana.page.get_by_label("Your message")
    await expect(line).to_have_value(re.compile(r"^/subscribe nevertheless ?$"))
    await keys.press("Escape")
    await keys.press("Enter")
    await ana.sees("Subscribed to Nevertheless")
    assert "Subscribed to Nevertheless" in await ana.page.get_by_role("status").inner_text(), "said aloud"
    await keys.press("ArrowUp")
    assert (await ana.page.get_by_label("Your message").input_value()).strip() == "/subscribe nevertheless"
    await ana.page.get_by_role("button", name="Next event").focus()
    await keys.press("Enter")
    await ana.sees("airs in 1 day")
    await ana.side("Discord").get_by_role("button", name="Stop").last.focus()
    await keys.press("Space")
    await ana.sees("Unsubscribed from Nevertheless.")
    assert ana.wrong == []
    await ana.leaves()


async def test_what_is_completed_before_it_is_offered_is_completed_when_it_is(browser, house):
    await house.stage.again()
    ana = await Visitor.comes(browser, house)
    line = ana.page.get_by_label("Your message")
    await line.press_sequentially("/subscribe ")
    await ana.page.locator("#menu").get_by_role("option").nth(1).wait_for()
    await line.evaluate(
        """line => {  // no answer can come between the two
            line.value += "neverth";
            line.dispatchEvent(new Event("input"));
            line.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", cancelable: true }));
        }"""
    )
    await expect(line).to_have_value(re.compile("^/subscribe nevertheless ?$"))
    assert ana.wrong == []
    await ana.leaves()


async def test_what_means_harm_is_shown_as_the_words_it_is(browser, tmp_path):
    async with House(tmp_path) as house:
        house.drama("harm", HOSTILE)
        await house.start("2021-06-19 8PM KST")
        ana = await Visitor.comes(browser, house)
        await ana.says("/drama harm")
        await ana.sees("<img src=x onerror=alert(1)> **no** ||x||")
        await ana.says("<b>bold</b> || <script>alert(1)</script>")
        await ana.sees("<script>alert(1)</script>")
        await ana.says("/subscribe harm")
        await ana.page.get_by_role("button", name="Next event").click()
        await ana.sees("is out now")
        logs = ana.page.locator(".log")
        assert await logs.locator("img, script, iframe, .h, .spoiler, .words .mention").count() == 0
        assert await logs.locator('a:not([href^="https://"]):not([href^="http://"]):not([href="#line"])').count() == 0
        assert ana.wrong == []
        await ana.leaves()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_everybody_can_read_and_reach_it_by_day_and_by_night(browser, house, size):
    await house.stage.again()
    for scheme in ("light", "dark"):
        ana = await Visitor.comes(browser, house, size, scheme, reduced_motion="reduce")
        for line in ("/subscribe nevertheless", "songkang", "/help", "/timezone cst"):
            await ana.says(line)
        await ana.sees("several time zones", "Telegram")
        for tab in ("Telegram", "Discord"):
            if size == PHONE:
                await ana.page.get_by_role("tab", name=tab).click()
            where = f"{tab} at {size[0]} in {scheme}"
            assert await ana.page.evaluate(TOO_WIDE) == 0, where
            assert await ana.page.evaluate(CONTRAST) == [], where
            found = set(await ana.page.evaluate(OBSTACLES)) - OTHERS
            assert found == set(), where
        tree = await ana.page.locator("body").aria_snapshot()
        assert [
            line for line in tree.splitlines() if line.strip() in ("- button", "- link", "- textbox", "- combobox")
        ] == []
        await ana.leaves()


async def test_the_picture_in_the_readme_is_a_small_one():
    assert PICTURE.stat().st_size < 300_000


@pytest.mark.skipif("STAGE_PICTURE" not in os.environ, reason="takes docs/stage.png anew: STAGE_PICTURE=1")
async def test_a_picture_for_the_readme(browser, house):
    await house.stage.again()
    ana = await Visitor.comes(browser, house, (1200, 720))
    await ana.page.get_by_role("button", name="Subscribe to Nevertheless").click()
    await ana.sees("Subscribed to Nevertheless")
    await ana.page.get_by_role("button", name="+1 day").click()
    await ana.sees("airs in 1 day")
    await ana.page.get_by_role("button", name="Next event").click()
    await ana.sees("the premiere, is out now")
    await ana.page.get_by_role("button", name="Ask Song Kang").click()
    await ana.sees("Source: GOKpop, 19 June 2021.")
    await ana.page.mouse.move(640, 8)
    await asyncio.sleep(0.4)  # until it has come to rest
    await ana.page.screenshot(path=PICTURE)
    await ana.leaves()
