"""How an article begins a list of the cast, and the shape of a name in it."""

import re

WORD = (  # "D.O.", "Dr.", "O'Neill", "Ji-won", "JI-WON"
    r"(?:(?:[A-Z]\.)+(?:[A-Z]\b)?|(?:Mrs?|Ms|Dr|Jr|Sr|St|Lt|Sgt|Capt|Det|Prof)\.|[A-Z][\w'’]*(?:\.[A-Z]\w*)*(?:-(?!like\b|led\b|star)[A-Za-z]\w*)*)"
)
NAME = rf"{WORD}(?: {WORD}){{0,3}}"
_TROUPE = (
    r"(?:[Cc]ast members|[Cc]ast|[Aa]ctors?|[Aa]ctress(?:es)?|[Ss]tars|[Ll]eads|[Nn]ewcomers|[Rr]ookies|[Vv]eterans|"
    r"[Cc]o-stars?|[Pp]rotagonists|(?:[Ll]ead|[Mm]ain) (?:couple|duo|pair|trio)|[Pp]erformers|[Ll]ine-?up|[Ee]nsemble)"
)
_LISTED = (
    rf"(?:(?:lead |veteran |rookie )?(?:actors?|actress|singer|idol|newcomer|rookie|veteran) |"
    rf"[A-Z]\w+['’]s (?:very )?own )?{NAME}(?: of [A-Z][\w'’-]*)?"
)
STARRING = re.compile(
    rf"(?:^With|\b(?:features|[Aa]lso stars|(?:will|to) (?:also )?(?:star|feature)|[Ss]tarring|[Cc]o-starring|"
    rf"[Ss]tars|[Ff]eaturing|"
    rf"(?:[Cc]ast|[Ll]ine-?up|[Ee]nsemble) consists of|"
    rf"{_TROUPE}(?:(?: [a-z]+){{0,3}}?,? (?:includ(?:es?|ing)|featuring|such as|like)| members?(?: (?:are|"
    rf"include))?:?|:| [-–—])?|"
    rf"{_TROUPE}\b[^.;()]{{3,60}}?(?:,? including|,[”\"’']? which includes|,? (?:made up|composed) of|"
    rf",? comprising| [-–—]|:)|[Cc]ast for [^.;()]{{3,40}} (?:are|is)|"
    rf"(?:[Jj]oining|[Aa]ppearing|[Ss]tarring|[Rr]ounding|[Cc]ompleting|"
    rf"[Hh]eadlining)\b[^.;()]{{0,60}}? (?:is|are|will be)|[Ss]tarring (?:is|are)|"
    rf"(?:[Ll]ed|[Hh]eadlined|[Ff]ronted|[Jj]oined) by(?: the likes of)?)) ?,?"
    rf"(?: (?:lead |male lead |female lead )?(?:actors?|actress(?:es)?))? "
    rf"(?:[A-Z][^.;:,]{{1,30}}: [^.;:,]{{1,30}}['’]s )?"
    rf"(?P<list>{_LISTED}(?:, {_LISTED})*(?:(?:,? and|,? &) {_LISTED})*"
    rf"(?:,? (?:as well as|along with|alongside) {_LISTED}(?:, {_LISTED})*(?:(?:,? and|,? &) {_LISTED})*)*)"
)
