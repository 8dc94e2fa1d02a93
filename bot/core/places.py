"""The names of time zones that people use, as tables: what is safe to read, and what needs a question."""

# Short names that mean one thing to this audience.
SHORT = {
    "MYT": "Asia/Kuala_Lumpur",
    "SGT": "Asia/Singapore",
    "KST": "Asia/Seoul",
    "JST": "Asia/Tokyo",
    "HKT": "Asia/Hong_Kong",
    "PHT": "Asia/Manila",
    "ICT": "Asia/Bangkok",
    "WIB": "Asia/Jakarta",
    "UTC": "UTC",
}

# What is said before "time" beside the countries' names.
PEOPLES = {
    "KOREAN": "Asia/Seoul",
    "SOUTH KOREAN": "Asia/Seoul",
    "JAPANESE": "Asia/Tokyo",
    "MALAYSIAN": "Asia/Kuala_Lumpur",
    "SINGAPOREAN": "Asia/Singapore",
    "PHILIPPINE": "Asia/Manila",
    "THAI": "Asia/Bangkok",
    "VIETNAMESE": "Asia/Ho_Chi_Minh",
}

# Short names that mean several things, or hide a clock change: these get a question.
DOUBTFUL = {
    "CST": ("Asia/Shanghai", "Asia/Taipei", "America/Chicago", "America/Havana"),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "PST": ("Asia/Manila", "America/Los_Angeles"),
    "BST": ("Europe/London", "Asia/Dhaka"),
    "AST": ("America/Halifax", "America/Puerto_Rico", "Asia/Riyadh"),
    "EST": ("America/New_York", "America/Toronto", "America/Panama", "Australia/Sydney"),
    "GST": ("Asia/Dubai", "Pacific/Guam", "Atlantic/South_Georgia"),
    "MST": ("America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur", "Asia/Yangon"),
    "SST": ("Asia/Singapore", "Pacific/Pago_Pago"),
    "HST": ("Pacific/Honolulu",),
    "GMT": ("UTC", "Europe/London"),
    "WET": ("Europe/Lisbon",),
    "CET": ("Europe/Paris", "Europe/Berlin", "Africa/Algiers"),
    "MET": ("Europe/Paris", "Europe/Berlin"),
    "CEST": ("Europe/Paris", "Europe/Berlin"),
    "EET": ("Europe/Athens", "Africa/Cairo"),
    "EDT": ("America/New_York", "America/Toronto"),
    "CDT": ("America/Chicago", "America/Havana"),
    "MDT": ("America/Denver",),
    "PDT": ("America/Los_Angeles", "America/Vancouver"),
    "ET": ("America/New_York", "America/Toronto"),
    "CT": ("America/Chicago",),
    "MT": ("America/Denver", "America/Phoenix"),
    "PT": ("America/Los_Angeles", "America/Vancouver"),
    "AEST": ("Australia/Sydney", "Australia/Brisbane"),
    "AEDT": ("Australia/Sydney", "Australia/Melbourne"),
    "WITA": ("Asia/Makassar",),
    "WIT": ("Asia/Jayapura",),
}

# What a picker offers before anything was typed: where this bot's public lives.
PICKER = (
    "Asia/Kuala_Lumpur",
    "Asia/Singapore",
    "Asia/Manila",
    "Asia/Jakarta",
    "Asia/Bangkok",
    "Asia/Ho_Chi_Minh",
    "Asia/Seoul",
    "Asia/Tokyo",
    "Asia/Kolkata",
    "Asia/Dubai",
    "Europe/London",
    "Europe/Paris",
    "America/Sao_Paulo",
    "America/Mexico_City",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Australia/Sydney",
)

# Offsets that are not whole hours, by the place that keeps them all year (minutes east of UTC).
PART_HOURS = {
    -570: "Pacific/Marquesas",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
}

# Names that the tz database does not hold as such.
ALSO = {
    "Asia/Kuala_Lumpur": (
        "KL",
        "Penang",
        "George Town",
        "Johor Bahru",
        "Ipoh",
        "Malacca",
        "쿠알라룸푸르",
        "말레이시아",
    ),
    "Asia/Singapore": ("싱가포르",),
    "Asia/Seoul": (
        "서울",
        "한국",
        "대한민국",
        "부산",
        "Korea",
        "Republic of Korea",
        "Busan",
        "Incheon",
        "Daegu",
        "Jeju",
    ),
    "Asia/Tokyo": ("도쿄", "일본", "東京", "Osaka", "Kyoto", "Sapporo", "Fukuoka", "Nagoya"),
    "Asia/Hong_Kong": ("HK", "홍콩", "香港"),
    "Asia/Macau": ("Macao",),
    "Asia/Taipei": ("타이베이", "臺北", "台北", "Kaohsiung", "Taichung"),
    "Asia/Shanghai": ("Beijing", "Shenzhen", "Guangzhou", "Chengdu", "Wuhan", "上海", "北京"),
    "Asia/Manila": ("마닐라", "Cebu", "Davao", "Quezon City", "Makati"),
    "Asia/Bangkok": ("방콕", "Chiang Mai", "Phuket"),
    "Asia/Ho_Chi_Minh": ("Ho Chi Minh City", "Saigon", "Hanoi", "Da Nang"),
    "Asia/Jakarta": ("자카르타", "Bandung", "Surabaya", "Medan", "Yogyakarta", "Semarang"),
    "Asia/Makassar": ("Bali", "Denpasar"),
    "Asia/Kolkata": (
        "Mumbai",
        "Bombay",
        "Delhi",
        "New Delhi",
        "Bangalore",
        "Bengaluru",
        "Chennai",
        "Hyderabad",
        "Pune",
    ),
    "Asia/Karachi": ("Lahore", "Islamabad"),
    "Asia/Dubai": ("Abu Dhabi",),
    "Asia/Riyadh": ("Jeddah", "Mecca"),
    "Asia/Jerusalem": ("Tel Aviv",),
    "Europe/London": ("Manchester", "Edinburgh", "런던"),
    "Europe/Paris": ("Lyon", "Marseille", "파리"),
    "Europe/Berlin": ("Munich", "Hamburg", "Frankfurt", "Cologne"),
    "Europe/Madrid": ("Barcelona", "Valencia"),
    "Europe/Rome": ("Milan", "Naples"),
    "Europe/Amsterdam": ("Rotterdam",),
    "Europe/Kyiv": ("Kiev",),
    "Europe/Istanbul": ("Ankara",),
    "America/New_York": ("NYC", "Boston", "Washington", "Washington DC", "Miami", "Atlanta", "Philadelphia", "뉴욕"),
    "America/Chicago": ("Houston", "Dallas", "Austin", "New Orleans"),
    "America/Denver": ("Salt Lake City",),
    "America/Los_Angeles": ("LA", "San Francisco", "Seattle", "San Diego", "Las Vegas", "California"),
    "America/Toronto": ("Montreal", "Ottawa"),
    "America/Edmonton": ("Calgary",),
    "America/Sao_Paulo": ("Rio de Janeiro", "Brasilia"),
    "America/Mexico_City": ("CDMX", "Guadalajara"),
    "America/Guayaquil": ("Quito",),
    "Australia/Sydney": ("Canberra",),
    "Pacific/Honolulu": ("Hawaii",),
}

# Where the last part of the key is not how the city is called.
CALLED = {
    "Asia/Ho_Chi_Minh": "Ho Chi Minh City",
    "America/Sao_Paulo": "São Paulo",
    "America/Bogota": "Bogotá",
    "America/Asuncion": "Asunción",
    "America/Argentina/Buenos_Aires": "Buenos Aires",
}

# Countries by their ISO code, where the tz database does not hold the name as people write it.
COUNTRIES = {
    "AE": ("UAE", "Emirates"),
    "CI": ("Ivory Coast",),
    "CZ": ("Czechia",),
    "GB": ("UK", "United Kingdom", "Great Britain", "England", "Scotland", "Wales"),
    "NL": ("Holland",),
    "TR": ("Turkiye",),
    "US": ("US", "USA", "United States of America", "America"),
    "VN": ("Viet Nam",),
}
