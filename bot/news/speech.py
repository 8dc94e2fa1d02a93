"""The words with which articles say who speaks."""

import re

from bot.news.people import NAME

VERB = (
    r"(?:said|thought|thinks|sighed|groaned|chuckled|giggled|says|told|tells|shared|shares|explained|explains|added|adds|revealed|reveals|stated|states|"
    r"noted|"
    r"notes|remarked|remarks|recalled|recalls|"
    r"commented|comments|mentioned|mentions|expressed|expresses|confessed|confesses|admitted|admits|continued|"
    r"continues|replied|replies|answered|answers|responded|"
    r"responds|quipped|joked|jokes|teased|teases|laughed|smiled|hinted|promised|promises|described|describes|"
    r"praised|praises|complimented|thanked|thanks|emphasi[sz]ed|"
    r"emphasi[sz]es|stressed|stresses|concluded|concludes|elaborated|elaborates|reflected|reflects|exclaimed|"
    r"declared|announced|greeted|called|urged|confided|disclosed|"
    r"gushed|chimed in|pointed out|points out|talked|talks|spoke|speaks|opened up|wrote|posted|insisted|maintained|"
    r"apologi[sz]ed|bragged|complained|vowed|assured|predicted|"
    r"(?:couldn|could no|can)['’]?t help but [a-z]+|was quick to [a-z]+|didn['’]t hesitate to [a-z]+|"
    r"summed up|summarized|introduced|calls|insists|"
    r"agrees|disagrees|laments|laughs|smiles|grins|sighs|quips|muses|reasons|protests|"
    r"concedes|enthuses|gushes|warns|confides|conveyed|commended|cited|observed|offered|recounted|assessed|affirmed|"
    r"reiterated|clarified|quoted|picked|chose|named|asked|"
    r"reminisced|raved|likened|compared|credited|marveled|marvelled|raised|boasted|hoped|hopes|went on|began|"
    r"(?:was|were|is) quoted as saying|"
    r"wished|ventured|pleads|pleaded|contends|contended|observes|remembers|remembered|murmured|screamed|jested|counters|"
    r"(?:shot|hit|fired|bit) back|put it|chipped in|let slip|countered|retorted|interjected|cut in|protested|"
    r"shouted|yelled|cried|beamed|argued|argues|clarified|clarifies|recounts|cautioned|warned|grumbled|mused|goes on|"
    r"acknowledged|conceded|complained|believes|reckons|wondered|whispers|interrupted|corrected|pauses|paused|claims|"
    r"claimed|confirmed|noted|feels|felt|suggested|suggests|deadpanned|narrated|captioned|"
    r"appealed|muttered|mumbled|blurted(?: out)?|cheered|snapped|shrugged|nodded|asserted|proclaimed|repeated|"
    r"implied|divulged|underlined|underscored|highlighted|congratulated|welcomed|encouraged|imagined|figured|guessed|"
    r"opined|echoed|agreed|lamented|testified|reassured|whispered|"
    r"(?:took|takes) to (?:[\w’'-]+ ){1,4}?(?:to|and) (?:write|wrote|share|shared|say|said|post|posted))"
)
GOES_ON = re.compile(r"add(?:ed|s)|continue[ds]|went on|goes on|conclude[ds]")
SAYING = re.compile(
    r"\b(?:saying|adding|posting|captioning|predicting|urging|insisting|quipping|confiding|explaining|sharing|revealing|stating|noting|remarking|recalling|commenting|mentioning|"
    r"confessing|admitting|continuing|joking|teasing|laughing|"
    r"expressing|describing|calling|emphasi[sz]ing|stressing|concluding|replying|answering|responding|telling|"
    r"hinting|promising|praising|thanking|writing|exclaiming|greeting|claiming)\b"
)
PRONOUN = r"(?:[Hh]e|[Ss]he)"
_NOUN = (
    r"(?:(?:[a-z]+-){0,2}(?:actor|actress|director|PD|star|producer|writer|screenwriter|idol|singer|rapper|comedian|"
    r"lead|rookie|veteran|performer|leading man|leading lady|heartthrob|filmmaker|newcomer|"
    r"member|soloist|model|entertainer|native|vice president|president|CEO|executive|showrunner|creator|"
    r"secretary|author|professor|chairman)|(?:father|mother) of (?:one|two|three|four))"
)
DESCRIBED = (
    rf"[Tt]he (?:(?:[\w’'-]+ |[“\"‘']•{{1,60}}[^•]?[”\"’'] ){{0,4}}?{_NOUN}|"
    r"\d\d-year-old(?! \w+ (?:who|is|of)\b))"
)
_MANNED = (  # "Twins manager", "Viu Malaysia general manager", "its vice president of content"
    r"(?:(?:[Tt]he|[Ii]ts|[Aa]n?) (?:\w+['’]s )?)?(?:[A-Za-z][\w’'+&.-]* ){0,5}?"
    r"(?:manager|head|chief|skipper|captain|coach|"
    r"president|executive|[CES]?VP|C[EFO]O|chairman|founder|co-founder|creator|showrunner|designer|choreographer|composer|"
    r"cinematographer|historian|lecturer|teacher|professor|analyst|expert|coordinator|consultant|organi[sz]er|host|"
    r"CP|EP|judge|stylist|coordinator|spokes(?:man|woman|person)|secretary|minister|officer|critic|resident|fan|owner|boss|member|employee)"
    r"(?: of [a-z]+(?: [a-z]+)?)? "
)
_TRADE = (
    r"(?:(?:[Ll]ead|[Vv]eteran|[Rr]ookie|[Ll]ocal|[Ff]ellow|television|film|\d\d-year-old|[A-Z][a-z]+(?:ese|ish|an)) )*"
    r"(?:[Dd]irector|[Cc]o-director|[Pp]roducer|PD|[Aa]ctor|[Aa]ctress|[Ww]riter|[Ss]creenwriter|[Ss]inger|co-star|[Rr]ookie|"
    r"[Vv]eteran|"
    r"[Nn]ewcomer|[Ii]dol|[Cc]omedian) "
)
_KIN = (  # "his wife, the actress"
    r"(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) (?:[a-z-]+ )?(?:wife|husband|mother|father|brother|sister|son|daughter|agent|"
    r"manager|lawyer|co-?star|friend|partner|colleague|director|fianc[ée]+|teacher|boss|producer|"
    r"stylist|co-writer|screen partner)"
    rf",? (?:the {_NOUN} )?"
)
_CALLED = r"(?:(?:[Tt]he )?\d\d-year-old|[Aa]n? (?:[a-z]+ly )?[a-z]+(?:ing|ed|ful|ous|al)) "  # "a smiling Kim"
BY_TRADE = rf"(?:[Tt]he (?:[\w’'-]+ ){{0,3}}?{_NOUN} |(?:[Tt]he )?{_TRADE}|{_KIN}|{_CALLED})"
SUBJECT = rf"(?:{PRONOUN}|{BY_TRADE}{NAME}|{DESCRIBED}|{_MANNED}{NAME}|{NAME})"
BY_OFFICE = _MANNED
_ADVERB = (
    r"(?:also|then|further|furthermore|later|first|finally|once|again|previously|has|have|had|would|even|always|"
    r"simply|just|recently|reportedly|in turn|"
    r"\w+ly|went on to|goes on to|continued to|candidly|both|too)"
)
OFFICE = (
    r"(?:[Ee]xecutive|[Ss]enior|EVP|SVP|VP|[Vv]ice|[Pp]resident|CEO|COO|CFO|CCO|[Cc]hief|[Hh]ead|[Mm]anaging|[Gg]eneral|"
    r"[Mm]anager|[Cc]o-?founder|[Ff]ounder|[Cc]reator|[Ss]howrunner|[Ss]ecretary|[Cc]ontent|"
    r"[Cc]hair(?:man|woman|person)|[Dd]irector of|[Ss]pokes(?:man|woman|person)|[Pp]rofessor|[Mm]inister)"
)
# letters of an aside, which may hold titles between marks, and a comma before the second of these
WITHIN = r"(?:[^,.;•]|(?<!•)•{1,60}(?!•)[,.]?)"
_APART = (
    r"(?: of (?:the )?(?:[A-Za-z]+ ){0,2}?(?:[A-Z][\w’'&-]*|[“\"‘']•{1,40}[^•]?[”\"’'])(?: [A-Z][\w’'&-]*){0,3},?|"
    r", \d+, (?:who|whose|a|an|the|playing)\b[^,•]{0,90},[”\"’']?|"
    r", (?:who|which|the|a|an|playing|sitting|standing|speaking|laughing|smiling|looking|whose|"
    r"\d+|of|on|when|in|for|meanwhile|however|too|"
    r"on the other hand|for (?:his|her) part)\b[^,•]{0,90}(?:, [A-Z][^,•]{2,40})?,[”\"’']?|"
    rf",(?: [\w’'+]+)? {OFFICE}\b(?:(?! and [A-Z][a-z])[^•.;:]){{0,140}}?,?|"
    r", (?:who|playing) [^,•]{2,80}?(?= (?:also |then |further )?(?:said|shared|commented|added|explained|stated|"
    r"remarked|revealed|mentioned)\b)|"
    r", [a-z](?:[^,•]|(?<!•)•{1,60}(?!•)){2,90},[”\"’']?|"
    r", who\b(?:[^,•]|(?<!•)•{1,40}(?!•)){0,140},[”\"’']?| \([^)]*\)| ?[—–] ?(?:[^—–•]|(?<!•)•{1,60}(?!•)){1,100}[—–])"
)
SUBJECT_VERB = re.compile(rf"(?<![\w’'])(?P<who>{SUBJECT})(?:{_APART}{{1,2}}|,)?(?: {_ADVERB},?)* (?P<verb>{VERB})\b")
VERB_SUBJECT = re.compile(rf"^(?P<verb>{VERB}) (?P<who>{SUBJECT})(?![\w’'])")
SAYER = re.compile(rf"[,\w] (?:said|says|told|added) (?P<who>{SUBJECT})(?:,[^.•]*)?\.?$")
ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|in the words of|as put by|reads? (?:an?|the) (?:[a-z]+ )?(?:post|message|letter|caption) "
    rf"(?:by|of|from)) (?P<who>her\b|him\b|{SUBJECT})"
)
DASHED = re.compile(rf"^ ?(?:—|–|-{{1,2}}) ?(?P<who>{NAME})\b")
DESCRIPTION = re.compile(rf"^{DESCRIBED}$")
# A staged line: what a character says, what a poster reads, what a fan or a critic writes.
STAGED = re.compile(
    r"\b(?:to (?:her|him)self\b|character (?:tells|says|asks|whispers|shouts|declares|cries|warns|states|narrates)|"
    r"teasers?|trailers?|"
    r"commercials?|in the ad\b|posters?|captions?(?! (?:that )?(?:he|she)\b)|tag ?lines?|slogans?|"
    r"catch ?phrases?|narrat(?!ed,? [\"“‘])\w+|voice-?overs?|"
    r"monologue|logline|preview|clips?|banners?|placards?|signs? (?:that )?read|"
    r"(?:previous|preceding|next) episode|highlight (?:reel|video)|stills|(?:one|another|this|last) still\b|"
    r"still (?:cuts?|images?|shots?|photos?)|"
    r"footage|synopsis|text on|(?:the|first|last|opening|closing) line|asks the question)\b",
    re.I,
)
# Of the sentence that quotes, these make a staged line, too; of the one before, they may be what somebody talks about.
_SCENE = (
    r"\b(?:dialogues?|copy|(?<!favorite )(?<!favourite )scenes?|lyrics?|reads|"
    r"(?<!script )(?<!table )(?<!the )(?<!first )(?<!while )reading)\b"
)
IN_A_SCENE = re.compile(rf"{STAGED.pattern}|{_SCENE}", re.I)
# What somebody writes under a photo of his own is his.
POSTED = re.compile(
    r"\b(?:(?:post|upload|shar)(?:ed|ing) (?:[\w-]+ ){0,4}(?:photos?|pictures?|selfies?|snaps?|videos?)|"
    r"Instagram|Twitter|X|Weibo|Weverse|Facebook|Threads|TikTok|fan cafe|social media)\b"
)
PUBLIC = re.compile(
    r"\b(?:netizens?|viewers?|fans?|audiences?|critics?|reviewers?|reviews?|commenters?|commented|"
    r"comments? (?:such|like|including|read)|users?|reactions?|one comment|internet users|"
    r"k-netizens|reacted)\b",
    re.I,
)
TO_THE_PRESS = re.compile(
    r"\b(?:said|shared|explained|told|added|revealed|stated|noted|remarked|commented|mentioned|expressed|"
    r"confessed|admitted|replied|answered|continued|recalled|described|"
    r"praised|laughed|joked|teased|confided|insisted|quipped|pointed out|reflected|concluded|sighed|"
    r"emphasi[sz]ed|stressed|picked|chose|hinted)\b"
)
# Beside the marks, any verb of the past will do: "giggled", "countered", "chimed".
LOOSE_BEFORE = re.compile(
    rf"(?<![\w’'])(?P<who>{SUBJECT}){_APART}?(?: {_ADVERB},?)* (?P<verb>[a-z]{{2,}}ed|{VERB})(?: back| up| in)?[,:] ?$"
)
LOOSE_AFTER = re.compile(
    rf"^(?P<who>{SUBJECT}){_APART}?(?: {_ADVERB},?)* (?P<verb>[a-z]{{2,}}ed|{VERB}|[a-z]{{3,}}s(?=[.,]))\b"
)
HEADED = re.compile(
    rf"^(?:And |But )?(?P<who>{NAME}?)(?:['’]s? (?:[a-z]+ ){{0,3}}?(?:answer|reply|response|comment|"
    rf"verdict|explanation|take|message|words?|posts?|letter|caption|note)\b[^.:]{{0,60}}(?::| reads?[,:]?)"
    rf"|,? (?:meanwhile, )?(?:on|about) [^.:]{{1,80}}:) ?$"
)
ORGANISATION = re.compile(
    r"\b(?:Entertainment|Agency|Website|Soompi|Newsen|OSEN|Dispatch|Variety|Deadline|News|Daily|Times|Herald|Magazine|"
    r"Music|Records|Netflix|Studios?|Company|Corp\w*|Media|Pictures|Group|Labels?|Production|ENM|Hub|Actors|TV)\b"
)
CREW = re.compile(
    r"\b(?:production (?:team|crew|company|staff)|producers|the crew|staff|a (?:source|representative|rep|staff)|"
    r"official|representatives?|agency|network|broadcaster|insider|team|the cast|reporters?|emcee|host)\b",
    re.I,
)
_LABELS_WORDS = """
    q a question answer cast director writer drama title genre network episodes episode release date premiere
    airs airing synopsis plot note source photo credit rating runtime written directed starring stars platform
    channel where when who what why how watch read update tagline logline location venue time schedule broadcast
    language country meanwhile disclaimer warning spoiler editor author main supporting trailer teaser ost
    related tags
"""
_LABELS = frozenset(_LABELS_WORDS.split())
WHO_SAID = re.compile(
    rf"(?P<who>{SUBJECT}), who (?:{_ADVERB} )*(?P<verb>{VERB})"
    r"(?:(?: \w+ly| that)?[,:]? ?| (?:the|his|her|their) [a-z ]{3,30}(?: as)? )$"
)
ANSWER = re.compile(
    r"^(?:#\.?|[-–•*·▲■◆○●▶☞]|\d\d?[.)])? ?"
    rf"(?P<open>\[)?(?P<who>(?:(?:[Dd]irector|PD|[Aa]ctor|[Aa]ctress|[Ww]riter|"
    rf"Producer) )?{NAME})(?: ?\([^)]{{1,40}}\))?"
    rf"(?(open)\] ?[:：]?|(?: ?[:：]| ?[–—-](?= ?[\"“‘'])|,(?= [\"“‘']))) ?(?P<text>.+)$"
)


def is_label(words: str) -> bool:
    return words.split()[0].casefold().rstrip(".") in _LABELS and len(words.split()) <= 3
