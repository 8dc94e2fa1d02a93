"""What a line says of a guide: a number there, a name, or nothing of it."""

import pytest

from bot.commands.guided import Wanted, read
from bot.core.errors import Mistake

KNOWN = ("tvmaze",)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tvmaze:70041", Wanted("tvmaze", "70041")),
        ("TVmaze : 70041", Wanted("tvmaze", "70041")),
        ("tvmaze 70041", Wanted("tvmaze", "70041")),
        ("https://www.tvmaze.com/shows/70041/lovely-runner", Wanted("tvmaze", "70041")),
        ("tvmaze.com/shows/70041 all", Wanted("tvmaze", "70041", whole=True)),
        ("tvmaze:70041 season 2 all both new KST", Wanted("tvmaze", "70041", "", "2", True, True, True, "Asia/Seoul")),
        ("tvmaze:70041 Kuala Lumpur", Wanted("tvmaze", "70041", zone="Asia/Kuala_Lumpur")),
        ('tvmaze:"lovely runner"', Wanted("tvmaze", words="lovely runner")),
        ("tvmaze:“lovely runner”", Wanted("tvmaze", words="lovely runner")),
        ("tvmaze lovely runner", Wanted("tvmaze", words="lovely runner")),
        ("tvmaze:18 again", Wanted("tvmaze", words="18 again")),
        ("tvmaze:1234567890", Wanted("tvmaze", words="1234567890")),
        ("tvmaze:" + "x" * 500, Wanted("tvmaze", words="x" * 200)),
        ('"Lovely Runner" tvN 8 Apr 2024 8:50 PM KST', None),
        ("Reply: 1988, tvN 6 Nov 2015", None),
        ("tmdb:5", None),
        ("https://example.com/shows/70041", None),
        ("", None),
    ],
)
def test_a_line_is_read(line, expected):
    assert read(line, KNOWN) == expected


@pytest.mark.parametrize("line", ["tvmaze", "tvmaze:", 'tvmaze: ""', "TVMAZE :  "])
def test_a_guide_without_anything_asks_for_it(line):
    with pytest.raises(Mistake, match="Which one\\? Say its name or its number there"):
        read(line, KNOWN)


@pytest.mark.parametrize("line", ["tvmaze:70041 season 2 all KST", "tvmaze:70041 both new Asia/Kuala_Lumpur"])
def test_what_a_button_says_reads_back(line):
    wanted = read(line, KNOWN)
    assert wanted is not None
    assert read(wanted.line(), KNOWN) == wanted
