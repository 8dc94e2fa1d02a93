"""What a message looks like in Telegram, for those who preview it elsewhere."""

from telegram import MessageEntity
from telegram.constants import MessageEntityDateTimeFormats

from bot.chats.telegram.render import TEXT, long_lines, render
from bot.core import times, zones
from bot.core.messages import Message
from bot.core.plaintext import units
from bot.core.ports import Reader
from bot.core.previews import Drawn


def drawn(message: Message, reader: Reader) -> Drawn:
    """Moments as clients show them to somebody in that zone."""
    made = render(message, reader, dict.fromkeys(long_lines(message), ""))
    buttons = tuple(tuple(button.text for button in row) for row in made.keyboard)
    return Drawn(_shown(made.text, made.entities, reader), buttons, units(made.text), TEXT, made.silent)


def _shown(text: str, entities: tuple[MessageEntity, ...], reader: Reader) -> str:
    """With each date and hour as the client words it; offsets are in UTF-16 units."""
    encoded = text.encode("utf-16-le")
    moments = [one for one in entities if one.type == MessageEntity.DATE_TIME and one.unix_time]
    for one in sorted(moments, key=lambda one: -one.offset):
        words = _moment(one, reader)
        end = 2 * (one.offset + one.length)
        encoded = encoded[: 2 * one.offset] + words.encode("utf-16-le") + encoded[end:]
    return encoded.decode("utf-16-le")


def _moment(entity: MessageEntity, reader: Reader) -> str:
    at = entity.unix_time
    assert at is not None
    if entity.date_time_format == MessageEntityDateTimeFormats.RELATIVE:
        return f"in {times.span(at - reader.now)}" if at > reader.now else f"{times.span(reader.now - at)} ago"
    local = at.astimezone(zones.info(reader.zone or "UTC"))
    return f"{local:%A}, {local.day} {local:%B %Y}, {local:%H:%M}"
