"""The questions about a drama: how each is asked, which answers are usual, and how an answer is read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.core import oneline, spelling, times, zones
from bot.core.catalogue import Catalogue
from bot.core.command import Request
from bot.core.drafts import Sketch, SketchedRelease
from bot.core.errors import Choice, Mistake
from bot.core.faults import ScheduleFault
from bot.core.forms import Answers, Field
from bot.core.times import WEEKDAYS, Wall

USUAL_NETWORKS = (
    *("tvN", "Netflix", "JTBC", "SBS", "MBC", "KBS2", "ENA", "Disney+", "TVING", "Viki", "Viu", "Wavve", "OCN", "MBN"),
    *("KBS", "KBS1", "EBS", "Channel A", "TV Chosun", "Coupang Play", "iQIYI", "WeTV", "Prime Video", "Apple TV+"),
)
USUAL_EPISODES = ("16", "12", "10", "8", "6", "20")
OFFERED = 6
ALIKE = 80  # of 100: a slip of the finger
AT_ONCE = "All at once"
A_NIGHT = tuple(f"{number} episodes a night" for number in (2, 3, 4))
UNKNOWN = Choice("Not announced yet", "tba")
_PAIRS = ((0, 1), (2, 3), (4, 5), (5, 6))  # the nights on which Korean dramas come out
_KEYS = ("title", "network", "zone", "first", "episodes", "every")


def read_title(ask: Request, answers: Answers, words: str) -> str:
    return _unquoted(words)


def read_network(ask: Request, answers: Answers, words: str) -> str:
    """In its usual spelling; what is only nearly a known one is asked. In quotes it is taken as it is."""
    plain = _unquoted(words)
    known = _networks(ask.catalogue)
    same = next((one for one in known if spelling.fold(one) == spelling.fold(plain)), None)
    if same or plain != words:
        return same or plain
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    folded = {one: one.casefold() for one in known}
    slips = [one for one, name in folded.items() if len(plain) > 2 and OSA.distance(plain.casefold(), name) == 1]
    alike = process.extractOne(plain.casefold(), folded, scorer=fuzz.ratio, score_cutoff=ALIKE)
    if near := slips[:2] or ([alike[2]] if alike else []):
        choices = [*(Choice(one, one) for one in near), Choice(f"It is {plain}", f'"{plain}"')]
        raise Mistake(f"Do you mean {' or '.join(near)}?", tuple(choices))
    return plain


def read_first(ask: Request, answers: Answers, words: str) -> tuple[Wall | None, str | None]:
    wall, zone = oneline.first_of(words, ask.at)
    if wall and wall.hour and zone:
        times.exact(datetime.combine(wall.on, wall.hour), zone)  # a clock change may leave that hour out
    return wall, zone


def read_zone(ask: Request, answers: Answers, words: str) -> str:
    return zones.zone(words)


def read_episodes(ask: Request, answers: Answers, words: str) -> int | None:
    return oneline.episodes_of(words)


def read_every(ask: Request, answers: Answers, words: str) -> tuple[tuple[int, ...], int | None]:
    if oneline.is_unknown(words) and oneline.is_unknown(answers.get("first", "")):
        return (), None
    every, per_night = oneline.nights_of(words)
    if per_night and not every:
        raise Mistake("On which weekdays? Say for example Mondays and Tuesdays, 2 episodes a night.")
    return every, per_night


def chosen_every(words: str) -> tuple[str, ...]:
    try:
        every, per_night = oneline.nights_of(words)
    except Mistake:
        return tuple(part for part in words.split(", ") if part in (*WEEKDAYS, AT_ONCE, *A_NIGHT))
    nights = tuple(one for one in A_NIGHT if per_night and one.startswith(f"{per_night} "))
    return (*(WEEKDAYS[day] for day in every), *nights) if every else (AT_ONCE,)


def sketch(values: Mapping[str, Any]) -> Sketch:
    first, said = values["first"]
    every, per_night = values.get("every") or ((), None)
    zone = oneline.short(said or values["zone"])
    release = SketchedRelease(values["network"], zone, first, values["episodes"], every, per_night)
    return Sketch(values["title"], (release,))


def about_field(fault: ScheduleFault) -> Mistake:
    """What the format does not take, said about the question that it comes from."""
    first = fault.faults[0]
    found = Mistake(f"{first.text[:1].upper()}{first.text[1:].rstrip('.')}.")
    key = first.key.rpartition(".")[2]
    found.param = key if key in _KEYS else None
    return found


def _unquoted(words: str) -> str:
    text = words.strip()
    return text[1:-1].strip() or text if len(text) > 1 and text[0] == text[-1] == '"' else text


def _networks(catalogue: Catalogue) -> list[str]:
    """The known ones, those with the most dramas first."""
    counted = Counter(release.network for drama in catalogue.dramas.values() for release in drama.releases)
    return list(dict.fromkeys((*(name for name, _ in counted.most_common()), *USUAL_NETWORKS)))


def _offer_networks(ask: Request, answers: Answers) -> Sequence[Choice]:
    return [Choice(name, name) for name in _networks(ask.catalogue)[:OFFERED]]


def _offer_zones(ask: Request, answers: Answers) -> Sequence[Choice]:
    """Seoul, then the asker's own, then where most fans live."""
    keys = dict.fromkeys(filter(None, ("Asia/Seoul", ask.zone, *(one.value for one in zones.suggest("", OFFERED)))))
    return [Choice(times.place(key), key) for key in list(keys)[:OFFERED]]


def _offer_episodes(ask: Request, answers: Answers) -> Sequence[Choice]:
    return [*(Choice(number, number) for number in USUAL_EPISODES), UNKNOWN]


def _offer_every(ask: Request, answers: Answers) -> Sequence[Choice]:
    first = _first(ask, answers)
    days = [first.on.weekday()] if first else []
    pairs = [pair for pair in _PAIRS if not days or days[0] in pair]
    named = [
        *(f"{WEEKDAYS[one]}s and {WEEKDAYS[other]}s" for one, other in pairs),
        *(f"{WEEKDAYS[day]}s" for day in days),
    ]
    unknown = [UNKNOWN] if oneline.is_unknown(answers.get("first", "")) else []
    return [*(Choice(name, name) for name in named), Choice(AT_ONCE, "all at once"), *unknown]


def _first(ask: Request, answers: Answers) -> Wall | None:
    try:
        return read_first(ask, answers, answers.get("first", ""))[0]
    except Mistake:
        return None


def _needs_zone(ask: Request, answers: Answers) -> bool:
    try:
        return "first" in answers and read_first(ask, answers, answers["first"])[1] is None
    except Mistake:
        return False


def _needs_every(ask: Request, answers: Answers) -> bool:
    return answers.get("episodes", "").strip() != "1"


TITLE = Field("title", "Title", "What is it called?", read_title, "Lovely Runner")
NETWORK = Field(
    "network", "Network or platform", "Where does it come out?", read_network, "tvN", _offer_networks, longest=100
)
FIRST = Field(
    "first",
    "First episode",
    "When is it first out? Date with year, hour and zone as announced; or tba.",
    read_first,
    "8 Apr 2024 8:50 PM KST",
    longest=200,
)
ZONE = Field(
    "zone",
    "Time zone",
    "On which clock is that? The zone decides which day it is for everybody else.",
    read_zone,
    "KST, Kuala Lumpur or +8",
    _offer_zones,
    needed=_needs_zone,
    longest=100,
)
EPISODES = Field(
    "episodes", "Episodes", "How many episodes does it have? Or tba.", read_episodes, "16", _offer_episodes, longest=100
)
EVERY = Field(
    "every",
    "Weekdays",
    "On which weekdays does it come out? With the number a night where that is not one.",
    read_every,
    "Mondays and Tuesdays, 2 episodes a night",
    _offer_every,
    (*WEEKDAYS, AT_ONCE, *A_NIGHT),
    chosen_every,
    needed=_needs_every,
    longest=200,
)
NEW = (TITLE, NETWORK, FIRST, ZONE, EPISODES, EVERY)
