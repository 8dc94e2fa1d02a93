"""Where the schedules are that come with the bot."""

from pathlib import Path


def folder() -> Path:
    """Inside the package when installed from a wheel (see pyproject.toml), beside it in a working copy."""
    package = Path(__file__).resolve().parent
    installed = package / "schedules"
    return installed if installed.is_dir() else package.parent / "schedules"
