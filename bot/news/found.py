"""What an article says about a schedule."""

from dataclasses import dataclass, field

from bot.core.drafted import Question


@dataclass(slots=True)
class Schedule:
    episodes: int | None = None
    premiere: str | None = None
    time: str | None = None
    zone: str | None = None
    weekdays: tuple[str, ...] = ()
    platform: str | None = None
    rating: str | None = None
    evidence: dict[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
