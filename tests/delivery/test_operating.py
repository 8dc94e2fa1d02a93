"""What owners ask in chat, and what they are told without asking."""

from datetime import timedelta

from bot.chats.telegram import adapter
from bot.core.faults import Fault
from tests.delivery.house import OUT, drama, house, telegram
from tests.emulators.telegram import Limits as Flood
from tests.emulators.telegram import TelegramEmulator, faults

FAULT = Fault("goblin.toml", 3, "release.1.every", 'found "Sundy"; expected days of the week')


async def test_an_owner_sees_how_the_bot_is_and_sends_what_failed_once_more(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg:
        boss, ana, ben, cat = (tg.private(name) for name in ("boss", "ana", "ben", "cat"))
        dramas = drama("goblin"), drama("signal", apart=timedelta(days=1))
        async with house(tmp_path, *dramas, tg=tg, owners=[str(boss.id)]) as bot:
            await bot.follow(map(telegram, (ana, ben, cat)), "goblin")
            await bot.follow([telegram(ana)], "signal")
            tg.fail(faults.refusal(400, "Bad Request: message is too long"), "sendMessage", to=ben, times=2)
            tg.fail(faults.refusal(403, "Forbidden: bot was blocked by the user"), "sendMessage", to=cat)
            bot.faults.append(FAULT)
            await bot.at(OUT)
            await bot.until("batches", "state IN ('sent', 'dead', 'gone')", 3)
            await bot.planner.next_due()
            async with bot.store.engine.begin() as connection:  # what is claimed is dated by the real clock
                await connection.exec_driver_sql("UPDATE batches SET claimed = ?", (int(OUT.timestamp() * 1e6),))
            await boss.says("/status")
            status = (await tg.next_message(to=boss)).text.split("\n")
            assert status[:4] == [
                "Status",
                "Dramas: 2",
                "telegram: 3 active and 1 gone",
                "Last day: 1 sent, 1 to chats that are gone and 1 refused",
            ]
            assert status[4] == "Waiting: 0 to be sent, 0 to be tried again"
            assert status[5].startswith("Next due: Saturday 5 January 2030, 12:00 PM")
            assert status[-1] == str(FAULT)
            await boss.presses("Failed")
            failed = await tg.next_message(to=boss)
            assert f"Goblin to telegram {ben.id}" in failed.text
            assert "refused. BadRequest: Message is too long" in failed.text
            await boss.presses(failed.labels[0][0], failed)
            assert (await tg.next_message(to=boss)).text.endswith("is tried again now.")
            await tg.sent(1, to=ben)
            await ana.says("/status")
            assert "Only an owner of this bot" in (await tg.sent(2, to=ana))[-1].text


async def test_owners_are_told_of_faulty_files_once_until_these_are_others(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg:
        boss = tg.private("boss")
        for faults_found, seen in (([FAULT], 1), ([FAULT], 1), ([], 1), ([FAULT], 2)):
            async with house(tmp_path, drama("goblin"), tg=tg, owners=[str(boss.id)], faults=faults_found) as bot:
                await bot.senders["telegram"].notices.connected()
                await tg.sent(seen, to=boss)
                assert len(tg.messages(to=boss)) == seen
        assert str(FAULT) in tg.messages(to=boss)[0].text
        assert tg.messages(to=boss)[0].text.startswith("Faulty drama files\n")


async def test_a_hold_of_a_refused_answer_outlives_the_process(tmp_path, monkeypatch):
    monkeypatch.setattr(adapter, "STOPPING", 0.1)  # the answer is held for longer than any stop would wait
    async with TelegramEmulator(limits=Flood.none()) as tg:
        ana, ben = tg.private("ana"), tg.private("ben")
        async with house(tmp_path, drama("goblin"), tg=tg, start=OUT - timedelta(minutes=5)) as bot:
            await bot.follow(map(telegram, (ana, ben)), "goblin")
            tg.fail(faults.flood(600), "sendMessage", to=ana)
            await ana.says("/help")
            await bot.until("chats", "hold_until IS NOT NULL", 1)
        asked = len(tg.called("sendMessage"))
        async with house(tmp_path, drama("goblin"), tg=tg, start=OUT - timedelta(seconds=1)) as bot:
            await bot.happens(lambda: str(ana.id) in bot.senders["telegram"].pace.busy())
            await bot.at(OUT)
            await tg.sent(1, to=ben)
            await bot.until("batches", "state = 'sent'", 1)
            assert len(tg.called("sendMessage")) == asked + 1
            await bot.later(timedelta(minutes=11))
            assert await bot.outbox.holds("telegram", bot.now()) == []
