"""The application itself and its commands."""

from typing import Any

from tests.emulators.discord.check_commands import check_command
from tests.emulators.discord.errors import refusal
from tests.emulators.discord.form import Form
from tests.emulators.discord.rest import Answered, Ask, route
from tests.emulators.discord.world import snowflake

Commands = dict[str, dict[str, Any]]
CREATES_A_DAY = 200
GIVEN = ("name_localizations", "description_localizations", "options", "contexts", "default_member_permissions", "nsfw")
EVERYWHERE, IN_GUILD = "/applications/{application}/commands", "/applications/{application}/guilds/{guild}/commands"


@route("GET", "/gateway")
def gateway(ask: Ask) -> Answered:
    return 200, {"url": ask.dc.gateway_url}


@route("GET", "/gateway/bot")
def gateway_bot(ask: Ask) -> Answered:
    return 200, {"url": ask.dc.gateway_url, "shards": 1, "session_start_limit": ask.dc.gateway.start_limit()}


@route("GET", "/users/@me")
def me(ask: Ask) -> Answered:
    return 200, ask.dc.bot | {"verified": True, "mfa_enabled": True, "locale": "en-US", "email": None}


@route("GET", "/applications/@me")
def application(ask: Ask) -> Answered:
    return 200, ask.dc.application()


@route("GET", "/oauth2/applications/@me")
def application_of_token(ask: Ask) -> Answered:
    return 200, ask.dc.application()


def _store(ask: Ask) -> Commands:
    if ask["application"] != ask.dc.bot["id"]:
        raise refusal(10002)
    if "guild" not in ask.call.params:
        return ask.dc.commands.setdefault("", {})
    if ask["guild"] not in ask.dc.guilds or not ask.dc.guilds[ask["guild"]].bot_in:
        raise refusal(50001)
    return ask.dc.commands.setdefault(ask["guild"], {})


def _same(store: Commands, body: dict[str, Any]) -> str | None:
    key = (body["name"], body.get("type") or 1)
    return next((one["id"] for one in store.values() if (one["name"], one["type"]) == key), None)


def _made(ask: Ask, body: dict[str, Any], key: str) -> dict[str, Any]:
    command = {name: body.get(name) for name in GIVEN} | {"options": body.get("options") or []}
    command |= {"id": key, "application_id": ask.dc.bot["id"], "version": snowflake(), "type": body.get("type") or 1}
    command |= {"name": body["name"], "description": body.get("description", ""), "nsfw": bool(body.get("nsfw"))}
    if "guild" in ask.call.params:
        return command | {"guild_id": ask["guild"]}
    return command | {"integration_types": body.get("integration_types") or [0], "dm_permission": True}


def _put(ask: Ask, store: Commands, body: dict[str, Any], key: str | None) -> dict[str, Any]:
    if key is None:
        if ask.dc.commands_created >= CREATES_A_DAY:
            raise refusal(30034)
        ask.dc.commands_created += 1
    command = _made(ask, body, key or snowflake())
    store[command["id"]] = command
    return command


@route("GET", IN_GUILD)
@route("GET", EVERYWHERE)
def list_commands(ask: Ask) -> Answered:
    return 200, list(_store(ask).values())


@route("PUT", IN_GUILD)
@route("PUT", EVERYWHERE)
def replace_commands(ask: Ask) -> Answered:
    store, form = _store(ask), Form()
    bodies = form.items({"commands": ask.body}, ("commands",), 0, 110)
    names = [(body.get("name"), body.get("type") or 1) for body in bodies]
    for index, body in enumerate(bodies):
        check_command(form, body, (index,))
        if names.index(names[index]) < index:
            form.wrong((index,), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
    form.done()
    if sum(kind == 1 for _, kind in names) > 100:
        raise refusal(30032)
    old = dict(store)
    store.clear()
    made = [_put(ask, store, body, _same(old, body)) for body in bodies]
    ask.dc.syncs += 1
    return 200, made


@route("POST", IN_GUILD)
@route("POST", EVERYWHERE)
def create_command(ask: Ask) -> Answered:
    store, form = _store(ask), Form()
    body = ask.body if isinstance(ask.body, dict) else {}
    check_command(form, body, ())
    form.done()
    key = _same(store, body)
    if key is None and len(store) >= 100:
        raise refusal(30032)
    return (201 if key is None else 200), _put(ask, store, body, key)


def _one(ask: Ask) -> tuple[Commands, dict[str, Any]]:
    store = _store(ask)
    if ask["command"] not in store:
        raise refusal(10063)
    return store, store[ask["command"]]


@route("GET", f"{IN_GUILD}/{{command}}")
@route("GET", f"{EVERYWHERE}/{{command}}")
def get_command(ask: Ask) -> Answered:
    return 200, _one(ask)[1]


@route("PATCH", f"{IN_GUILD}/{{command}}")
@route("PATCH", f"{EVERYWHERE}/{{command}}")
def edit_command(ask: Ask) -> Answered:
    store, old = _one(ask)
    form = Form()
    body = {key: value for key, value in old.items() if value is not None} | ask.body
    check_command(form, body, ())
    form.done()
    return 200, _put(ask, store, body, old["id"])


@route("DELETE", f"{IN_GUILD}/{{command}}")
@route("DELETE", f"{EVERYWHERE}/{{command}}")
def delete_command(ask: Ask) -> Answered:
    store, old = _one(ask)
    del store[old["id"]]
    return 204, None
