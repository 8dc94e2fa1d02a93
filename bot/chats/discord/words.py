"""What only Discord makes the bot say."""

from bot.core.messages import Button, LinkButton, Message, Style, said

OFFER = "Do it here"  # the label of the button in the direct message


def lacks(rights: tuple[str, ...], channel: str, bot: str) -> str:
    """`rights` are called as Discord's own settings call them."""
    many = f"the permissions {' and '.join(rights)}" if len(rights) > 1 else f"the permission {rights[0]}"
    return (
        f"I can't post in {channel}: I lack {many} there. "
        f"Whoever may manage {channel} can grant it under Edit Channel > Permissions > {bot}"
    )


def not_a_member(server: str, link: str) -> str:
    return f"I am no member of {server}, so I can't post there by myself. Whoever may manage it can add me ({link})"


def group_of_friends() -> str:
    """A group direct message, which no bot can join."""
    return "Discord lets no bot post by itself in a group of friends. Write to me directly, or add me to a server"


def direct_offer(line: str, server: str | None) -> Message:
    """The direct message itself; `server` is None for a group of friends."""
    where = f" in {server}" if server else ""
    text = f"You asked for {line}{where}. {_refusal(server)} Here it is for you alone."
    return said(text, buttons=((Button(OFFER, line, Style.PRIMARY),),))


def offered(server: str | None, link: str) -> Message:
    """Word of the direct message that was just sent."""
    sent = "I have sent you a direct message with a button that does it for you alone."
    return _instead(server, sent, LinkButton("Open it", link))


def closed(server: str | None, line: str) -> Message:
    """Direct messages are closed to the bot."""
    where = "tap the server's name > Privacy Settings" if server else "open Settings > Content & Social"
    how = f"To open them, {where} > Direct Messages, then ask again; or open my profile and send {line} there."
    return _instead(server, f"I tried to send you a direct message instead, but yours are closed to me. {how}")


def too_fast(server: str | None) -> Message:
    """Discord lets a bot begin only so many direct messages at once; or the message got lost on the way."""
    sent = "I wanted to send you a direct message instead, but Discord did not let me just now. Try again in a minute."
    return _instead(server, sent)


def _instead(server: str | None, what: str, *buttons: LinkButton) -> Message:
    """It stands below the desk's refusal, which has said who may do it in a server, and the person's id."""
    lines = ((what,),) if server else ((_refusal(None),), (what,))
    return Message(lines=lines, buttons=(buttons,) if buttons else (), personal=True)


def _refusal(server: str | None) -> str:
    if server is None:
        return "I can't post by myself in a group of friends."
    return f"In {server} only those who may manage the server can do that."


def no_such_command() -> Message:
    """Discord still shows a command of an earlier version."""
    text = "This command is no longer there: reload Discord to see what is. /help lists what I can do."
    return Message(lines=((text,),), personal=True)


def lost_button() -> Message:
    return Message(lines=(("I no longer know what this button did. /help lists what I can do.",),), personal=True)


def sorry() -> Message:
    """Our own fault."""
    return Message(lines=(("Something went wrong on my side; it is written down. Please try again.",),), personal=True)
