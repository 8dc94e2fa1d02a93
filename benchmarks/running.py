"""How contestants and their stand-ins for a platform are started."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
PEERS = ROOT / ".bench" / "bin" / "python"
LONGEST = 400  # seconds for one contestant
CONTESTANTS = ROOT / "benchmarks" / "contestants"


def ours(module: str, *words: object) -> dict[str, float]:
    """What a contestant of this project tells."""
    return _told([sys.executable, "-m", f"benchmarks.contestants.{module}", *map(str, words)], ROOT)


def peer(file: str, *words: object) -> dict[str, float]:
    """The same of a peer, which has an environment of its own."""
    return _told([str(PEERS), file, *map(str, words)], CONTESTANTS)


def _told(command: list[str], folder: Path) -> dict[str, float]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=LONGEST)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[1:])} failed:\n{done.stderr[-3000:]}")
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


@contextmanager
def stub(model: str, rate: float, rtt: float = 0.05) -> Iterator[str]:
    words = ["benchmarks.stub", "--model", model, "--rate", str(rate), "--rtt", str(rtt)]
    with subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


def counted(url: str) -> dict[str, float]:
    """What the stand-in has accepted and refused."""
    with urlopen(f"{url}/stats") as answer:
        found: dict[str, float] = json.loads(answer.read())
    return found


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)  # noqa: T201
