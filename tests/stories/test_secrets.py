"""No token gets into the log, whatever goes wrong, with everything logged."""

import re

import pytest

from tests.emulators.discord import DiscordEmulator
from tests.emulators.discord import faults as dc_faults
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.telegram import faults as tg_faults
from tests.stories.process import running
from tests.stories.test_season import config
from tests.stories.test_starting import logged

# neither is shaped like a real one, both are long enough to be looked for
TELEGRAM, DISCORD = "4711:telegram-canary-in-a-coal-mine", "discord.canary.in-a-coal-mine"
SEND = "POST /channels/{channel}/messages"


@pytest.mark.timeout(60)
async def test_no_token_appears_in_any_log_while_everything_goes_wrong(tmp_path):
    async with TelegramEmulator(TELEGRAM) as tg, DiscordEmulator(DISCORD) as dc:
        path = config(tmp_path, tg, dc)
        ana, bea = tg.private("ana"), dc.person("bea")
        start = ("--debug", "run", "--config", str(path), "--at", "2021-06-19T15:00:00Z", "--leap", "0.3")
        async with running(tmp_path, *start) as bot:
            await tg.until_polling(30)
            await dc.ready(within=30)
            await dc.synced(within=30)
            tg.fail(tg_faults.html(), "sendMessage")  # the answer
            tg.fail(tg_faults.lost_reply(), "sendMessage", nth=2)  # the reminder
            tg.fail(tg_faults.garbage(), "getUpdates", nth=2)
            tg.fail(tg_faults.reset(), "getUpdates", nth=3)
            for fault in (dc_faults.drop_reply(), dc_faults.bad_gateway()):
                dc.script(fault, route=SEND)
            await ana.says("/subscribe nevertheless")
            await bea.uses("/subscribe", drama="nevertheless")
            await dc.sent(1, bea.dm, within=30)
            await tg.until_called("sendMessage", 2, timeout=30)
            dc.gateway.drop()
            await dc.ready(2, within=30)
            await dc.close()
            await tg.down()
            tg.revoke()
            await dc.open()
            await tg.up()
            await logged(bot, "Telegram does not accept the token")
            await bot.stop()
    assert len(bot.log) > 15_000, "everything is logged"
    secrets = [part for token in (TELEGRAM, DISCORD) for part in (token, token.partition(":")[2]) if part]
    assert [line for line in bot.log.splitlines() if any(secret in line for secret in secrets)] == []
    assert re.findall(r"/bot\d+:[^*<\s]{3}", bot.log) == []
    interactions = [asked.token for asked in dc.interactions.values()]
    assert [token for token in interactions if token in bot.log] == []
