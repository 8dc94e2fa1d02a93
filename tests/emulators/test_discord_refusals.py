"""What the Discord emulator refuses and limits, seen on the wire."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.emulators.discord import READ, Channel, DiscordEmulator

TOKEN = "discord-test-token"
LINK = {"type": 2, "style": 5, "label": "Watch", "url": "https://example.org"}


def button(key: str = "stop", **more) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Stop", "custom_id": key, **more}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def text(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


@pytest.fixture
async def dc() -> AsyncIterator[DiscordEmulator]:
    everything = {"POST /channels/{channel}/messages": (1000, 1.0)}
    async with DiscordEmulator(limits=everything, overall=None) as emulator:
        yield emulator


@pytest.fixture
def premieres(dc) -> Channel:
    return dc.guild("K-drama club").channel("premieres")


@pytest.fixture
async def http(dc) -> AsyncIterator[aiohttp.ClientSession]:
    headers = {"Authorization": f"Bot {TOKEN}"}
    async with aiohttp.ClientSession(f"{dc.url}/", headers=headers) as session:
        yield session


def faults_in(tree: dict[str, Any], path: str = "") -> list[str]:
    """The errors of a 50035 as "embeds.0.title BASE_TYPE_MAX_LENGTH"."""
    found = [f"{path} {error['code']}" for error in tree.get("_errors", [])]
    below = [
        one for key, inner in tree.items() if key != "_errors" for one in faults_in(inner, f"{path}.{key}".lstrip("."))
    ]
    return found + below


async def verdict(http: aiohttp.ClientSession, method: str, path: str, body: Any) -> Any:
    """What became of a request: its faults, else its JSON code, else its HTTP status."""
    async with http.request(method, path, json=body) as answer:
        said = await answer.json() if answer.status != 204 else {}
        if isinstance(said, dict) and said.get("code") == 50035:
            return faults_in(said["errors"])
        return said["code"] if answer.status >= 400 else answer.status


MESSAGES = [
    ({"content": "x" * 2000}, 200),
    ({"content": "x" * 2001}, ["content BASE_TYPE_MAX_LENGTH"]),
    ({"content": "🎬" * 1000}, 200),
    ({"content": "🎬" * 1001}, ["content BASE_TYPE_MAX_LENGTH"]),
    ({"content": 5}, ["content STRING_TYPE_CONVERT"]),
    ({}, 50006),
    ({"content": " \n"}, 50006),
    ({"embeds": [{}]}, 50006),
    ({"content": "x", "flags": 64}, ["flags BASE_TYPE_CHOICES"]),
    ({"content": "x", "nonce": "n" * 25}, 200),
    ({"content": "x", "nonce": "n" * 26}, ["nonce NONCE_TYPE_TOO_LONG"]),
    ({"embeds": [{"title": "x" * 256, "description": "x" * 4096}]}, 200),
    ({"embeds": [{"title": "x" * 257}]}, ["embeds.0.title BASE_TYPE_MAX_LENGTH"]),
    ({"embeds": [{"description": "x" * 4097}]}, ["embeds.0.description BASE_TYPE_MAX_LENGTH"]),
    ({"embeds": [{"description": "x" * 3001}, {"description": "x" * 3000}]}, ["embeds MAX_EMBED_SIZE_EXCEEDED"]),
    ({"embeds": [{"description": "x"}] * 11}, ["embeds BASE_TYPE_MAX_LENGTH"]),
    ({"embeds": [{"fields": [{"name": "", "value": "x"}]}]}, ["embeds.0.fields.0.name BASE_TYPE_REQUIRED"]),
    ({"embeds": [{"fields": [{"name": "x", "value": "x" * 1025}]}]}, ["embeds.0.fields.0.value BASE_TYPE_BAD_LENGTH"]),
    ({"embeds": [{"fields": [{"name": "x", "value": "x"}] * 26}]}, ["embeds.0.fields BASE_TYPE_MAX_LENGTH"]),
    ({"embeds": [{"footer": {"text": "x" * 2049}}]}, ["embeds.0.footer.text BASE_TYPE_MAX_LENGTH"]),
    ({"embeds": [{"title": "x", "color": 1 << 24}]}, ["embeds.0.color NUMBER_TYPE_MAX"]),
    ({"embeds": [{"title": "x", "timestamp": "soon"}]}, ["embeds.0.timestamp DATE_TIME_TYPE_PARSE"]),
    ({"embeds": [{"title": "x", "url": "ftp://x"}]}, ["embeds.0.url URL_TYPE_INVALID_SCHEME"]),
    ({"embeds": [{"image": {"url": "x.png"}}]}, ["embeds.0.image.url URL_TYPE_INVALID_SCHEME"]),
    ({"content": "x", "components": [row(LINK, LINK), row(button())]}, 200),
    ({"content": "x", "components": [row(LINK)] * 6}, ["components BASE_TYPE_MAX_LENGTH"]),
    ({"content": "x", "components": [row(*[LINK] * 6)]}, ["components.0.components BASE_TYPE_BAD_LENGTH"]),
    ({"content": "x", "components": [row()]}, ["components.0.components BASE_TYPE_BAD_LENGTH"]),
    ({"content": "x", "components": [button()]}, ["components.0.type UNION_TYPE_CHOICES"]),
    ({"content": "x", "components": [text("x")]}, ["components.0.type UNION_TYPE_CHOICES"]),
    (
        {"content": "x", "components": [row(button(), button())]},
        ["components.0.components.1.custom_id COMPONENT_CUSTOM_ID_DUPLICATED"],
    ),
    ({"content": "x", "components": [row(button("x" * 100))]}, 200),
    (
        {"content": "x", "components": [row(button("x" * 101))]},
        ["components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH"],
    ),
    (
        {"content": "x", "components": [row(button(label="x" * 81))]},
        ["components.0.components.0.label BASE_TYPE_MAX_LENGTH"],
    ),
    (
        {"content": "x", "components": [row(button(label=""))]},
        ["components.0.components.0 BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED"],
    ),
    (
        {"content": "x", "components": [row({**LINK, "url": None})]},
        ["components.0.components.0.url BASE_TYPE_REQUIRED"],
    ),
    (
        {"content": "x", "components": [row(button(url="https://example.org"))]},
        ["components.0.components.0.url BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"],
    ),
    ({"flags": 1 << 15, "components": [text("x" * 4000), row(button())]}, 200),
    ({"flags": 1 << 15, "components": [text("x" * 39)] * 41}, "components"),
    (
        {"flags": 1 << 15, "components": [text("x" * 2001), {"type": 17, "components": [text("x" * 2000)]}]},
        ["components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"],
    ),
    (
        {"flags": 1 << 15, "components": [{"type": 17, "components": [text("x")] * 20}] * 2},
        ["components COMPONENT_MAX_TOTAL_EXCEEDED"],
    ),
    (
        {"flags": 1 << 15, "content": "x", "components": [text("x")]},
        ["flags MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"],
    ),
    ({"flags": 1 << 15, "components": []}, 50006),
    (
        {"flags": 1 << 15, "components": [{"type": 9, "components": [text("x")]}]},
        ["components.0.accessory.type UNION_TYPE_CHOICES"],
    ),
    (
        {"content": "x", "allowed_mentions": {"parse": ["all"]}},
        ["allowed_mentions.parse.0 BASE_TYPE_CHOICES"],
    ),
    (
        {"content": "x", "allowed_mentions": {"parse": ["roles"], "roles": ["1"]}},
        ["allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"],
    ),
    ({"content": "x", "message_reference": {"message_id": "1"}}, ["message_reference REPLIES_UNKNOWN_MESSAGE"]),
]


async def test_messages_are_measured_as_discord_measures_them(premieres, http):
    found = [await verdict(http, "POST", f"channels/{premieres.id}/messages", body) for body, _ in MESSAGES]
    wanted = [expected for _, expected in MESSAGES]
    index = wanted.index("components")  # over both limits: of its length, and of the components in total
    wanted[index] = ["components BASE_TYPE_MAX_LENGTH", "components COMPONENT_MAX_TOTAL_EXCEEDED"]
    assert found == wanted


def command(**fields) -> dict[str, Any]:
    return {"name": "next", "description": "What is next", **fields}


def option(name: str = "drama", **fields) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "Title", **fields}


COMMANDS = [
    (command(), 201),
    (command(name="드라마", options=[option("이름")]), 201),
    (command(name="Next"), ["name APPLICATION_COMMAND_INVALID_NAME"]),
    (command(name="next up"), ["name APPLICATION_COMMAND_INVALID_NAME"]),
    (command(name="x" * 33), ["name BASE_TYPE_BAD_LENGTH"]),
    (command(description=""), ["description BASE_TYPE_REQUIRED"]),
    (command(description="x" * 101), ["description BASE_TYPE_BAD_LENGTH"]),
    (command(name_localizations={"ko": "다음", "kr": "x"}), ["name_localizations.kr ENUM_TYPE_COERCE"]),
    (command(name_localizations={"ko": "A"}), ["name_localizations.ko APPLICATION_COMMAND_INVALID_NAME"]),
    (command(contexts=[0, 3]), ["contexts BASE_TYPE_CHOICES"]),
    (command(integration_types=[]), ["integration_types BASE_TYPE_CHOICES"]),
    (command(options=[option(f"o{n}") for n in range(26)]), ["options BASE_TYPE_MAX_LENGTH"]),
    (command(options=[option(), option()]), ["options APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE"]),
    (
        command(options=[option(), option("x", required=True)]),
        ["options APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"],
    ),
    (command(options=[option(description="x" * 101)]), ["options.0.description BASE_TYPE_BAD_LENGTH"]),
    (
        command(options=[option(choices=[{"name": f"{n}", "value": f"{n}"} for n in range(26)])]),
        ["options.0.choices BASE_TYPE_MAX_LENGTH"],
    ),
    (
        command(options=[option(choices=[{"name": "x", "value": 5}])]),
        ["options.0.choices.0.value STRING_TYPE_CONVERT"],
    ),
    (
        command(options=[option(autocomplete=True, choices=[{"name": "x", "value": "x"}])]),
        ["options.0.autocomplete APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID"],
    ),
    (
        command(options=[option(), option("sub", type=1)]),
        ["options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"],
    ),
    (command(options=[option(f"o{n}", description="x" * 100, choices=[
        {"name": f"{c}" * 50, "value": "y" * 100} for c in range(3)]) for n in range(25)]),
        [" APPLICATION_COMMAND_TOO_LARGE"]),
]  # fmt: skip


async def test_commands_are_measured_as_discord_measures_them(dc, http):
    path = f"applications/{dc.bot['id']}/commands"
    assert [await verdict(http, "POST", path, body) for body, _ in COMMANDS] == [wanted for _, wanted in COMMANDS]
    assert await verdict(http, "PUT", path, [command(), command()]) == ["1 APPLICATION_COMMANDS_DUPLICATE_NAME"]
    assert await verdict(http, "PUT", path, [command(name=f"c{n}") for n in range(101)]) == 30032
    assert await verdict(http, "PUT", f"applications/{dc.bot['id']}/guilds/1/commands", []) == 50001
    assert await verdict(http, "PUT", "applications/1/commands", []) == 10002


async def test_commands_keep_their_id_by_name_and_only_so_many_are_made_in_a_day(dc, http):
    path = f"applications/{dc.bot['id']}/commands"
    kept: set[str] = set()
    for _ in range(3):
        async with http.put(path, json=[command(), command(name="today")]) as answer:
            kept |= {one["id"] for one in await answer.json()}
    assert (len(kept), dc.commands_created, dc.syncs) == (2, 2, 3)
    dc.commands_created = 200
    assert await verdict(http, "POST", path, command()) == 200
    assert await verdict(http, "POST", path, command(name="quote")) == 30034


async def test_an_interaction_is_answered_once_in_time_and_with_its_token(dc, http, premieres):
    await verdict(http, "PUT", f"applications/{dc.bot['id']}/commands", [command(options=[option(autocomplete=True)])])
    ana, said = dc.person("ana"), {"type": 4, "data": {"content": "x"}}

    async def asked(deed: Any) -> tuple[asyncio.Task[Any], str]:
        task = asyncio.create_task(deed)
        await asyncio.sleep(0)
        one = list(dc.interactions.values())[-1]
        return task, f"interactions/{one.id}/{one.token}/callback"

    using, path = await asked(ana.uses("/next", in_=premieres))
    webhook = f"webhooks/{dc.bot['id']}/{path.split('/')[2]}"
    assert await verdict(http, "POST", webhook, {"content": "too early"}) == 10015
    assert await verdict(http, "POST", path.replace("interaction-", "x"), said) == 10062
    assert await verdict(http, "POST", path, {"type": 8, "data": {"choices": []}}) == ["type BASE_TYPE_CHOICES"]
    assert await verdict(http, "POST", path, {"type": 4, "data": {}}) == 50006
    wrong = {"type": 4, "data": {"content": "x" * 2001}}
    assert await verdict(http, "POST", path, wrong) == ["data.content BASE_TYPE_MAX_LENGTH"]
    label = {"type": 18, "label": "x" * 46, "component": {"type": 4, "custom_id": "day", "style": 3}}
    modal = {"type": 9, "data": {"title": "x" * 46, "custom_id": "when", "components": [label, text("x"), button()]}}
    assert await verdict(http, "POST", path, modal) == [
        "data.title BASE_TYPE_BAD_LENGTH",
        "data.components.0.label BASE_TYPE_BAD_LENGTH",
        "data.components.0.component.style BASE_TYPE_CHOICES",
        "data.components.2.type UNION_TYPE_CHOICES",
    ]
    days = [{"label": day, "value": day, "default": True} for day in ("Mon", "Tue", "Wed")]
    select = {"type": 3, "custom_id": "days", "options": days, "max_values": 4}
    few = {"type": 3, "custom_id": "few", "options": days, "max_values": 2}
    typed = {"type": 4, "custom_id": "title", "style": 1, "value": "four", "max_length": 3, "min_length": 5}
    parts = [{"type": 18, "label": "x", "component": one} for one in (select, few, typed)]
    modal = {"type": 9, "data": {"title": "T", "custom_id": "when", "components": parts}}
    assert await verdict(http, "POST", path, modal) == [
        "data.components.0.component.max_values SELECT_COMPONENT_MAX_OVER_OPTIONS",
        "data.components.1.component.options SELECT_COMPONENT_TOO_MANY_DEFAULTS",
        "data.components.2.component.value BASE_TYPE_MAX_LENGTH",
        "data.components.2.component.min_length TEXT_INPUT_MIN_OVER_MAX",
    ]
    assert await verdict(http, "POST", path, said) == 204
    assert await verdict(http, "POST", path, said) == 40060
    assert (await using).content == "x"

    plain = [{"type": 18, "label": "Day", "component": {"type": 4, "custom_id": "day", "style": 1}}]
    form = {"type": 9, "data": {"title": "T", "custom_id": "when", "components": plain}}
    using, path = await asked(ana.uses("/next", in_=premieres))
    assert await verdict(http, "POST", path, form) == 204
    filling, path = await asked(ana.fills(await using, {"Day": "Monday"}))
    assert await verdict(http, "POST", path, form) == ["type BASE_TYPE_CHOICES"]
    assert await verdict(http, "POST", path, said) == 204
    assert (await filling).content == "x"
    assert await verdict(http, "PATCH", f"{webhook}/messages/@original", {"content": "y"}) == 200
    assert await verdict(http, "POST", f"webhooks/{dc.bot['id']}/no-token", {"content": "y"}) == 50027
    assert [m.content for m in dc.messages(answers=True)] == ["y", "x"]

    typing, path = await asked(ana.completes("/next", drama="n"))
    many = {"type": 8, "data": {"choices": [{"name": f"{n}", "value": f"{n}"} for n in range(26)]}}
    assert await verdict(http, "POST", path, many) == ["data.choices BASE_TYPE_MAX_LENGTH"]
    long = {"type": 8, "data": {"choices": [{"name": "x" * 101, "value": ""}]}}
    faults = ["data.choices.0.name BASE_TYPE_BAD_LENGTH", "data.choices.0.value BASE_TYPE_REQUIRED"]
    assert await verdict(http, "POST", path, long) == faults
    assert await verdict(http, "POST", path, {"type": 8, "data": {"choices": []}}) == 204
    assert await typing == []

    dc.interaction_deadline = -0.05
    using, path = await asked(ana.uses("/next"))
    assert await verdict(http, "POST", path, said) == 10062
    await asyncio.gather(using, return_exceptions=True)


async def test_unknown_routes_methods_tokens_and_bodies_are_refused(dc, http, premieres):
    path = f"channels/{premieres.id}/messages"
    assert await verdict(http, "GET", "nothing/here", None) == 0
    async with http.put(path) as answer:
        assert (answer.status, await answer.json()) == (405, {"message": "405: Method Not Allowed", "code": 0})
    async with http.get("gateway/bot", headers={"Authorization": TOKEN}) as answer:
        assert (answer.status, await answer.json()) == (401, {"message": "401: Unauthorized", "code": 0})
    async with http.post(path, data="{", headers={"Content-Type": "application/json"}) as answer:
        assert (await answer.json())["code"] == 50109
    assert await verdict(http, "POST", path, []) == [" MODEL_TYPE_CONVERT"]
    assert [call.accepted for call in dc.calls] == [False] * 5


async def test_answers_are_exactly_json_and_tell_of_their_bucket():
    async with DiscordEmulator() as dc, aiohttp.ClientSession(headers={"Authorization": f"Bot {TOKEN}"}) as http:
        guild = dc.guild("K-drama club")
        first, second = guild.channel("first"), guild.channel("second", bot_may=READ)
        seen = []
        for _ in range(6):
            async with http.post(f"{dc.url}/channels/{first.id}/messages", json={"content": "x"}) as answer:
                seen.append((answer.status, answer.headers["X-RateLimit-Remaining"]))
                assert (answer.headers["Content-Type"], "Via" in answer.headers) == ("application/json", True)
                said = await answer.json()
        assert seen == [*((200, str(left)) for left in (4, 3, 2, 1, 0)), (429, "0")]
        assert (answer.headers["X-RateLimit-Scope"], said["global"], 4 < said["retry_after"] <= 5) == (
            "user",
            False,
            True,
        )
        async with http.post(f"{dc.url}/channels/{second.id}/messages", json={"content": "x"}) as answer:
            assert answer.status == 403
        assert dc.invalid_requests == 2


async def test_more_calls_a_second_than_allowed_are_held_everywhere():
    async with (
        DiscordEmulator(overall=3) as dc,
        aiohttp.ClientSession(headers={"Authorization": f"Bot {TOKEN}"}) as http,
    ):
        for _ in range(4):
            async with http.get(f"{dc.url}/gateway") as answer:
                said = await answer.json()
        headers = (answer.headers["X-RateLimit-Global"], answer.headers["X-RateLimit-Scope"])
        assert (answer.status, said["global"], headers) == (429, True, ("true", "global"))
