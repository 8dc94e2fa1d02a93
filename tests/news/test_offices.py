"""Who speaks for an agency, a channel or a production, and by what name."""

import pytest

from tests.news.test_quotes import quotes_of, told


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("“%s,” an industry insider said on condition of anonymity.", "industry insider"),
        ("“%s,” an official said.", "official"),
        ("A production official said, “%s.”", "production official"),
        ("“%s,” said an unnamed crew member quoted by Ember Daily.", "crew member"),
        ("A staff member shared, “%s.”", "staff member"),
        ("A person from the production team told reporters, “%s.”", "person from the production team"),
        ("An official from a production company told Ember Daily, “%s.”", "official from a production company"),
        ("A representative from the label further stressed, “%s.”", "representative from the label"),
        ("A representative of Blue by Door told Ember Daily, “%s.”", "representative of Blue by Door"),
        ("His agency, Blue by Door, said, “%s.”", "Blue by Door"),
        ("7lake Entertainment stated, “%s.”", "7lake Entertainment"),
        ("Blue Door Entertainment, which represents Kwak Tae-oh, said, “%s.”", "Blue Door Entertainment"),
        ("Netflix Korea said, “%s.”", "Netflix Korea"),
        ("Kwak Tae-oh's side said, “%s.”", "Kwak Tae-oh's side"),
        ("“%s,” according to an official at SBS.", "official at SBS"),
        ("“%s,” Ember Daily quotes the production team.", "production team"),
        ("The production team took it for a sign and said, “%s.”", "production team"),
    ],
)
def test_whoever_speaks_for_an_office_is_named_as_the_text_names_him(text, office):
    assert {who for who, _ in quotes_of(told(text))} == {office}


@pytest.mark.parametrize(
    ("paragraphs", "office"),
    [
        (("KBS has apologized for the scene.", "The broadcaster said on Sunday, “%s.”"), "KBS"),
        (("The production company, Studio Oar, apologized. “%s,” it said.",), "Studio Oar"),
        (("His agency Lake SOUP gave out a statement. “%s,” the statement read.",), "Lake SOUP"),
        (("The work was stopped, KBS said. The statement went on, “%s.”",), "KBS"),
        (("The drama stops for a week, Blue Door said. “%s,” the agency said.",), "Blue Door"),
        (("The makers said, “%s.” They were also full of praise for her: “%d.”",), "makers"),
        (
            ("Below is Blue Door’s official statement.", "Hello, this is Blue Door.", "%s, and we do not mind."),
            "Blue Door",
        ),
        (
            (
                "Lake Entertainment denied it.",
                "The following is the agency’s full statement:",
                "%s, and we do not mind.",
            ),
            "Lake Entertainment",
        ),
    ],
)
def test_it_and_the_agency_are_whoever_was_named_before(paragraphs, office):
    assert {who for who, _ in quotes_of(*map(told, paragraphs))} == {office}


@pytest.mark.parametrize("who", ["Another", "Others", "Someone", "One viewer", "Netizens", "A voice"])
def test_nobody_in_particular_is_not_quoted(who):
    assert quotes_of(told(f"{who} said, “%s.”")) == []
