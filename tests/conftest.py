"""What all tests can ask for."""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import telegram.request  # noqa: F401 - with PTB's own request class, which bot.chats.telegram leaves out

from bot.store import engine
from tests import sqlite
from tests.postgres import database, postgres, postgres_url

__all__ = ["database", "postgres", "postgres_url"]

engine.upgrade = sqlite.upgrade

# or each process that a test starts compiles the whole bot anew, which is a third of its start
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# In memory, where there is plenty, no commit waits for a disk and a database is copied with a fifth of the work. The
# 4 GB are twice what all tests together leave there.
MEMORY = Path("/dev/shm")
if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 4 << 30:
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None  # pytest may have asked already


def pytest_collection_finish() -> None:
    """What is there by now stays to the end: to look through it for garbage is a part of the CPU for nothing."""
    gc.collect()
    gc.freeze()
