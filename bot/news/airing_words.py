"""What articles say of a drama that comes out, and of what else happens on a day."""

import re
from calendar import day_name

from bot.news import networks

_DATED = (
    r"(?=,? (?:on|at|from|this|last|next|today|tonight|tomorrow|yesterday|globally|worldwide|exclusively|in full|"
    rf"all at once|together|(?:in|to) [A-Z]|{'|'.join(day_name)}|(?-i:[A-Z][a-z]{{2,8}}\.? \d)|\d))"
)
AIRS = re.compile(
    r"\b(?:premier(?:e|es|ed|ing)|pre-?mier\w*|airs?|aired|airing|air date|first (?:episode|broadcast)|pilot episode|"
    r"broadcast(?:s|ed)?|"
    r"broadcasting(?! (?:officials?|compan|industry|stations?|insiders?|sources?|authorit|world|system))|"
    r"debut(?:s|ed|ing)?|"
    r"ma(?:ke|kes|king|de) (?:its|their) (?:[\w-]+ ){0,2}(?:debut|bow|premiere|return|way)|"
    rf"(?<!press )releas(?:e|es|ed|ing)|stream(?:s|ed|ing)?|available|avail|drop(?:s|ping)?|dropped{_DATED}|"
    r"launch(?:es|ed|ing)?|grac(?:e|es|ing) (?:the |our |your |small |TV )*screens?|"
    r"(?:gets?|getting|got) under ?way|(?:slated|set|confirmed|dated|scheduled|due|pencil\w+ in|lined up|planned)"
    r"(?: the (?:show|drama|series))? for|made (?:public|available)|go(?:es)? up|went up|uploaded|"
    r"small[- ]screen (?:comeback|return)|(?:to|on|onto) (?:the |our |your |small |TV )*screens?|"
    r"has a date|date(?=:)|set to \w+ (?:you|your|viewers|audiences)|"
    r"(?:hit(?:s|ting)?|reach(?:es|ed)?) (?:the )?(?:(?:\w+ )?(?:screens?|platform|streamer|service|streaming)|"
    rf"air(?:waves)?|{networks.NAMES})|beg[iau]n|begins|beginning|start(?:s|ed|ing)?|kick(?:s|ed|ing)? off|"
    r"bow(?:s|ed|ing)?(?! out)|(?:greet|meet)(?:s|ing)? (?:viewers|audiences|fans)|go(?:es|ing)? live|went live|"
    r"is coming|(?:is|are) back|is due|runs? (?:for|from)|ran (?:on|from|every|between|weekly|through)|"
    r"(?:is|are) on(?! (?:show|display|sale|hold|set|location|track|leave|the (?:way|run|move|rise))\b)|"
    r"now on|be on|be shown|"
    r"shown (?:every|on|at|from|in)|be seen|fills?|slot|roll(?:s|ed|ing)? out|return(?:s|ed|ing)?|"
    rf"arriv(?:e|es|ed|ing)|land(?:s|ed|ing)?|(?:is|are|be) out|(?<!runs )(?<!run )(?<!sold )out{_DATED}|"
    rf"c(?:o|a)m(?:e|es|ing) (?:out|"
    rf"to(?! an? (?:end|close|halt|stop|conclusion|head)| (?:terms|blows|light|mind|grips|power)\b))|"
    r"tune in|catch|date to (?:circle|remember|note|mark|save)|"
    r"shows?(?= (?:the|its) first)|(?<=[Ii]ts )pilot|"
    r"unveiled|(?:will|to) unveil(?= (?:the|its) (?:[\w-]+ ){0,3}(?:drama|series)(?!['’]s))|open(?:s|"
    r"ed|ing)?|on air|viewers can|expected|moves? to|slotted|tak(?:es?|ing) over|"
    r"c(?:o|a)m(?:e|es|ing) back|go(?:es)? out|went out|(?:usual|regular) (?:time|slot)|new episodes?|"
    r"episodes? (?:every|each)|time ?slot|first airs|watch(?:ed)?|count(?:s|ed|ing)? down(?: the days)?|"
    r"(?:finally|almost|nearly) here|put(?:s|ting)? [^,;]{1,60} online|sets? sail|comes(?= (?:at \d|on (?:[A-Z]|"
    r"the \d)|this |next ))|(?:rais|lift)\w+ (?:the|"
    r"its) curtain|mark your calendars?)\b",
    re.I,
)
STRONG = re.compile(
    r"\b(?:premier\w*|pilot episode|(?<=[Ii]ts )pilot|"
    r"first (?:episode|broadcast|air\w*)|airs?|aired|airing|broadcast\w*|"
    r"air date|debuts? on|"
    r"new episodes?|release date|episodes? \d+(?: (?:and|&) \d+)? will be (?:released|out|available))\b",
    re.I,
)
ANOTHER_EVENT = re.compile(
    r"\b(?:press conference|production presentation|production briefing|"
    r"premiere (?:event|screening|party|night)|premiere of (?:the|its|a) (?:\w+ )?(?:trailer|teaser|film|movie)|"
    r"(?:block )?screening|press (?:event|day|call|presentation|"
    r"screening|preview|meeting)|media day|showcase|concerts?|tours?|fan ?meet\w*|fan ?sign\w*|"
    r"tickets?|albums?|singles?|(?<!screen )(?<!TV )(?<!drama )"
    r"comeback(?= (?:is|was|will|on|set|single|date|trailer)\b)|mini-?album|EP|"
    r"(?-i:songs?|Songs)|tracks?|OST|soundtrack|comeback (?:stage|show|show-?case|performance)|"
    r"(?:live|online|special|launch|promotional) (?:event|party|talk|stream)|music video|MV|baseball|"
    r"football|soccer|KBO|K League|(?:opening|home|away|final|live|first) games?|"
    r"volleyball|basketball|match|ball ?games?|Olympics?|(?-i:Cup)|Asian Games|"
    r"(?:begins?|starts?|began|started)(?= (?:his|her|their)\b)|coverage|summit|"
    r"commercials?|advert\w*|gates?(?= open)|doors(?= open)|"
    r"archery|swimming|athletics|gymnastics|fencing|judo|curling|compilations?|contests?|competition|"
    r"trails?(?= (?:for|of|in|to)\b)|leaves? (?=from)|depart\w*|"
    r"campaign|petition|rall(?:y|ies)|cameras?(?= (?:are|will|to|start|began|begin|roll)\w*\b)|store|"
    r"(?:film|TV|content|international) (?:market|fair|expo|forum)|market (?=in|at)|"
    r"final(?= (?:between|match|will be (?:shown|played|broadcast|aired))\b)|"
    r"tournament|qualifiers?|debates?|special reports?|"
    r"me(?:e?t|ets) (?:with )?(?:the press|reporters)|"
    r"script reading|filming|film(?:ed|s)?|movies?|shooting|wrapped|enlist\w*|"
    r"(?:his|their) (?:\w+ )?military service|discharge\w*|birthday|wedding|"
    r"interview|born|awards?|ceremony|exhibition|festival|theaters?|cinemas?|box office|"
    r"pop-?up|musical|variety|radio|podcast|game (?:between|against)|play-?offs?|(?-i:Korean Series)|election|"
    r"special (?:broadcast|program)|highlight reel|documentary|magazine|marathon|re-?runs?|repeats? of|"
    r"(?:an?|the|making-of|making|hour) "
    r"specials? (?=on|titled|called|named|dubbed|show|episode|airs?|will|is|was|about|before|ahead|at)|"
    r"production (?=on|in)|DVDs?|Blu-?rays?)\b",
    re.I,
)
# "a highlight reel of “Blue Hour” will" is what airs
EVENT_WILL = re.compile(
    rf"(?:{ANOTHER_EVENT.pattern})(?: (?:of|about|with|for) [^,;]{{1,60}}?)?"
    r"(?:,? (?:will|would|is|are|was|were|to|set|be|being|also|then|instead|scheduled|expected|live|"
    r"which|that))* $",
    re.I,
)
PROMOTION = re.compile(
    r"\b(?:teasers?|trailers?|posters?|stills?|photos?|clips?|previews?|"
    r"(?<!Prime )videos?|images?|cuts?(?! (?:from|to|by|down|short))|statement|announced|"
    rf"revealed|confirmed|dropped(?!{_DATED})|shared|unveiled|reported|told|wrote|claimed)\b",
    re.I,
)
NOT = re.compile(
    r"\b(?:(?:will|would|does|did|could) not|won['’]t|not (?:be )?(?:air\w*|on|shown|broadcast|seen)|off the air|"
    r"cancel\w*|postpon\w*|delay\w*|hiatus|pre-?empt\w*|"
    r"(?:ceas|halt|suspend)\w*|suspension|stop(?:s|ped|ping)? (?:airing|broadcasting)|"
    r"push(?:es|ed|ing)? back|put(?:s|ting)? off|"
    r"rescheduled|no (?:new )?episodes?|tak(?:es?|ing) (?:this |next |a |the )?\w+ off\b|skip(?:s|ped|ping)?\b|"
    r"(?:originally|initially)(?! (?:aired|broadcast|premiered|released|ran|streamed|shown))|"
    r"was supposed|had been scheduled|previously scheduled|"
    r"(?:a|the|its|short|[\w-]+week|on|mid-season) break(?! up| down| in| out| away))\b",
    re.I,
)
ORDINAL = (
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+teenth|twentieth|"
    r"(?:[2-9]|[1-9]\d)(?:st|nd|rd|th))"
)
# an episode that is not the first one
LATER_EPISODE = re.compile(
    rf"\b(?:{ORDINAL}|latest|(?:most )?recent|last|final|next|previous) (?:and \w+ )?episodes?\b|"
    r"\bep(?:isode)?s?\.? ?#?(?:[2-9]|[1-9]\d)\b|\bcontinues (?:tonight|this|on|at|with)\b",
    re.I,
)
LAST = re.compile(
    rf"\b(?:finale|{ORDINAL} (?:and \w+ )?episodes?|"
    r"(?:final|last|concluding|closing) (?:\w+ )?episodes?|"
    r"the last of (?:its|the)\b|its last(?= (?:will|is|on|airs?|comes|one|two)\b)|"
    r"ended|ends|ending|concluded?|concludes|wraps? (?:up|on|this|next)|c[ao]mes? to an end|"
    r"second episode|next episode|(?:[2-9]|1\d)(?:nd|rd|th) episode|"
    r"(?:third|fourth|fifth|sixth|latest|upcoming) episode|"
    r"ep(?:isode|\.)? ?(?:[2-9]|1\d)\b|episodes? \d+ (?:and|&|to|-) \d+|special episode|"
    r"episodes? (?:left|remaining|to go)|second (?:part|half)|part (?:2|two)|last season|previous season)",
    re.I,
)
OTHER_SHOW = re.compile(
    r"\b(?:following|follows?(?= ?$| (?-i:[\"“‘'\[A-Z•]))|after|replac(?:es?|ing|ement)|succeed(?:s|ing)?|"
    r"successor (?:to|of)|follow-?up (?:to|of)|predecessor|"
    r"taking over|takes over|in the wake of|previous|previously|last|compete|competing|clash|same day as|against|"
    r"instead of|while)\b",
    re.I,
)

# an article that speaks of it knows more than the first episode
RUNNING = re.compile(
    rf"\b(?:ratings|viewership|finale|latest episode|{ORDINAL} (?:week|episode)|episodes? (?:[2-9]|[1-9]\d)\b|so far\b|"
    r"percent|Nielsen)",
    re.I,
)
_PAST = re.compile(
    r"(?:premiered|debuted|aired|beg[au]n|started|kicked off|launched|opened|bowed|landed|arrived|returned|dropped|"
    r"rolled out|uploaded|unveiled|released|streamed|broadcast|shown|came \w+|went \w+|ran \w+|got \w+|"
    r"(?:hit|reached) [\w+ ]+|made (?:its|their|public|available).*)$",
    re.I,
)
# words of a beginning, and not only of something that goes on
FIRST = re.compile(
    r"\b(?:premier\w*|first|debut\w*|start(?:s|ed|ing)?|begins?|beg[au]n|beginning|kick(?:s|ed|ing)? off|launch\w*|"
    r"releas\w+|open(?:s|ed|ing)?|bow(?:s|ed|ing)?|land(?:s|ed|ing)?|arriv\w+|dropp?\w*|roll(?:s|ed|ing)? out|"
    r"unveil\w+|"
    r"hits?|under ?way|pilot|out|new series|new drama|c[oa]m(?:e|es|ing) (?:out|to)|finally here|sets? sail|"
    r"comes(?= (?:at \d|on (?:[A-Z]|the \d)|this |next ))|curtain)\b",
    re.I,
)
# what is said of a plan that holds no more
ONCE_DUE = re.compile(
    r"\b(?:had been|was|were|been) (?:(?:originally|initially|previously|first|once|tentatively) )?"
    r"(?:set|slated|scheduled|due|expected|planned|meant|supposed|lined up|to (?:have|begin|start|premiere|air|open|"
    r"debut|be))\b"
    r"(?:(?! (?:will|now|has been|is|are|but)\b)[^;])*$"
)
MOVED = re.compile(
    r"\b(?:mov|chang|shift|push|postpon|delay|reschedul|switch|put off|puts off|br(?:ing|ought) forward|advanc)|"
    r"\b(?:later|earlier) than\b",
    re.I,
)
# "a drama slated for the first half of 2022": of which the days beside it are not
SOME_TIME = re.compile(
    r"(?: (?:to|for|in|during|on|by|expected|planned|slated|set|due|scheduled|"
    r"sometime|early|late|later|premiere|air|debut|be|released?|"
    rf"{networks.NAMES}))* (?:the )?"
    r"(?:(?:(?:first|second|latter|early|later) (?:half|part|quarter)|spring|summer|fall|autumn|winter)\b|"
    r"(?:next|this|the same) (?:year|spring|summer|fall|autumn|winter)\b|20\d\d\b(?![-./])|"
    r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December)(?! ?\d| the))",
    re.I,
)
_TO_COME = re.compile(r"\b(?:will|to|be|being|gets?|would|can|is|are)(?: \w+ly)?(?: be)?(?: \w+ly)?(?: first)? $", re.I)

TO_COME = re.compile(
    r"\b(?:will|(?:set|due|slated|scheduled|expected) (?:to|for)|upcoming|premieres|debuts|begins|starts|airs|opens|"
    r"arrives)\b",
    re.I,
)


def is_past(clause: str, airs: re.Match[str]) -> bool:
    return bool(_PAST.match(airs[0])) and not _TO_COME.search(clause, 0, airs.start())


# what comes out once more
RERUN = re.compile(r"\b(?:re-?runs?|re-?air(?:s|ed|ing)?|re-?broadcasts?|repeats of|will repeat)\b", re.I)
