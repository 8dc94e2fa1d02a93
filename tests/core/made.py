"""Dramas for tests of names: nine that resemble the shipped ones, and generated ones of other titles and people."""

from hypothesis import strategies as st

from bot.core.dramas import CastMember, Drama, Quote, Release


def releases(*networks: str) -> tuple[Release, ...]:
    return tuple(Release(network.casefold(), network, "Asia/Seoul") for network in networks)


def drama(slug: str, title: str, *networks: str, **more: object) -> Drama:
    return Drama(slug, title, releases(*(networks or ("Netflix",))), **more)


NEVERTHELESS = drama(
    "nevertheless",
    "Nevertheless",
    "Netflix",
    "JTBC",
    original_title="알고있지만",
    aliases=("I Know But",),
    director=("Kim Ga-ram",),
    cast=(CastMember("Song Kang", "Park Jae-eon", "송강"), CastMember("Han So-hee", "Yu Na-bi", "한소희")),
    quotes=(
        Quote("Song Kang", "I put a lot of effort in pulling it off.", "GOKpop"),
        Quote("Han So-hee", "I wanted to be real and raw.", "GOKpop"),
        Quote("Kim Ga-ram", "Thankfully, they really liked the webtoon.", "GOKpop"),
        Quote("Song Kang", "There’s a lot of heart-fluttering scenes in our drama.", "GOKpop"),
    ),
)
LOVELY_RUNNER = drama(
    "lovely-runner",
    "Lovely Runner",
    "tvN",
    "TVING",
    "Viki",
    original_title="선재 업고 튀어",
    aliases=("Run with Sun-jae on My Back",),
    cast=(CastMember("Byeon Woo-seok", "Ryu Sun-jae", "변우석"), CastMember("Kim Hye-yoon", "Im Sol", "김혜윤")),
)
BON_APPETIT = drama(
    "bon-appetit-your-majesty",
    "Bon Appétit, Your Majesty",
    "tvN",
    "Netflix",
    cast=(
        CastMember("Lim Yoon-a", "Yeon Ji-young", "임윤아", ("Yoona",)),
        CastMember("Lee Chae-min", "Yi Heon", "이채민"),
    ),
)
PHONE = drama(
    "when-the-phone-rings",
    "When the Phone Rings",
    "MBC",
    "Netflix",
    cast=(CastMember("Yoo Yeon-seok", "Baek Sa-eon", "유연석"), CastMember("Chae Soo-bin", "Hong Hee-joo", "채수빈")),
)
CHEER_UP = drama("cheer-up", "Cheer Up", "SBS", "Viu", cast=(CastMember("Han Ji-hyun", "Do Hae-yi", "한지현"),))
RED_SLEEVE = drama("the-red-sleeve", "The Red Sleeve", "MBC", cast=(CastMember("Lee Se-young", None, "이세영"),))
MOVING = drama(
    "moving",
    "Moving",
    "Disney+",
    cast=(CastMember("Lee Jung-ha", "Kim Bong-seok", "이정하"), CastMember("Go Youn-jung", "Jang Hui-soo", "고윤정")),
)
TRAUMA_CODE = drama("the-trauma-code-heroes-on-call", "The Trauma Code: Heroes on Call")
LIGHT_THE_NIGHT = drama("light-the-night", "Light the Night", original_title="華燈初上")

NINE = (
    BON_APPETIT,
    CHEER_UP,
    LIGHT_THE_NIGHT,
    LOVELY_RUNNER,
    MOVING,
    NEVERTHELESS,
    RED_SLEEVE,
    TRAUMA_CODE,
    PHONE,
)

_FAMILIES = ("Kim", "Lee", "Park", "Choi", "Jung", "Kang", "Yoon", "Ryu", "Seo", "Han")
_SYLLABLES = ("min", "seo", "jun", "ji", "hye", "young", "woo", "jin", "eun", "kyung", "tae", "jae", "na", "ah")
_WORDS = (
    *("Love", "Night", "Queen", "Tears", "Doctor", "Island", "Garden", "Twenty-Five", "It's", "Café", "Straße"),
    *("the", "The", "of", "My", "1988", "1994", "2", "L.U.C.A.", "&", "Disney+", "Señorita", "Ça", "Yumi’s", "Øya"),
)
_HANGUL = "가나다라마바사아자차강남동북산송한소희이정재지만업고"

_names_of_people = st.one_of(
    st.builds(
        lambda family, given, hyphen: f"{family} {hyphen.join(given).capitalize()}",
        st.sampled_from(_FAMILIES),
        st.lists(st.sampled_from(_SYLLABLES), min_size=1, max_size=2),
        st.sampled_from(("-", "", " ")),
    ),
    st.lists(st.sampled_from(("Rosé", "IU", "Ruby", "Lin", "O'Neill", "Anne-Marie", "V")), min_size=1, max_size=3).map(
        " ".join
    ),
)
_hangul_names = st.text(_HANGUL, min_size=2, max_size=4)
_titles = st.one_of(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join),
    st.text(_HANGUL + " ", min_size=1, max_size=8).filter(str.strip),
    st.text(min_size=1, max_size=12).filter(str.strip),
)
_cast = st.builds(
    CastMember,
    _names_of_people,
    st.none() | _names_of_people,
    st.none() | _hangul_names,
    st.lists(_names_of_people, max_size=1).map(tuple),
)


@st.composite
def generated(draw: st.DrawFn) -> tuple[Drama, ...]:
    """Up to eight dramas, many of whose titles and people resemble each other."""
    made = []
    for number in range(draw(st.integers(1, 8))):
        cast = tuple(draw(st.lists(_cast, max_size=3)))
        speakers = [member.actor for member in cast]
        made.append(
            drama(
                draw(st.sampled_from((f"drama-{number}", f"love-{number}", f"{number}"))),
                draw(_titles),
                original_title=draw(st.none() | _titles),
                aliases=tuple(draw(st.lists(_titles, max_size=1))),
                director=tuple(draw(st.lists(_names_of_people, max_size=1))),
                cast=cast,
                quotes=tuple(Quote(who, "…", "a page") for who in speakers[:1]),
            )
        )
    return tuple(made)
