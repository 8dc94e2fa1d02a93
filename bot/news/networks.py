"""The channels and services on which dramas come out, as articles name them."""

import re

NAMES = (
    r"tvN (?:Asia|Story|STORY|DRAMA|Movies)|"
    r"KBS ?[12]TV|KBS ?[12] ?TV|KBS ?[12]|KBS W|KBS Joy|KBS World|KBS|[tT]v[nN]|TVN|[jJ]TBC|SBS Plus|"
    r"SBS|MBC every1|MBC|ENA|"
    r"OCN|MBN|TV Chosun|TV CHOSUN|Channel A|ABS-CBN|Jeepney TV|TV5|ViuTV|TVB Jade|ntv7|NTV7|Channel U|"
    r"EBS|Mnet|Netflix|Disney\+ Hotstar|Disney ?\+|Disney Plus|TVING|Tving|Wavve|wavve|Coupang Play|Rakuten Viki|"
    r"Viki|VIKI|Viu|VIU|(?:Amazon )?Prime Video|"
    r"Apple ?TV ?\+|Apple TV Plus|"
    r"FPT Play|VieON|CATCHPLAY\+|LINE TV|MONOMAX|GagaOOLala|U-NEXT|iQIYI|"
    r"iQiyi|WeTV|Kakao ?TV|KakaoTV|Watcha|WATCHA|Genie TV|GENIE TV|"
    r"Paramount\+|HBO Max|Hulu|Naver TV|U\+ ?mobile ?[tT][vV]|"
    r"LG U\+|Lifetime|One HD|One|Astro|GMA|Kocowa|KOCOWA\+?|Olleh TV|Seezn|Dramax|DRAMAX|CGV|Olive|Youku|Mango TV|TBS|"
    r"BBC iPlayer|SBS On Demand|ABC iview|OnDemandKorea|AsianCrush|ZEE5|"
    r"ONE HD|ONE TV A(?:sia|SIA)|MX Player|JioCinema|SonyLIV|meWATCH|Vidio|"
    r"TrueID|iWantTFC|iWant|Kapamilya Channel|NHK(?: [A-Z]\w*)?|WOWOW|ABEMA|Lemino|KNTV|Stan|Binge|Peacock|Shudder|Max|"
    r"YouTube (?:Premium|Originals?|Red)|[Oo]ksusu|V ?LIVE|Naver NOW|[Bb]ilibili|Now TV|myTV SUPER|One31|GMM25|True4U|"
    r"GTV|Heart of Asia|TrueVisions(?: Now| NOW)?|PPTV|HTV[237]|VTV[1-6]|RCTI|Trans TV|ANTV|SCTV|Indosiar|NET TV|"
    r"TV Okey|Mewatch|Hub E Drama|TVB|CTS|EBC|Oh!K|Oh!k|Tonton|Sooka|Singtel Cast|Unifi TV|TV[1235789]|8TV|ntv7|"
    r"Fuji TV|TV Asahi|Hotstar|Channel (?:U|\d+)"
)
# channels of Korea, on which a drama is at home wherever else it can be seen
HOME = re.compile(r"(?:[tT]vN|TVN|KBS|MBC|SBS|[jJ]TBC|ENA|OCN|MBN|TV C|Channel A|EBS).*")
NETWORK = re.compile(rf"(?<![\w/@])(?P<name>{NAMES})(?![\w+])")
_GIANT = (
    r"(?: the)?(?: (?:South|Korean|local|Korea[’']s|cable|streaming|OTT|global|network|channel|platform|service|"
    r"terrestrial|television|TV|public|national|free-to-air|paid?|OTT|"
    r"broadcaster|station|giant))* ?$"
)
_LINKED = re.compile(
    rf"\b(?:(?:[Oo]n|[Vv]ia|through|by|only on|exclusively on|at|"
    rf"(?:slated|set|bound|headed|heads|coming|comes|moving|tune in) (?:for|to)|broadcaster|network|channel|"
    rf"streamer|platform)|(?:drama|dramas|series|show|slot|original|romance|"
    rf"rom-?com|sitcom|melodrama|mystery|thriller|comedy|produced|broadcast|aired|shown|released|streamed|made|"
    rf"available)(?: \w+ly)? (?:from|of|in)|over){_GIANT}"
)
_NOT_A_CHANNEL = re.compile(
    r"^(?:['’]s)? (?:(?:N )?Sports|Drama Awards|Acting Awards|Entertainment Awards|Cool FM|Power FM|Radio|FM|"
    r"Entertainment|Gayo|Music|Media Center|building|Hall|variety|Inkigayo)"
)
_OF_ANOTHER = re.compile(
    r"\b(?:following|after|replac\w+|succeed\w+|previous|past|former|hit(?! on\b)|"
    r"known for|starred in|appeared (?:in|on)|"
    r"interview with|guest(?:ed)? on|unlike|like)(?: \w+){0,3} $",
    re.I,
)
_WORDS = ("Stan", "Binge", "Peacock", "Shudder", "Max")
_ONE = re.compile(r"\b(?:on|via|channel|(?:coming|comes|returns?|moves|heads) to|aired by|broadcast by) $")


def found(text: str) -> list[tuple[int, int, str, bool]]:
    """Each with start, end, name, and whether words such as "on" tie it to what comes out there."""
    named = []
    for match in NETWORK.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if match["name"] in ("One", "TBS", "CGV", "Lifetime", "Olive", "Astro", "GMA", *_WORDS) and not (
            _ONE.search(before) or re.match(r"-?7| Network", after)
        ):
            continue
        if match["name"].startswith("Channel ") and before.endswith("("):
            continue  # the number of a channel that was named
        if re.match(rf"['’]s (?:{NAMES})(?![\w+])", after):
            continue  # "on Astro's tvN channel"
        if _NOT_A_CHANNEL.match(after) or _OF_ANOTHER.search(before):
            continue
        name = re.sub(r"^AppleTV", "Apple TV", " ".join(match["name"].split()))
        named.append((match.start(), match.end(), name, bool(_LINKED.search(before))))
    return named
