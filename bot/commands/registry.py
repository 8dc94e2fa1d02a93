"""All commands of this bot."""

from collections.abc import Callable, Sequence

from bot.commands import (
    adding,
    alerts,
    amending,
    announcing,
    calendars,
    deciding,
    details,
    digests,
    drafting,
    editors,
    feeds,
    filling,
    listings,
    newswords,
    operating,
    packs,
    previewing,
    privacy,
    progress,
    quotes,
    quoting,
    receipts,
    rehearsing,
    revising,
    settings,
    suggesting,
    surgery,
    watching,
)
from bot.core.command import Command, Permission, Registry
from bot.core.counts import Counts
from bot.core.faults import Fault
from bot.core.guides import Guide
from bot.core.previews import Drawings

WHO = {
    Permission.ANYONE: "anyone",
    Permission.MANAGER: "who manages the chat; anyone in private",
    Permission.EDITOR: "editors of the bot",
    Permission.OWNER: "owners of the bot",
}


def registry(
    counts: Counts | None = None,
    faults: Callable[[], Sequence[Fault]] = tuple,
    guides: Sequence[Guide] = (),
    articles: drafting.Articles | None = None,
    drawings: Drawings | None = None,
    calendar_file: calendars.Maker | None = None,
    looking: feeds.Looking | None = None,
) -> Registry:
    """In the order in which help and the menus show them. `faults` are those of the drama files."""
    made = Registry()
    for family in (watching, progress, listings, quotes, digests, newswords):
        family.declare(made)
    calendars.declare(made, calendar_file)
    for family in (settings, privacy, suggesting):
        family.declare(made)
    adding.declare(made, guides)
    drafting.declare(made, articles)
    feeds.declare(made, looking)
    alerts.declare(made)
    for family in (packs, surgery, revising, details, quoting, deciding, announcing, editors, receipts):
        family.declare(made)
    forms = (adding.FORM, revising.EDIT, quoting.FORM, deciding.WHY_NOT, drafting.FORM, *suggesting.BY_FORM.values())
    filling.declare(made, (*forms, *amending.declare(made)))
    previewing.declare(made, drawings or {})
    rehearsing.declare(made)
    operating.declare(made, counts or Counts(), faults)
    return made


def markdown_table(commands: Registry) -> str:
    """The README's table of commands."""
    listed = (command for command in commands.commands.values() if command.listed)
    return "\n".join(("| command | what it does | who may |", "|---|---|---|", *map(_row, listed)))


def _row(command: Command) -> str:
    return f"| `{command.usage}` | {command.about} | {WHO[command.permission]} |"
