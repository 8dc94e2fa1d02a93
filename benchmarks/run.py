"""Each contestant beside the others, in the same minutes on the same machine against the same stand-in.

    python -m benchmarks.run [NAME …] [--rounds 3] [--quick]

NAMEs are those of the sections in docs/benchmarks.md, which this writes. Three rounds take these minutes: telegram 6,
long 4 (it is done once), paid 3, discord 3, send 1. Peers live in `.bench`, which `make bench` makes.
"""

import argparse

from benchmarks import broadcasts, planning, scheduling, sending, starting
from benchmarks.running import PEERS

BENCHMARKS = {
    "telegram": broadcasts.telegram,
    "long": broadcasts.long,
    "paid": broadcasts.paid,
    "discord": broadcasts.discord,
    "send": sending.send,
    "planning": planning.planning,
    "schedule": scheduling.schedule,
    "start": starting.start,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="smaller, to see whether it works")
    given = parser.parse_args()
    if unknown := set(given.names) - BENCHMARKS.keys():
        parser.error(f"there is no {', '.join(sorted(unknown))}; choose from {', '.join(BENCHMARKS)}")
    if not PEERS.exists():
        parser.error("the peers are not there: run `make bench`")
    for name in given.names or BENCHMARKS:
        BENCHMARKS[name](given.rounds, quick=given.quick)


if __name__ == "__main__":
    main()
