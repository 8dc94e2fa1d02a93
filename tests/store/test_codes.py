from bot.chats.discord.adapter import DiscordChat
from bot.chats.local.stage import StageChat
from bot.chats.local.terminal import TerminalChat
from bot.chats.telegram.adapter import TelegramChat
from bot.store.chunks import AWAY, PRIORITY
from bot.store.codes import PLATFORMS, PRIORITIES, priority_of, queue, queues


def test_every_chat_has_queues_of_its_own():
    assert {TelegramChat.platform, DiscordChat.platform, TerminalChat.platform, StageChat.platform} == set(PLATFORMS)
    taken = [number for platform in PLATFORMS for number in range(queues(platform)[0], queues(platform)[1] + 1)]
    assert taken == list(range(len(PLATFORMS) * PRIORITIES))


def test_a_queue_knows_its_priority():
    for priority in {*PRIORITY.values(), AWAY}:
        assert [priority_of(queue(platform, priority)) for platform in PLATFORMS] == [priority] * len(PLATFORMS)
