"""Who says what stands between marks, and where each quote ends."""

import pytest

from bot.core.drafted import Article
from bot.news import article, prose
from bot.news.drafting import draft

DRAMA = "The tvN drama “Salt Lake” premieres on March 2. It stars Kwak Tae-oh and Ryu Si-eun; Yoo Bo-ram directs it."
WHO = "Blue Door Entertainment"
WET = "The rain was louder than all of us that night"
DRY = "We waited for the clouds until the sun went down"


def quotes_of(*paragraphs: str, title: str | None = None) -> list[tuple[str, str]]:
    said = draft(Article(title, None, tuple(prose.plain(text) for text in (DRAMA, *paragraphs)))).quotes
    return [(one.speaker, one.text.rstrip(".")) for one in said]


def told(text: str) -> str:
    return text.replace("%s", WET).replace("%d", DRY)


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (("“%s,” the show’s general manager Mia Tan said.",), "Mia Tan"),
        (("“%s,” said Lake Malaysia general manager Mia Tan.",), "Mia Tan"),
        (("Mia Tan, vice president of Lake TV, came.", "“%s,” the vice president said."), "Mia Tan"),
        (("Mia Tan, 29, waited outside. She waved.", "“%s,” she said."), "Mia Tan"),
        (("Lake president Tammy H. Nam said, “%s.”", "Nam left."), "Tammy H. Nam"),
        (("As for Kwak Tae-oh, he thinks that, “%s.”",), "Kwak Tae-oh"),
        (("Ryu Si-eun waved.", "“%s,” the “Tin Roof” actress said."), "Ryu Si-eun"),
        (("“%s,” Kwak Tae-oh shot back.",), "Kwak Tae-oh"),
        (("Writer Do Min-ah came with Kwak Tae-oh.", "“%s,” the writer said."), "Do Min-ah"),
        (("“%s,” said Kwak Tae-oh, whom fans call Tata.", "“%d.”"), "Kwak Tae-oh"),
        (("“%s,” said Choi at the inn.", "Choi Min-gyu runs it. Choi Ha-na, his aunt, cooks."), "Choi Min-gyu"),
    ],
)
def test_who_is_told_by_a_trade_an_office_an_age_or_a_surname_speaks(paragraphs, speaker):
    assert {who for who, _ in quotes_of(*map(told, paragraphs))} == {speaker}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Kwak Tae-oh’s agency stated, “%s.”", "Kwak Tae-oh’s agency"),
        ("Blue Door, Kwak Tae-oh’s agency, stated, “%s.”", "Blue Door"),
        ("A representative of SBS told news outlets, “%s.”", "representative of SBS"),
        ("Blue Door Entertainment issued a separate statement: “%s.”", "Blue Door Entertainment"),
        ("An MBC official said it is true. According to the same official, it is late: “%s.”", "MBC official"),
        ("The drama’s production team remarked, “%s.”", "production team"),
        ("A spokesperson for JTBC called the result “%s.”", "spokesperson for JTBC"),
    ],
)
def test_an_office_speaks_under_the_name_it_is_given(text, office):
    assert quotes_of(told(text)) == [(office, WET)]


def test_what_an_agency_says_in_two_halves_is_one_quote():
    said = "“It went to the inn,” Kwak Tae-oh’s agency explained, “and has slept there since.”"
    assert quotes_of(said) == [("Kwak Tae-oh’s agency", "It went to the inn, and has slept there since")]


@pytest.mark.parametrize(
    "text",
    [
        "“%s,” said Kwak Tae-oh and Ryu Si-eun in unison.",
        "Kwak Tae-oh plays a king, known as the “%s.”",
        "Kwak Tae-oh sang while a banner read, “%s!”",
        "Kwak Tae-oh was asked about “%s.”",
    ],
)
def test_what_two_say_or_somebody_is_called_is_no_quote(text):
    assert quotes_of(told(text)) == []


def test_each_paragraph_of_a_long_quote_has_the_speaker_who_is_told_in_one_of_them():
    both = [("Ryu Si-eun", WET), ("Ryu Si-eun", DRY)]
    assert quotes_of(told("Ryu Si-eun stood up. “%s."), told("“%d,” she said.")) == both
    assert quotes_of(told("“%s."), told("“%d,” Ryu Si-eun said.")) == both


def test_french_marks_with_spaces_inside_are_marks():
    assert quotes_of(f"« {WET} », said Ryu Si-eun.") == [("Ryu Si-eun", WET)]


def test_a_quote_that_was_broken_into_lines_is_mended_though_the_line_ends_in_another():
    lines = ["He said, “it", "rained.” She said, “it", "did not.”", "They left."]
    assert list(prose.mended(lines)) == ["He said, “it rained.” She said, “it did not.”", "They left."]


def test_whoever_signs_two_paragraphs_signs_both():
    page = "\n\n".join(["Salt Lake", DRAMA, f"{WET}.", "— Ryu Si-eun", f"{DRY}.", "— Ryu Si-eun", DRAMA])
    said = draft(article.of_text(page)).quotes
    assert [(one.speaker, one.text) for one in said] == [("Ryu Si-eun", f"{WET}."), ("Ryu Si-eun", f"{DRY}.")]


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (("“%s,” Mia Tan, Vice President, Lake Malaysia.",), "Mia Tan"),
        (("#. Ryu Si-eun, “%s.”",), "Ryu Si-eun"),
        (("Ryu Si-eun – “%s.”",), "Ryu Si-eun"),
        (("It was a proud day, said Mia Tan, the manager. “%s.”",), "Mia Tan"),
        (("For Ryu Si-eun, 29, it was new how wet it was. “%s, I think.”",), "Ryu Si-eun"),
        (("The ball was thrown by actor Kwak Tae-oh. “%s,” he admitted.",), "Kwak Tae-oh"),
        (("Kwak Tae-oh met us.", "His label Onda Music unveiled it.", "“%s,” he said."), "Kwak Tae-oh"),
        (("Ryu Si-eun took to Instagram to share photos with the caption, “%s.”",), "Ryu Si-eun"),
        (("Actor Kwak Tae-oh was clear about the water.", "“%s, and I was cold.”"), "Kwak Tae-oh"),
        (("Kwak Tae-oh’s agency said it is false. The agency denies it. “%s.”",), "Kwak Tae-oh’s agency"),
        (("“%s,” countered Tae-oh.",), "Kwak Tae-oh"),
        (("Kwak Tae-oh, formerly of the band Oar, told fans: “%s.”",), "Kwak Tae-oh"),
        (("Mia Tan, founder and CEO of Lake Rez, added, “%s.”",), "Mia Tan"),
        (("“%s,” argues Prof. Mia Tan of Sogang.",), "Mia Tan"),
        (("“%s,” said former judge Mia Tan, on whose book it is based.",), "Mia Tan"),
        (("“%s,” adds his wife, the actress Mia Tan, from the kitchen.",), "Mia Tan"),
        (("Mia Tan, who called the scripts “%s,” directs.",), "Mia Tan"),
        (("Actress Ryu Si-eun laughs.", "Her co-star Kwak Tae-oh says it was dry. “%s,” she protests."), "Ryu Si-eun"),
        (("Would Ryu Si-eun swim? Would she dive? “%s.”",), "Ryu Si-eun"),
        (("On his co-star, Kwak Tae-oh doesn’t hold back. “%s.”",), "Kwak Tae-oh"),
        (("A source close to the drama also stated, “%s.”",), "source close to the drama"),
        (("The producers of “Salt Lake” stated that “%s.”",), "producers"),
        (("A publicist for tvN remarked, “%s.”",), "publicist for tvN"),
        (("HAN SE-AH: %s.",), "Han Se-ah"),
        (("Kwak Tae-oh (Do Ha) left in a hurry.", "“%s,” the actor said."), "Kwak Tae-oh"),
        (("“%s,” Kwak Tae-oh was quoted as saying by a portal.",), "Kwak Tae-oh"),
        (("Mia Tan, Chief of Content Acquisition & Development, Viu, said, “%s.”",), "Mia Tan"),
        (("Filmmaker Quek Shio Lin waits.", "“%s,” Quek said."), "Quek Shio Lin"),
        (("“%s,” said its director Yoo Bo-ram.",), "Yoo Bo-ram"),
        (("Ryu Si-eun disagreed with her co-star, for he was dry.", "“%s,” she said."), "Ryu Si-eun"),
        (("It is the first drama of director Yoo Bo-ram. “%s, and I slept.”",), "Yoo Bo-ram"),
        (("The official statement from SBS reads as follows.", "“%s.”"), "SBS"),
        (("'%s\", Ryu Si-eun revealed.",), "Ryu Si-eun"),
        (("Yook, 22, smiles. Yook Sung Jae says: “%s.”",), "Yook Sung Jae"),
        (("It also stars actress Ashley Nah Yun.", "“%s,” says Nah, 27, who swims."), "Ashley Nah Yun"),
        (("Ryu Si-eun, who plays the heroine Han Seo-ah said, “%s.”",), "Ryu Si-eun"),
        (("Director Yoo Bo-ram, whose “Ash” ran on KBS2, told us that “%s.”",), "Yoo Bo-ram"),
        (("For Ryu Si-eun, the appeal was in the dialogue. “%s,” she notes.",), "Ryu Si-eun"),
        (("Ryu Si-eun thanked the viewers. “%s.”",), "Ryu Si-eun"),
        (("Her agency Bluefin commented, “%s.”",), "Bluefin"),
        (("The production company Studio Hinge shared, “%s.”",), "Studio Hinge"),
        (("A source from production company CJ Pictures stated, “%s.”",), "source from production company CJ Pictures"),
        (("A representative of Lake Co. Korea said, “%s.”",), "representative of Lake Co. Korea"),
        (("Website Soompi notes that Kwak Tae-oh swam. Kwak Tae-oh met the press.", "“%s,” he said."), "Kwak Tae-oh"),
        (("Kwak Tae-oh couldn’t help but gush, “%s.”",), "Kwak Tae-oh"),
        (
            ("It is on, a network official said. It rains.", "The official, who is wet, added, “%s.”"),
            "network official",
        ),
        (("As told by Ms Tan Li Ling, 24, a student.", "“%s,” said Tan Li Ling."), "Tan Li Ling"),
    ],
)
def test_who_is_not_told_beside_the_marks_may_be_told_around_them(paragraphs, speaker):
    assert [who for who, _ in quotes_of(*map(told, paragraphs))] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "In the previous episode, Ryu Si-eun told her, “%s.”",
        "“It rained a lot,” Ryu Si-eun said; a sign read “%s.”",
        "“It rained a lot,” Ryu Si-eun said. Its first line, “%s,” is hers.",
        "She cried when Do-hee told him, “%s.”",
        "“%s.” - General Yi",
        "Ryu Si-eun as Bok-ja: “%s.”",
        "Ryu Si-eun cried out her first line, “%s.”",
        "In the ad, Ryu Si-eun looks at the sea and says, “%s.”",
        "Ryu Si-eun has been called “the dry one” and “the %s.”",
    ],
)
def test_what_is_written_or_was_aired_is_no_quote(text):
    assert not any(WET in said for _, said in quotes_of(told(text)))


def test_a_statement_that_is_printed_without_marks_is_read_until_nobody_says_we():
    paragraphs = (
        "Blue Door Entertainment released the following statement:",
        "Hello, this is Blue Door.",
        "We are sorry for the rain that fell on everybody.",
        "Ryu Si-eun has been dry since then, and we ask you for umbrellas.",
        "The drama airs on Mondays.",
    )
    said = [(WHO, paragraphs[2].rstrip(".")), (WHO, paragraphs[3].rstrip("."))]
    assert quotes_of(*paragraphs) == said


def test_answers_stand_under_questions_though_nothing_marks_them():
    asked = (
        "Ryu Si-eun met us in a tent.",
        "Q: Was it wet?",
        "It was so wet that I swam home.",
        "Q2. And cold?",
        "My teeth made the noise of a train.",
        "The drama is on tvN.",
    )
    said = [("Ryu Si-eun", asked[at].rstrip(".")) for at in (2, 4)]
    assert quotes_of(*asked, title="Ryu Si-eun swims") == said
    faq = ("Ryu Si-eun stars.", "Q: When is it on?", "It is on at ten every day.", "Q: Where?", "On tvN and on Viki.")
    assert quotes_of(*faq) == []


def test_whom_they_call_by_one_name_speaks_under_all_of_it():
    said = "Singer Suzy stars, too. Suzy said, “I am Bae Suzy, and I sing in the rain.”"
    assert quotes_of(said) == [("Bae Suzy", "I am Bae Suzy, and I sing in the rain")]


def test_a_letter_of_hers_is_read_as_she_wrote_it():
    paragraphs = (
        "Ryu Si-eun shared a letter. Her full letter is as follows:",
        "I was wet all night and did not know how to begin.",
        "Meanwhile, Ryu Si-eun is in the drama with my friend.",
    )
    assert quotes_of(*paragraphs) == [("Ryu Si-eun", paragraphs[1].rstrip("."))]


def test_an_agency_may_be_brief():
    said = "“It’s true,” a rep for Ryu Si-eun confirmed to us. “They met in the rain.”"
    assert quotes_of(said) == [("rep for Ryu Si-eun", "It’s true"), ("rep for Ryu Si-eun", "They met in the rain")]


def test_whoever_is_quoted_goes_on_to_speak_though_the_sentence_began_with_somebody_else():
    said = told("Asked about stars like Ryu Si-eun, Kwak Tae-oh said, “%s.” He added, “%d.”")
    assert quotes_of(said) == [("Kwak Tae-oh", WET), ("Kwak Tae-oh", DRY)]
    aside = told("“%s,” said Kwak Tae-oh. His last work, “Ash,” was a hit. “%d.”")
    assert quotes_of(aside) == [("Kwak Tae-oh", WET), ("Kwak Tae-oh", DRY)]


def test_of_two_with_one_surname_the_one_who_spoke_last_is_meant():
    first = told("“%s,” Choi Min-gyu said.")
    second = told("Doctors played by Choi Ha-na and Kim Bo-ra watch.")
    assert quotes_of(first, second, told("“%d,” Choi said.")) == [("Choi Min-gyu", WET), ("Choi Min-gyu", DRY)]


def test_a_recap_quotes_the_drama_only():
    assert quotes_of(told("“%s,” Kwak Tae-oh says."), title="Salt Lake: Episode 5") == []


@pytest.mark.parametrize("words", ["felt “nice and cool”", "said he was “so very nervous”", "called it “a warm bath.”"])
def test_three_words_within_a_sentence_are_no_quote(words):
    assert quotes_of(f"Kwak Tae-oh {words} that day.") == []


def test_a_whole_sentence_may_have_three_words():
    said = "Kwak Tae-oh told the press that he tried rain. “It didn’t work.”"
    assert quotes_of(said) == [("Kwak Tae-oh", "It didn’t work")]


def test_whose_interview_it_is_the_headline_says():
    paragraphs = ("Choi Min-gyu is a friend.", "The actor had fought Ryu Si-eun.", told("“%s,” the actor said."))
    assert quotes_of(*paragraphs, title="[Interview] Kwak Tae-oh on rain") == [("Kwak Tae-oh", WET)]
