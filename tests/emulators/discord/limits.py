"""Rate limits: buckets in fixed windows, the global limit, holds that a script puts on, Cloudflare's ban."""

import hashlib
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

USUAL_LIMITS: Mapping[str, tuple[int, float]] = {
    "POST /channels/{channel}/messages": (5, 5.0),
    "PATCH /channels/{channel}/messages/{message}": (5, 5.0),
    "POST /channels/{channel}/typing": (5, 5.0),
    "POST /webhooks/{application}/{token}": (5, 5.0),
    "PATCH /webhooks/{application}/{token}/messages/{message}": (5, 5.0),
}
MAJOR = ("channel", "guild", "token")


@dataclass(slots=True)
class Limited(Exception):
    """A 429. `scope`: user, shared, global, or cloudflare."""

    scope: str
    retry_after: float
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Bucket:
    limit: int
    window: float
    used: int = 0
    ends: float = 0.0


class Limits:
    def __init__(self, routes: Mapping[str, tuple[int, float]], overall: int | None) -> None:
        self.routes = {**USUAL_LIMITS, **routes}
        self.overall = overall  # in any second
        self._buckets: dict[tuple[str, str], _Bucket] = {}
        self._holds: dict[tuple[str, str], tuple[float, str]] = {}
        self._recent: deque[float] = deque()
        self._all_held: tuple[float, str] | None = None

    @staticmethod
    def key(route: str, params: Mapping[str, str]) -> tuple[str, str]:
        return route, next((params[name] for name in MAJOR if name in params), "")

    def hold(self, key: tuple[str, str], until: float, scope: str) -> None:
        """From now on answer 429: this bucket, or everything when the scope is global or cloudflare."""
        if scope in ("global", "cloudflare"):
            self._all_held = (until, scope)
        else:
            self._holds[key] = (until, scope)

    def release(self) -> None:
        self._all_held = None
        self._holds.clear()

    def admit(self, route: str, params: Mapping[str, str], now: float, wall: float) -> dict[str, str]:
        """The rate limit headers of the answer; raises Limited."""
        counted = not route.split(" ", 1)[-1].startswith(("/interactions", "/webhooks"))
        if self._all_held and (counted or self._all_held[1] == "cloudflare"):
            until, scope = self._all_held
            if now < until:
                raise Limited(scope, until - now)
            self._all_held = None
        key = self.key(route, params)
        if key in self._holds:
            until, scope = self._holds[key]
            if now < until:
                raise Limited(scope, until - now, self._headers(key, until - now, wall, remaining=0))
            del self._holds[key]
        if self.overall is not None and counted:
            self._count(now)
        if route not in self.routes:
            return {}
        limit, window = self.routes[route]
        bucket = self._buckets.setdefault(key, _Bucket(limit, window))
        if now >= bucket.ends:
            bucket.used, bucket.ends = 0, now + window
        left = bucket.ends - now
        if bucket.used >= bucket.limit:
            raise Limited("user", left, self._headers(key, left, wall, remaining=0))
        bucket.used += 1
        return self._headers(key, left, wall, remaining=bucket.limit - bucket.used)

    def _count(self, now: float) -> None:
        assert self.overall is not None
        while self._recent and self._recent[0] <= now - 1.0:
            self._recent.popleft()
        if len(self._recent) >= self.overall:
            raise Limited("global", self._recent[0] + 1.0 - now)
        self._recent.append(now)

    def _headers(self, key: tuple[str, str], left: float, wall: float, *, remaining: int) -> dict[str, str]:
        limit = self.routes.get(key[0], (5, 5.0))[0]
        return {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(remaining),
            "X-RateLimit-Reset": f"{wall + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": hashlib.md5(key[0].encode(), usedforsecurity=False).hexdigest(),
        }
