"""Korean names in Latin letters, told from other capitalised words."""

import re
from collections.abc import Iterator

_SURNAMES_WORDS = """
    Kim Gim Lee Yi Rhee Park Pak Bak Choi Choe Jung Jeong Chung Kang Gang Cho Jo Yoon Yun Jang Chang Lim Im Yim
    Han Oh Seo Suh Shin Sin Kwon Gwon Hwang Ahn An Song Ryu Ryoo Yoo You Yu Hong Jeon Jun Chun Cheon Go Ko Koh
    Moon Mun Yang Son Sohn Shon Bae Pae Baek Paik Heo Hur Huh Nam Sim Shim Noh Roh No Ha Joo Ju Koo Gu Ku Goo
    Kwak Gwak Sung Seong Cha Woo Wu Min Jin Ji Chi Na Ra Rah Eom Um Uhm Won Byun Byeon Bang Pang Gong Kong Tak
    Do Doh Ok Ock Pyo Myung Ki Gi Ban Wang Geum Keum Yeo Yeom Yum Chae Gil Kil Hyun Hyeon Rho
    Roe Whang Ye In Eun Ma Mo Pi
    Bong Seol Sol Sul Ho Ham Namkoong Namgung Namgoong Hwangbo Sunwoo Seonwoo Dokgo Jegal Sagong Ri Wi Weon Joe
    Jue Chu Choo Kook Guk Bin Kyung Tae Jeun Pyun Pyeon Muk Gal Ming Ryeo Ryang Eoh Eo Kyeong Sunu Sa Cheong Gam
    Ga Dan Maeng Mang Myeong Ong Pan Pil Sang So Sun Yong Dang Gye Kye Seok Suk Joong Jang Jong Toh Tae
"""
SURNAMES = frozenset(_SURNAMES_WORDS.split())
_START = r"(?:kk|gg|tt|dd|pp|bb|ss|jj|ch|sh|k|g|n|d|t|r|l|m|b|p|s|j|h|c|z)?"
_VOWEL = (
    r"(?:eui|eou|yeou|yeu|yeo|yae|wae|weo|you|yoo|woo|wee|wo|wa|we|wi|wu|ya|ye|yi|yo|yu|ae|ai|eo|eu|ee|ea|ei|oo|oe|ou|oi|"
    r"ui|ue|uh|oh|ah|ie|a|e|i|o|u)"
)
_STOP = r"(?:ng|nn|ck|rk|k|n|t|l|m|p|r|h|b|g|s|c)?"
_SYLLABLE = rf"{_START}{_VOWEL}{_STOP}"
_ONE = re.compile(_SYLLABLE, re.I)
_LAST_OF_TWO = re.compile(rf"(?:v(?=[io]n))?{_SYLLABLE}e?", re.I)  # "Ok-vin", "Hee Von", "Ik-june"
_WHOLE = re.compile(rf"(?:{_SYLLABLE}){{1,3}}", re.I)
# Words that look like syllables and are none: what follows a surname such as "Go", "No", "In" or "So" in English.
_ENGLISH_WORDS = """
    and at but for from has he her him his how i if in into is it its me more most my new no not now of on one
    only or our out she so than that the their then there these they this to up was we were what when where
    which who why will with you your back man men woman big best come home here good time day night love life
    line list look long last late land like live lee's season episode part first drama series show film movie
    star stars cast group team school hospital hotel motel entertainment awards award city street river island town
    king queen prince may june july march april august monday tuesday friday sunday netflix seoul busan korea
    korean asia cable channel studio studios pictures media sbs kbs mbc tvn joseon dynasty era court office
    company house hand heaven moon sun sea sky rain role lead run said says told are am be been being can did do
    does had have please pick song songs single album tour concert game ball poster teaser trailer
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_SHORT = frozenset(
    ("been", "on", "in", "an", "so", "do", "no", "go", "we", "me", "my", "he", "man", "sun", "moon", "land", "one")
)
_NOUN_AFTER = re.compile(
    r"(?:High )?(?:School|Hospital|Hotel|Group|Entertainment|Awards?|Company|Pictures|Studios?|University|"
    r"Corporation|Corp|Dynasty|Island|"
    r"River|Mountain|Market|Palace|Street|Station|Restaurant|Church|Temple|Village|Law Firm|Foundation|TV|Channel|"
    r"Media|Festival)\b"
)
_HYPHENED = r"[A-Z][a-z]*-[A-Za-z][a-z]*"
_SPACED = r"[A-Z][a-z]{1,6} (?:[A-Z][a-z]{1,6}|[AO](?=[,.;:()’']|$| [a-z(]))"  # "Shin Si A"
_JOINED = r"[A-Z][a-z]{1,11}"
FULL = re.compile(
    rf"\b(?:(?P<family>[A-Z][a-z]+)(?:\s|-)(?P<given>{_HYPHENED}|{_SPACED}|{_JOINED})"
    rf"|(?P<capitals>[A-Z]{{2,8}})\s(?P<after>{_HYPHENED}|[A-Z]+-[A-Z]+|{_SPACED}))(?![\w-])"
)
GIVEN = re.compile(rf"\b{_HYPHENED}(?![\w-])")


def full_names(text: str) -> list[tuple[int, int]]:
    """Where a surname with a given name stands."""
    found, at = [], 0
    words = re.findall(r"[A-Za-z][\w'’-]*", text)
    headline = sum(word[0].isupper() for word in words) > 0.6 * len(words) and not text.endswith(".")
    while match := FULL.search(text, at):
        end = _end(match, text, headline)
        if end:
            found.append((match.start(), end))
            at = end
        else:
            at = match.start() + len(_family(match))
    return found


def is_given(word: str) -> bool:
    """Na-bi, Jae-Eon, Nabi."""
    first, hyphen, last = word.rpartition("-")
    if not hyphen:
        return bool(_WHOLE.fullmatch(word))
    return all(_ONE.fullmatch(part) for part in first.split("-")) and bool(_LAST_OF_TWO.fullmatch(last))


def is_syllable(word: str) -> bool:
    """Hae, Soo."""
    return bool(_ONE.fullmatch(word))


def is_word(word: str) -> bool:
    """Whether it is an English word, though it may look like a name."""
    return word.casefold() in _ENGLISH


def _looks_korean(word: str) -> bool:
    return bool(_ONE.fullmatch(word)) and word.casefold() not in _ENGLISH


def is_surname(word: str) -> bool:
    """Kim, KIM."""
    return word in SURNAMES or (word.isupper() and word.capitalize() in SURNAMES)


def _family(match: re.Match[str]) -> str:
    family: str = match["family"] or match["capitals"]
    return family


def _end(match: re.Match[str], text: str, headline: bool) -> int:
    given = match["given"] or match["after"]
    if match[0].startswith(("Hong Kong", "Hong-Kong")):
        return 0
    if not is_surname(_family(match)) and not (_looks_korean(_family(match)) and "-" in given):
        return 0
    if match["capitals"] and headline and not re.fullmatch(r"[A-Z]+-[A-Z]+", given):
        return 0
    after = text[match.end() :].lstrip()
    if "-" in given:
        return match.end() if is_given(given) and not _NOUN_AFTER.match(after) else 0
    first, _, second = given.partition(" ")
    # "Ki Ra On" is a name, but in a headline any word has a capital
    english = second.casefold() in _ENGLISH and (headline or second.casefold() not in _SHORT)
    if second and _ONE.fullmatch(first) and _LAST_OF_TWO.fullmatch(second) and not english:
        end = match.end()  # "Kim So Hyun", though "so" is a word, too
    elif first.casefold() in _ENGLISH or not is_given(first):
        return 0
    else:
        end = match.start("given") + len(first) if match["given"] else is_given(second) * match.end()
    return 0 if _NOUN_AFTER.match(text[end:].lstrip()) else end


_SURNAMED = re.compile(
    r"(?<![\w-])(?:Ahn|Bae|Baek|Byun|Choi|Heo|Hwang|Jeon|Kim|Kwon|Noh|Ryu|Shim|Yoon) [A-Z][a-z]{2,}(?![\w-])(?! [A-Z])"
)


def surnamed(text: str) -> Iterator[re.Match[str]]:
    """A surname that is no English word and one word more, which need not be spelt as a Korean one: "Bae Suzy"."""
    return _SURNAMED.finditer(text)
