"""Collecting what is wrong with a request body into Discord's `errors` tree (code 50035)."""

from collections.abc import Container
from typing import Any

from tests.emulators.discord.errors import refusal

Path = tuple[str | int, ...]
REQUIRED = ("BASE_TYPE_REQUIRED", "This field is required")


def length(text: str) -> int:
    """UTF-16 units: never laxer than Discord, which is not documented to count anything smaller."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Form:
    def __init__(self) -> None:
        self.errors: dict[str, Any] = {}

    def wrong(self, path: Path, code: str, message: str) -> None:
        here = self.errors
        for step in path:
            here = here.setdefault(str(step), {})
        here.setdefault("_errors", []).append({"code": code, "message": message})

    def done(self) -> None:
        if self.errors:
            raise refusal(50035, errors=self.errors)

    def text(self, body: dict[str, Any], path: Path, low: int, high: int, *, required: bool = False) -> str | None:
        """The string under the last step of `path`, measured; None when there is none or it is no string."""
        value = body.get(str(path[-1]))
        if value is None or (value == "" and not required and low):
            if required:
                self.wrong(path, *REQUIRED)
            return None
        if not isinstance(value, str):
            self.wrong(path, "STRING_TYPE_CONVERT", f"Could not interpret {value!r} as string.")
            return None
        size = length(value)
        if low and not value.strip():
            self.wrong(path, *REQUIRED)
        elif size > high and not low:
            self.wrong(path, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        elif not low <= size <= high:
            self.wrong(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
        return value

    def number(self, body: dict[str, Any], path: Path, low: int, high: int, *, required: bool = False) -> int | None:
        value = body.get(str(path[-1]))
        if value is None:
            if required:
                self.wrong(path, *REQUIRED)
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.wrong(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return None
        if value < low:
            self.wrong(path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {low}.")
        elif value > high:
            self.wrong(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")
        return value

    def among(self, body: dict[str, Any], path: Path, allowed: Container[Any], *, required: bool = False) -> Any:
        value = body.get(str(path[-1]))
        if value is None:
            if required:
                self.wrong(path, *REQUIRED)
        elif value not in allowed:
            self.wrong(path, "BASE_TYPE_CHOICES", f"Value must be one of {allowed}.")
        return value

    def items(
        self, body: dict[str, Any], path: Path, low: int, high: int, *, required: bool = False
    ) -> list[dict[str, Any]]:
        """The list of objects under the last step; empty when there is none or it is faulty."""
        value = body.get(str(path[-1]))
        if value is None:
            if required:
                self.wrong(path, *REQUIRED)
            return []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.wrong(path, "LIST_TYPE_CONVERT", "Only iterables of objects may be used here.")
            return []
        if len(value) > high and not low:
            self.wrong(path, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        elif not low <= len(value) <= high:
            self.wrong(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
        return value

    def url(self, body: dict[str, Any], path: Path, *, schemes: tuple[str, ...], required: bool = False) -> None:
        value = self.text(body, path, 1, 2048, required=required)
        if value and not value.startswith(tuple(f"{scheme}://" for scheme in schemes)):
            self.wrong(path, "URL_TYPE_INVALID_SCHEME", f"Scheme must be one of {schemes}.")
        elif value and not value.split("://", 1)[1].split("/")[0].strip():
            self.wrong(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
