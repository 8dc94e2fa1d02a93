"""What Discord refuses in an application command. Limits: the API's page on application commands."""

import unicodedata
from typing import Any

from tests.emulators.discord.form import REQUIRED, Form, Path, length

STRING, INTEGER, NUMBER = 3, 4, 10
LOCALES = {
    "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "hi", "hr", "hu", "id", "it", "ja",
    "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE", "th", "tr", "uk", "vi", "zh-CN", "zh-TW",
}  # fmt: skip


def good_name(name: str) -> bool:
    r"""^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$, in lower case where the letter has one."""
    if not 1 <= len(name) <= 32 or name.lower() != name:
        return False
    return all(
        c in "-_'" or unicodedata.category(c)[0] in "LN" or unicodedata.name(c, "").startswith(("DEVANAGARI", "THAI"))
        for c in name
    )


def check_command(form: Form, body: dict[str, Any], path: Path) -> None:
    kind = form.among(body, (*path, "type"), (1, 2, 3, 4)) or 1
    _names(form, body, path, plain=kind == 1)
    if kind == 1:
        _descriptions(form, body, path)
        _options(form, body, path, deeper=2)
    elif body.get("description") or body.get("options"):
        form.wrong(path, "APPLICATION_COMMAND_INVALID_FIELDS", "Context menu commands have no description or options")
    for key, allowed in (("contexts", (0, 1, 2)), ("integration_types", (0, 1))):
        given = body.get(key)
        if given is not None and (not given or len(set(given)) != len(given) or not set(given) <= set(allowed)):
            form.wrong((*path, key), "BASE_TYPE_CHOICES", f"Values must be distinct ones of {allowed}.")
    may = body.get("default_member_permissions")
    if may is not None and not str(may).isdigit():
        form.wrong((*path, "default_member_permissions"), "PERMISSION_TYPE_INVALID", "Not a permission bit set.")
    if _size(body) > 8000:
        form.wrong(path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")


def _size(part: dict[str, Any]) -> int:
    own = sum(length(str(part.get(key, ""))) for key in ("name", "description", "value"))
    return own + sum(_size(one) for key in ("options", "choices") for one in part.get(key) or [])


def _names(form: Form, body: dict[str, Any], path: Path, *, plain: bool) -> None:
    name = form.text(body, (*path, "name"), 1, 32, required=True)
    given = [((*path, "name"), name)] if name else []
    given += [((*path, "name_localizations", key), value) for key, value in _localised(form, body, path, "name")]
    for where, value in given:
        if not 1 <= length(value) <= 32:
            if where[-1] != "name":
                form.wrong(where, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 32 in length.")
        elif plain and not good_name(value):
            words = "Command name is invalid" if value.lower() == value else "Command names must be lowercase"
            form.wrong(where, "APPLICATION_COMMAND_INVALID_NAME", words)


def _localised(form: Form, body: dict[str, Any], path: Path, key: str) -> list[tuple[str, str]]:
    table = body.get(f"{key}_localizations") or {}
    for locale in table:
        if locale not in LOCALES:
            form.wrong(
                (*path, f"{key}_localizations", locale), "ENUM_TYPE_COERCE", f'Value "{locale}" is not a locale.'
            )
    return [(locale, value) for locale, value in table.items() if isinstance(value, str)]


def _descriptions(form: Form, body: dict[str, Any], path: Path) -> None:
    form.text(body, (*path, "description"), 1, 100, required=True)
    for locale, value in _localised(form, body, path, "description"):
        if not 1 <= length(value) <= 100:
            words = "Must be between 1 and 100 in length."
            form.wrong((*path, "description_localizations", locale), "BASE_TYPE_BAD_LENGTH", words)


def _options(form: Form, body: dict[str, Any], path: Path, *, deeper: int) -> None:
    options = form.items(body, (*path, "options"), 0, 25)
    names: set[str] = set()
    optional_before = False
    groups = [one.get("type") in (1, 2) for one in options]
    if any(groups) and not all(groups):
        words = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        form.wrong((*path, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", words)
    for index, one in enumerate(options):
        here = (*path, "options", index)
        kind = form.among(one, (*here, "type"), tuple(range(1, 12)), required=True)
        _names(form, one, here, plain=True)
        _descriptions(form, one, here)
        if one.get("name") in names:
            form.wrong((*path, "options"), "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", "Option name is already used")
        names.add(one.get("name", ""))
        if one.get("required") and optional_before:
            words = "Required options must be placed before non-required options"
            form.wrong((*path, "options"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", words)
        optional_before = optional_before or not one.get("required")
        if kind in (1, 2):
            if deeper == 0 or (kind == 2 and deeper < 2):
                form.wrong((*here, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Nested too deep")
            else:
                _options(form, one, here, deeper=1 if kind == 2 else 0)
        else:
            _value(form, one, here)


def _value(form: Form, one: dict[str, Any], path: Path) -> None:
    kind = one.get("type")
    choices = form.items(one, (*path, "choices"), 0, 25)
    if one.get("autocomplete") and (choices or kind not in (STRING, INTEGER, NUMBER)):
        words = "Autocomplete needs a string, integer or number option without choices"
        form.wrong((*path, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", words)
    check_choices(form, choices, (*path, "choices"), kind)
    if kind == STRING:
        form.number(one, (*path, "min_length"), 0, 6000)
        form.number(one, (*path, "max_length"), 1, 6000)


def check_choices(
    form: Form, choices: list[dict[str, Any]], path: Path, kind: int | None, *, distinct: bool = True
) -> None:
    """Choices of an option, or of an autocomplete answer: names and values of 1 to 100 characters, typed."""
    names: set[str] = set()
    for index, choice in enumerate(choices):
        name = form.text(choice, (*path, index, "name"), 1, 100, required=True)
        if distinct and name in names:
            form.wrong((*path, index, "name"), "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATE", "Name already used")
        names.add(name or "")
        value = choice.get("value")
        if value is None:
            form.wrong((*path, index, "value"), *REQUIRED)
        elif kind == STRING:
            form.text(choice, (*path, index, "value"), 1, 100, required=True)
        elif kind == INTEGER and (not isinstance(value, int) or isinstance(value, bool)):
            form.wrong((*path, index, "value"), "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif kind == NUMBER and (not isinstance(value, int | float) or isinstance(value, bool)):
            form.wrong((*path, index, "value"), "NUMBER_TYPE_COERCE", f'Value "{value}" is not number.')
