"""What owners and editors read about each other and about deliveries."""

from collections.abc import Sequence

from bot.core.dramas import Drama
from bot.core.messages import Button, File, Line, Message, said
from bot.core.proposals import Author
from bot.core.texts.phrases import count, personal


def listed_editors(found: Sequence[Author]) -> Message:
    if not found:
        return personal(said("There are no editors beside the owners. /editors add names one."))
    lines: tuple[Line, ...] = tuple((f"{one} ({one.platform}:{one.person})",) for one in found)
    return personal(Message(title=count(len(found), "editor"), lines=lines))


def added(editor: Author, new: bool) -> Message:
    if not new:
        return personal(said(f"{editor} is an editor already."))
    undo = ((Button("Take it back", f"/editors remove {editor.platform}:{editor.person}"),),)
    return personal(said(f"{editor} may change the schedule from now on.", buttons=undo))


def removed(editor: Author, there: bool) -> Message:
    return personal(said(f"{editor} {'is no longer' if there else 'was not'} an editor."))


def retried(number: int) -> Message:
    if not number:
        return personal(said("There is nothing left to try again."))
    return personal(said(f"{count(number, 'chat')} {'is' if number == 1 else 'are'} tried again now."))


def file(drama: Drama, text: str) -> Message:
    """Whole, as it is in force."""
    said = f"The file of {drama.title}, as it is now. Change what is to change and send it back: I show what it does."
    content = text if text.endswith("\n") else f"{text}\n"
    return personal(
        Message(lines=((said,),), files=(File(f"{drama.slug}.toml", "application/toml", content.encode()),))
    )


def anonymous_how() -> Message:
    buttons = ((Button("Allow", "/anonymous on"), Button("Do not", "/anonymous off")),)
    text = "Whether anonymous administrators may manage this chat's reminders is for one under their own name to say."
    return personal(said(text, buttons=buttons))


def anonymous_set(allowed: bool) -> Message:
    may = "may from now on" if allowed else "may not"
    return personal(said(f"Anonymous administrators {may} manage this chat's reminders."))
