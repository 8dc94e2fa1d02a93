"""Which calendar an address opens, made once for each state that it is in."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.core.catalogue import Catalogue, Library
from bot.core.ports import Subscription
from bot.core.published import Entry, Published
from bot.web.calendars import Run, document, runs_of

KEPT = 500  # finished calendars in memory, about 20 kB each


class Followed(Protocol):
    """What a private calendar shows: what that chat follows."""

    @property
    def chat_id(self) -> int: ...
    @property
    def zone(self) -> str | None: ...
    @property
    def subscriptions(self) -> tuple[Subscription, ...]: ...
    @property
    def state(self) -> str: ...
    @property
    def changed(self) -> datetime: ...


class Books(Protocol):
    """The store, as calendars need it."""

    @property
    def identity(self) -> str: ...

    async def followed(self, fingerprint: str) -> Followed | None: ...
    async def shown(self, chat_id: int, state: str, at: datetime) -> None: ...
    async def revise(
        self, run: str, entries: Sequence[Entry], at: datetime, chat_id: int | None = None
    ) -> Sequence[Published]: ...


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar and its state. The text is made only when somebody lacks it."""

    state: str  # the same for the same text
    changed: datetime | None
    name: str  # for its file
    text: Callable[[], Awaitable[bytes]]


class Feeds:
    def __init__(self, books: Books, library: Library, now: Callable[[], datetime]) -> None:
        self.books = books
        self.library = library
        self.now = now
        self._texts: OrderedDict[str, bytes] = OrderedDict()
        self._of: Catalogue | None = None  # what the following were made from
        self._published: dict[str, Sequence[Published]] = {}
        self._digests: dict[str, str] = {}
        self._revising = asyncio.Lock()

    async def public(self, slug: str, release: str | None) -> Feed | None:
        """The calendar of one release of a drama, the default one for None; None when there is none."""
        catalogue = self._catalogue()
        drama = catalogue.dramas.get(slug)
        if drama is None or (release is not None and release not in (one.key for one in drama.releases)):
            return None
        run = Run(drama, drama.release(release))
        published = await self._publish(run)
        changed = max((one.changed for one in published), default=None)
        state = _digest(self._digest_of(run), catalogue.defaults.site, published)

        async def text() -> bytes:
            if state in self._texts:
                return self._texts[state]
            named = f"{drama.title} on {run.release.network}" if len(drama.releases) > 1 else drama.title
            site = catalogue.defaults.site
            query = f"?release={release}" if release else ""
            source = f"{site}/calendar/{slug}.ics{query}" if site else ""
            about = f"Every episode of {drama.title} on {run.release.network}, as announced."
            events = run.text(published, catalogue)
            return self._keep(state, document(named, about, f"{run.key}@dramabell", events, changed, source))

        return Feed(state, changed, slug, text)

    async def private(self, fingerprint: str) -> Feed | None:
        """What a chat follows, by the fingerprint of its token; None for a wrong one."""
        followed = await self.books.followed(fingerprint)
        if followed is None:
            return None
        catalogue = self._catalogue()
        owner = _digest(self.books.identity, followed.chat_id)
        runs = list(runs_of(followed.subscriptions, followed.zone, catalogue, owner))
        digests = [self._digest_of(run) for run in runs]
        state = _digest(fingerprint, followed.subscriptions, followed.zone, catalogue.defaults, digests)
        changed = followed.changed
        if state != followed.state:
            changed = self.now()
            await self.books.shown(followed.chat_id, state, changed)

        async def text() -> bytes:
            if state in self._texts:
                return self._texts[state]
            events = [await self._events(run, catalogue, followed.chat_id) for run in runs]
            about = "What this chat follows with Dramabell."
            uid = f"{owner[:16]}@dramabell"
            return self._keep(state, document("My dramas", about, uid, b"".join(events), changed, ""))

        return Feed(state, changed, "dramas", text)

    def _catalogue(self) -> Catalogue:
        catalogue = self.library.catalogue
        if catalogue is not self._of:
            self._of = catalogue
            self._published, self._digests = {}, {}
        return catalogue

    async def _publish(self, run: Run, chat_id: int | None = None) -> Sequence[Published]:
        """What is told of it. A public run is looked at once for each catalogue, a chat's own each time."""
        async with self._revising:
            if run.key in self._published:
                return self._published[run.key]
            catalogue = self._of
            entries = [entry for entry, _ in run.entries().values()]
            found = await self.books.revise(run.key, entries, self.now(), chat_id)
            if not run.owner and catalogue is self._of:
                self._published[run.key] = found
            return found

    def _digest_of(self, run: Run) -> str:
        """Of all that its events are made from; with the instants, which a changed time-zone rule moves."""
        public = replace(run, leads=(), zone=None)
        if run.owner or run.key not in self._digests:
            digest = _digest([(entry, entry.announced.at) for entry, _ in public.entries().values()])
            if run.owner:
                return digest
            self._digests[run.key] = digest
        return self._digests[run.key]

    async def _events(self, run: Run, catalogue: Catalogue, chat_id: int) -> bytes:
        """Those of one run; the same for all that follow it with the same reminders on the same clock."""
        published = await self._publish(run, chat_id if run.owner else None)
        if run.owner:
            return run.text(published, catalogue)
        state = _digest(run.key, self._digest_of(run), run.leads, run.zone, catalogue.defaults, published)
        return self._texts.get(state) or self._keep(state, run.text(published, catalogue))

    def _keep(self, state: str, text: bytes) -> bytes:
        self._texts[state] = text
        while len(self._texts) > KEPT:
            self._texts.popitem(last=False)
        return text


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
