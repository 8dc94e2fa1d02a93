"""Files: what a request carries, what Discord refuses of it, and the address at which a file is kept."""

import mimetypes
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.emulators.discord.errors import refusal
from tests.emulators.discord.form import Form

if TYPE_CHECKING:
    from tests.emulators.discord.server import DiscordEmulator
    from tests.emulators.discord.world import Channel

MOST, LARGEST = 10, 10 * 1024 * 1024  # files of a message, bytes of a file


class Upload(str):
    """A file's name that knows what is in the file, and in which field of the form it came."""

    content: bytes
    field: str

    @classmethod
    def of(cls, name: str, content: bytes, field: str = "") -> "Upload":
        made = cls(name)
        made.content, made.field = content, field
        return made


def check_uploads(body: dict[str, Any], files: Sequence[str], form: Form) -> None:
    """Each part has to be named in `attachments` by the number in the name of its field, and be small enough."""
    if len(files) > MOST:
        form.wrong(("files",), "BASE_TYPE_MAX_LENGTH", f"Must be {MOST} or fewer in length.")
    named = {str(one.get("id")) for one in body.get("attachments") or []}
    for file in files:
        if isinstance(file, Upload):
            number = file.field.removeprefix("files[").removesuffix("]")
            if named and number not in named:
                form.wrong(("attachments",), "ATTACHMENT_NOT_FOUND", f"No attachment data found for {file.field}")
            if len(file.content) > LARGEST:
                raise refusal(40005)
    numbers = {one.field.removeprefix("files[").removesuffix("]") for one in files if isinstance(one, Upload)}
    for number in sorted(one for one in named if len(one) < 15 and one not in numbers):
        form.wrong(("attachments", number), "ATTACHMENT_NOT_FOUND", "No file was uploaded for this attachment")


def attachment(
    dc: "DiscordEmulator", channel: "Channel", key: str, file: str, size: int | None = None
) -> dict[str, Any]:
    """As the API shows it; from now on it can be fetched. `size` is what Discord says of it, by default the truth."""
    content = file.content if isinstance(file, Upload) else b""
    path = f"/attachments/{channel.id}/{key}/{_cleaned(file)}"
    dc.kept[path] = content
    kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
    about = {"id": key, "filename": Upload.of(_cleaned(file), content), "size": len(content) if size is None else size}
    return about | {"content_type": kind, "url": f"{dc.origin}{path}?ex=1&is=1&hm=1", "proxy_url": f"{dc.origin}{path}"}


def _cleaned(name: str) -> str:
    """Discord keeps letters, digits, dots, dashes and underscores of a name, and makes these of blanks."""
    return "".join(char for char in name.replace(" ", "_") if char.isascii() and (char.isalnum() or char in "._-"))


async def serve(dc: "DiscordEmulator", request: web.Request) -> web.StreamResponse:
    if request.path not in dc.kept:
        return web.Response(status=404, text="This content is no longer available.")
    dc.fetched.append(request.path.rsplit("/", 1)[1])
    return web.Response(body=dc.kept[request.path], content_type="application/octet-stream")
