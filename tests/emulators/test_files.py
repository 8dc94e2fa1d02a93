"""Files on the emulated platforms: what the real ones refuse of them, in their words."""

import json
from typing import Any

import aiohttp

from tests.emulators.discord import DiscordEmulator, uploads
from tests.emulators.telegram import TelegramEmulator, documents

PACK = b'title = "x"\n'


async def sends(tg: TelegramEmulator, content: bytes | None = PACK, **params: str) -> tuple[int, Any]:
    form = aiohttp.FormData(params)
    if content is not None:
        form.add_field("document", content, filename="a.toml", content_type="application/toml")
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{tg.url}/bot{tg.token}/sendDocument", data=form) as got,
    ):
        body = await got.json()
        return got.status, body["result"] if body["ok"] else body["description"]


async def fetched(url: str) -> tuple[int, bytes]:
    async with aiohttp.ClientSession() as session, session.get(url) as got:
        return got.status, await got.read()


async def test_telegram_takes_a_document_and_refuses_what_is_none(monkeypatch):
    monkeypatch.setattr(documents, "UPLOAD", 100)
    async with TelegramEmulator() as tg:
        ana = tg.private("ana")
        group = tg.group("Fans", ana)
        group.chat.may_send_documents = False
        here = str(ana.id)
        bold = json.dumps([{"type": "bold", "offset": 0, "length": 3}])
        status, sent = await sends(tg, chat_id=here, caption="Its file", caption_entities=bold)
        refused = {
            "nothing": await sends(tg, None, chat_id=here),
            "empty": await sends(tg, b"", chat_id=here),
            "long": await sends(tg, chat_id=here, caption="가" * 1025),
            "large": await sends(tg, b"x" * 101, chat_id=here),
            "rights": await sends(tg, chat_id=str(group.id)),
        }
        assert refused == {
            "nothing": (400, "Bad Request: there is no document in the request"),
            "empty": (400, "Bad Request: file must be non-empty"),
            "long": (400, "Bad Request: message caption is too long"),
            "large": (413, "Request Entity Too Large"),
            "rights": (400, "Bad Request: not enough rights to send documents to the chat"),
        }
        assert (status, sent["caption"], sent["document"]["file_name"], "text" in sent) == (
            200,
            "Its file",
            "a.toml",
            False,
        )
        (message,) = tg.messages(ana)
        assert (message.text, message.covered("bold"), message.document.content) == ("Its file", ("Its",), PACK)


async def test_telegram_gives_a_file_to_the_bot_whose_token_is_in_the_address():
    async with TelegramEmulator() as tg:
        ana = tg.private("ana")
        document = (await ana.sends("a.toml", PACK))["document"]
        large = (await ana.sends("b.toml", b"", size=20 * 1024 * 1024 + 1))["document"]

        async def file(key: str) -> tuple[int, Any]:
            url = f"{tg.url}/bot{tg.token}/getFile"
            async with aiohttp.ClientSession() as session, session.post(url, json={"file_id": key}) as got:
                body = await got.json()
                return got.status, body["result"]["file_path"] if body["ok"] else body["description"]

        status, path = await file(document["file_id"])
        assert (status, await fetched(f"{tg.url}/file/bot{tg.token}/{path}")) == (200, (200, PACK))
        assert (await fetched(f"{tg.url}/file/bot9:other/{path}"))[0] == 404
        assert (await fetched(f"{tg.url}/file/bot{tg.token}/documents/file_99.bin"))[0] == 404
        assert await file(large["file_id"]) == (400, "Bad Request: file is too big")
        assert await file("nonsense") == (400, "Bad Request: invalid file_id")


async def test_in_privacy_mode_a_group_shows_a_document_only_with_a_command_or_an_answer_to_the_bot():
    async with TelegramEmulator() as tg:
        ana = tg.private("ana")
        group = tg.group("Fans", ana)
        for caption in ("", "look", "@dramabell_bot look", "/pack@other_bot", "/pack@dramabell_bot", "/pack"):
            await ana.sends("a.toml", PACK, group, caption=caption)
        heard = [update["message"].get("caption", "") for _, update in tg.account.updates.queue]
        assert heard == ["/pack@dramabell_bot", "/pack"]


async def test_discord_takes_what_its_form_names_and_refuses_the_rest(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 100)
    async with DiscordEmulator() as dc:
        room = dc.guild("Fans").channel("room")

        async def posts(body: dict[str, Any], *fields: str, content: bytes = PACK) -> tuple[int, Any]:
            form = aiohttp.FormData({"payload_json": json.dumps(body)}, quote_fields=False)
            for one in fields:
                form.add_field(one, content, filename="my pack (1).toml")
            head = {"Authorization": f"Bot {dc.token}"}
            url = f"{dc.url}/channels/{room.id}/messages"
            async with aiohttp.ClientSession() as session, session.post(url, data=form, headers=head) as got:
                return got.status, await got.json(content_type=None)

        status, sent = await posts({"attachments": [{"id": 0, "filename": "x"}]}, "files[0]")
        (shown,) = sent["attachments"]
        assert (status, shown["filename"], shown["size"]) == (200, "my_pack_1.toml", len(PACK))
        assert await fetched(shown["url"]) == (200, PACK)
        assert (await fetched(f"{dc.origin}/attachments/1/2/other.toml"))[0] == 404
        assert (await posts({"attachments": [{"id": 1}]}, "files[0]"))[1]["code"] == 50035
        assert (await posts({}, *(f"files[{number}]" for number in range(11))))[1]["code"] == 50035
        assert (await posts({}, "files[0]", content=b"x" * 101))[0] == 413
