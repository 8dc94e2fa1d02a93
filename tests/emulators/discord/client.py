"""What the Discord client does before anything is sent: offer commands, type options, check forms."""

from typing import TYPE_CHECKING, Any

from tests.emulators.discord.check_commands import INTEGER, NUMBER, STRING
from tests.emulators.discord.errors import ClientRefuses
from tests.emulators.discord.form import length
from tests.emulators.discord.permissions import May
from tests.emulators.discord.uploads import attachment
from tests.emulators.discord.values import LABEL, STRING_SELECT, TEXT_INPUT, Modal
from tests.emulators.discord.world import DM, Channel, snowflake

if TYPE_CHECKING:
    from tests.emulators.discord.people import Person
    from tests.emulators.discord.server import DiscordEmulator

SUB, GROUP, BOOLEAN, USER, CHANNEL, ROLE, ATTACHMENT = 1, 2, 5, 6, 7, 8, 11
IN_GUILD, IN_BOT_DM, IN_PRIVATE = 0, 1, 2


def context(place: Channel) -> int:
    if place.guild:
        return IN_GUILD
    return IN_BOT_DM if place.kind == DM else IN_PRIVATE


def installs(person: "Person", place: Channel) -> dict[str, str]:
    """authorizing_integration_owners: through which installation the app is present there."""
    owners = {}
    if place.guild and place.guild.bot_in:
        owners["0"] = place.guild.id
    elif place.kind == DM:
        owners["0"] = "0"
    if person.installed:
        owners["1"] = person.id
    return owners


def find_command(person: "Person", place: Channel, line: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The command on offer, and the subcommand options leading to the one meant."""
    if not line.startswith("/"):
        raise ClientRefuses(f"a slash command begins with a slash: {line!r}")
    name, *rest = line[1:].split()
    offered = {c["name"]: c for c in on_offer(person, place)}
    if name not in offered:
        raise ClientRefuses(f"/{name} is not offered to {person.name} in {place}; there are {sorted(offered)}")
    path, level = [], offered[name]
    for word in rest:
        found = [o for o in level["options"] if o["name"] == word and o["type"] in (SUB, GROUP)]
        if not found:
            raise ClientRefuses(f"{line!r}: there is no subcommand {word!r}")
        level = found[0]
        path.append(level)
    if any(o["type"] in (SUB, GROUP) for o in level.get("options") or []):
        raise ClientRefuses(f"{line!r}: a subcommand is missing")
    return offered[name], path


def on_offer(person: "Person", place: Channel) -> list[dict[str, Any]]:
    own = list(person.dc.commands.get(place.guild.id, {}).values()) if place.guild and place.guild.bot_in else []
    ways = {int(key) for key in installs(person, place)}
    offered: list[dict[str, Any]] = []
    for command in [*own, *person.dc.commands.get("", {}).values()]:
        if command["type"] != 1 or any(command["name"] == one["name"] for one in offered):
            continue
        if "guild_id" not in command and not ways & set(command["integration_types"]):
            continue
        if command["contexts"] is not None and context(place) not in command["contexts"]:
            continue
        needed = command["default_member_permissions"]
        if place.guild and needed is not None:
            held = place.guild.permissions(person) if person.id in place.guild.members else May(0)
            if int(needed) & ~int(held) or (int(needed) == 0 and May.ADMINISTRATOR not in held):
                continue
        offered.append(command)
    return offered


def filled(
    person: "Person", place: Channel, command: dict[str, Any], path: list[dict[str, Any]], options: dict[str, Any], *,
    complete: bool,
) -> dict[str, Any]:  # fmt: skip
    """The interaction's data. When not `complete`, the last of `options` is still being typed."""
    level = path[-1] if path else command
    known = {o["name"]: o for o in level.get("options") or []}
    if unknown := [name for name in options if name not in known]:
        raise ClientRefuses(f"/{command['name']} has no option {unknown[0]!r}; there are {list(known)}")
    missing = [name for name, o in known.items() if o.get("required") and options.get(name) is None]
    if complete and missing:
        raise ClientRefuses(f"/{command['name']} needs the option {missing[0]!r}")
    resolved: dict[str, Any] = {}
    focused = None if complete else list(options)[-1]
    if focused is not None and not known[focused].get("autocomplete"):
        raise ClientRefuses(f"the option {focused!r} has no autocomplete")
    typed = []
    for name, option in known.items():
        if name == focused:
            typed.append({"name": name, "type": option["type"], "value": str(options[name]), "focused": True})
        elif options.get(name) is not None:
            value = _typed(person.dc, option, options[name], resolved, place)
            typed.append({"name": name, "type": option["type"], "value": value})
    for one in reversed(path):
        typed = [{"name": one["name"], "type": one["type"], "options": typed}]
    data = {"id": command["id"], "name": command["name"], "type": 1, "options": typed}
    data |= {"resolved": resolved} if resolved else {}
    return data | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})


def _typed(dc: "DiscordEmulator", option: dict[str, Any], value: Any, resolved: dict[str, Any], place: Channel) -> Any:
    name, kind = option["name"], option["type"]
    wanted = {STRING: str, INTEGER: int, BOOLEAN: bool, NUMBER: int | float}.get(kind)
    if wanted is not None and (not isinstance(value, wanted) or (isinstance(value, bool) and kind != BOOLEAN)):
        raise ClientRefuses(f"the option {name!r} does not take {value!r}")
    if choices := option.get("choices"):
        allowed = {choice[key]: choice["value"] for choice in choices for key in ("value", "name")}
        if value not in allowed:
            raise ClientRefuses(f"the option {name!r} takes one of {[choice['name'] for choice in choices]}")
        return allowed[value]
    if kind == STRING:
        low, high = max(option.get("min_length") or 1, 1), option.get("max_length") or 6000
        if not low <= length(value) <= high:
            raise ClientRefuses(f"the option {name!r} takes {low} to {high} characters, not {length(value)}")
    elif kind in (INTEGER, NUMBER) and not option.get("min_value", value) <= value <= option.get("max_value", value):
        raise ClientRefuses(f"the option {name!r} does not go as far as {value}")
    if kind == ATTACHMENT:
        key = snowflake()
        resolved.setdefault("attachments", {})[key] = attachment(dc, place, key, value) | {"ephemeral": True}
        return key
    if kind == USER:
        resolved.setdefault("users", {})[value.id] = value.json()
    elif kind == CHANNEL:
        shown = {"permissions": str(int(value.bot_may))}
        resolved.setdefault("channels", {})[value.id] = value.json() | shown
    elif kind == ROLE and place.guild:
        role = next(one for one in place.guild.roles_json() if one["id"] == value)
        resolved.setdefault("roles", {})[value] = role
        return value
    return value.id if kind in (USER, CHANNEL) else value


def submitted(modal: Modal, values: dict[str, str | list[str]]) -> dict[str, Any]:
    """The data of a modal's submission, by label or custom_id; a list where several are chosen."""
    given: dict[str, Any] = {}
    for key, value in values.items():
        found = [one.custom_id for one in modal.fields if key in (one.label, one.custom_id)]
        if len(found) != 1:
            raise ClientRefuses(f"the form has no field {key!r}; there are {[one.label for one in modal.fields]}")
        given[found[0]] = value
    for one in modal.fields:
        if one.required and not given.get(one.custom_id, one.value or one.chosen):
            raise ClientRefuses(f"the form needs {one.label!r}")
    parts = []
    for part in modal.components:
        inner = part.get("component") or next(iter(part.get("components", [])), None)
        if inner is None:
            parts.append({"type": part["type"], "id": part["id"]})
            continue
        answer = _answer(inner, given.get(inner["custom_id"]))
        is_label = part["type"] == LABEL
        parts.append(
            {
                "type": part["type"],
                "id": part["id"],
                **({"component": answer} if is_label else {"components": [answer]}),
            }
        )
    return {"custom_id": modal.custom_id, "components": parts}


def _answer(part: dict[str, Any], value: str | list[str] | None) -> dict[str, Any]:
    answer = {"type": part["type"], "id": part["id"], "custom_id": part["custom_id"]}
    if part["type"] == TEXT_INPUT:
        text = part.get("value") or "" if value is None else str(value)
        low, high = part.get("min_length") or 0, part.get("max_length") or 4000
        if text and not low <= length(text) <= high:
            raise ClientRefuses(f"the field takes {low} to {high} characters, not {length(text)}")
        return answer | {"value": text}
    if part["type"] not in (3, 5, 6, 7, 8):
        return answer | {"value": value}
    values = [value] if isinstance(value, str) else value
    if part["type"] == STRING_SELECT:
        options = part["options"]
        values = [o["value"] for o in options if o.get("default")] if values is None else values
        if unknown := set(values) - {o["value"] for o in options}:
            raise ClientRefuses(f"{sorted(unknown)} cannot be chosen")
        low, high = part.get("min_values", 1), part.get("max_values", 1)
        if values and not low <= len(values) <= high:
            raise ClientRefuses(f"from {low} to {high} can be chosen, not {len(values)}")
    return answer | {"values": values or []}
