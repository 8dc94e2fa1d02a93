"""The season of Nevertheless, from the first word to the finale, in every chat."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.emulators.discord import DiscordEmulator
from tests.emulators.telegram import TelegramEmulator
from tests.stories.process import ran, running

SATURDAYS = [datetime(2021, 6, 19, 16, tzinfo=UTC) + timedelta(days=7 * week) for week in range(10)]


def config(folder: Path, tg: TelegramEmulator | None, dc: DiscordEmulator | None, url: str | None = None) -> Path:
    text = '[web]\nlisten = ""\n'  # several stories run at once
    text += f'[database]\nurl = "{url}"\n' if url else ""
    if tg:
        text += f'[telegram]\ntoken = "{tg.token}"\napi_url = "{tg.url}"\n'
    if dc:
        text += f'[discord]\ntoken = "{dc.token}"\napi_url = "{dc.url}"\n'
    path = folder / "config.toml"
    path.write_text(text)
    return path


def episodes(texts: list[str]) -> list[tuple[int, ...]]:
    """The numbers of the episodes that these messages tell of; each may tell of one reminder only."""
    found = [re.findall(r"Episodes? (\d+)(?: and (\d+))? of 10", text) for text in texts]
    assert all(len(one) == 1 for one in found), texts
    return [tuple(int(number) for number in one[0] if number) for one in found]


def ends(texts: list[str]) -> list[tuple[bool, bool]]:
    """Of each message, whether it speaks of the premiere, and of the finale."""
    return [("premiere" in text.lower(), "finale" in text.lower()) for text in texts]


ONLY_FIRST_AND_LAST = [(number == 0, number == 9) for number in range(10)]


@pytest.mark.timeout(100)
async def test_ten_reminders_each_in_both_chats_in_order_though_the_bot_is_killed_three_times(tmp_path, database):
    async with TelegramEmulator() as tg, DiscordEmulator() as dc:
        path = config(tmp_path, tg, dc, database)
        start = ("run", "--config", str(path), "--at", "2021-06-19T15:00:00Z", "--leap", "0.4")
        ana = tg.private("ana")
        premieres = (guild := dc.guild("K-drama club")).channel("premieres")
        bea = guild.member(dc.person("bea"), manage_guild=True)
        async with running(tmp_path, *start, url=database) as bot:
            await tg.until_polling(20)
            await dc.ready(within=20)
            await dc.synced(within=20)
            await ana.says("/subscribe nevertheless")
            subscribed = await bea.uses("/subscribe", drama="nevertheless", in_=premieres)
            assert subscribed.text.lstrip("*").startswith("Subscribed to")
            for starts, seen in enumerate((3, 5, 8), start=2):  # messages to ana so far, her answer among them
                await tg.sent(seen, to=ana, timeout=30)
                await dc.sent(seen - 1, premieres, within=30)
                await bot.recorded(2 * (seen - 1))
                await bot.kill()
                await bot.start()
                await dc.ready(starts, within=20)
            told = await tg.sent(11, to=ana, timeout=30)
            posted = await dc.sent(10, premieres, within=30)
            assert await bot.stop() == 0
        answer, *reminders = told
        assert answer.text.startswith("Subscribed to")
        assert episodes([one.text for one in reminders]) == [(number,) for number in range(1, 11)]
        assert ends([one.text for one in reminders]) == ONLY_FIRST_AND_LAST
        assert [one.moments()[0][0] for one in reminders] == [int(at.timestamp()) for at in SATURDAYS]
        assert episodes([one.all_text for one in posted]) == [(number,) for number in range(1, 11)]
        assert ends([one.all_text for one in posted]) == ONLY_FIRST_AND_LAST
        assert [re.findall(r"<t:(\d+):F>", one.all_text)[0] for one in posted] == [
            str(int(at.timestamp())) for at in SATURDAYS
        ]
        assert len(tg.messages(to=ana)) == 11
        assert len(dc.messages(premieres)) == 10
        assert tg.token not in bot.log
        assert dc.token not in bot.log


async def test_the_terminal_plays_the_season_from_a_pipe_and_ends_by_itself(tmp_path):
    arguments = ("chat", "--at", "2021-06-19T15:00:00Z", "--leap", "0")
    typed = "/subscribe nevertheless\n/quote songkang\n"
    status, out, _ = await ran(tmp_path, *arguments, typed=typed)
    assert status == 0
    answers, *told = re.split(r"\n(?=\[\w{3} \d\d \w{3} \d{4} \d\d:\d\d UTC\])", out)
    assert "Subscribed to Nevertheless" in answers
    assert "Song Kang" in answers
    assert [re.match(r"\[(.+)\]", one)[1] for one in told] == [f"{at:%a %d %b %Y %H:%M} UTC" for at in SATURDAYS]
    assert episodes(told) == [(number,) for number in range(1, 11)]
    assert ends(told) == ONLY_FIRST_AND_LAST
    assert (await ran(tmp_path, *arguments, typed=typed))[1] == out, "the same line prints the same twice"
    assert list(tmp_path.iterdir()) == [], "a rehearsal leaves nothing behind"


async def test_a_day_earlier_there_is_an_eleventh_the_day_ahead_of_the_premiere(tmp_path):
    arguments = ("chat", "--at", "2021-06-18T15:00:00Z", "--leap", "0")
    _, out, _ = await ran(tmp_path, *arguments, typed="/subscribe nevertheless\n")
    _, *told = re.split(r"\n(?=\[\w{3} \d\d \w{3} \d{4} \d\d:\d\d UTC\])", out)
    assert episodes(told) == [(1,)] + [(number,) for number in range(1, 11)]
    assert told[0].startswith("[Fri 18 Jun 2021 16:00 UTC]\nNevertheless: Episode 1 of 10, the premiere, airs in 1 day")
