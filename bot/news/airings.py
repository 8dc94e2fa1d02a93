"""When a drama begins, and on which days of the week, as an article says it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.core.drafted import Question
from bot.news import airing_words as words
from bot.news import lines as said
from bot.news import networks, page_dates, stated, telling, when
from bot.news.found import Schedule

_USUALLY = timedelta(days=120)  # between a page and the premiere it tells of
MOST = 8  # dates of one part of a sentence: what has more is a calendar
_KIND_OF_DRAMA = re.compile(
    r"(?:['’]?s)? (?:[\w:.]+ ){0,3}?"
    r"(?:(?:[Dd]rama|K-[Dd]rama|[Ss]how)(?!s)|[Ss]eries|[Ss]lot|[Tt]ime|mini|lineup|schedule|rom|thriller|sageuk|sitcom)"
)
_DATE_AFTER = re.compile(r" ?\(?\d| ?\(?" + when.MONTH)
_EVENT_DOES = re.compile(
    rf"(?<!of )(?<!of the )(?:{words.ANOTHER_EVENT.pattern})(?:,? (?:titled )?[A-Z“\"‘'\[][^,;]{{0,60}}?)?"
    r"(?:,? (?:will|would|is|are|was|were|to|set|be|being|also|then|scheduled|expected|slated|due|which|that|has|"
    r"have))* $"
)
_OF_THAT_DAY = re.compile(r"(?:[’']s)? (?:broadcasts?|episodes?|airings?|telecasts?|instal?lments?)\b")
_BESIDE_ITS_NETWORK = re.compile(r"[”\"’'\w] \([^()]{2,30}, $")  # “Blue Hour” (Viu, March 9)
_BEGAN = re.compile(r"premiered|debuted|began|started|kicked off|launched", re.I)
_AHEAD_OF = re.compile(r"\b(?:[Aa]head of|[Bb]efore|[Pp]rior to) (?:its|the|his|her|their) (?:[\w-]+ )?$")
_BEGINNING = re.compile(r"premier|first|pilot|debut|beg[ia]n|start|kick", re.I)
# "The broadcast on June 16 is not affected"
_ONE_BROADCAST = re.compile(
    r"\b(?:the|this|both) (?:(?:regular|scheduled|next|[\w-]+[’']s) )?(?:broadcasts?|episodes?) (?:on|of|for) $",
    re.I,
)
# "“Blue Hour,” which", "the drama, set to"
_WHICH = re.compile(
    r"(?:\b(?:drama|series|show|sageuk)|(?P<title>[”\"’'\w]))[,”\"’']{0,3} "
    r"(?:which|that|(?:set|slated|due|scheduled|expected) (?:to|for))"
    r"(?: [\w’'-]+){0,4} $"
)
# "Kim returns to the small screen with “Blue Hour” on"
_WITH_A_TITLE = re.compile(
    r"\b(?:with|in|through|via|for|as) (?:[\w’'+-]+ ){0,8}[“\"‘'\[]|\bscreens?\b|\bviewers\b|"
    r"(?:[”\"’'],?|,[”\"’']) (?:which|that) "
)
# a drama comes to a country, and an actor to a city
TRAVELS = re.compile(
    r"\b(?:com(?:es?|ing)|return\w*|arriv\w*|land(?:s|ed)?|fl(?:ies|ew|ying)|head\w*|back) (?:back )?(?:to|in|at|from) "
    r"(?:town|Manila|Quezon City|Cebu|Singapore|Jakarta|Bangkok|Kuala Lumpur|Seoul|Incheon|Gimhae|Busan|Tokyo|Osaka|"
    r"Taipei|Hong Kong|Macau|Hanoi|Ho Chi Minh City|London|Paris|Milan|New York|Los Angeles|Dubai|Mumbai|Delhi)\b"
)
_AT_A_PREMIERE = re.compile(
    r"\b(?:attend\w*|arriv\w+|spoke|speaking|seen|pos(?:es?|ed|ing)|appeared|walked)\b[^.,]{0,30}? (?:the|its|a|their) "
    r"(?:[\w-]+ ){0,2}premiere\b"
)
_PROMOTION_IS = re.compile(
    r"\b(?:teasers?|trailers?|posters?|stills?|photos?|clips?|previews?|(?<!Prime )[Vv]ideos?|images?|cuts?)\b"
    r"(?:(?! (?:that|which|as|when|ahead|before|and) )[^,;])*$"
)
# "The platform on Thursday (Nov. 9) unveiled the trailer"
_ANNOUNCED_THEN = re.compile(r"[)\]]?,? (?:also |has |have )?(?:unveil|announc|reveal|shar|confirm|said\b|told\b)")
_REPLACES_FROM = re.compile(
    r"\b(?:replac(?:es|ing)|succeed(?:s|ing)|follow(?:s|ing)|takes? over from|taking over from) "
    r"[“\"‘'][^“”\"]{1,60}[”\"’'],? (?:in [\w -]{1,30} )?(?:from|on|starting|beginning)(?: on)? $"
)
# what follows another show in its slot has that slot
_OWN_TURN = re.compile(
    r"['’]s (?:last|next|first) $|\btak\w+ over|follow $|(?:more|episodes|ones|remaining \w+|rest|others) following $|"
    r"\b(?:following|after|replac\w+|succe\w+) [“\"‘'][^“\"]{1,60}[”\"’'] (?:in|as|for) ",
    re.I,
)
_LAST_PREMIERED = re.compile(
    r"\b(?:(?:final|last|concluding|closing) episodes?|finale),? (?:which |that )?premiered", re.I
)
# "The drama, which was delayed, will now begin on"
_NOW = re.compile(
    r"\bnow\b(?: \w+){0,4} (?:premier|begin|start|open|debut|launch|air for the first|out|arriv|land|kick)\w*[^,;]*$",
    re.I,
)
_NUMBERED = re.compile(r"the \d", re.I)
_ONLY_THE_HOUR = re.compile(
    r"\b(?:earlier|later) than (?:before|usual|scheduled)\b|\bnew time\b|"
    r"\binstead of (?:its usual )?\d"
)
_OF_A_START = re.compile(r"release|premiere|air|broadcast|start|date|schedule|when|run|on.air|^first|^episode", re.I)
_ONCE = re.compile(r"\b(?:originally|initially|first) (?:aired|broadcast|premiered|released|ran)\b")
_IN_AN_EPISODE = re.compile(rf"(?:In|On|During|With|After|Throughout) (?:\w+ )?(?:{words.LATER_EPISODE.pattern})", re.I)
_UNTIL = re.compile(
    r"\b(?:until|till|through|before|by|ending|ends on|up to|between|during|week of|"
    r"between [^,;]{3,25} and|dated|as of) (?:the )?$",
    re.I,
)
_NEW = re.compile(r"\b(?:new|upcoming|latest)\b[^.]*\b(?:drama|series|slot)\b", re.I)
_AUDIENCE = re.compile(r"\b(?:ratings?|percent|viewership|viewers nationwide|Nielsen)\b|\d%", re.I)
THE_DRAMA = re.compile(r"\b(?:[Tt]he|[Tt]his) (?:[\w-]+ ){0,2}(?:drama|(?:mini-?)?series|show)\b")
_REPORTED = re.compile(
    r"\b(?:(?:announced|said|told \w+|revealed|confirmed|reported|stated)(?: on)?|"
    r"[Aa]ccording to [^,]{2,60} on)(?: the)? $"
)
_AWAY_FROM = re.compile(r"\bfrom (?:its )?(?:\w+ ){0,2}$")
_TO_DAYS = re.compile(rf" to (?:\w+ ){{0,2}}{when.DAY}")
_EVERY = re.compile(r"(?:every|each) ", re.I)
_HOUR_AFTER = re.compile(r",? ?(?:at )?\d{1,2}[:.]?\d* ?[ap]\.?m| ?(?:at )?\(?\d\d[:.]\d\d", re.I)


@dataclass(frozen=True, slots=True)
class _Told:
    """That a clause names a day of which so much is sure. `gone`: it is past."""

    points: float
    day: when.Day
    line: said.Line
    clause: str
    gone: bool


def read_premiere(lines: Sequence[said.Line], page: date | None, found: Schedule) -> None:
    told = list(_told(lines, page))
    if not told:
        return
    best = max(told, key=lambda one: one.points)
    rivals = {(one.day.month, one.day.day) for one in told if one.points >= best.points and best.points < 6}
    if len(rivals) > 1:
        several = tuple(sorted(f"{month:02}-{day:02}" for month, day in rivals))
        text = f"Several dates may be the premiere: {' or '.join(several)}. Which one?"
        found.questions.append(Question(text, "premiere", tuple(f"--{one}" for one in several)))
        return
    day, clause = best.day, best.clause
    if not (day.year or page):
        day = replace(day, year=_written_elsewhere(lines, day))
    beside = when.weekday_before(clause, day.start)
    beside = beside if beside is not None else when.weekday_after(clause, day.end)
    on = telling.with_year(day, page, -_USUALLY if best.gone else _USUALLY, beside)
    over = next((hour.over for hour in when.hours(clause)[:MOST] if hour.over), 0)
    if on is None:
        found.premiere = f"--{day.month:02}-{day.day:02}"
    else:
        if beside is not None and on.weekday() != beside:
            said_of_it = next(when.weekdays((beside,)))
            text = f"{on.isoformat()} is a {on:%A}, and the article says {said_of_it}. Which is right?"
            found.questions.append(Question(text, "premiere"))
        found.premiere = (on + timedelta(days=over)).isoformat()
    found.evidence["premiere"] = best.line.shown


def _written_elsewhere(lines: Sequence[said.Line], day: when.Day) -> int | None:
    """The year with which the same day stands in another place."""
    every = {
        one.year
        for line in lines
        for one in when.days(line.shown, None)
        if (one.month, one.day) == (day.month, day.day)
    }
    years = every - {None}
    return years.pop() if len(years) == 1 else None


def _told(lines: Sequence[said.Line], page: date | None) -> Iterator[_Told]:
    running = any(words.RUNNING.search(line.shown) for line in lines)
    article = telling.Article(running, any(words.NOT.search(line.text) for line in lines))
    for line in lines:
        for start, clause in said.clauses(line.text):
            for one in when.days(clause, page, weekdays=True)[:MOST]:
                at, part, day = telling.narrowed(line, start, clause, one)
                if points := _points(line, at, part, day, article):
                    gone = telling.is_gone(part, day, article)
                    on = day.back if gone and day.back else day.on
                    yield _Told(points, _of(day, on) if on else day, line, part, gone)


def _of(day: when.Day, on: date) -> when.Day:
    return replace(day, on=on, year=on.year, month=on.month, day=on.day)


def _points(line: said.Line, start: int, clause: str, day: when.Day, article: telling.Article) -> float:
    """How sure it is that a date in a clause, which starts there in its line, is the premiere's; 0 for none."""
    if not line.says(start + day.start) or page_dates.is_in_dateline(clause, day) or words.RERUN.search(clause):
        return 0
    if line.label:
        return 0 if day.weekday else _labelled(line, clause, day)
    if points := stated.points(line, clause, day):
        return points
    if telling.ON_THAT_DAY.fullmatch(clause[: day.start]) and words.PROMOTION.search(clause[day.end :]):
        return 0  # "On May 27, the drama, which airs in June, unveiled its poster"
    if _AT_A_PREMIERE.search(clause) or (_ONLY_THE_HOUR.search(clause) and not words.FIRST.search(clause)):
        return 0
    if _ANNOUNCED_THEN.match(clause[day.end :]) and not words.STRONG.search(clause[: day.start]):
        return 0
    if (line.named or THE_DRAMA.match(clause)) and _REPLACES_FROM.search(clause[: day.start]):
        return 3.0
    if telling.is_the_old_one(clause, day, article) or _REPORTED.search(clause, 0, day.start):
        return 0
    moved = said.moved_to(clause, day.start)
    if not moved and (_UNTIL.search(clause[: day.start]) or stated.ends_a_run(clause, day)):
        return 0
    if _OF_THAT_DAY.match(clause[day.end :]) or (_AUDIENCE.search(clause) and not words.FIRST.search(clause)):
        return 0
    if _ONE_BROADCAST.search(clause, 0, day.start):
        return 0
    if line.named and _BESIDE_ITS_NETWORK.search(clause, 0, day.start) and networks.found(clause[: day.start][-40:]):
        return 2.0
    anchors = [
        one
        for one in said.airs(line, clause)
        if not (_goes_on(clause, one) or words.SOME_TIME.match(clause, one.end()))
    ]
    if not anchors and line.named and _NEW.search(clause) and _HOUR_AFTER.match(clause[day.end :]):
        return 0 if words.NOT.search(clause) or _is_another(clause) else 2.5
    if _IN_AN_EPISODE.match(clause):
        return 0
    if words.LATER_EPISODE.search(clause):
        anchors = [one for one in anchors if _BEGINNING.match(one[0])]
    if not anchors and moved and line.named and not _is_another(clause):
        return 3.0
    if not anchors:
        return 0
    sure = [match for match in anchors if words.STRONG.search(match[0]) and telling.gap(match, day) < telling.NEAR]
    nearest = min(sure or anchors, key=lambda match: telling.gap(match, day))
    away = telling.gap(nearest, day)
    if words.NOT.search(clause) and not (moved or _BEGAN.match(nearest[0]) or _NOW.search(clause, 0, day.start)):
        return 0
    if away > 6 and _AHEAD_OF.search(clause, 0, nearest.start()):
        return 0  # "Ahead of the premiere, a talk will be streamed on"
    if away > 160 or (
        words.LAST.search(clause[max(0, nearest.start() - 50) : max(nearest.end(), day.end)])
        and (not re.search(r"first episode|premiere", clause, re.I) or _LAST_PREMIERED.search(clause))
    ):
        return 0
    weak = not words.STRONG.search(nearest[0])
    if words.ANOTHER_EVENT.search(clause[nearest.end() : day.start]):
        return 0  # "which will begin filming on"
    if not _is_of_it(line, start, clause, nearest, day) and is_something_else(line, clause, nearest, day):
        return 0
    if day.weekday and not telling.is_when(clause, day, anchors):
        return 0
    if day.on and article.running and not _NUMBERED.match(clause, day.start) and not words.FIRST.search(clause):
        return 0  # "The drama airs tonight"
    points = 3.0 + 2.0 * (not weak) + 1.5 * line.named - away / 60
    points += 1.5 * bool(re.search(r"premier|first", nearest[0], re.I)) + 1.0 * bool(
        re.search(r"\b(?:on|from|starting|beginning) $", clause[: day.start])
    )
    points -= 1.5 * (day.start < nearest.start()) + 2.0 * (
        day.on is not None
        and day.year is not None
        and not re.match(r"(?:this|the)", clause[day.start : day.end], re.I)
        and weak
    )
    return max(points - 2.0 * bool(_ONCE.search(clause)), 0.1)


def _is_another(clause: str) -> bool:
    return bool(words.ANOTHER_EVENT.search(clause) or words.LAST.search(clause) or words.LATER_EPISODE.search(clause))


def _labelled(line: said.Line, clause: str, day: when.Day) -> float:
    """The first date of a line such as "Release date: 9 March 2024 – 3 April 2024"."""
    label = said.LABEL.match(line.shown)
    if label is None:
        return 0
    before = clause[label.start("value") : day.start]
    if re.search(r"\d", before) and not re.search(r"\b(?:from|since|starting|beginning)(?: on)? $", before):
        return 0
    return 9.0 if _OF_A_START.search(label["name"]) else 0


def _is_of_it(line: said.Line, start: int, clause: str, airs: re.Match[str], day: when.Day) -> bool:
    """Whether the drama itself is what airs, whatever else the sentence is about: "“Blue Hour,” which airs on"."""
    which = _WHICH.search(clause, 0, airs.start())
    return (
        which is not None
        and day.start > airs.start()
        and (
            not which["title"]
            or any(abs(one.end - start - which.start("title")) < 4 for one in line.mentions if one.ours)
        )
    )


def is_something_else(line: said.Line, clause: str, airs: re.Match[str], day: when.Day | when.Hour) -> bool:
    """Whether on that day something else happens: what begins may be a concert, what is released a poster."""
    weak = not words.STRONG.search(airs[0])
    away = telling.gap(airs, day)
    between = clause[min(airs.end(), day.end) : max(airs.start(), day.start)]
    earlier = words.ANOTHER_EVENT.search(clause[: day.start])
    if _EVENT_DOES.search(clause, max(0, airs.start() - 120), airs.start()):
        return True  # "His film Love of Today will premiere"
    if words.ANOTHER_EVENT.search(between) or (earlier and day.start < airs.start()):
        return True
    events = list(words.ANOTHER_EVENT.finditer(clause))
    if events and min(telling.gap(match, day) for match in events) < away:
        return True
    before = clause[: airs.start()]
    surely = away < 40 and bool(re.search(r"\b(?:will|(?:set|due|slated|scheduled) to)(?: be)? $", before))
    surely = surely and not words.ANOTHER_EVENT.search(before)
    if weak and not surely and (events or (words.PROMOTION.search(clause) and not line.named)):
        return True
    if weak and _PROMOTION_IS.search(before):
        return True  # "The teaser of the drama was released on"
    if weak and said.of_a_person(clause) and not (line.named and _WITH_A_TITLE.search(clause)):
        return True
    if weak and TRAVELS.search(clause):
        return True
    promotions = list(words.PROMOTION.finditer(clause))
    told_then = bool(promotions) and min(telling.gap(match, day) for match in promotions) < away
    return told_then and (weak or airs.start() >= day.start)


def _goes_on(clause: str, airs: re.Match[str]) -> bool:
    """Whether a drama comes back after a week off, not for another season, nor an actor with a drama."""
    back = re.match(r"return|com(?:es|ing) back", airs[0], re.I) is not None
    return back and not said.of_a_person(clause) and not re.search(r"\bseason\b|\bwith\b|\bscreens?\b", clause, re.I)


def read_slot(lines: Sequence[said.Line], found: Schedule) -> None:
    """The weekdays, from the line that says them most plainly."""
    told = [
        (points, slot, line)
        for line in lines
        for start, clause in said.clauses(line.text)
        for slot in when.slots(clause, label=line.label)
        if line.says(start + slot.start, slot=True)
        if (points := _slot_points(line, *telling.narrowed(line, start, clause, slot)[1:], found))
    ]
    if not told:
        return
    points, slot, line = max(told, key=lambda one: one[0])
    others = {other.days for _, other, _ in told} - {slot.days}
    if others and points < 3:
        slots = tuple(", ".join(when.weekdays(days)) for days in sorted({slot.days, *others}))
        found.questions.append(Question("Several weekly slots are named. Which weekdays are right?", "weekdays", slots))
        return
    found.weekdays = tuple(when.weekdays(slot.days))
    found.evidence["weekdays"] = line.shown


def _slot_points(line: said.Line, clause: str, slot: when.Slot, found: Schedule) -> float:
    """How sure it is that the drama comes back on these days; 0 for days of something else."""
    before, after = clause[: slot.start], clause[slot.end :]
    kind = _KIND_OF_DRAMA.match(after)
    if words.RERUN.search(clause) or (_AWAY_FROM.search(before) and _TO_DAYS.match(after)):
        return 0
    if words.NOT.search(clause) and not (kind and line.named) and not said.moved_to(clause, slot.start):
        return 0
    if words.ONCE_DUE.search(before):
        return 0
    if words.OTHER_SHOW.search(_OWN_TURN.sub("", before)[-30:].split(", ")[-1]):
        return 0
    if re.search(r"\b(?:any|no|other|all)(?: new)? $", before):
        return 0
    if _DATE_AFTER.match(after) and not _HOUR_AFTER.match(after) and not _EVERY.match(clause, slot.start):
        return 0
    beside = found.evidence.get("premiere") == line.shown
    timed = line.may_tell_of_it and _HOUR_AFTER.match(after)  # "on Mondays and Tuesdays at 21:50" can be nothing else
    if not (
        said.airs(line, clause)
        or kind
        or line.label
        or timed
        or beside
        or said.moved_to(clause, slot.start)
        or re.search(r"\b(?:episodes|follow(?:s|ed)?|(?:a|per|each) week)\b", clause)
    ):
        return 0
    if (
        not kind
        and words.LAST.search(clause)
        and not re.search(r"\b(?:every|each)\b|s$", clause[slot.start : slot.end])
    ):
        return 0
    strong = bool(words.STRONG.search(clause))
    if words.ANOTHER_EVENT.search(clause) and not (kind or (strong and line.named)):
        return 0
    return 1.0 + 2 * line.named + 2 * strong + bool(kind) + 2 * beside + 3 * line.label
