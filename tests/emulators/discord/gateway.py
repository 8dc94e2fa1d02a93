"""The gateway: HELLO, IDENTIFY, READY, heartbeats, RESUME, dispatches, and ways to lose the connection."""

import asyncio
import json
import zlib
from collections import deque
from itertools import count
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

if TYPE_CHECKING:
    from tests.emulators.discord.server import DiscordEmulator

MEMBERS, PRESENCES, CONTENT = 1 << 1, 1 << 8, 1 << 15
PRIVILEGED = MEMBERS | PRESENCES | CONTENT
KNOWN_INTENTS = (1 << 26) - 1
DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT, MEMBERS_ASKED, INVALID, HELLO, ACK = (
    0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11,
)  # fmt: skip
KEPT = 1000  # events that a resume can replay
RESUMABLE = 3  # lost sessions that are kept


class Session:
    """What survives a lost connection: the events since the session began."""

    def __init__(self, key: str, intents: int) -> None:
        self.key, self.intents, self.seq = key, intents, 0
        self.events: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self.connection: Connection | None = None

    def dispatch(self, event: str, data: Any) -> None:
        self.seq += 1
        frame = {"op": DISPATCH, "t": event, "s": self.seq, "d": data}
        self.events.append(json.loads(json.dumps(frame)))  # as it is now, whatever becomes of it
        if self.connection:
            self.connection.send(self.events[-1])


class Connection:
    """One websocket. Frames leave in order; while the emulator is dark, they wait."""

    def __init__(self, gateway: "Gateway", ws: web.WebSocketResponse, request: web.Request) -> None:
        self.gateway, self.ws, self.request = gateway, ws, request
        self.session: Session | None = None
        self.received: deque[float] = deque()
        self._frames: asyncio.Queue[dict[str, Any] | int] = asyncio.Queue()
        compressed = request.query.get("compress") == "zlib-stream"
        self._deflate = zlib.compressobj() if compressed else None
        self._silence: asyncio.TimerHandle | None = None

    def send(self, frame: dict[str, Any]) -> None:
        self._frames.put_nowait(frame)

    def close(self, code: int) -> None:
        """After what is already waiting to be sent."""
        self._frames.put_nowait(code)

    def cut(self) -> None:
        """As a cable would: no close frame."""
        if self.request.transport:
            self.request.transport.abort()

    def alive(self) -> None:
        """It was heard of: the session times out two heartbeats from now."""
        self.quiet()
        loop = asyncio.get_running_loop()
        self._silence = loop.call_later(2 * self.gateway.heartbeat, self.close, 4009)

    def quiet(self) -> None:
        if self._silence:
            self._silence.cancel()

    async def write(self) -> None:
        while True:
            frame = await self._frames.get()
            await self.gateway.dc.reachable.wait()
            if isinstance(frame, int):
                await self.ws.close(code=frame)
                return
            text = json.dumps(frame)
            try:
                if self._deflate:
                    packed = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                    await self.ws.send_bytes(packed)
                else:
                    await self.ws.send_str(text)
            except ConnectionError:
                return


class Gateway:
    """`identifies` are the loop times of every IDENTIFY with the right token; each costs one of `remaining`."""

    def __init__(self, dc: "DiscordEmulator", heartbeat: float, privileged: int) -> None:
        self.dc, self.heartbeat, self.privileged = dc, heartbeat, privileged
        self.total = self.remaining = 1000
        self.identifies: list[float] = []
        self.resumes: list[float] = []
        self.readied = 0  # READY and RESUMED together
        self.sessions: dict[str, Session] = {}
        self.connections: list[Connection] = []
        self.attempts = 0  # websockets opened
        self._refusals: deque[int] = deque()
        self._keys = count(1)

    # What a test does to it

    def drop(self, code: int | None = None) -> None:
        """Lose every connection: with a close code, or like a cut cable. The sessions can be resumed."""
        for connection in list(self.connections):
            connection.cut() if code is None else connection.close(code)

    def ask_to_reconnect(self) -> None:
        """Op 7."""
        for connection in list(self.connections):
            connection.send({"op": RECONNECT, "d": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """Op 9."""
        for connection in list(self.connections):
            if not resumable and connection.session:
                self.sessions.pop(connection.session.key, None)
            connection.send({"op": INVALID, "d": resumable})

    def forget_sessions(self) -> None:
        """The next RESUME gets op 9."""
        self.sessions.clear()

    def refuse(self, code: int, times: int = 1) -> None:
        """Close with that code at the next IDENTIFY or RESUME; 0 is a cut cable."""
        self._refusals.extend([code] * times)

    def dispatch(self, event: str, data: Any, intent: int = 0) -> None:
        """To every session with that intent (0: to all), also to those that may still resume."""
        for session in list(self.sessions.values()):
            if not intent or session.intents & intent:
                session.dispatch(event, data)

    # What it answers

    def start_limit(self) -> dict[str, int]:
        return {"total": self.total, "remaining": self.remaining, "reset_after": 86_400_000, "max_concurrency": 1}

    def any_with(self, intent: int) -> bool:
        return any(c.session and c.session.intents & intent for c in self.connections)

    @property
    def members_enabled(self) -> bool:
        return bool(self.privileged & MEMBERS)

    @property
    def connected(self) -> bool:
        return any(connection.session for connection in self.connections)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        await self.dc.reachable.wait()
        ws = web.WebSocketResponse(compress=False, max_msg_size=0)
        await ws.prepare(request)
        connection = Connection(self, ws, request)
        self.attempts += 1
        self.connections.append(connection)
        writer = asyncio.create_task(connection.write())
        try:
            if request.query.get("v") != "10" or request.query.get("encoding") != "json":
                connection.close(4012)
            connection.send({"op": HELLO, "d": {"heartbeat_interval": round(self.heartbeat * 1000)}})
            connection.alive()
            while (message := await ws.receive()).type in (WSMsgType.TEXT, WSMsgType.BINARY):
                await self.dc.reachable.wait()
                self._hear(connection, message.data)
            if message.type is WSMsgType.CLOSE and message.data in (1000, 1001) and connection.session:
                self.sessions.pop(connection.session.key, None)  # the client said goodbye: nothing to resume
        finally:
            self._gone(connection)
            writer.cancel()
        return ws

    def _gone(self, connection: Connection) -> None:
        connection.quiet()
        self.connections.remove(connection)
        session = connection.session
        if session and session.connection is connection:
            session.connection = None
        self.dc.changes.happened()

    def _hear(self, connection: Connection, text: str | bytes) -> None:
        now = asyncio.get_running_loop().time()
        while connection.received and connection.received[0] < now - 60:
            connection.received.popleft()
        connection.received.append(now)
        if len(connection.received) > 120:
            return connection.close(4008)
        try:
            frame = json.loads(text)
            op, data = frame["op"], frame.get("d")
        except (ValueError, KeyError, TypeError):
            return connection.close(4002)
        if len(text) > 4096:
            return connection.close(4002)
        if op == HEARTBEAT:
            connection.alive()
            return connection.send({"op": ACK})
        if op in (IDENTIFY, RESUME):
            if connection.session:
                return connection.close(4005)
            if self._refusals:
                code = self._refusals.popleft()
                return connection.close(code) if code else connection.cut()
            return self._identify(connection, data) if op == IDENTIFY else self._resume(connection, data)
        if connection.session is None:
            return connection.close(4003)
        if op not in (PRESENCE, VOICE, MEMBERS_ASKED):
            return connection.close(4001)
        return None

    def _identify(self, connection: Connection, data: dict[str, Any]) -> None:
        if data.get("token") != self.dc.token:
            return connection.close(4004)
        self.identifies.append(asyncio.get_running_loop().time())
        self.remaining -= 1
        if self.remaining < 0:  # the owner gets a mail, and the token is no longer valid
            self.dc.token = None
            return connection.close(4004)
        shard, intents = data.get("shard", [0, 1]), data.get("intents")
        if not isinstance(intents, int) or intents & ~KNOWN_INTENTS:
            return connection.close(4013)
        if intents & PRIVILEGED & ~self.privileged:
            return connection.close(4014)
        if not 0 <= shard[0] < shard[1]:
            return connection.close(4010)
        if not isinstance(data.get("properties"), dict):
            return connection.close(4002)
        session = Session(f"session-{next(self._keys)}", intents)
        lost = [key for key, one in self.sessions.items() if one.connection is None]
        for key in lost[:-RESUMABLE]:
            del self.sessions[key]
        self.sessions[session.key] = session
        session.connection, connection.session = connection, session
        self._welcome(session, shard)
        return None

    def _welcome(self, session: Session, shard: list[int]) -> None:
        mine = [g for g in self.dc.guilds.values() if g.bot_in and (int(g.id) >> 22) % shard[1] == shard[0]]
        ready = {
            "v": 10,
            "user": self.dc.bot,
            "guilds": [{"id": guild.id, "unavailable": True} for guild in mine],
            "session_id": session.key,
            "session_type": "normal",
            "resume_gateway_url": self.dc.gateway_url,
            "shard": shard,
            "private_channels": [],
            "application": {"id": self.dc.bot["id"], "flags": self.dc.application()["flags"]},
        }
        session.dispatch("READY", ready)
        for guild in mine:
            if guild.available and session.intents & 1:
                session.dispatch("GUILD_CREATE", guild.json())
        self.readied += 1
        self.dc.changes.happened()

    def _resume(self, connection: Connection, data: dict[str, Any]) -> None:
        if data.get("token") != self.dc.token:
            return connection.close(4004)
        session = self.sessions.get(data.get("session_id", ""))
        if session is None:
            return connection.send({"op": INVALID, "d": False})
        seen = data.get("seq")
        if not isinstance(seen, int) or seen > session.seq:
            return connection.close(4007)
        if session.connection:
            session.connection.close(4000)
        session.connection, connection.session = connection, session
        for frame in [frame for frame in session.events if frame["s"] > seen]:
            connection.send(frame)
        self.resumes.append(asyncio.get_running_loop().time())
        session.dispatch("RESUMED", {})
        self.readied += 1
        self.dc.changes.happened()
        return None
