"""How far a chat is with a drama that it watches."""

from bot.core.dramas import Drama
from bot.core.messages import Button, Line, Message, Span, said
from bot.core.texts.phrases import personal, quotes

VEIL = "What gives later episodes away stays behind the spoiler mark here."
HOW = "Say /watched {slug} and a number, and what gives the episodes up to that one away is shown openly here."


def position(drama: Drama, episode: int, *, again: bool) -> Line:
    """You are at episode 4 of 16."""
    total = drama.releases[0].total
    return (f"You are at episode {episode}{f' of {total}' if total else ''}{' of your rewatch' if again else ''}.",)


def button(drama: Drama, episode: int) -> Button:
    """Says that the chat has watched up to that one."""
    return Button(f"Watched {episode}", line(drama, episode))


def line(drama: Drama, episode: int) -> str:
    return f"/watched {drama.slug} {episode}"


def shown(drama: Drama, episode: int, latest: int, *, again: bool) -> Message:
    """`latest` is the last that is out anywhere."""
    if episode:
        begun: Span = f"{drama.title}: {position(drama, episode, again=again)[0]}"
    else:
        begun = f"This chat has not said how far it is with {drama.title}."
    row = [button(drama, episode + 1)] if episode < latest else []
    row += [Button(f"All {latest}", line(drama, latest))] if episode + 1 < latest else []
    row += [Button("Back", line(drama, episode - 1))] if episode else []
    return personal(Message(lines=((begun,), (HOW.format(slug=drama.slug),)), buttons=(tuple(row),) if row else ()))


def noted(drama: Drama, before: int, episode: int, latest: int, *, again: bool) -> Message:
    """The chat was at `before`, and now says that it is at `episode`."""
    undo = Button("Undo", line(drama, before))
    if not episode:
        text = f"Noted: this chat has not watched {drama.title}{' again' if again else ''} yet."
        return personal(said(text, buttons=((undo,),) if before else ()))
    veil: tuple[Line, ...] = ((VEIL,),) if episode < _last(drama, latest) else ()
    row = (*((undo,) if before != episode else ()), *quotes(drama))
    where = f"{drama.title}: {position(drama, episode, again=again)[0]}"
    return personal(said(where, *veil, buttons=(row,) if row else ()))


def no_such(drama: Drama, episode: int, last: int) -> str:
    return f"{drama.title} has {last} episodes: there is no episode {episode}."


def not_out(drama: Drama, episode: int, latest: int) -> str:
    so_far = f"the latest is episode {latest}" if latest else "none is"
    return f"Episode {episode} of {drama.title} is not out yet: {so_far}."


def _last(drama: Drama, latest: int) -> int:
    return drama.releases[0].total or latest + 1
