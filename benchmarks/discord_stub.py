"""The emulated Discord of the tests with so many channels: 50 messages in any second.

    python -m benchmarks.discord_stub CHANNELS

Prints its address; at a line on its standard input, what was accepted and refused.
"""

import asyncio
import json
import sys

from tests.emulators.discord import DiscordEmulator

ROUTE = "POST /channels/{channel}/messages"


async def main(count: int) -> None:
    async with DiscordEmulator("bench-token", overall=50) as dc:
        guild = dc.guild("Club")
        channels = [guild.channel(f"c{number}").id for number in range(count)]
        print(json.dumps({"url": dc.url, "channels": channels}), flush=True)  # noqa: T201
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
        calls = [call for call in dc.calls if call.route == ROUTE]
        done = sorted(call.at for call in calls if call.status == 200)
        told = {
            "accepted": len(done),
            "channels": len({call.params["channel"] for call in calls if call.status == 200}),
            "refused": sum(call.status == 429 for call in calls),
            "seconds": done[-1] - done[0],
        }
        print(json.dumps(told), flush=True)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
