"""Feeds as sites really send them: of every age and form, broken, and in another encoding than they say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.news import feedfile, feedtext
from bot.news.dates import NEVER, Dated
from bot.news.errors import NoFeed
from bot.news.feedfile import FeedFile, Item

NOW = datetime(2021, 6, 20, tzinfo=UTC)
URL = "https://news.example/feed"
DATED = Dated(datetime(2021, 6, 19, 11, tzinfo=UTC), date(2021, 6, 19))
RSS = '<rss version="2.0"><channel><title>News</title>{}</channel></rss>'
ONE = FeedFile("News", None, (Item("", "https://news.example/1", "A story", (), (), NEVER),))


def read(text: str | bytes, charset: str | None = None) -> FeedFile:
    return feedfile.read(text.encode() if isinstance(text, str) else text, URL, NOW, charset)


def titles(text: str | bytes, charset: str | None = None) -> list[str]:
    return [item.title for item in read(text, charset).items]


def item(inside: str) -> Item:
    (found,) = read(RSS.format(f"<item>{inside}</item>")).items
    return found


def test_rss_2_with_all_that_it_can_say():
    found = read(
        """<?xml version="1.0"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:m="http://search.yahoo.com/mrss/">
        <channel><title>Drama &amp; Co</title><link>https://news.example/</link><ttl>90</ttl>
        <skipHours><hour>0</hour><hour>24</hour><hour>13</hour></skipHours><skipDays><day>Sunday</day></skipDays>
        <image><title>Logo</title><link>https://news.example/logo</link></image>
        <item><title>First</title><m:title>Photo</m:title><link>https://news.example/1?utm_source=rss&amp;p=3#top</link>
        <guid isPermaLink="false">77</guid><pubDate>Sat, 19 Jun 2021 20:00 KST</pubDate>
        <description><![CDATA[<p>One. <b>Two</b>.</p><script>no()</script><p>Three &amp; four.</p>]]></description>
        <content:encoded><![CDATA[<p>One. Two.</p><p>Three and four, at length, and then the whole of it.</p>]]>
        </content:encoded>
        </item></channel></rss>"""
    )
    whole = ("One. Two.", "Three and four, at length, and then the whole of it.")
    assert found == FeedFile(
        "Drama & Co",
        "https://news.example/",
        (Item("77", "https://news.example/1?p=3", "First", whole, whole, DATED),),
        timedelta(minutes=90),
        frozenset((0, 13)),
        frozenset((6,)),
    )


def test_atom_with_marked_up_titles_and_links_of_several_kinds():
    found = read(
        """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">A &amp;lt;3</title>
        <link rel="self" href="https://news.example/atom"/><link href="https://news.example/"/>
        <entry><id>tag:1</id>
        <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>bold</b> 알고있지만</div></title>
        <link rel="enclosure" href="https://news.example/1.mp3"/><link rel="alternate" href="/1"/>
        <updated>2021-06-19T20:00:00+09:00</updated>
        <summary type="html">&lt;p&gt;One.&lt;/p&gt;</summary></entry></feed>"""
    )
    text = ("One.",)
    assert found == FeedFile(
        "A <3",
        "https://news.example/",
        (Item("tag:1", "https://news.example/1", "A bold 알고있지만", text, text, DATED),),
    )


def test_rdf_has_its_items_beside_its_channel():
    found = read(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
        <channel rdf:about="x"><title>R</title><link>https://news.example/</link><sy:updatePeriod>daily</sy:updatePeriod>
        <sy:updateFrequency>2</sy:updateFrequency><items><rdf:Seq/></items></channel>
        <item rdf:about="1"><title>R1</title><link>https://news.example/1</link><dc:date>2021-06-19T20:00:00+09:00</dc:date>
        </item></rdf:RDF>"""
    )
    items = (Item("", "https://news.example/1", "R1", (), (), DATED),)
    assert found == FeedFile("R", "https://news.example/", items, timedelta(hours=12))


def test_a_json_feed():
    found = read(
        '{"version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "https://news.example/",'
        ' "items": [{"id": 1, "url": "/1", "title": "J1", "content_html": "<p>x</p>",'
        ' "date_published": "2021-06-19T20:00:00+09:00"}, "nonsense", {"id": 2}]}'
    )
    assert found == FeedFile(
        "J", "https://news.example/", (Item("1", "https://news.example/1", "J1", ("x",), ("x",), DATED),)
    )


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<title>&lt;b&gt;Moving&lt;/b&gt; AT&amp;amp;T</title>", "Moving AT&T"),
        ("<title>R&D and &nbsp;more&hellip; &unknown;</title>", "R&D and more… &unknown;"),
        ("<title><![CDATA[<i>“Nevertheless”</i> &#8211; 5 <3 1]]></title>", "“Nevertheless” – 5 <3 1"),
        ("<title>One<br>line</title>", "One line"),
        ("<title>  two \n lines </title>", "two lines"),
        ("<title>seen\u202eunseen\u200b</title>", "seenunseen"),
        ("<title></title><description>Only a text, of some length.</description>", "Only a text, of some length."),
        (f"<title>{'long ' * 100}</title>", "long " * 58 + "long…"),
        ("<title>Undeclared prefix</title><media:title>no</media:title>", "Undeclared prefix"),
    ],
)
def test_titles_are_one_plain_line(inside, found):
    assert item(inside).title == found


@pytest.mark.parametrize(
    ("inside", "address"),
    [
        ("<link>https://news.example/a?fbclid=1&amp;id=2</link>", "https://news.example/a?id=2"),
        ("<link>/a</link>", "https://news.example/a"),
        ("<guid>https://news.example/a</guid>", "https://news.example/a"),
        ('<guid isPermaLink="false">https://news.example/a</guid>', None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>file:///etc/passwd</link>", None),
        ("<link>https://user:pass@news.example/</link>", None),
        (f"<link>https://news.example/{'a' * 3000}</link>", None),
        ("", None),
    ],
)
def test_links_are_addresses_of_pages_or_none(inside, address):
    assert item(f"<title>A</title>{inside}").address == address


@pytest.mark.parametrize(
    "text",
    [
        RSS.format("<item><title>A story</title><link>/1</link></item>"),
        RSS.format("<item><title>A story</title><link>/1</link></item>").removesuffix("</channel></rss>"),
        RSS.format("<item><title>A story</title><link>/1</link>").removesuffix("</channel></rss>"),
        RSS.format("<item><title>A story<link>/1</link></item>"),
        "\ufeff\n \n" + RSS.format("<item><title>A story\x0b\x01</title><link>/1</link></item>"),
        "<?xml version='1.0' encoding='nonsense'?>" + RSS.format("<item><title>A story</title><link>/1</link></item>"),
    ],
    ids=["whole", "cut off", "cut off in an item", "left open", "control characters", "no such encoding"],
)
def test_what_is_broken_is_read_as_far_as_it_is_whole(text):
    assert read(text) == ONE


def test_items_that_are_never_closed_are_items_all_the_same():
    text = "".join(f"<item><title>Story {number}</title><link>/{number}</link>" for number in range(3))
    assert titles(RSS.format(text)) == ["Story 0", "Story 1", "Story 2"]


@pytest.mark.parametrize("said", ["utf-8", "euc-kr", "utf-16", None])
@pytest.mark.parametrize("really", ["utf-8", "euc-kr", "cp949", "utf-16"])
def test_korean_is_read_whatever_the_feed_says_that_it_is_in(said, really):
    text = f"<?xml version='1.0' encoding='{said or 'utf-8'}'?>" + RSS.format(
        "<item><title>알고있지만, 결방</title></item>"
    )
    assert titles(text.encode(really), said) == ["알고있지만, 결방"]


def test_a_cut_letter_does_not_turn_a_feed_into_another_encoding():
    text = RSS.format("<item><title>송강과 한소희의 새 드라마 이야기가 나왔다</title></item>").encode()
    at = text.index("송".encode())
    assert titles(text[:at] + text[at + 1 :])[0].endswith("강과 한소희의 새 드라마 이야기가 나왔다")


@pytest.mark.parametrize("charset", ["punycode", "zlib", "unicode_escape", "idna", "rot13", "undefined", "x" * 500])
def test_an_encoding_in_which_nobody_writes_is_not_tried(charset):
    assert feedtext.utf8(b"\xb0\xa1", charset) == "가".encode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "That is no feed, or one that is broken beyond reading."),
        ("hello", "That is no feed: it holds no RSS, no Atom and no JSON feed."),
        ("<?xml version='1.0'?><opml/>", "That is no feed: it holds no RSS, no Atom and no JSON feed."),
        ('{"items": []}', "That is no feed: it holds no RSS, no Atom and no JSON feed."),
        ("[" * 100_000, "That is no feed: it holds no RSS, no Atom and no JSON feed."),
        ("<!DOCTYPE html><html></html>", "That is a web page, and no feed."),
        ("<!-- x --><html><head>", "That is a web page, and no feed."),
    ],
)
def test_what_is_no_feed_says_so(text, said):
    with pytest.raises(NoFeed) as refused:
        read(text)
    assert refused.value.text == said


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


DECLARED = {
    "a thousand million laughs": f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>',
    "one long": f'<!DOCTYPE rss [<!ENTITY l9 "{"a" * 100_000}">]>',
    "a file": '<!DOCTYPE rss [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    "another's": '<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd">',
    "a parameter": '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]>',
    "behind a comment": '<!-- <rss> --><?x <rss> ?> \n <!doctype rss [<!ENTITY l9 "x">]>',
    "junk": 'junk <!DOCTYPE rss [<!ENTITY l9 "x">]>',
}


@pytest.mark.parametrize("declared", DECLARED.values(), ids=DECLARED)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_that_declares_a_document_type_is_refused(declared, encoding):
    text = f"<?xml version='1.0'?>{declared}" + RSS.format("<item><title>&l9;</title></item>")
    with pytest.raises(NoFeed) as refused:
        read(text.encode(encoding))
    assert refused.value.text == (
        "That feed declares a document type (DOCTYPE), with which a few lines fill a memory, so it is not read. "
        "If the site has another feed, give that."
    )
