"""The words beside which a title stands that has no marks, and those beside which another work stands."""

import re

from bot.news import networks

_KINDS = (
    r"(?:[\w-]+-)?(?:[Kk]-?[Dd]ramas?|[Dd]ramas?|[Ss]eries|[Mm]ini-?series|sageuk|sitcom|rom-?com|romance|thriller|"
    r"melodrama|comedy|dramedy|horror|mystery|soap opera|show|adaptation|original|Original)"
)
_PROMOTED = (
    r"(?:press conference|script reading|teasers?|trailers?|posters?|stills|photocall|press day|filming|cast|premiere|"
    r"finale|broadcast|viewership|ratings?|cast members|production team|episodes?|season|side)"
)
_BEFORE = re.compile(
    rf"(?:\b{_KINDS}(?: series| drama)?,?(?: (?:tentatively )?(?:titled|called|entitled|named))?,?|"
    rf"\b(?:{_KINDS}|it|It) (?:is|will be) (?:titled|called|entitled|named)|"
    rf"\b{_KINDS} (?:on|for|by|from) (?:{networks.NAMES}),|"
    rf"\b(?:titled|entitled)|\b{_PROMOTED} (?:of|for)|\b(?:impressions?|reviews?|recaps?|thoughts) (?:of|on|for)|"
    rf"\b(?:to watch|look forward to)|"
    r"^(?:[-•*] ?)?(?:[Dd]rama|[Tt]itle|[Ee]nglish [Tt]itle|[Dd]rama [Tt]itle|Name) ?[:：]|"
    rf"(?<!\w)(?:{networks.NAMES})(?:['’]s?)?(?: (?:(?!(?:in|on|at|for|to|with|and|from|by|of|as|that|the|is|was|"
    rf"were|are)\b)[a-z][\w’'&/-]*|[A-Z][a-z]+-[A-Z][a-z]+),?){{0,5}}) ?$"
)
_AFTER = re.compile(
    r"(?:,? (?:(?:which|that|also|now|currently|officially|finally|reportedly|originally|first) )*(?:"
    r"(?:premier|debut)(?:es|ed|ing|s)?\b|airs?\b|tells (?:us )?(?:the|a|of)\b|depicts|portrays the|"
    r"cent(?:er|re)s (?:on|around)|revolves|follows (?:the|a|an|two|three|four|what|how|[a-z]+-)|narrates|explores|"
    r"(?:will|to|is (?:all )?set to|"
    r"is slated to|is scheduled to|is expected to|is due to|is about to)(?: also| then)? (?:be )?"
    r"(?:premier\w*|air(?:ed|ing)?|broadcast|releas\w+|streamed|stream|launch\w*|debut|unveiled|available|depict|portray|"
    r"tell|follow|star|begin|grace|hit|greet|return)\b|"
    r"(?:begins|starts) (?:airing|on)\b|kicks off(?! (?:his|her|their|a|the)\b)|(?:talks|tells) (?:about|of)\b|"
    r"(?:is )?(?:available|streaming|(?:coming )?out|airing|directed|written|helmed)\b|"
    r"(?:arrives?|lands?|comes?|is coming|returns?|is on its way|is back|has \d+) (?:to|for|with|on|in|episodes)\b|"
    r"has confirmed (?:its|the)|divides into|consists of|starring|featuring|stars [A-Z]|also features|"
    r"is (?:\w+ )?based on|is set (?:in|during|against)\b|is about (?:an?|the|two|three)\b|"
    r"(?:is )?(?:an?|the|his|her|their|its|[\w+]+[’']s?) (?:(?!in\b|on\b|at\b|of\b)[\w’'/-]+,? ){0,6}?"
    r"(?:[\w-]+-)?(?:drama|series|K-drama|sageuk|sitcom|rom-?com|mini-?series|comedy|thriller|romance|adaptation|"
    r"(?<!variety )(?<!reality )(?<!talk )(?<!music )(?<!dating )show|original|project|horror|mystery)\b|"
    r"(?:drama|series|K-[Dd]rama|cast|co-?stars?|[Ee]pisodes? \d|[Ss]eason \d)\b)"
    r"|['’]s? (?:(?:first|last|final|new|upcoming|next|main) )*(?:episode|premiere|finale|cast|broadcast|viewership|"
    r"ratings?|script reading|press conference|teasers?|posters?|trailers?)\b|"
    r" \((?:working|literal|tentative|also known|lit\.|scripted|directed|written)|"
    rf" \((?:{networks.NAMES})\))"
)
_ON_A_CHANNEL = re.compile(rf",? (?:on|via|to) (?:{networks.NAMES})(?![\w+])")
_BRACKETS = re.compile(r" ?\((?!working|literal|tentative|also known|lit\.|scripted|directed|written)[^()]{1,80}\)")
_LED = re.compile(
    r"\b(?:[Ii]n|of|for|with|through|as|promot\w+|join\w*|headlin\w+|watch\w*|binge-watch\w*|film(?:ed|ing)|ahead of|"
    r"leads?|star(?:s|red|ring) in|appear(?:s|ing)? in|choose|chose|love|loved|than|that|about) $"
)
_WORKED_ON = re.compile(
    r"(?:film(?:ed|ing)|promot\w+|headlin\w+|join\w*|watch\w*|(?:star|scene|appear)\w* in|lead|leads) $"
)
_TOLD_OF = re.compile(
    r"\b(?:dramas?|series|episodes?|premier\w*|airs?|aired|streams?|streaming|broadcast\w*|plays?|played|playing|stars?|"
    r"starring|role|characters?|cast|actors?|actress|viewers|script|director|co-?stars?|leads?|press conference)\b",
    re.I,
)
_THE_DRAMA = re.compile(
    rf"\b[Tt]h(?:e|is) (?:[\w-]+ ){{0,3}}{_KINDS},? (?:which |that |is |was |will )?(?:premier|air|follow|tell|"
    rf"stream|begin|shot|directed|written|set)|\b[Tt]he \d+-(?:episode|part) (?:drama|series)"
)
OTHERS_DRAMA = re.compile(
    r"\b(?:following|follow-?up (?:to|of)|follows|after(?! (?:watching|seeing)\b)|"
    r"replac(?:es|ing)|succeed(?:s|ing)|successor (?:to|of)|"
    r"takes? over(?: from)?|taking over(?: from)?|preceded by|predecessor|previous|known for|famous for|"
    r"starred in|appeared (?:in|on)|guest(?:ed)? on|seen in|another|rival|in its place|reunit\w+(?: with)?)"
    r"(?: (?!(?:in|on|for|with|by|to|of|new|upcoming|next|latest|forthcoming)\b)[\w’'&/+-]+){0,6} ?[(,]? ?$",
    re.I,
)
_OTHER_WORK = re.compile(
    r"\b(?:songs?|albums?|singles?|tracks?|films?|movies?|books?|novels?|webtoons?|musicals?|OST|plays?|games?|mangas?|"
    r"agency|company|label|groups?|band|magazine|director|PD|writer|screenwriter|actor|actress|works? (?:like|as)|"
    r"such as|like|including|credits?|photographer|reporter|author|tour|fan ?meeting|concert|event|exhibition|festival|"
    r"(?:variety|reality|music|talk|dating|game|quiz|cooking|survival|audition|entertainment) (?:show|series)|"
    r"campaign|program(?:me)?|podcast|documentary|channel)"
    r"(?:,? (?:titled|called|entitled|named|of|by))? $"
)
_CAPITAL = re.compile(r"(?<=\S )[A-Z][\w’'-]* $")
_PAST = re.compile(r"['’”]* ?\(?(?:19|20)\d\d(?: ?[-–—] ?\d+)?\)")


_LAST_YEARS = re.compile(r"\b(?:last year|(?:19|20)\d\d)['’]s (?:(?!most\b)[\w-]+ ){0,4}$")


def points(before: str, after: str, *, drama: bool) -> float:
    """How surely what stands between is a title; below 0 for one of another work. `drama`: the sentence is of one."""
    before = before[-90:]
    after = _BRACKETS.sub("", after, count=1) if after.startswith((" (", "(")) else after
    if OTHERS_DRAMA.search(before) or _LAST_YEARS.search(before) or _PAST.match(after) or _OTHER_WORK.search(before):
        return -1.0
    named = _BEFORE.search(before) is not None
    if re.match(r" ?[A-Z]", after) or (_CAPITAL.search(before) and not named):
        return 0.0  # within a longer run
    told = 2.0 * named + 2.0 * bool(_AFTER.match(after)) + 1.0 * (drama and bool(_ON_A_CHANNEL.match(after)))
    return told or 0.7 * (drama and bool(_LED.search(before)))


def is_worked_on(before: str) -> bool:
    """Whether somebody acts in what comes next, or promotes it."""
    return bool(_WORKED_ON.search(before))


def is_of_a_drama(sentence: str) -> bool:
    return bool(_TOLD_OF.search(sentence))


def tells_of_the_drama(text: str) -> bool:
    """Whether it speaks of "the drama", which it must have named."""
    return bool(_THE_DRAMA.search(text))
