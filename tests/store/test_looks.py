"""The questions of an idle bot are cheap: each finds its answer by an index, whatever the store holds."""

import asyncio
import re

import pytest

from bot.store import looks
from bot.store.steps import Sql
from bot.store.store import Store

QUESTIONS = {name: one for name, one in vars(looks).items() if isinstance(one, Sql) and one is not looks.MOVE_MARK}
INDEX = {
    "CORRECTION": ["batches_to_correct"],
    "PAUSE_OVER": ["chats_inactive"],
    "SILENCED": ["chats_inactive"],
    "FEED_DUE": ["feeds_by_due"],
    "ALERT_OPEN": ["SCAN alerts", "SCAN alert_cards"],  # of nights that are not as planned there are few
    "REWATCH_DUE": ["rewatches_by_due"],
    "DIGEST_DUE": ["digests_by_due"],
    "INCOMPLETE": ["announcements_incomplete"],
    "OVER": ["announcements_unclosed", "deliveries_expired"],
    "MARK": ["sqlite_autoindex_facts_1"],
    "WISHES": ["SCAN wishes", "subscriptions_by_drama"],
    "NEXT_FEED": ["feeds_by_due"],
    "NEXT_REWATCH": ["rewatches_by_due", "PRIMARY KEY"],
    "NEXT_DIGEST": ["digests_by_due", "PRIMARY KEY"],
    "_READY": ["deliveries_ready"],
    "_NEXT_TRY": ["batches_open"],
}


class Anything(dict):
    """Parameters of any name."""

    def __missing__(self, name):
        return "[]"


@pytest.mark.parametrize("name", QUESTIONS)
async def test_a_question_is_answered_by_its_index(name, tmp_path):
    store = await Store.open(f"sqlite:///{tmp_path}/bell.db", "real")
    try:
        rows = await store.engine.errand(
            lambda sqlite: sqlite.execute(f"EXPLAIN QUERY PLAN {QUESTIONS[name].file}", Anything()).fetchall()
        )
    finally:
        await store.close()
    steps = "\n".join(row[3] for row in rows if "json_each" not in row[3])
    assert re.findall(r"(?<=INDEX )\w+|SCAN \w+(?! USING)\b|PRIMARY KEY", steps) == INDEX[name]


async def test_questions_of_one_moment_are_one_transaction(tmp_path):
    store, said = await Store.open(f"sqlite:///{tmp_path}/bell.db", "real"), list[str]()
    await store.engine.errand(lambda sqlite: sqlite.set_trace_callback(said.append))
    await asyncio.gather(*(store.has(looks.SILENCED, {"platform": name}) for name in ("telegram", "discord")))
    await store.close()
    assert [words.split()[0] for words in said] == ["BEGIN", "SELECT", "SELECT", "SELECT", "COMMIT"]
