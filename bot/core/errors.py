"""What a person got wrong. One family, raised anywhere, turned into an answer in one place (texts.mistake)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a person may pick: what it is called, and the words that name it without doubt."""

    label: str
    value: str


class Mistake(Exception):
    """A person's mistake, said in words that tell what was expected and what to do next.

    `choices` are what the person may have meant, offered as buttons that run the command again with that value.
    """

    param: str | None = None  # the name of the parameter that is wrong, where a handler found it
    asks = False  # whether it is a question, which this person's next plain words answer

    def __init__(self, text: str, choices: tuple[Choice, ...] = ()) -> None:
        super().__init__(text)
        self.text = text
        self.choices = choices


class NoSuchName(Mistake):
    """Nothing is called that; `choices` are the near names, best first, at most five."""


class SeveralNames(Mistake):
    """Several things are called that equally well; `choices` are all of them."""


class UnreadTime(Mistake):
    """Words that are no time, date or lead in any accepted form."""


class DoubtfulTime(Mistake):
    """A wall time that a clock change skips, or makes happen twice."""


class UnreadZone(Mistake):
    """No time zone is called that; `choices` are near ones."""


class DoubtfulZone(Mistake):
    """A short name that means several zones (CST, IST …); `choices` are these, as IANA keys."""
