from tests.stories.conftest import bot  # noqa: F401 - the same bot
