"""How much is planned at a time."""

import pytest

from bot.delivery.chunks import FIRST, LEAST, MOST, Chunks


@pytest.mark.parametrize(
    ("size", "seconds", "following"),
    [
        (4000, 0.02, 2000),  # it took twice as long as it may
        (4000, 0.01, 4000),
        (4000, 0.008, 5000),
        (4000, 0.0001, 8000),  # at most twice as many: it may have been quick by chance
        (4000, 0.0, 8000),
        (4000, 3.0, LEAST),
        (MOST, 0.001, MOST),
        (FIRST, 0.001, LEAST),
    ],
)
def test_the_next_chunk_is_as_large_as_the_last_one_was_quick(size, seconds, following):
    chunks = Chunks()
    chunks.size = size
    chunks.heed(seconds, 0.01)
    assert chunks.size == following


async def test_the_first_chunk_is_small_and_what_it_takes_is_measured():
    chunks = Chunks()
    assert chunks.size == FIRST
    with chunks.timed(1000.0):
        pass
    assert chunks.size == LEAST
