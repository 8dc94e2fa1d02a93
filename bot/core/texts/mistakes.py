"""What is said when something did not work: to people who mistyped, may not, or ask too fast, and when we failed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.core.command import Command, Param
from bot.core.errors import Choice, Mistake
from bot.core.messages import Button, Message, Style, said
from bot.core.ports import Person
from bot.core.texts.phrases import Rows, count, listed, personal, rows

MOST_CHOICES = 8
LONGEST_LINE = 1000  # letters behind a button: longer ones were pasted by mistake
LONGEST_NAME = 40  # letters of a command that there is not
LONGEST = 600  # letters of an answer: more was pasted, and its middle tells nothing
_ASKED = {"when": "When?", "where": "Where?", "who": "Who?", "how": "How?", "by": "By how much?"}
RIGHTS = {
    "telegram": "Only an administrator of this chat may do that here.",
    "discord": "Only those who may manage this server (the permission Manage Server) may do that here.",
}


def mistake(error: Mistake, command: Command, arguments: Mapping[str, str], param: Param | None) -> Message:
    """What was wrong, with what may have been meant as buttons that run the same command with that value instead.

    `param` is the one that could not be read; None when the handler raised it, which may name it in the error.
    """
    name, text = param.name if param else error.param, _cut(error.text)
    if name is None:
        return personal(said(text))
    return personal(said(text, buttons=_choices(command, dict(arguments), name, error.choices)))


def ask_for(
    command: Command, param: Param, choices: Sequence[Choice], given: Mapping[str, str] | None = None
) -> Message:
    """That parameter is missing beside those `given`: says how to give it, and offers the choices as buttons."""
    known = dict(given or {})
    value = choices[0].value if choices else param.example or param.name.upper()
    example = command.line({**known, param.name: value})
    text = f"{_ASKED.get(param.name, f'Which {param.name}?')} {param.about}, for example {example}."
    return personal(said(_cut(text), buttons=_choices(command, known, param.name, choices)))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2].rstrip()} … {text[-LONGEST // 2 :].lstrip()}"


def is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and len(text.split()) == 1


def what_of(address: str) -> Message:
    """To an editor who says an address and nothing else."""
    draft = Button("Draft a drama", f"/draft {address}", Style.PRIMARY)
    return personal(
        said("What is to be done with it?", buttons=((draft, Button("Look for a feed", f"/feeds {address}")),))
    )


def not_allowed(person: Person) -> Message:
    right = RIGHTS.get(person.platform, "Only somebody who manages this chat may do that here.")
    return personal(said(right, (_id(person, "An owner of this bot"),)))


def owners_only(person: Person) -> Message:
    return personal(said("Only an owner of this bot may do that.", (_id(person, "The operator"),)))


def editors_only(person: Person) -> Message:
    id_ = f"Your id here is {person.id}. An owner of this bot can say /editors add {person.id}."
    return personal(
        said("Only an editor of this bot may do that.", (id_,), buttons=((Button("Suggest it", "/suggest"),),))
    )


def editors_files(person: Person) -> Message:
    """To somebody else who sends a file."""
    button = ((Button("Suggest it", "/suggest"),),)
    return personal(
        said("I take files from editors of this bot. /suggest tells them what you would like.", buttons=button)
    )


def unread_file(name: str, kinds: Sequence[str]) -> Message:
    plain = "".join(letter if letter.isprintable() else " " for letter in name)[:80]
    return personal(said(f'I cannot read "{plain}". What I read is {listed(kinds, "or")}.'))


def no_anonymous() -> Message:
    return personal(
        said(
            "An anonymous administrator may do that only where the group allows it.",
            ("An administrator who is not anonymous can allow it here with /anonymous on.",),
        )
    )


def _id(person: Person, who: str) -> str:
    return f"Your id here is {person.id}. {who} can add it under [admins] {person.platform}."


def too_fast(seconds: int) -> Message:
    """The one warning before further commands of a person are passed over for that long."""
    wait = "1 second" if seconds == 1 else f"{seconds} seconds"
    return personal(said(f"That is a lot of commands at once. Please wait {wait}; until then I will not answer."))


def sorry() -> Message:
    return personal(said("Sorry, something went wrong on my side. It has been noted; please try again a little later."))


def without_files(message: Message, line: str) -> Message:
    """As it is recorded: files are not, and who did not get one asks once more."""
    if not message.files:
        return message
    again = "I was interrupted before I could send the file. Press here to have it:"
    return replace(
        message, lines=(*message.lines, (again,)), buttons=(*message.buttons, (Button(line[:40], line),)), files=()
    )


def too_late(line: str, age: timedelta) -> Message:
    """What concerns all chats is not done long after it was asked: whoever asked may have gone another way since."""
    minutes = age // timedelta(minutes=1)
    ago = count(minutes, "minute") if minutes < 100 else count(minutes // 60, "hour")
    text = f"I was away when you asked for this, {ago} ago, so I have not done it. If you still want it:"
    return personal(said(text, buttons=((Button(line[:40], line, Style.PRIMARY),),)))


def unknown_command(name: str, near: Sequence[str], rest: str = "") -> Message:
    """`near` are names of commands that look alike, best first, without the slash; `rest` is what was said to it."""
    name = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    if not near:
        return personal(
            said(f"There is no command /{name}. /help lists them all.", buttons=((Button("Help", "/help"),),))
        )
    meant = listed([f"/{other}" for other in near], "or")
    buttons = rows([Button(f"/{other}", f"/{other} {rest}".rstrip(), Style.PRIMARY) for other in near[:MOST_CHOICES]])
    return personal(said(f"There is no command /{name}. Did you mean {meant}? /help lists them all.", buttons=buttons))


def _choices(command: Command, arguments: dict[str, str], name: str, choices: Sequence[Choice]) -> Rows:
    lines = ((choice.label, command.line({**arguments, name: choice.value})) for choice in choices[:MOST_CHOICES])
    return rows([Button(label, line) for label, line in lines if len(line) <= LONGEST_LINE])
