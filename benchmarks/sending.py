"""The send alone: CPU of one message to Telegram at 16 in flight, with entities and a keyboard."""

from benchmarks.report import Row, median, put, table
from benchmarks.running import ours, peer, say, stub


def send(rounds: int, *, quick: bool = False) -> None:
    count = 500 if quick else 4000
    found: dict[str, list[Row]] = {}
    for number in range(rounds):
        say(f"the send alone, round {number + 1}")
        for name, mode, few in (
            ("raw aiohttp, the same request", "raw", 1),
            ("Dramabell's send", "send", 1),
            ("PTB's send_message", "", 4),
        ):
            with stub("none", 1, rtt=0) as url:
                told = ours("sending", url, count, mode) if mode else peer("ptb_send.py", url, count // few)
            found.setdefault(name, []).append(
                {"CPU a message, ms": 1000 * told["cpu"] / (count // few), "per second": count // few / told["wall"]}
            )
    rows = {name: median(runs) for name, runs in found.items()}
    cpu = {name: float(row["CPU a message, ms"]) for name, row in rows.items()}
    raw, mine, theirs = cpu.values()
    lines = [
        f"{count:,} messages to as many chats ({count // 4:,} for PTB), 16 in flight.",
        "Aims: 0.25 ms, 2.2 times the raw request, 0.15 of PTB's.",
        "",
        *table(rows),
        "",
        f"{mine / raw:.2f} times the raw request, {mine / theirs:.2f} of PTB's.",
    ]
    put("send", "The send alone", lines)
