from datetime import date

import pytest
from aiohttp import web

from bot.core.drafted import Article
from bot.news import article, sources
from bot.news.errors import Unread

PAGE = """<html><head><title>“Blue Hour” | Site</title><meta property="og:site_name" content="Site">
<meta property="article:published_time" content="2024-03-01T23:30:00+09:00"></head><body><nav>Home</nav><article>
<h1>“Blue Hour” has a date</h1>
<p>The drama&nbsp;“Blue Hour” premieres on March 9.</p>
<p>Ma Su-ji said,<br>“I am glad.”</p>

<div class="share-buttons">Share</div>
<h3>You may also like</h3><p>“Red Dawn” airs every Monday.</p></article></body></html>"""


async def test_a_page_is_read_from_its_address(site, fetcher):
    site.pages["/a"] = PAGE.encode()
    assert await sources.fetched(site.url("/a"), fetcher) == Article(
        "“Blue Hour” has a date",
        date(2024, 3, 1),
        ("The drama “Blue Hour” premieres on March 9.", "Ma Su-ji said, “I am glad.”"),
        site.url("/a"),
        "Site",
    )


async def test_what_is_no_page_is_named(site, fetcher):
    async def picture(request):
        return web.Response(body=b"\x89PNG", content_type="image/png")

    site.pages["/a.png"] = picture
    with pytest.raises(Unread) as unread:
        await sources.fetched(site.url("/a.png"), fetcher)
    assert unread.value.text == (
        f"{site.url('/a.png')} is no page of text but image/png. Save its text in a .txt file and give that."
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
async def test_a_text_file_may_have_any_usual_encoding(tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes("“Blue Hour” 알고\n2024-03-01\nIt airs.".encode(encoding))
    assert await sources.article_of(str(tmp_path / "a.txt")) == Article(
        "“Blue Hour” 알고", date(2024, 3, 1), ("It airs.",)
    )


@pytest.mark.parametrize("said", ["utf-8", "euc-kr", "ks_c_5601-1987", "zlib", "nonsense", None])
@pytest.mark.parametrize("really", ["utf-8", "utf-8-sig", "utf-16", "euc-kr", "cp949"])
async def test_a_page_is_read_in_the_letters_that_it_is_really_in(tmp_path, said, really):
    meta = f'<head><meta charset="{said}">' if said else "<head>"
    text = (
        PAGE.replace("<head>", meta)
        .replace("has a date", "푸른 시간")
        .replace("&nbsp;", " 똠 " * ("euc" not in really))
    )
    (tmp_path / "a.html").write_bytes(text.encode(really))
    found = await sources.article_of(str(tmp_path / "a.html"))
    assert (found.title, found.paragraphs[1]) == ("“Blue Hour” 푸른 시간", "Ma Su-ji said, “I am glad.”")


async def test_two_hundred_thousand_nested_tags_are_survived(tmp_path):
    (tmp_path / "a.html").write_bytes(b"<div>" * 200_000 + b"text")
    with pytest.raises(Unread):
        await sources.article_of(str(tmp_path / "a.html"))


def test_what_comes_after_the_text_is_not_read():
    for end in ("59 Comments from our readers", "12 responses", "Also tonight"):
        text = f"Salt Ferry sails\n\nThe drama airs on tvN.\n\n{end}\n\nOther Drama airs on SBS."
        assert article.of_text(text).paragraphs == ("The drama airs on tvN.",)


def test_a_menu_above_the_text_does_not_end_it():
    text = "Salt Ferry sails\n\nTrending\n\nThe drama airs on tvN this Friday.\n\nTrending\n\nMore"
    assert len(article.of_text(text).paragraphs) == 1


def test_a_sentence_about_subscribers_does_not_end_it():
    text = "Salt Ferry sails\n\nThe drama airs on tvN.\n\nSubscribers can see it on Fridays."
    assert len(article.of_text(text).paragraphs) == 2


def test_a_line_of_facts_is_no_date_of_the_page():
    page = b"<article><h1>Salt Ferry</h1><p>Network: MBC<br>Airing: July 28, 2023<br>Episodes: 12</p></article>"
    assert "Airing: July 28, 2023" in article.of_bytes(page, html=True).paragraphs
