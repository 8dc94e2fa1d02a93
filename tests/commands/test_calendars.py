"""/calendar as plain functions."""

import re
from dataclasses import replace

from bot.commands import calendars
from bot.commands.calendars import Wish, fingerprint
from bot.core.catalogue import Catalogue, Defaults
from bot.core.messages import LinkButton
from tests.commands.memory import Memory, asking
from tests.commands.seasons import NEVERTHELESS, RUNNER

SITE = "https://bell.example"
DRAMAS = Catalogue.of((NEVERTHELESS, RUNNER), Defaults(site=SITE))


def ask(store: Memory | None = None, catalogue: Catalogue = DRAMAS):
    return asking(catalogue, "2021-06-19 15:00", store)


async def test_an_address_has_160_random_bits_and_only_its_fingerprint_is_kept():
    store = Memory()
    message = await calendars.calendar(ask(store), None)
    found = re.fullmatch(rf"{SITE}/calendar/private/([a-z2-7]{{32}})\.ics", str(message.lines[0][0]))
    assert found, message
    assert store.fingerprint == fingerprint(found[1])
    assert (message.secret, message.personal) == (True, True)
    assert not any(isinstance(button, LinkButton) for row in message.buttons for button in row)
    other = Memory()
    await calendars.calendar(ask(other), None)
    assert other.fingerprint != store.fingerprint


async def test_an_address_is_shown_once_and_renewed_on_wish():
    store = Memory()
    await calendars.calendar(ask(store), None)
    first = store.fingerprint
    again = await calendars.calendar(ask(store), None)
    assert again.lines[0][0] == (
        "This chat has a calendar address, made on Saturday 19 June 2021. I keep only its fingerprint, so I cannot "
        "show it again. A new one ends the old one."
    )
    assert [button.line for button in again.buttons[0]] == ["/calendar new", "/calendar off"]
    assert store.fingerprint == first
    await calendars.calendar(ask(store), Wish.NEW)
    assert store.fingerprint not in (None, first)


async def test_an_address_is_ended():
    store = Memory()
    await calendars.calendar(ask(store), None)
    done = await calendars.calendar(ask(store), Wish.OFF)
    assert done.lines[0][0].startswith("Done: the calendar address of this chat opens nothing any more.")
    assert store.fingerprint is None
    assert (await calendars.calendar(ask(store), Wish.OFF)).lines[0][0] == "This chat has no calendar address."


async def test_a_drama_has_an_address_for_each_release():
    message = await calendars.calendar(ask(), NEVERTHELESS)
    assert [line[0] for line in message.lines[:2]] == [
        f"Netflix: {SITE}/calendar/nevertheless.ics",
        f"JTBC: {SITE}/calendar/nevertheless.ics?release=jtbc",
    ]
    assert (await calendars.calendar(ask(), RUNNER)).lines[0] == (f"{SITE}/calendar/lovely-runner.ics",)


async def test_without_a_public_address_there_is_no_calendar_but_an_old_one_can_be_ended():
    nowhere = replace(DRAMAS, defaults=Defaults())
    store = Memory()
    message = await calendars.calendar(ask(store, nowhere), None)
    assert "[web] public_url" in str(message.lines[0][0])
    assert store.fingerprint is None
    assert (await calendars.calendar(ask(store, nowhere), Wish.OFF)).lines[0][0] == "This chat has no calendar address."
