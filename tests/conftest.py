"""What all tests can ask for."""

import os

import telegram.request  # noqa: F401 - with PTB's own request class, which bot.chats.telegram leaves out

from tests.postgres import database, postgres, postgres_url

__all__ = ["database", "postgres", "postgres_url"]

# or each process that a test starts compiles the whole bot anew, which is a third of its start
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
