"""Which drama an article is about, where no marks tell its title from other words."""

from datetime import date

import pytest

from bot.core.drafted import Article
from bot.news.drafting import draft

MARKED = "Tonight another drama, “Old Harbor,” ended on MBC."


def title(headline: str | None, *paragraphs: str) -> str | None:
    return draft(Article(headline, None, paragraphs)).title


@pytest.mark.parametrize(
    "sentence",
    [
        "KBS2 announced that Salt Ferry, a new historical medical drama, is in the making.",
        "In her upcoming romance Salt Ferry which stars Gu Min-a, a nurse goes to sea.",
        "Salt Ferry (Korean: 소금 나루) is a 2023 television series.",
        "Salt Ferry is on its way to Disney+, and the series has ten episodes.",
        "A new Monday-Tuesday series on tvN, Salt Ferry, has a date at last.",
        "The actors met the press for the press conference of Salt Ferry, the cast smiling.",
        "Salt Ferry is set in a harbor town, and the cast learned to row for the series.",
        "Good news for viewers: Salt Ferry arrives on Netflix on Friday, January 24.",
    ],
)
def test_a_title_without_marks_is_known_by_the_words_beside_it(sentence):
    assert title(None, sentence, MARKED) == "Salt Ferry"


@pytest.mark.parametrize(
    "name",
    [
        "True Harvest",
        "Twenty-Five Seven-One",
        "Mr. Prince",
        "W: Two Shores",
        "Two Keys, One Door",
        "Crash Course on You",
        "Hotel del Mar",
        "Hometown Cha-Cha",
        "Remarkable Attorney Woo",
        "Letters to 1997",
        "Moonlight Drawn by Clouds",
        "A Time of Salt",
        "Daily Dose of Salt",
        "S.P.",
        "Office, 1997",
        "The Salt Road",
        "21st-Century Prince",
    ],
)
def test_titles_of_every_shape_are_read_whole(name):
    text = f"tvN’s new drama {name} tells the story of two rowers. {name} will premiere on May 4."
    assert title(f"Gu Min-a returns in {name}", text, f"The cast of {name} met in Seoul.") == name


def test_a_title_without_marks_after_in_at_the_beginning():
    told = "In Midnight Ferry, his first drama since 2019, Go plays a cook on a boat."
    assert title("Go Do-hwan on Midnight Ferry", "Go has eaten much soup.", "He kept count.", told) == "Midnight Ferry"


def test_a_title_that_stands_in_a_headline_alone():
    text = "The actress plays a nurse on a boat. The drama premieres on May 4."
    assert title("Gu Min-a goes to sea for tvN’s new drama Salt Ferry this spring", text) == "Salt Ferry"


def test_where_a_title_ends_in_a_sentence_with_more_capitals():
    assert title(None, "The cast held a press conference for its new series Made of Salt on Monday at the Grand.") == (
        "Made of Salt"
    )


def test_a_title_that_the_headline_names_and_a_sentence_plays_in():
    told = "In ‘Midnight Ferry,’ his first drama since 2019’s ‘The Other Boat,’ Go plays a cook on a boat."
    assert title(
        "Go Do-hwan on playing a cook in Midnight Ferry", "Go has eaten much soup.", "He kept count.", told
    ) == ("Midnight Ferry")


def test_what_somebody_filmed_before_the_drama_is_spoken_of():
    texts = (
        "Before he filmed Seven Ladles, actor Pyo Ji-seung had never cooked.",
        "In the family drama, which premieres on Disney+ on July 26, he is a bus driver.",
    )
    assert title("Pyo Ji-seung on cooking for many", *texts) == "Seven Ladles"


def test_a_drama_that_is_nowhere_named_keeps_its_schedule():
    found = draft(
        Article(
            "Gu Min-a goes to sea",
            date(2024, 4, 2),
            (
                "In her new role, Gu Min-a plays a nurse on a boat.",
                "The 12-episode drama, directed by Ahn Pil-ho, premieres on May 4 at 9 p.m. KST on tvN.",
            ),
        )
    )
    told = (found.title, found.episodes, found.premiere, found.time, found.zone, found.platform, found.director)
    assert told == (None, 12, "2024-05-04", "21:00", "KST", "tvN", "Ahn Pil-ho")


def test_several_dramas_without_names_have_no_schedule():
    found = draft(Article("Three new dramas this May", None, ("The drama premieres on May 4 at 9 p.m. on tvN.",)))
    assert (found.title, found.premiere, found.time, found.platform) == (None, None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "The singer sets out on the 'Harbor Light' tour, and fans of his dramas may buy tickets to the concert.",
        "The series is filmed in Mapo District, Seoul.",
        "Actress Gu Min-a stars in the drama.",
        "The drama makes its debut on tvN Asia tonight.",
    ],
)
def test_tours_places_people_and_channels_are_no_titles(text):
    assert title("Gu Min-a greets viewers", text) is None


def test_a_drama_named_once_at_the_end_of_other_news_is_not_what_it_is_about():
    texts = (
        "Han Jae-hwan hit a two-run shot in the eighth inning.",
        "“I was only looking for a fastball,” Han said.",
        "The game is on SBS Sports. The network's Friday-Saturday drama “Salt Ferry” moves to 10:20 p.m.",
    )
    assert title("Bears beat Twins 5-3 with a late homer", *texts) is None


def test_after_watching_a_drama_nobody_speaks_of_another():
    told = "Kim said so after watching “Salt Ferry: Red Harbor”, a drama about a nurse at sea."
    assert title("Actor praises a drama", told) == "Salt Ferry: Red Harbor"


def test_of_a_title_and_its_beginning_the_whole_one_counts():
    told = "She has received an offer to star in the new drama ‘Second Ferry at Dawn’ (working title)."
    assert title("Gu Min-a in talks for tvN’s “Second Ferry”", told) == "Second Ferry at Dawn"


def test_a_photographer_and_a_word_put_into_a_quotation_are_no_titles():
    texts = (
        "Actor Choi Ho-uk throws the first pitch at the stadium in Incheon. [NEWS7]",
        "“I am for Samsung [Lions] and all the other teams,” the actor said.",
    )
    assert title("Actor throws first pitch of the season", *texts) is None


@pytest.mark.parametrize(
    "texts",
    [
        ("The film “Salt Ferry,” starring Gu Min-a, has drawn a million viewers.", "It comes to Netflix later."),
        ("The variety show “Salt Ferry” will air a special on SBS on Sunday at 5 p.m.", "Actor Go Do-hwan is a guest."),
        ("The dating reality show “Salt Ferry” returns on Netflix on Jan. 14 with new episodes every Tuesday.",),
        ("The webtoon “Salt Ferry,” which has new episodes every Sunday, ends on May 5.",),
    ],
)
def test_what_is_called_a_film_a_show_or_a_webtoon_and_nowhere_a_drama_is_none(texts):
    assert title("‘Salt Ferry’ is talked about", *texts) is None


def test_a_rating_or_a_time_slot_tells_that_it_is_a_drama():
    assert title("‘Salt Ferry’ does well", "“Salt Ferry” was first in its time slot.") == "Salt Ferry"


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Gu Min-a to enlist in May", "The actress is filming the tvN drama “Salt Ferry,” to air in July."),
        ("Box office: ‘Red Tide’ passes a million", "Go Do-hwan of the drama “Salt Ferry” plays a pirate."),
        ("The long road of Gu Min-a", "Then came “Salt Ferry,” the JTBC drama, and “Plum Alley” on SBS."),
        ("Go Do-hwan buys a house", "The star of Netflix’s “Salt Ferry” will use it as an office."),
        ("Streamer to raise its prices", "It had a hit with “Salt Ferry,” a sea drama, last year."),
    ],
)
def test_a_drama_that_only_somebody_in_the_news_was_in_is_not_what_it_is_about(headline, text):
    assert title(headline, text, "Nothing more has been said.") is None


def test_news_of_somebody_who_is_in_the_drama_are_of_the_drama_where_it_speaks_of_it():
    texts = ("Gu Min-a has finished her scenes in “Salt Ferry.”", "The 12-episode drama airs on tvN in May.")
    assert title("Gu Min-a tired but happy", *texts) == "Salt Ferry"


def test_a_documentary_with_somebody_of_another_drama_is_none():
    told = "“Salt Ferry” is narrated by actress Gu Min-a, of the drama “Plum Alley.”"
    assert title("KBS to air documentary ‘Salt Ferry’", told) is None


def test_a_round_up_of_ratings_or_news_is_of_no_drama():
    texts = ("SBS’s “Salt Ferry” won with 7.4 percent.", "MBC’s drama “Plum Alley” had 5.9, tvN’s “Red Tide” 5.1.")
    assert title("Saturday Ratings: “Salt Ferry” Holds Off “Plum Alley”", *texts) is None
    bites = ("KBS’s Salt Ferry has added an actor.", "Gu Min-a has been cast in Plum Alley, the weekend drama.")
    assert title("News bites: May 16", *bites) is None


def test_reasons_with_numbers_are_no_list_of_dramas():
    counted = ("1. Comeback Role", "She likes it.", "2. Good Food", "She ate.", "3. Big Waves", "She swam.")
    assert (
        title(None, "In the K-drama Salt Ferry, a nurse sails. Here are three things to know.", *counted)
        == "Salt Ferry"
    )


def test_the_spelling_that_is_met_most_often_counts_and_a_slip_in_the_headline_does_not():
    texts = ("The drama “Salt Ferry of Youth” airs on tvN.", "“Salt Ferry of Youth” has 12 episodes.")
    assert title("‘Salt Ferries of Youth’ sails", *texts) == "Salt Ferry of Youth"
    assert title("‘Salt Ferry Of Youth’ sails", *texts) == "Salt Ferry of Youth"
    assert title("‘Harbor 2’ sails", "“Harbor 1” was a drama.", "tvN’s drama “Harbor 2” airs on May 4.") == "Harbor 2"


@pytest.mark.parametrize("marked", ["SALT FERRY (소금배)", "소금배 - Salt Ferry", "Salt Ferry / 소금배"])
def test_of_a_title_in_two_scripts_the_one_of_the_text_counts(marked):
    assert title(None, f"tvN’s new drama “{marked}” airs on May 4.").casefold() == "salt ferry"


def test_a_recap_names_its_drama_in_the_headline_only():
    assert title("Salt Moon: Episodes 5-6", "Han-bi opens the door, and I scream.") == "Salt Moon"
    assert title("[Upcoming Drama] Salt Moon", "Network: tvN", "Episodes: 12", "Cast: Gu Min-a") == "Salt Moon"


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Snow Harbor brings Gu Min-a back", "The streamer said that Snow Harbor was done, and Gu Min-a stars."),
        (
            "what we know about snow harbor",
            "Eight people get onto a ship in Snow Harbor, a feast for viewers, by Ahn Pil-ho.",
        ),
        ("How Gu Min-a Went To Sea In Snow Harbor", "Now the viewers of Snow Harbor ask how she learned to row."),
    ],
)
def test_what_headline_and_text_both_name_is_a_title_where_it_is_nobody(headline, text):
    assert title(headline, text) == "Snow Harbor"


def test_places_and_persons_that_headline_and_text_both_name_are_no_titles():
    assert (
        title("Gu Min-a comes to Manila", "The actress was in Manila, and Manila was glad. She loves Manila.") is None
    )
    assert title("Orbit's Na-ri to act", "Orbit's Na-ri will act. Orbit's Na-ri is also a singer on tvN.") is None
    assert title("Singer-actor Ray Yoon returns", "Singer-actor Ray Yoon will return to tvN. He is glad.") is None


def test_the_whole_title_counts_where_the_headline_has_only_its_beginning():
    texts = ("In Ferryman: Souls of Salt, Go rows for 600 years.", "The cast of Ferryman met the press on tvN.")
    assert title("Go Do-hwan rows in Ferryman", *texts) == "Ferryman: Souls of Salt"
    text = "tvN’s “Link: Row, Sink, Swim” is a romance."
    assert title("Two meet in ‘Link’", text) == "Link: Row, Sink, Swim"


def test_what_a_drama_was_made_from_is_not_what_it_is_about():
    text = "tvN’s “The Ferry: 60 Days,” based on the ABC series “The Ferry,” starring Jo Doe, begins on July 1."
    assert title("Go Do-hwan becomes captain by accident", text) == "The Ferry: 60 Days"
    told = ("Webtoon “Office Ferry” has been read a lot.", "Its drama version, “Salt Ferry,” begins on SBS on Feb. 28.")
    assert title("How webtoon ‘Office Ferry’ became ‘Salt Ferry’", *told) == "Salt Ferry"


def test_the_end_of_a_drama_is_of_it_and_the_fame_of_another_not():
    text = "Gu Min-a did not watch the ending of “Salt Ferry.”"
    assert title("Gu Min-a says goodbye", text, "The tvN thriller closed on Sunday.") == "Salt Ferry"
    assert title("Ahn to direct a film", "The director of “Salt Ferry” fame makes a movie.") is None


def test_three_dramas_in_one_headline_or_a_race_of_two_are_of_none():
    texts = ("SBS’s “Salt Ferry” had 9.8 percent.", "tvN’s drama “Plum Alley” had 6.2.", "JTBC’s “Red Tide” had 4.1.")
    assert title("“Salt Ferry” And “Plum Alley” Rise As “Red Tide” Dips", *texts) is None
    assert title("From “Salt Ferry” to “Plum Alley”, a race", *texts) is None


def test_an_album_and_a_meeting_with_fans_are_no_dramas():
    album = ("The 10-track album, “Slow Letters,” will drop in May.", "He was in the series “Salt Ferry” on SBS.")
    assert title("Ray Yoon returns with an album", *album) is None
    meeting = ("“A Walk With Gu Min-a” will be held at the Arena.", "GMA aired her period romance “Salt Ferry.”")
    assert title("Gu Min-a to meet fans", *meeting) is None


def test_a_title_that_stands_above_its_channel_and_hour():
    texts = ("Salt Ferry 77", "ONE (Astro 393), Saturdays & Sundays, 22.30. Starts 9 July.", "A drama with a dog.")
    assert title("TV PICK OF THE WEEK", *texts) == "Salt Ferry 77"
    assert title("No Vacancy", "tvN, Mon-Tue 8:50 pm", "A motel never has a free room.") == "No Vacancy"


def test_the_album_of_somebody_in_the_drama_does_not_make_it_one():
    texts = ("“Salt Ferry 3” sees a nurse on a boat again.", "tvN has seen it.", "She rows.", "Her third album is out.")
    assert title("“Salt Ferry 3” returns in May", *texts) == "Salt Ferry 3"


def test_what_stands_above_the_parts_of_a_post_is_no_title():
    texts = ("Plot", "A nurse is on a boat.", "Cast", "Gu Min-a as Oh Na-ri", "It airs on tvN.")
    assert title("All about a nurse: Plot, Cast", *texts) is None


def test_a_comeback_drama_in_a_headline_is_no_music():
    told = "“Salt Ferry,” the drama that marks Gu Min-a's return, recorded 8.4% with its first episode."
    assert title("Gu Min-a’s comeback drama opens to 8.4% ratings", told) == "Salt Ferry"


def test_an_episode_of_a_day_makes_no_drama_of_a_variety_show():
    told = "Gu Min-a will join the variety show “Salt Kitchen” from the episode of July 21. The show airs on Fridays."
    assert title("Gu Min-a joins “Salt Kitchen”", told) is None
