"""T17: titles that mean harm, by what both emulators refuse; what is sent of a few is in test_titles."""

import json
import random
import re

import pytest

from bot.chats.discord import bodies as discord_bodies
from bot.chats.discord.render import render as for_discord
from bot.chats.telegram import bodies as telegram_bodies
from bot.chats.telegram.render import render as for_telegram
from bot.core.leads import parse
from bot.core.messages import Message
from bot.core.ports import Reader
from bot.core.texts.reminders import Told, reminder
from tests.delivery.house import KST, OUT, drama
from tests.delivery.test_titles import HOSTILE
from tests.emulators.discord.check_messages import check_message
from tests.emulators.telegram.keyboards import read_markup
from tests.emulators.telegram.text import read_text, units

PIECES = (
    *"*_~`|>#-+=.![](){}<>\\/&\"'@:;, \n\t\r\0\u200b\u200d\u202e\u2066\u2028\ufeff\u0301\u0334\ud800\udfff",
    *("@everyone", "@here", "<@1>", "<@&1>", "<#1>", "<t:0:R>", "</a:1>", "<:a:1>", "](", "](https://evil.example)"),
    *("https://evil.example", "t.me/x", "tg://user?id=1", "<b>", "</b>", "<a href=x>", "```", "||", "~~", "**", "__"),
    *("🎬", "👩‍👩‍👧‍👦", "🇰🇷", "👍🏽", "가", "알고있지만", "é", "ﷺ", "𝕲", "\U000e0041", "x" * 90, "y" * 700, "Goblin"),
    *HOSTILE,
)
UNESCAPED_LINK = re.compile(r"(?<!\\)(?:\\\\)*\]\(https://evil")


def titles(number: int) -> list[str]:
    chance = random.Random(17)
    return ["".join(chance.choices(PIECES, k=chance.randint(1, 9))) for _ in range(number)]


def told(title: str) -> Message:
    one = drama("goblin", title=title)
    (first, *_) = one.airings(one.releases[0])
    return reminder([Told(first, parse("0m"), OUT, KST)], OUT)


ALL = pytest.mark.parametrize("number", [1_000, pytest.param(10_000, marks=pytest.mark.chaos)])


@ALL
def test_t17_telegram_takes_each_of_many_hostile_titles_and_links_none(number):
    reader, kinds = Reader(None, OUT), set()
    for message in map(told, titles(number)):
        body = telegram_bodies.body(for_telegram(message, reader, {}))
        params = {name: one if isinstance(one, str) else json.dumps(one) for name, one in body.items()}
        text, entities = read_text(params)
        read_markup(params)
        text.encode()
        assert 0 < units(text) <= 4096
        kinds |= {entity.type for entity in entities}
    assert kinds == {"bold", "date_time"}


@ALL
def test_t17_discord_takes_each_of_many_hostile_titles_and_pings_nobody(number):
    reader = Reader(None, OUT)
    for message in map(told, titles(number)):
        body = dict(discord_bodies.body(for_discord(message, reader, {})))
        json.dumps(body, ensure_ascii=False).encode()
        check_message(body)
        assert body["allowed_mentions"]["parse"] == []
        assert not UNESCAPED_LINK.search(body["content"])
