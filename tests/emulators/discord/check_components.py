"""What Discord refuses in buttons, selects, V2 layouts and modals. Limits: the API's component reference."""

from typing import Any

from tests.emulators.discord.form import REQUIRED, Form, Path, length
from tests.emulators.discord.values import walk

ROW, BUTTON, INPUT, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = (
    1,
    2,
    4,
    9,
    10,
    11,
    12,
    13,
    14,
    17,
    18,
)
SELECTS = (3, 5, 6, 7, 8)
TOP_V2 = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER)
IN_LABEL = (*SELECTS, INPUT, 19, 21, 22, 23)
UNKNOWN = ("UNION_TYPE_CHOICES", 'Value of field "type" must be one of {}.')


def check_components(form: Form, body: dict[str, Any], path: Path, *, v2: bool) -> None:
    tops = form.items(body, path, 0, 40 if v2 else 5)
    every = list(walk(tops))
    if v2 and len(every) > 40:
        form.wrong(path, "COMPONENT_MAX_TOTAL_EXCEEDED", "The maximum number of components is 40.")
    texts = sum(length(c["content"]) for c in every if c.get("type") == TEXT and isinstance(c.get("content"), str))
    if texts > 4000:
        words = "Total text displayed in components exceeds maximum size of 4000"
        form.wrong(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", words)
    seen: set[str] = set()
    for index, component in enumerate(tops):
        _component(form, component, (*path, index), TOP_V2 if v2 else (ROW,), seen)
    numbers = [c["id"] for c in every if c.get("id")]
    if len(numbers) != len(set(numbers)):
        form.wrong(path, "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")


def check_modal(form: Form, data: dict[str, Any], path: Path) -> None:
    form.text(data, (*path, "title"), 1, 45, required=True)
    form.text(data, (*path, "custom_id"), 1, 100, required=True)
    seen: set[str] = set()
    for index, part in enumerate(form.items(data, (*path, "components"), 1, 5, required=True)):
        here = (*path, "components", index)
        if part.get("type") == ROW:
            inner = form.items(part, (*here, "components"), 1, 1, required=True)
            for number, one in enumerate(inner):
                _component(form, one, (*here, "components", number), (INPUT,), seen, labelled=False)
        elif part.get("type") == LABEL:
            form.text(part, (*here, "label"), 1, 45, required=True)
            form.text(part, (*here, "description"), 0, 100)
            _component(form, part.get("component") or {}, (*here, "component"), IN_LABEL, seen)
        elif part.get("type") == TEXT:
            form.text(part, (*here, "content"), 1, 4000, required=True)
        else:
            form.wrong((*here, "type"), UNKNOWN[0], UNKNOWN[1].format((ROW, TEXT, LABEL)))


def _component(
    form: Form, one: dict[str, Any], path: Path, allowed: tuple[int, ...], seen: set[str], *, labelled: bool = True
) -> None:
    kind = one.get("type")
    if kind not in allowed:
        form.wrong((*path, "type"), UNKNOWN[0], UNKNOWN[1].format(allowed))
    elif kind == ROW:
        _row(form, one, path, seen)
    elif kind == BUTTON:
        _button(form, one, path, seen)
    elif kind in SELECTS or kind in (21, 22):
        _select(form, one, path, seen)
    elif kind == INPUT:
        _input(form, one, path, seen, labelled=labelled)
    elif kind == CONTAINER:
        form.number(one, (*path, "accent_color"), 0, 0xFFFFFF)
        inside = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)
        for index, inner in enumerate(form.items(one, (*path, "components"), 1, 39, required=True)):
            _component(form, inner, (*path, "components", index), inside, seen)
    elif kind == SECTION:
        for index, inner in enumerate(form.items(one, (*path, "components"), 1, 3, required=True)):
            _component(form, inner, (*path, "components", index), (TEXT,), seen)
        _component(form, one.get("accessory") or {}, (*path, "accessory"), (BUTTON, THUMBNAIL), seen)
    else:
        _shown(form, one, path)


def _shown(form: Form, one: dict[str, Any], path: Path) -> None:
    """Components that only show something."""
    schemes = ("http", "https", "attachment")
    if one["type"] == TEXT:
        form.text(one, (*path, "content"), 1, 4000, required=True)
    elif one["type"] == THUMBNAIL:
        form.url(one.get("media") or {}, (*path, "media", "url"), schemes=schemes, required=True)
        form.text(one, (*path, "description"), 0, 1024)
    elif one["type"] == GALLERY:
        for index, item in enumerate(form.items(one, (*path, "items"), 1, 10, required=True)):
            form.url(item.get("media") or {}, (*path, "items", index, "media", "url"), schemes=schemes, required=True)
            form.text(item, (*path, "items", index, "description"), 0, 1024)
    elif one["type"] == FILE:
        form.url(one.get("file") or {}, (*path, "file", "url"), schemes=("attachment",), required=True)
    elif one["type"] == SEPARATOR:
        form.among(one, (*path, "spacing"), (1, 2))


def _row(form: Form, row: dict[str, Any], path: Path, seen: set[str]) -> None:
    inner = form.items(row, (*path, "components"), 1, 5, required=True)
    if any(one.get("type") in SELECTS for one in inner) and len(inner) > 1:
        form.wrong(
            (*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the width"
        )
    for index, one in enumerate(inner):
        _component(form, one, (*path, "components", index), (BUTTON, *SELECTS), seen)


def _custom_id(form: Form, one: dict[str, Any], path: Path, seen: set[str]) -> None:
    key = form.text(one, (*path, "custom_id"), 1, 100, required=True)
    if key is not None and key in seen:
        form.wrong((*path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
    if key:
        seen.add(key)


def _button(form: Form, one: dict[str, Any], path: Path, seen: set[str]) -> None:
    style = form.among(one, (*path, "style"), (1, 2, 3, 4, 5, 6), required=True)
    form.text(one, (*path, "label"), 0, 80)
    if style == 5:
        form.url(one, (*path, "url"), schemes=("http", "https", "discord"), required=True)
        if length(str(one.get("url", ""))) > 512:
            form.wrong((*path, "url"), "BASE_TYPE_MAX_LENGTH", "Must be 512 or fewer in length.")
        if one.get("custom_id"):
            words = "A custom id and url cannot both be specified"
            form.wrong((*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", words)
    elif style == 6:
        if not one.get("sku_id"):
            form.wrong((*path, "sku_id"), *REQUIRED)
        return
    else:
        if one.get("url"):
            words = "A custom id and url cannot both be specified"
            form.wrong((*path, "url"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", words)
        _custom_id(form, one, path, seen)
    if not (one.get("label") or "").strip() and not one.get("emoji"):
        form.wrong(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button must have a label or an emoji")


def _select(form: Form, one: dict[str, Any], path: Path, seen: set[str]) -> None:
    _custom_id(form, one, path, seen)
    form.text(one, (*path, "placeholder"), 0, 150)
    low = form.number(one, (*path, "min_values"), 0, 25)
    high = form.number(one, (*path, "max_values"), 1, 25)
    if (1 if low is None else low) > (1 if high is None else high):
        form.wrong((*path, "min_values"), "SELECT_COMPONENT_MIN_OVER_MAX", "min_values must not exceed max_values")
    if one["type"] not in (3, 21, 22):
        return
    values: set[str] = set()
    for index, option in enumerate(form.items(one, (*path, "options"), 1, 25, required=True)):
        here = (*path, "options", index)
        form.text(option, (*here, "label"), 1, 100, required=True)
        value = form.text(option, (*here, "value"), 1, 100, required=True)
        form.text(option, (*here, "description"), 0, 100)
        if value in values:
            words = "The specified option value is already used"
            form.wrong((*here, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", words)
        values.add(value or "")
    options = one.get("options") or []
    if isinstance(high, int) and high > max(len(options), 1):
        form.wrong((*path, "max_values"), "SELECT_COMPONENT_MAX_OVER_OPTIONS", "There are fewer options than that")
    if sum(bool(option.get("default")) for option in options) > (1 if high is None else high):
        form.wrong((*path, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULTS", "More are chosen than max_values allows")


def _input(form: Form, one: dict[str, Any], path: Path, seen: set[str], *, labelled: bool) -> None:
    _custom_id(form, one, path, seen)
    if not labelled:
        form.text(one, (*path, "label"), 1, 45, required=True)
    form.among(one, (*path, "style"), (1, 2), required=True)
    form.number(one, (*path, "min_length"), 0, 4000)
    form.number(one, (*path, "max_length"), 1, 4000)
    form.text(one, (*path, "placeholder"), 0, 100)
    form.text(one, (*path, "value"), 0, min(one.get("max_length") or 4000, 4000))
    if (one.get("min_length") or 0) > (one.get("max_length") or 4000):
        form.wrong((*path, "min_length"), "TEXT_INPUT_MIN_OVER_MAX", "min_length must not exceed max_length")
