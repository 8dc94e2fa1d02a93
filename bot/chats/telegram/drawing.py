"""What a message looks like in Telegram, for those who preview it elsewhere."""

from bot.chats.telegram.render import TEXT, long_lines, render
from bot.chats.telegram.text import units
from bot.core.messages import Message
from bot.core.ports import Reader
from bot.core.previews import Drawn


def drawn(message: Message, reader: Reader) -> Drawn:
    """Moments as clients show them that know no date-time entities; the others show each reader's own time."""
    made = render(message, reader, dict.fromkeys(long_lines(message), ""))
    buttons = tuple(tuple(button.text for button in row) for row in made.keyboard)
    return Drawn(made.text, buttons, units(made.text), TEXT, made.silent)
