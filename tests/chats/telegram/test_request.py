"""The request class against raw sockets: what PTB raises for each thing a server can do, and that no token is in it."""

import asyncio
import logging
import socket
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import aiohttp
import pytest
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.chats.telegram.outcomes import outcome
from bot.chats.telegram.request import AiohttpRequest
from bot.core.outcomes import Kind, Outcome

TOKEN = "1234:canary"
SENT = '{"ok":true,"result":{"message_id":5,"date":1,"chat":{"id":7,"type":"private"},"text":"hello"}}'

Answer = Callable[[bytes, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def http(status: str, content: str, kind: str = "application/json") -> Answer:
    async def answer(body: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        payload = content.encode()
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(payload)}\r\n\r\n"
        writer.write(head.encode() + payload)

    return answer


async def hang(body: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()  # until the client gives up


async def drop(body: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def reset(body: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def break_off(body: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"ok": true, "res')
    writer.close()


@asynccontextmanager
async def bot_at(port: int, read: float = 5.0, token: str = TOKEN) -> AsyncIterator[Bot]:
    request = AiohttpRequest(read_timeout=read)
    bot = Bot(token, base_url=f"http://127.0.0.1:{port}/bot", request=request, get_updates_request=AiohttpRequest())
    await request.initialize()  # without Bot.initialize, which asks getMe
    try:
        yield bot
    finally:
        await request.shutdown()


@asynccontextmanager
async def server(answer: Answer) -> AsyncIterator[int]:
    """The port at which each request gets that answer, after it was read to its end."""
    serving: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving.add(asyncio.current_task())
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            body = await reader.readexactly(int(head.split("content-length:")[1].split()[0]))
            await answer(body, reader, writer)
            await writer.drain()
        writer.close()
        with suppress(ConnectionError, asyncio.CancelledError):
            await writer.wait_closed()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with listening:
        try:
            yield listening.sockets[0].getsockname()[1]
        finally:
            for task in serving:
                task.cancel()
            await asyncio.gather(*serving)


@asynccontextmanager
async def bot_that_meets(answer: Answer, read: float = 5.0) -> AsyncIterator[Bot]:
    async with server(answer) as port, bot_at(port, read) as bot:
        yield bot


async def failure(bot: Bot) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - its kind is what each test looks at
        await bot.send_message(7, "hello")
    return caught.value


def closed_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return unused.getsockname()[1]


WENT_WRONG: dict[str, tuple[Answer, type, type | None, Kind]] = {
    "drops the connection": (drop, NetworkError, aiohttp.ServerDisconnectedError, Kind.UNKNOWN),
    "resets the connection": (reset, NetworkError, aiohttp.ClientError, Kind.UNKNOWN),
    "breaks off in the answer": (break_off, NetworkError, aiohttp.ClientPayloadError, Kind.UNKNOWN),
    "says nothing": (hang, TimedOut, aiohttp.SocketTimeoutError, Kind.UNKNOWN),
    "answers 502 in HTML": (http("502 Bad Gateway", "<html>", "text/html"), NetworkError, TelegramError, Kind.UNKNOWN),
    "answers 500": (
        http(
            "500 Internal Server Error", '{"ok":false,"error_code":500,"description":"Internal Server Error: restart"}'
        ),
        NetworkError,
        None,
        Kind.UNKNOWN,
    ),
    "answers garbage": (http("200 OK", "garbage"), TelegramError, ValueError, Kind.UNKNOWN),
    "answers 200 and not ok": (http("200 OK", '{"ok":false,"error_code":400}'), KeyError, None, Kind.NOT_SENT),
    "answers 413": (
        http("413 Request Entity Too Large", '{"ok":false,"description":"Request Entity Too Large"}'),
        NetworkError,
        None,
        Kind.BAD_CONTENT,
    ),
    "redirects": (http("302 Found", "{}"), NetworkError, None, Kind.UNKNOWN),
    "answers 400": (
        http("400 Bad Request", '{"ok":false,"description":"Bad Request: x"}'),
        BadRequest,
        None,
        Kind.BAD_CONTENT,
    ),
    "answers 401": (
        http("401 Unauthorized", '{"ok":false,"description":"Unauthorized"}'),
        InvalidToken,
        None,
        Kind.FATAL,
    ),
    "answers 404": (http("404 Not Found", '{"ok":false,"description":"Not Found"}'), InvalidToken, None, Kind.FATAL),
    "answers 429": (
        http("429 Too Many Requests", '{"ok":false,"description":"Too Many Requests","parameters":{"retry_after":7}}'),
        RetryAfter,
        None,
        Kind.WAIT,
    ),
}


@pytest.mark.parametrize("does", WENT_WRONG)
async def test_each_thing_a_server_can_do_has_its_error_its_cause_and_its_kind(does):
    answer, error, cause, kind = WENT_WRONG[does]
    async with bot_that_meets(answer, read=0.2 if answer is hang else 5.0) as bot:
        raised = await failure(bot)
    assert isinstance(raised, error)
    assert isinstance(raised.__cause__, cause) if cause else raised.__cause__ is None
    assert outcome(raised).kind is kind


async def test_a_refused_connection_was_certainly_not_sent():
    async with bot_at(closed_port()) as bot:
        raised = await failure(bot)
    assert isinstance(raised.__cause__, aiohttp.ClientConnectorError)
    assert outcome(raised).kind is Kind.NOT_SENT


async def test_a_busy_pool_was_certainly_not_sent():
    async with bot_that_meets(hang) as bot:
        request = bot._request[1]
        request._session.connector._limit = 1
        waiting = asyncio.create_task(bot.send_message(7, "first"))
        await asyncio.sleep(0)
        with pytest.raises(TimedOut) as caught:
            await bot.send_message(7, "second", connect_timeout=0.05)
        waiting.cancel()
    assert isinstance(caught.value.__cause__, aiohttp.ConnectionTimeoutError)
    assert outcome(caught.value) == Outcome(
        Kind.NOT_SENT, reason="TimedOut: ConnectionTimeoutError: no connection in time"
    )


async def test_an_answer_is_read_and_the_session_can_be_opened_again_after_a_shutdown():
    async with bot_that_meets(http("200 OK", SENT)) as bot:
        assert (await bot.send_message(7, "hello")).message_id == 5
        request = bot._request[1]
        await request.shutdown()
        await request.shutdown()
        await request.initialize()
        assert (await bot.send_message(7, "hello")).message_id == 5


async def test_a_file_travels_as_multipart():
    seen = asyncio.get_running_loop().create_future()

    async def read(body: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.set_result(body)
        await http("200 OK", SENT)(body, reader, writer)

    async with server(read) as port, bot_at(port) as bot:
        await bot.send_document(7, b"BEGIN:VCALENDAR", filename="dramas.ics", caption="송강")
    body = (await seen).decode()
    assert 'filename="dramas.ics"' in body
    assert "BEGIN:VCALENDAR" in body
    assert "송강" in body


@pytest.mark.parametrize("does", [*WENT_WRONG, "refuses the connection", "leaves no free connection", "is no address"])
async def test_no_token_is_in_an_error_its_traceback_or_the_log(does, caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("telegram").setLevel(logging.INFO)  # as the adapter does: PTB logs the address at DEBUG
    if does == "refuses the connection":
        async with bot_at(closed_port()) as bot:
            raised = await failure(bot)
    elif does == "is no address":
        request = AiohttpRequest()
        bot = Bot(TOKEN, base_url="http://:x/bot", request=request, get_updates_request=AiohttpRequest())
        await request.initialize()
        raised = await failure(bot)
        await request.shutdown()
    elif does == "leaves no free connection":
        async with bot_that_meets(hang) as bot:
            bot._request[1]._session.connector._limit = 1
            waiting = asyncio.create_task(bot.send_message(7, "first"))
            await asyncio.sleep(0)
            with pytest.raises(TimedOut) as caught:
                await bot.send_message(7, "second", connect_timeout=0.05)
            raised = caught.value
            waiting.cancel()
    else:
        answer = WENT_WRONG[does][0]
        async with bot_that_meets(answer, read=0.2 if answer is hang else 5.0) as bot:
            raised = await failure(bot)
    logging.getLogger("telegram").setLevel(logging.NOTSET)
    told = "".join(traceback.format_exception(raised)) + repr(raised) + repr(raised.__cause__) + outcome(raised).reason
    assert "canary" not in told + caplog.text
