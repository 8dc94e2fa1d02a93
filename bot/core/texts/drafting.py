"""What an editor reads of a draft: what an article says of a drama, with its own words, and what it leaves open."""

from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from bot.core import adopting, times
from bot.core.adopting import Change
from bot.core.drafted import Draft, Said, digest
from bot.core.errors import Choice
from bot.core.messages import Button, Line, Link, LinkButton, Message, Quoted, Span, Strong, Style, said
from bot.core.texts.phrases import Rows, count, listed, personal, rows

ROOM = 3200  # characters of a card: with marks and all it fits both 4,096 of Telegram and of Discord's embed
EVIDENCE = 180  # characters of a sentence under what it says
SHORT = 130  # characters of a quote on the card
PAGE = 5  # quotes of a page, each with a button
MOST_CAST = 12
MOST_QUOTES = 8  # of a card
_NAMES = {
    "title": "Title",
    "episodes": "Episodes",
    "premiere": "Premiere",
    "time": "Hour",
    "tz": "Zone",
    "weekdays": "Every",
    "platform": "Network",
    "rating": "Rating",
    "director": "Director",
}


@dataclass(frozen=True, slots=True)
class Open:
    """What has to be settled first, or should be: the words, and what can be said to it, as values of that field."""

    text: str
    field: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A draft as it would be adopted. `seal` stands for all that approving it would do; None while it cannot be."""

    number: int
    draft: Draft
    open: tuple[Open, ...] = ()
    seal: str | None = None
    drama: str | None = None  # the title of the one that is there already
    changes: tuple[Change, ...] = ()  # what of it is new or differs
    beside: tuple[Line, ...] = ()


def card(shown: Shown, note: str | None = None) -> Message:
    """The whole draft of a new drama; of one that is there, only what is new or differs."""
    draft, lines = shown.draft, list[Line]()
    if note:
        lines.append((note,))
    lines += _article(draft)
    lines += shown.beside
    end: list[Line] = [(f"To be settled: {_clip(one.text, EVIDENCE)}",) for one in shown.open]
    end += [(f"Mind: {_clip(one.text, EVIDENCE)}",) for one in draft.questions if one.field is None]
    if shown.drama is None:
        lines += _said(draft, ROOM - sum(map(_length, (*lines, *end))))
        quotes: list[Line] = [(f"{said.speaker}: “{_clip(said.text, SHORT)}”",) for said in draft.quotes]
        lines += _fitting("Quotes", quotes, [*lines, *end], "Quotes shows them whole.", MOST_QUOTES)
        title = f"Add {draft.title}?" if draft.title else "Add this drama?"
    else:
        lines += _new(shown, end)
        title = f"{shown.drama}: {'add what is new?' if shown.changes else 'nothing new'}"
    return personal(Message(title=title, lines=(*lines, *end), buttons=(*_answers(shown), *_decisions(shown))))


def quotes(number: int, draft: Draft, begin: int) -> Message:
    """Some of its quotes whole, each with where it stands in the article, and a button to leave it out. Beyond the
    last page is the last page.
    """
    lines: list[Line] = []
    begin = min(begin, max(len(draft.quotes) - 1, 0) // PAGE * PAGE)
    page = draft.quotes[begin : begin + PAGE]
    for at, one in enumerate(page, begin + 1):
        lines.append((Strong(f"{at}. {one.speaker}"), Quoted(_clip(one.text, 420))))
        around = _around(one)
        lines += [(f"From: {around}",)] if around else []
    drops = [
        Button(f"Drop {at}", f"/dropquote {number} {digest(one.text)} {begin}", Style.DANGER)
        for at, one in enumerate(page, begin + 1)
    ]
    turns = [Button("Back to the draft", f"/drafted {number}")]
    if begin:
        turns.insert(0, Button("Earlier", f"/draftquotes {number} {max(begin - PAGE, 0)}"))
    if begin + PAGE < len(draft.quotes):
        turns.insert(0, Button("More", f"/draftquotes {number} {begin + PAGE}"))
    title = f"Quotes of {draft.title or 'this draft'}: {count(len(draft.quotes), 'quote')}"
    if not page:
        lines = [("None is left.",)]
    buttons = (*rows(drops, 5), tuple(turns))
    return personal(Message(title=title, lines=tuple(lines), buttons=buttons, instead=True))


def nothing_new(draft: Draft, title: str, slug: str) -> Message:
    """Of an article all of which is in the schedule: there is nothing to decide, so no draft of it is kept."""
    told = f"All that was read in it is in the schedule already. If it says more, /editdrama {slug} or /addquote."
    buttons = ((Button(title, f"/drama {slug}"), Button("Edit it", f"/editdrama {slug}")),)
    return personal(Message(title=f"{title}: nothing new", lines=(*_article(draft), (told,)), buttons=buttons))


def gone(number: int) -> str:
    return f"Draft {number} is no longer there: it was approved or refused, or it is too old. /draft makes a new one."


def refused(draft: Draft) -> Message:
    return personal(said(f"Nothing was changed. The draft of {draft.title or 'that article'} is gone."))


def little(draft: Draft) -> str | None:
    """Of an article in which next to nothing was found."""
    if draft.premiere or draft.weekdays or draft.episodes or draft.platform or draft.cast:
        return None
    return "Little of this could be read: it reads articles in English, each about one drama."


def named(draft: Draft) -> str:
    """In a list: "Blue Hour (GOKpop, 19 June 2021)"."""
    return f"{draft.title or 'Without a title'} ({adopting.source(draft)})"


def no_article(word: str) -> str:
    return (
        f"“{_clip(word, 60)}” is no article. Say its address, such as https://example.com/new-drama, or its text, or "
        "drop it here as a file (.html or .txt)."
    )


def no_drama(draft: Draft) -> str:
    headline = f" “{draft.article.title}”" if draft.article.title else ""
    return (
        f"No drama was found in that article{headline}: neither a title nor a schedule, a cast or quotes. "
        "What is read is English news about dramas."
    )


def nothing_found(draft: Draft) -> str:
    return f"{no_drama(draft)} /adddrama takes a drama in one line."


def _article(draft: Draft) -> list[Line]:
    article = draft.article
    on = article.date
    told = ", ".join(filter(None, (article.site, f"{on.day} {on:%B} {on.year}" if on else None)))
    name = _clip(article.title or article.url or "The article", 120)
    head: Span = Link(name, article.url) if article.url else name
    return [(head, f" ({told})" if told else "")]


def _said(draft: Draft, room: int) -> list[Line]:
    """Facts and cast, with as much of the article's words as there is room for."""
    for most in (EVIDENCE, EVIDENCE // 2, EVIDENCE // 4):
        lines = [*_facts(draft, most), *_cast(draft, most // 2)]
        if sum(map(_length, lines)) <= room:
            break
    return lines


def _facts(draft: Draft, most: int) -> list[Line]:
    """What one sentence says stands in one line, with that sentence under it."""
    values = _values(draft)
    by_words: dict[str, list[str]] = {}
    for name in values:
        by_words.setdefault(draft.evidence.get(name, ""), []).append(name)
    lines: list[Line] = []
    for words, names in by_words.items():
        spans: list[Span] = []
        for name in names:
            spans += [*(["; "] if spans else []), Strong(_NAMES[name]), f": {values[name]}"]
        bare = words.strip("\"“”‘’'[]<>")
        if not words:
            spans.append(" (said by an editor)")
        elif len(names) > 1 or not (values[names[0]] in bare and len(bare) < len(values[names[0]]) + 12):
            spans.append(Quoted(_clip(words, most)))
        lines.append(tuple(spans))
    silent = [_NAMES[name].lower() for name in _NAMES if name not in values]
    return [*lines, *([(f"Not said: {listed(silent)}.",)] if silent else [])]


def _values(draft: Draft) -> dict[str, str]:
    hour = times.clock(time.fromisoformat(draft.time)) if draft.time else None
    values = {
        "title": draft.title,
        "episodes": str(draft.episodes) if draft.episodes else None,
        "premiere": _day(draft.premiere) if draft.premiere else None,
        "time": hour,
        "tz": draft.zone,
        "weekdays": listed(draft.weekdays) or None,
        "platform": draft.platform,
        "rating": draft.rating,
        "director": draft.director,
    }
    return {name: value for name, value in values.items() if value}


def _day(premiere: str) -> str:
    """Written out; without its year where that is not known."""
    year, month, day = premiere.rsplit("-", 2) if not premiere.startswith("--") else ("", *premiere[2:].split("-"))
    return " ".join(filter(None, (str(int(day)), month_name[int(month)], year or "(year not said)")))


def _cast(draft: Draft, most: int) -> list[Line]:
    lines: list[Line] = [
        (f"{one.actor} as {one.character}" if one.character else one.actor, f" (“{_clip(one.evidence, most)}”)")
        for one in draft.cast[:MOST_CAST]
    ]
    if len(draft.cast) > MOST_CAST:
        lines.append((f"… and {len(draft.cast) - MOST_CAST} more",))
    return [(Strong("Cast"), f": {len(draft.cast)}"), *lines] if lines else [("Not said: the cast.",)]


def _new(shown: Shown, end: Sequence[Line]) -> list[Line]:
    lines: list[Line] = [("It is in the schedule already. What the article says besides:",)] if shown.changes else []
    quotes = [change for change in shown.changes if change.field == "quotes"]
    for change in shown.changes:
        if change.field == "quotes":
            continue
        was = f"{change.was} → " if change.was else ""
        for_editor = ""
        if change.apply is None:
            for_editor = f" (not done by approving{f': {_clip(change.why, EVIDENCE)}' if change.why else ''})"
        words = [Quoted(_clip(change.evidence, EVIDENCE))] if change.evidence else []
        lines.append((Strong(_NAMES.get(change.field, "Cast")), f": {was}{change.now}{for_editor}", *words))
    if sum(map(_length, (*lines, *end))) > ROOM:
        lines = _fitting("New or different", lines, end, "Approving takes all of it.")
    told: list[Line] = [(_clip(change.now, SHORT + 30),) for change in quotes]
    return lines + _fitting("Quotes", told, [*lines, *end], "Quotes shows them whole.", MOST_QUOTES)


def _fitting(name: str, more: Sequence[Line], before: Sequence[Line], rest: str, most: int | None = None) -> list[Line]:
    """As many of them as the card has room for, and no more than `most`."""
    if not more:
        return []
    left = ROOM - sum(map(_length, before))
    kept: list[Line] = []
    for line in more[:most]:
        left -= _length(line)
        if left < 0:
            break
        kept.append(line)
    hidden = len(more) - len(kept)
    return [(Strong(name), f": {len(more)}"), *kept, *([(f"… and {hidden} more. {rest}",)] if hidden else [])]


def _length(line: Line) -> int:
    return sum(len(span) if isinstance(span, str) else len(getattr(span, "text", "")) + 6 for span in line) + 1


def _answers(shown: Shown) -> Rows:
    found: list[tuple[Button | LinkButton, ...]] = []
    for one in shown.open:
        line = f"/setdraft {shown.number} {one.field}"
        buttons = [Button(choice.label, f"{line} {choice.value}") for choice in one.choices[:6]]
        found += rows(buttons or [Button(f"Say the {one.field}", line)], 3)
    return tuple(found[:3])


def _decisions(shown: Shown) -> Rows:
    number = shown.number
    told = len(shown.draft.quotes) if shown.drama is None else sum(one.field == "quotes" for one in shown.changes)
    yes = (Button("Approve", f"/adopt {number} {shown.seal}", Style.PRIMARY),) if shown.seal else ()
    more = (Button(f"Quotes ({told})", f"/draftquotes {number} 0"),) if told else ()
    edit, no = Button("Edit", f"/editdraft {number}"), Button("Refuse", f"/refusedraft {number}", Style.DANGER)
    return ((*yes, edit, *more, no),)


def _around(one: Said) -> str:
    """The words beside a quote, with the quote itself left out."""
    at = one.evidence.find(one.text)
    if at < 0:
        return _clip(one.evidence, EVIDENCE)
    before, after = one.evidence[:at].strip("\"“”'‘’ "), one.evidence[at + len(one.text) :].strip("\"“”'‘’,. ")
    return _clip(" … ".join(filter(None, (before, after))), EVIDENCE) if before or after else ""


def _clip(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0].rstrip(',;: ')}…"
