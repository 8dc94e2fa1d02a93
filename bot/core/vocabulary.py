"""Words by which a text shows that it is about a drama, or that it is not. Folded, as spelling.fold makes them."""

# beside a title, on the same side of every stop
BESIDE = frozenset(
    (
        *("season", "episode", "episodes", "ep", "eps", "finale", "premiere", "premieres", "premiered", "starring"),
        *("star", "stars", "cast", "ratings", "viewership", "teaser", "trailer", "poster", "ost", "airs", "airing"),
        *("aired", "costars", "costar", "시즌", "최종회", "첫방", "첫방송", "시청률", "주연", "출연", "극본", "연출"),
        *("결방", "편성", "방송"),
    )
)
# before a title alone: behind it, "moving" only says what kind of drama it is
BEFORE = frozenset(("drama", "kdrama", "series", "romcom", "sitcom", "remake", "thriller", "sequel", "드라마"))
PLURALS = frozenset(("dramas", "kdramas", "actor", "actress", "director", "writer", "special", "spinoff", "fans"))
# anywhere in the text
ANYWHERE = (
    BESIDE
    | BEFORE
    | frozenset(
        (
            *("dramas", "kdramas", "actor", "actress", "actors", "actresses", "starred", "screenwriter", "screenplay"),
            *(
                "broadcast",
                "broadcaster",
                "netflix",
                "tvn",
                "jtbc",
                "sbs",
                "kbs",
                "mbc",
                "ena",
                "tving",
                "viu",
                "wavve",
            ),
            *("disneyplus", "hallyu", "filming", "role", "onscreen", "air"),
        )
    )
)
HANGUL = frozenset(
    ("드라마", "배우", "방송", "시청률", "출연", "주연", "촬영", "결방", "편성", "첫방", "넷플릭스", "극중")
)
ACTING = frozenset(("actor", "actress", "star", "starring", "singer", "idol", "배우", "가수"))
MUSIC = frozenset(
    (
        *("songs", "single", "album", "mv", "track", "music", "concert", "lyrics", "debut", "choreography"),
        *("twice", "billboard", "melon", "신곡", "앨범", "노래", "뮤직비디오"),
    )
)
SMALL = frozenset(("a", "an", "and", "at", "for", "in", "is", "it", "my", "of", "on", "s", "the", "to", "with", "or"))
# what is joined to a name in Hangul
PARTICLES = frozenset(
    (
        *("은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "으로", "만", "에서", "까지", "부터"),
        *(
            "에게",
            "씨",
            "측",
            "이다",
            "라는",
            "이라는",
            "처럼",
            "보다",
            "와의",
            "과의",
            "에는",
            "에도",
            "이라",
            "란",
            "인",
        ),
    )
)
