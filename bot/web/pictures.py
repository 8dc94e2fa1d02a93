"""Messages as PNG pictures, drawn by the scripts of the stage."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import resources
from typing import Any

from aiohttp import web

from bot.web.answers import HEADERS, add_headers
from bot.web.camera import camera
from bot.web.html import tag
from bot.web.stage_page import DOCTYPE

WIDTH = 560  # CSS pixels
FILES = {"stage.css": "text/css"} | dict.fromkeys(
    ("picture.js", "telegram.js", "discord.js", "moments.js", "element.js"), "text/javascript"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A message of one side. `bodies` is what each side would send; `zone` and `at` are those of whoever looks."""

    side: str
    bodies: Mapping[str, Any]
    at: str  # ISO
    zone: str


async def taken(pictures: Sequence[Picture], theme: str = "light") -> AsyncIterator[bytes]:
    """Each as PNG, in that order. Raises camera.NoBrowser."""
    async with camera() as eye, _served() as url:
        await eye.open(url, WIDTH)
        for one in pictures:
            entry = {"at": one.at, **one.bodies}
            look = {"now": one.at, "zone": one.zone, "theme": theme}
            box = await eye.run(f"draw({', '.join(map(json.dumps, (one.side, entry, look)))})")
            yield await eye.shot(**box)


@asynccontextmanager
async def _served() -> AsyncIterator[str]:
    """The page without a bot behind it, on a port of this machine alone."""
    application = web.Application()
    application.on_response_prepare.append(add_headers)
    application.router.add_get("/", _page)
    application.router.add_get("/stage/{name}", _file)
    application.router.add_get("/assets/bell.svg", _bell)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


async def _page(_: web.Request) -> web.Response:
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("link", rel="stylesheet", href="stage/stage.css"),
        tag("script", src="stage/picture.js", type="module"),
    )
    body = tag("body", tag("div", id="log"), class_="picture-page")
    policy = {"Content-Security-Policy": HEADERS["Content-Security-Policy"]}
    return web.Response(text=DOCTYPE + tag("html", head, body, lang="en"), content_type="text/html", headers=policy)


async def _file(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    if name not in FILES:
        raise web.HTTPNotFound
    content = (resources.files("bot.web") / "assets" / "stage" / name).read_bytes()
    return web.Response(body=content, headers={"Content-Type": f"{FILES[name]}; charset=utf-8"})


async def _bell(_: web.Request) -> web.Response:
    content = (resources.files("bot.web") / "assets" / "bell.svg").read_bytes()
    return web.Response(body=content, headers={"Content-Type": "image/svg+xml"})
