"""What is typed in the terminal and may be a file."""

import pytest

from bot.chats.local import files
from bot.core.command import Command, Param, Takes
from bot.core.messages import File


async def _nothing(*_: object) -> None: ...


DRAFT = Command(
    "draft",
    "Draft",
    _nothing,
    (Param("article", "Which", lambda _, words: words, raw=True),),
    takes=Takes((".html", ".txt"), 1024, "an article"),
)


@pytest.mark.parametrize("text", ["A drama. " * 2000, "x" * 300, "~nobody-of-that-name", "a/b/c"])
def test_an_article_that_is_pasted_is_no_file(text):
    assert files.named(f"/draft {text}", [DRAFT]) == ("", [])
    assert files.named(text, [DRAFT]) == ("", [])


def test_a_file_of_no_possible_name_is_not_saved(tmp_path):
    (answer,) = files.saved([File("a.toml", "text/plain", b"x")], str(tmp_path / ("x" * 300)))
    assert answer.endswith("cannot be written: File name too long.")
