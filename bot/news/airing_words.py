"""What articles say of a drama that comes out, and of what else happens on a day."""

import re

from bot.news import networks

AIRS = re.compile(
    r"\b(?:premier(?:e|es|ed|ing)|pre-?mier\w*|airs?|aired|airing|air date|first (?:episode|broadcast)|pilot episode|"
    r"broadcasts?|broadcasting(?! (?:officials?|compan|industry|stations?|insiders?|sources?|authorit|world|system))|"
    r"debut(?:s|ed|ing)?|make (?:its|their) debut|"
    r"releas(?:e|es|ed|ing)|streams?|streaming|available|avail|drop(?:s|ping)?|launch(?:es|ed|ing)?|"
    r"grac(?:e|es|ing) (?:the |our |your |small |TV )*screens?|"
    r"(?:gets?|getting) under ?way|(?:slated|set|confirmed|dated|scheduled)"
    r"(?: the (?:show|drama|series))? for|made (?:public|available)|go(?:es)? up|uploaded|"
    r"small[- ]screen (?:comeback|return)|(?:to|on|onto) (?:the |our |your |small |TV )*screens?|"
    r"has a date|date(?=:)|set to \w+ (?:you|your|viewers|audiences)|"
    r"hit(?:s|ting)? (?:the )?(?:(?:\w+ )?screens?|air(?:waves)?|"
    rf"{networks.NAMES})|beg[iau]n|begins|beginning|start(?:s|ed|ing)?|kick(?:s|ed|ing)? off|bow(?:s|ing)?|"
    r"(?:greet|meet)(?:s|ing)? (?:viewers|audiences|fans)|go(?:es|ing)? live|is coming|is due|"
    r"runs? (?:for|"
    r"from)|ran (?:on|from)|is on|are on|now on|be on|be shown|shown (?:every|on)|be seen|fills?|slot|"
    r"roll(?:s|ed|ing)? out|"
    r"return(?:s|ing)?|arriv(?:es?|ing)|land(?:s|ing)? on|(?:is|are|be) out|out on|com(?:es?|ing) (?:out|to)|tune in|"
    r"catch|unveiled|open(?:s|ing)?|"
    r"on air|viewers can|expected|moves? to|slotted|tak(?:es?|ing) over|com(?:es|ing) back|go(?:es)? out|"
    r"(?:usual|regular) (?:time|slot)|"
    r"new episodes?|episodes? (?:every|each)|time ?slot|first airs|watch(?:ed)?)\b",
    re.I,
)
STRONG = re.compile(
    r"\b(?:premier\w*|pilot episode|first (?:episode|broadcast|air\w*)|airs?|aired|airing|broadcast\w*|"
    r"air date|debuts? on|"
    r"new episodes?|release date|episodes? \d+(?: (?:and|&) \d+)? will be (?:released|out|available))\b",
    re.I,
)
ANOTHER_EVENT = re.compile(
    r"\b(?:press conference|production presentation|production briefing|"
    r"premiere (?:event|screening|party|night)|(?:block )?screening|press (?:event|day|call|presentation|"
    r"screening|preview|meeting)|media day|showcase|concerts?|tours?|fan ?meet\w*|fan ?sign\w*|"
    r"tickets?|albums?|singles?|mini-?album|EP|"
    r"(?-i:songs?|Songs)|tracks?|OST|soundtrack|(?<!screen )comeback(?! drama| series| project|,? [“\"‘'])|"
    r"(?:live|online|special|launch|promotional) (?:event|party|talk|stream)|music video|MV|baseball|"
    r"football|soccer|volleyball|basketball|match|ball ?games?|Olympics?|(?-i:Cup)|Asian Games|"
    r"coverage|tournament|qualifiers?|debates?|special reports?|"
    r"me(?:e?t|ets) (?:with )?(?:the press|reporters)|"
    r"script reading|filming|film(?:ed|s)?|movies?|shooting|wrapped|enlist\w*|"
    r"(?:his|their) (?:\w+ )?military service|discharge\w*|birthday|wedding|"
    r"interview|born|awards?|ceremony|exhibition|festival|theaters?|cinemas?|box office|"
    r"pop-?up|musical|variety|radio|podcast|game (?:between|against)|play-?offs?|(?-i:Korean Series)|election|"
    r"special (?:broadcast|program)|highlight reel|documentary|magazine|marathon|re-?runs?|repeats? of|"
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
    r"(?<!Prime )videos?|images?|cuts?|statement|announced|"
    r"revealed|confirmed|dropped|shared|unveiled|reported|told)\b",
    re.I,
)
NOT = re.compile(
    r"\b(?:will not|won['’]t|not (?:be )?air\w*|cancel\w*|postpon\w*|delay\w*|hiatus|pre-?empt\w*|"
    r"(?:ceas|halt|suspend)\w*|suspension|stop(?:s|ped|ping)? (?:airing|broadcasting)|"
    r"push(?:es|ed|ing)? back|put(?:s|ting)? off|"
    r"rescheduled|no (?:new )?episodes?|"
    r"(?:originally|initially)(?! (?:aired|broadcast|premiered|released|ran|streamed|shown))|"
    r"was supposed|had been scheduled|previously scheduled|"
    r"break)\b",
    re.I,
)
ORDINAL = (
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+teenth|twentieth|"
    r"(?:[2-9]|[1-9]\d)(?:st|nd|rd|th))"
)
# an episode that is not the first one
LATER_EPISODE = re.compile(
    rf"\b(?:{ORDINAL}|latest|(?:most )?recent|last|final|next) (?:and \w+ )?episodes?\b|"
    r"\bep(?:isode)?s?\.? ?#?(?:[2-9]|[1-9]\d)\b",
    re.I,
)
LAST = re.compile(
    rf"\b(?:finale|{ORDINAL} (?:and \w+ )?episodes?|"
    r"(?:final|last|concluding|closing) (?:\w+ )?episodes?|"
    r"ended|ends|ending|concluded?|concludes|wraps? up|comes? to an end|"
    r"second episode|next episode|(?:[2-9]|1\d)(?:nd|rd|th) episode|"
    r"(?:third|fourth|fifth|sixth|latest|upcoming) episode|"
    r"ep(?:isode|\.)? ?(?:[2-9]|1\d)\b|episodes? \d+ (?:and|&|to|-) \d+|special episode|"
    r"episodes? (?:left|remaining|to go)|second part|part 2|last season|previous season)",
    re.I,
)
OTHER_SHOW = re.compile(
    r"\b(?:following|follows?(?= ?$| (?-i:[\"“‘'\[A-Z•]))|after|replac(?:es?|ing|ement)|succeed(?:s|ing)?|"
    r"successor (?:to|of)|follow-?up (?:to|of)|predecessor|"
    r"taking over|takes over|in the wake of|previous|previously|last|compete|competing|clash|same day as|against|"
    r"instead of|while)\b",
    re.I,
)
