"""Yes or no in plain words, where the last answer had a button for each."""

from bot.core.messages import Button, Message

_SAID = {"yes": 0, "y": 0, "yes please": 0, "yes, do it": 0, "네": 0, "no": 1, "n": 1, "no thanks": 1, "아니요": 1}


def asked(message: Message) -> str | None:
    """The question in the form in which the store keeps it: the two lines. None where it was no such question."""
    buttons = [one for row in message.buttons for one in row if isinstance(one, Button)]
    yes = next((one.line for one in buttons if one.label.partition(",")[0] == "Yes"), None)
    no = next((one.line for one in buttons if one.label == "No"), None)
    return f"\n{yes}\n{no}" if yes and no else None


def is_one(question: str) -> bool:
    return question.startswith("\n")


def answered(question: str, words: str) -> str | None:
    """The line that these words stand for; None for other words."""
    which = _SAID.get(" ".join(words.casefold().rstrip(".!").split()))
    return None if which is None else question.split("\n")[1:][which]
