"""What is said while somebody fills in a form."""

from collections.abc import Mapping, Sequence

from bot.core.errors import Choice, Mistake
from bot.core.forms import Field, Filling, Form
from bot.core.messages import Blank, Box, Button, Line, Message, Strong, Style
from bot.core.texts.phrases import Rows

MOST = 8  # answers offered as buttons
WIDE = 28  # letters of the buttons in a row
SHOWN = 60  # characters of an answer in a list


def line(filling: Filling, *words: str) -> str:
    return " ".join(("/fill", filling.key, *words))


def question(
    form: Form,
    field: Field,
    filling: Filling,
    choices: Sequence[Choice],
    fault: Mistake | None,
    *,
    alone: bool,
    first: bool,
) -> Message:
    """One question. `alone` with the asker; elsewhere the answer has to reply to it."""
    value = filling.answers.get(field.name)
    lines: list[Line] = [(fault.text,)] if fault else []
    if not (fault and fault.choices):  # which is a question by itself
        lines.append((f"{field.about}{_example(field)}",))
    if value and not fault:
        lines.append((f"So far: {_short(value)}",))
    offered = [Button(choice.label, line(filling, field.name, choice.value)) for choice in choices[:MOST]]
    if value and not fault and not form.menu:
        offered.insert(0, Button("Keep it", line(filling, "keep", field.name), Style.PRIMARY))
    ways = _ways(form, field, filling, first=first)
    buttons: Rows = (*_rows(offered), ways) if alone or offered else ()
    if not alone:
        words = "" if buttons else f' "{"leave" if form.menu else "back"}" and "cancel" do what they say.'
        lines.append((f"Reply to this message{' or press a button' if buttons else ''}.{words}",))
    title = f"{form.title}: {field.label}"
    return Message(title=title, lines=tuple(lines), buttons=buttons, form=blank(form, filling, [field]), instead=True)


def whole(form: Form, filling: Filling, fields: Sequence[Field]) -> Message:
    """All questions at once; the words are for when the form could not be opened."""
    opens = Button("Open the form", line(filling, "open"), Style.PRIMARY)
    text = "The form is ready."
    return Message(
        title=form.title,
        lines=((text,),),
        buttons=((opens, _cancel(filling)),),
        personal=True,
        form=blank(form, filling, fields),
    )


def faults(
    form: Form, filling: Filling, found: Mapping[Field, Mistake | None], offered: Sequence[Button], *, first: bool
) -> Message:
    """What is wrong or missing in a form that came whole. What was typed is in it when it is opened again.

    `first`: before it was opened, with the usual answers as buttons.
    """
    lines: list[Line] = [
        (Strong(field.label), f": {fault.text if fault else field.about + _example(field)}")
        for field, fault in found.items()
    ]
    opens = Button("In other words" if first else "Open the form again", line(filling, "open"), Style.PRIMARY)
    lines += [] if first else [("Nothing of what you typed is lost.",)]
    return Message(
        title=form.title if first else f"{form.title}: not quite",
        lines=tuple(lines),
        buttons=(*_rows(offered[:MOST]), (opens, _cancel(filling))),
        personal=True,
        instead=True,
    )


def menu(form: Form, filling: Filling, fields: Sequence[Field], fault: Mistake | None, *, whole: bool) -> Message:
    """All answers so far, with buttons to change them."""
    lines: list[Line] = [(fault.text,)] if fault else []
    lines += [(Strong(one.label), f": {_short(filling.answers.get(one.name) or '–')}") for one in fields]
    lines.append(("What is to be changed? Nothing is done before you have seen and confirmed it.",))
    if whole:
        changes = [Button(name, line(filling, "page", str(at))) for at, name in enumerate(form.pages, 1)]
    else:
        changes = [Button(one.label, line(filling, "ask", one.name)) for one in fields]
    done = Button("That is all", line(filling, "done"), Style.PRIMARY)
    return Message(
        title=form.title,
        lines=tuple(lines),
        buttons=(*_rows(changes), (done, _cancel(filling))),
        personal=True,
        form=None if whole else blank(form, filling, fields[:1]),
        instead=True,
    )


def cancelled(form: Form, filling: Filling) -> Message:
    label, again = form.again or ("", "")
    buttons: Rows = ((Button(label, again.format(about=filling.about)),),) if form.again else ()
    return Message(
        lines=((f"{form.title}: cancelled, nothing was changed.",),), buttons=buttons, personal=True, instead=True
    )


def closed() -> Message:
    """A button or an answer of a form that is no longer open, or was opened by somebody else."""
    return Message(
        lines=(("That form is no longer open, or somebody else is filling it in. Open one of your own.",),),
        personal=True,
    )


def none_open() -> Message:
    return Message(lines=(("No form is open here.",),), personal=True)


def missing(field: Field) -> Mistake:
    return Mistake(f"This cannot be left empty.{_example(field)}")


def too_long(field: Field, length: int) -> Mistake:
    return Mistake(f"That is too long: it has {length} characters, at most {field.longest} are read.{_example(field)}")


def blank(form: Form, filling: Filling, fields: Sequence[Field]) -> Blank:
    boxes = (
        Box(
            one.name,
            one.label,
            one.about,
            one.example,
            filling.answers.get(one.name, ""),
            one.options,
            one.chosen(filling.answers.get(one.name, "")) if one.chosen else (),
            one.optional,
            one.long,
            one.longest,
        )
        for one in fields
    )
    return Blank(line(filling), form.title, tuple(boxes))


def _ways(form: Form, field: Field, filling: Filling, *, first: bool) -> tuple[Button, ...]:
    found: list[Button] = []
    if form.menu:
        there = field.optional and filling.answers.get(field.name)
        out = [Button("Take it out", line(filling, field.name, "none"))] if there else []
        return (*out, Button("Leave it", line(filling, "back")), _cancel(filling))
    if field.optional:
        found.append(Button("Skip", line(filling, "skip", field.name)))
    if not first:
        found.append(Button("Back", line(filling, "back")))
    return (*found, _cancel(filling))


def _rows(buttons: Sequence[Button]) -> Rows:
    """Short ones side by side, as far as a phone shows them."""
    found: list[list[Button]] = [[]]
    for button in buttons:
        if found[-1] and sum(len(one.label) for one in (*found[-1], button)) > WIDE:
            found.append([])
        found[-1].append(button)
    return tuple(tuple(row) for row in found if row)


def _cancel(filling: Filling) -> Button:
    return Button("Cancel", line(filling, "cancel"))


def _example(field: Field) -> str:
    return f" For example: {field.example}" if field.example else ""


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
