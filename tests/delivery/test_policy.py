"""What follows from each of the ten outcomes, as a table."""

from datetime import timedelta

import pytest

from bot.core.outcomes import Kind, Outcome
from bot.delivery import policy
from bot.delivery.policy import RESEND, Step, after


def step(kind, *, attempts=0, plain=False, remembered=False, matters=True, **more):
    return after(Outcome(kind, **more), attempts=attempts, plain=plain, remembered=remembered, matters=matters)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (step(Kind.SENT), Step("sent")),
        (step(Kind.WAIT, seconds=30), Step("waiting", timedelta(seconds=30.5), counts=False)),
        (step(Kind.BANNED, seconds=600), Step("waiting", timedelta(seconds=600.5), counts=False)),
        # at the airing a lost answer means: once more after a minute, and never again
        (step(Kind.UNKNOWN), Step("waiting", RESEND, doubtful=True)),
        (step(Kind.UNKNOWN, attempts=1), Step("unknown")),
        # a lead before it, whose loss is bearable: never
        (step(Kind.UNKNOWN, matters=False), Step("unknown")),
        (step(Kind.UNKNOWN, attempts=policy.DOUBTFUL_TRIES, remembered=True, matters=False), Step("unknown")),
        (step(Kind.MOVED, moved_to="-100"), Step("waiting", timedelta(), counts=False)),
        (step(Kind.BAD_CONTENT), Step("waiting", timedelta(), plain=True)),
        (step(Kind.BAD_CONTENT, plain=True), Step("dead")),
        (step(Kind.GONE), Step("gone")),
        (step(Kind.NO_RIGHTS), Step("no rights")),
    ],
)
def test_each_outcome_has_one_policy(got, expected):
    assert got == expected


@pytest.mark.parametrize("attempts", range(12))
def test_what_certainly_did_not_arrive_is_tried_again_with_growing_pauses(attempts):
    made = step(Kind.NOT_SENT, attempts=attempts)
    most = timedelta(seconds=min(300, 2**attempts))
    assert made.state == "waiting"
    assert most / 2 <= made.wait <= most


def test_where_the_platform_remembers_nonces_a_lost_answer_costs_nothing():
    assert step(Kind.UNKNOWN, remembered=True, matters=False).wait <= timedelta(seconds=1)


def test_every_kind_has_a_policy():
    assert {kind: step(kind).state for kind in Kind}.keys() == set(Kind)
