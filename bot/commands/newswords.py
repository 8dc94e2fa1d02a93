"""Which news a chat wants to hear, by plain words."""

import re

from bot.core.command import Param, Permission, Registry, Request
from bot.core.errors import Mistake
from bot.core.messages import Message
from bot.core.news import NewsWords
from bot.core.texts import newsroom as texts

MOST_WORDS, LONGEST_WORD = 20, 40
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_WORD = re.compile(r'([+\-−–＋－])\s*(?:"([^"]*)"|(\S+))')
WORDS = Param(
    "words",
    "-spoilers for none with that word, +interview for only those with it, off for all",
    lambda _, words: words,
    optional=True,
    raw=True,
)


def declare(to: Registry) -> None:
    to.command("newswords", "Which news this chat wants, by words", WORDS, permission=Permission.MANAGER)(newswords)


async def newswords(ask: Request, words: str | None) -> Message:
    news = ask.store.news
    chosen = await news.words()
    if words is None:
        return texts.words(chosen)
    made = _chosen(chosen, words.translate(_QUOTES).strip())
    await news.set_words(made)
    return texts.words(made)


def _chosen(before: NewsWords, words: str) -> NewsWords:
    if words.casefold() in ("off", "clear", "none"):
        return NewsWords()
    first, _, rest = words.partition(" ")
    if first.casefold() == "forget" and rest:
        gone = _plain(rest.replace('"', ""))
        if gone not in (*before.only, *before.without):
            raise Mistake(f'"{gone}" is none of the words of this chat. /newswords shows them.')
        left = [tuple(word for word in some if word != gone) for some in (before.only, before.without)]
        return NewsWords(*left)
    found = list(_WORD.finditer(words))
    if not found or _WORD.sub("", words).strip(" ,"):
        raise Mistake(
            f'"{words[:60]}" is no choice of words. Put + before a word that news must have, - before one that they '
            'must not, and quotes around several words: /newswords -spoilers +"fan meeting". /newswords off for none.'
        )
    only, without = dict.fromkeys(before.only), dict.fromkeys(before.without)
    for one in found:
        word = _plain(one[2] or one[3] or "")
        if not any(map(str.isalnum, word)) or len(word) > LONGEST_WORD:
            raise Mistake(f"A word has up to {LONGEST_WORD} letters or digits, and at least one.")
        wanted, other = (only, without) if one[1] in "+＋" else (without, only)
        other.pop(word, None)
        wanted[word] = None
    if len(only) + len(without) > MOST_WORDS:
        raise Mistake(f"That is too much: a chat has up to {MOST_WORDS} words. /newswords forget and a word drops one.")
    return NewsWords(tuple(only), tuple(without))


def _plain(word: str) -> str:
    return " ".join(word.split()).casefold()
