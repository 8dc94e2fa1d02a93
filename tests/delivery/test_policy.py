"""What follows from each of the ten outcomes, as a table."""

from datetime import timedelta

import pytest

from bot.core.outcomes import Kind, Outcome
from bot.delivery.policy import DOUBTFUL_TRIES, KILLS, RESEND, Past, Step, after

AT_ONCE = timedelta()


def step(kind, *, seconds=None, **past):
    return after(Outcome(kind, seconds=seconds), Past(**past))


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (step(Kind.SENT), Step("sent")),
        (step(Kind.SENT, unsure=True), Step("sent", doubtful=True)),
        (step(Kind.SENT, unsure=True, remembered=True), Step("sent")),
        (step(Kind.WAIT, seconds=30), Step("waiting", timedelta(seconds=30.5), counts=False)),
        (step(Kind.BANNED, seconds=600), Step("waiting", timedelta(seconds=600.5), counts=False)),
        # at the airing a lost answer means: once more after a minute, and never again
        (step(Kind.UNKNOWN), Step("waiting", RESEND)),
        (step(Kind.UNKNOWN, unsure=True), Step("unknown", doubtful=True)),
        # a lead before it, whose loss is bearable: never
        (step(Kind.UNKNOWN, matters=False), Step("unknown")),
        # we were killed: perhaps it was never sent, so it is until it is recorded, a minute after the claim
        (step(Kind.UNKNOWN, killed=timedelta(seconds=20)), Step("waiting", timedelta(seconds=40))),
        (step(Kind.UNKNOWN, killed=timedelta(hours=1), attempts=3), Step("waiting", AT_ONCE)),
        (step(Kind.UNKNOWN, killed=timedelta(hours=1), attempts=KILLS), Step("unknown")),
        (step(Kind.UNKNOWN, killed=timedelta(hours=1), matters=False), Step("unknown")),
        (step(Kind.UNKNOWN, attempts=DOUBTFUL_TRIES, remembered=True, matters=False), Step("unknown")),
        (step(Kind.MOVED), Step("waiting", AT_ONCE, counts=False)),
        (step(Kind.BAD_CONTENT), Step("waiting", AT_ONCE, plain=True)),
        (step(Kind.BAD_CONTENT, plain=True), Step("dead")),
        (step(Kind.GONE), Step("gone")),
        (step(Kind.NO_RIGHTS), Step("no rights")),
        (step(Kind.FATAL), Step("waiting", timedelta(seconds=30), counts=False)),
    ],
)
def test_each_outcome_has_one_policy(got, expected):
    assert got == expected


@pytest.mark.parametrize("attempts", [*range(12), 40, 30_000])
def test_what_certainly_did_not_arrive_is_tried_again_with_growing_pauses(attempts):
    made = step(Kind.NOT_SENT, attempts=attempts)
    most = timedelta(seconds=min(300, 2 ** min(attempts, 9)))
    assert made.state == "waiting"
    assert most / 2 <= made.wait <= most


@pytest.mark.parametrize("knows", [{"remembered": True}, {"tells": True}])
def test_where_the_platform_knows_what_it_has_a_lost_answer_costs_nothing(knows):
    made = step(Kind.UNKNOWN, matters=False, **knows)
    assert made.state == "waiting"
    assert made.wait <= timedelta(seconds=1)


def test_every_kind_has_a_policy():
    assert {kind: step(kind).state for kind in Kind}.keys() == set(Kind)
