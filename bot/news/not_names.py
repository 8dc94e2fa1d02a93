"""Words with a capital letter that are no part of anybody's name."""

_NOT_NAMES_WORDS = """
    Leader Member Members Host Emcee Group Girl Boy Band About Us Singer Rapper
    Idol Star Producer Screenwriter Producing Chief
    The A An In On At To Into By For From With And But Or So As If It Its He She They We You I His Her Their This That
    These Those When While After Before During Since Meanwhile Also However Although Though Not No Yes One Two
    Three Both Each Every All Many Most Some Korean Korea South Seoul Netflix Disney Disney+ Viki TVING Viu
    Wavve JTBC SBS KBS MBC ENA OCN MBN KST MYT Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
    February March April May June July August September October November December Drama Dramas Series Episode
    Episodes Season Part K-drama K-dramas Kdrama Press Conference Hotel TV PD CEO Photo Source Image Cast
    Director Writer Actor Actress Stay Check Watch What Who How Why Where Q A Synopsis Genre Title Network
    Premiere Don Let Here There Then Now First Last Finally Speaking Asked Regarding According Additionally
    Moreover Furthermore Lastly Following Fans Viewers Netizens Production Based Directed Written Starring
    Playing Despite Until Once Even Only Just New Best Main Lead Male Female Joseon Asian International
    Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Another Other Others Someone Somebody Everyone Everybody Anyone Nobody People Neither
    Announces Sets Joins Confirms Reveals Shares Talks Stars Returns Drops Unveils Gets Wins Says Opens Takes Makes
    Signs Plays Teases Praises Thanks Celebrates Reunites
    Already Hallyu Instagram YouTube Twitter Weverse X OTT BTS Studio Film Movie Romance Thriller Comedy Fantasy
"""
NOT_NAMES = frozenset(_NOT_NAMES_WORDS.split())
