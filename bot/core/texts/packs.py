"""What is said of drama packs: files that editors send."""

from collections.abc import Iterator, Sequence

from bot.core import changes, spelling
from bot.core.dramas import Drama
from bot.core.faults import Fault
from bot.core.messages import Line, Message, said
from bot.core.packs import changed_keys, takes_back
from bot.core.proposals import FILE, Proposal, State
from bot.core.texts.phrases import count, listed, personal

MOST = 20  # faults that are shown at once
_NAMES = {"quote": "quotes", "director": "directors"}


def how() -> Message:
    """Asked for without a file."""
    return personal(
        said(
            "Send me a drama file (.toml; in the terminal /pack and its path), and I show what it would change before "
            "anything is done. /export with a title gives you the file of a drama that is here already."
        )
    )


def faulty(name: str, faults: Sequence[Fault]) -> Message:
    """All that is wrong with a file, by line."""
    lines: list[Line] = [(_fault(one),) for one in faults[:MOST]]
    if more := len(faults) - MOST:
        lines += [(f"… and {count(more, 'fault')} more.",)] if more > 0 else []
    title = f"Nothing was changed: {name} has {count(len(faults), 'fault')}"
    return personal(Message(title=title, lines=tuple(lines)))


def same(drama: Drama) -> Message:
    return personal(said(f"{drama.title} is like that already, to the letter. Nothing was changed."))


def beside(before: Drama, after: Drama, texts: tuple[str, str], lately: Sequence[Proposal]) -> Iterator[Line]:
    """What a card does not show of a file that takes the place of another. `texts` are both, before and after."""
    if spelling.fold(before.title) != spelling.fold(after.title):
        yield (f"Mind: in the place of {before.title} this puts {after.title}.",)
    old, new = ({one.key: one.network for one in drama.releases} for drama in (before, after))
    if gone := [network for key, network in old.items() if key not in new]:
        yield (f"No longer on {listed(gone)}.",)
    if added := [network for key, network in new.items() if key not in old]:
        yield (f"New: on {listed(added)}.",)
    kept = [(before.release(key), after.release(key)) for key in old if key in new]
    other = [_NAMES.get(key, key.replace("_", " ")) for key in changed_keys(*texts)]
    if other and any(changes.between(*pair) for pair in kept):
        yield (f"Also different: {listed(other)}.",)
    yield from _chat(*texts, lately)


def _chat(now: str, text: str, history: Sequence[Proposal]) -> Iterator[Line]:
    """Of two who change the same drama the second sees what the first did. `history` has the last one first."""
    done = (one for one in history if one.state is State.APPROVED and one.author != FILE)
    lost = [_deed(one) for one in done if one.before is not None and takes_back(one, now, text)]
    if lost:
        yield (f"Mind: this file is without what was changed in chat: {listed(lost)}. To take it takes that back.",)


def _deed(proposal: Proposal) -> str:
    return f"{proposal.what} (by {proposal.author})"


def _fault(fault: Fault) -> str:
    place = f"Line {fault.line}" if fault.line else "The whole file"
    text = fault.text if fault.text.endswith("?") else f"{fault.text}."
    return f"{place}, {fault.key}: {text}" if fault.key else f"{place}: {text}"
