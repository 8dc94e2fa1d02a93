"""All commands of this bot."""

from bot.commands import calendars, listings, quotes, settings, watching
from bot.core.command import Command, Permission, Registry

WHO = {
    Permission.ANYONE: "anyone",
    Permission.MANAGER: "who manages the chat; anyone in private",
    Permission.EDITOR: "editors of the bot",
    Permission.OWNER: "owners of the bot",
}


def registry() -> Registry:
    """In the order in which help and the menus show them."""
    made = Registry()
    for family in (watching, listings, quotes, calendars, settings):
        family.declare(made)
    return made


def markdown_table(commands: Registry) -> str:
    """The README's table of commands."""
    listed = (command for command in commands.commands.values() if command.listed)
    return "\n".join(("| command | what it does | who may |", "|---|---|---|", *map(_row, listed)))


def _row(command: Command) -> str:
    return f"| `{command.usage}` | {command.about} | {WHO[command.permission]} |"
