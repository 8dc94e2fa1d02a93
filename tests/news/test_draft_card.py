"""A card of a draft that is as long as drafts become, in the form of each chat."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.chats.discord.render import render as for_discord
from bot.chats.telegram.render import render as for_telegram
from bot.core.adopting import Change
from bot.core.drafted import Article, Draft, Part, Question, Said
from bot.core.errors import Choice
from bot.core.ports import Reader
from bot.core.texts import drafting
from bot.core.texts.drafting import Open, Shown

READER = Reader(None, datetime(2024, 3, 1, tzinfo=UTC))
SENTENCE = "A *sentence* of the _article_ that goes on (and on) before it says what it has to say, " * 4
FIELDS = ("title", "episodes", "premiere", "time", "tz", "weekdays", "platform", "rating", "director")


def long(quotes: int = 40, cast: int = 30) -> Draft:
    return Draft(
        Article("A headline " * 20, date(2024, 3, 1), (), "https://example.com/" + "a" * 200, "A Site"),
        title="A Title of Some Length, and Then Some",
        episodes=16,
        premiere="--03-09",
        time="21:20",
        zone="KST",
        weekdays=("Saturday", "Sunday"),
        platform="tvN",
        rating="some episodes 19+",
        director="Kim Ga-ram, Lee Na-ra",
        cast=tuple(Part(f"Kim Actor-{at}", f"Yu Character-{at}", SENTENCE) for at in range(cast)),
        quotes=tuple(Said("Kim Actor-1", f"{at} {SENTENCE}", f"She said, “{at} {SENTENCE}”") for at in range(quotes)),
        evidence={name: f"{name}: {SENTENCE}" for name in FIELDS},
        questions=(Question(SENTENCE),),
    )


def shown(draft: Draft) -> Shown:
    open_ = tuple(Open(f"A question? {SENTENCE[:90]}", "year", (Choice("2024", "2024"),) * 3) for _ in range(3))
    return Shown(7, draft, open_, "abcdef12")


def there_already(draft: Draft) -> Shown:
    told = [("cast", f"{one.actor} as {one.character}") for one in draft.cast]
    told += [("quotes", f"{one.speaker}: “{one.text}”") for one in draft.quotes]
    changes = tuple(Change(field, None, now, SENTENCE, str) for field, now in told)
    return replace(shown(draft), drama="A Title", changes=changes)


CARDS = [drafting.card(shown(long())), drafting.card(there_already(long())), drafting.quotes(7, long(), 0)]


@pytest.mark.parametrize("message", CARDS, ids=["new", "there already", "quotes"])
def test_a_long_card_is_shown_to_its_end_in_every_chat(message):
    last = "".join(span if isinstance(span, str) else span.text for span in message.lines[-1])[:60]
    in_telegram, in_discord = for_telegram(message, READER, {}), for_discord(message, READER, {})
    assert last in in_telegram.text
    assert len(in_telegram.text.encode("utf-16-le")) // 2 <= 4096
    assert last in in_discord.embed.replace("\\", "")
    assert len(in_discord.embed) <= 4096
    assert [[button.text for button in row] for row in in_telegram.keyboard][-1][-1] in ("Refuse", "Back to the draft")
    assert [button.label for button in in_discord.rows[-1]][-1] in ("Refuse", "Back to the draft")
    assert all(len(button.line.encode()) <= 64 for row in message.buttons for button in row)
