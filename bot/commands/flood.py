"""How many commands one person may give, and how many one chat."""

from collections import OrderedDict
from collections.abc import Callable, Hashable


class Bucket:
    """`commands` at once for each key, refilled over `seconds`. `elapsed` is the platform clock, in seconds."""

    def __init__(self, commands: int, seconds: float, elapsed: Callable[[], float]) -> None:
        self.commands = commands
        self.seconds = seconds
        self.elapsed = elapsed
        self._spent: OrderedDict[Hashable, tuple[float, float, bool]] = OrderedDict()

    def wait(self, key: Hashable, ago: float = 0) -> float | None:
        """None when this command may pass; else the seconds to say in the one warning, then 0 for silence.

        It was given so many seconds `ago`.
        """
        now = self.elapsed() - ago
        self._forget(now)
        spent, at, warned = self._spent.pop(key, (0.0, now, False))
        spent = max(0.0, spent - max(now - at, 0.0) * self.commands / self.seconds)
        passes = spent + 1 <= self.commands
        self._spent[key] = (spent + passes, max(now, at), not passes)
        if passes:
            return None
        return 0.0 if warned else max(1.0, self.seconds / self.commands)

    def _forget(self, now: float) -> None:
        """Those whose bucket is full again; who asked longest ago stands in front."""
        while self._spent:
            key, (_, at, _) = next(iter(self._spent.items()))
            if at > now - self.seconds:
                break
            del self._spent[key]
