"""Whether Telegram would let this bot work: its token, its updates, its rights in chats that it knows."""

from collections.abc import Sequence

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.chats.telegram.adapter import ADVICE, quieten
from bot.chats.telegram.incoming import PLATFORM, Said
from bot.chats.telegram.outcomes import outcome
from bot.chats.telegram.request import AiohttpRequest
from bot.chats.telegram.room import Managers, TelegramRoom
from bot.core.findings import Finding, look, ok, wrong
from bot.core.ports import Address, Person, Place

ABOUT = "Telegram"


async def examine(token: str, api_url: str, chats: Sequence[tuple[Address, Place]]) -> Sequence[Finding]:
    """Asks nothing that would disturb a bot that runs meanwhile."""
    quieten()
    bot = Bot(token, base_url=f"{api_url}/bot", request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    try:
        await bot.initialize()
        return [
            ok(ABOUT, f"the token is accepted, for @{bot.username}"),
            *await _updates(bot),
            *await _rights(bot, chats),
        ]
    except InvalidToken:
        return [wrong(ABOUT, "the token is not accepted", f"{ADVICE}.")]
    except TelegramError as error:
        reason = outcome(error).reason
        return [wrong(ABOUT, f"{api_url} cannot be asked ({reason})", "Check the network, a firewall, and api_url.")]
    finally:
        await bot.shutdown()


async def _updates(bot: Bot) -> Sequence[Finding]:
    hook = await bot.get_webhook_info()
    found: list[Finding] = []
    if hook.url:
        do = "Nothing, if Dramabell is about to start: it takes it away. Else stop the program that set it."
        found.append(look(ABOUT, "a webhook is set, so commands go to another program", do))
    if hook.pending_update_count > 1000:
        do = "Start the bot; Telegram keeps them for a day."
        found.append(look(ABOUT, f"{hook.pending_update_count} updates wait to be fetched", do))
    if not bot.bot.can_join_groups:
        found.append(look(ABOUT, "it cannot be added to groups", "@BotFather, /setjoingroups, Enable."))
    return found


async def _rights(bot: Bot, chats: Sequence[tuple[Address, Place]]) -> Sequence[Finding]:
    found = []
    asked = [(address, place) for address, place in chats if place is not Place.PRIVATE]
    for address, place in asked:
        try:
            await bot.get_chat_member(int(address.chat), bot.id)
        except (TelegramError, KeyError, TypeError) as error:
            found.append(look(ABOUT, f"chat {address.chat} cannot be asked ({outcome(error).reason})"))
            continue
        room = TelegramRoom(bot, Said(address, place, Person(PLATFORM, ""), None, "", ""), Managers(), False, _no_link)
        if hindrance := await room.hindrance():
            found.append(look(ABOUT, f"in chat {address.chat} reminders do not arrive", hindrance))
    if asked and not found:
        return [ok(ABOUT, f"it may write in the {len(asked)} groups and channels that were looked at")]
    return found


async def _no_link(line: str) -> str:
    raise AssertionError("nobody is offered anything")
