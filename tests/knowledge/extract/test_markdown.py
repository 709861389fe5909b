import datetime

import pytest

from knowledge.errors import DocumentUnreadable
from knowledge.extract.markdown import extract_markdown


def read(source: str) -> str:
    return extract_markdown(source.encode()).text


def test_front_matter_gives_title_date_and_a_first_paragraph() -> None:
    source = "---\ntitle: Seats\ndescription: How seats are counted.\ndate: 2026-03-01\n---\nText."
    found = extract_markdown(source.encode())
    assert (found.title, found.dated) == ("Seats", datetime.date(2026, 3, 1))
    assert found.text == "How seats are counted.\n\nText."


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read("---\nJust: a line\nand [another\n---\nText.") != ""
    assert "Text." in read("---\n\n---\nText.")


def test_the_first_heading_is_the_title_where_no_front_matter_is() -> None:
    assert extract_markdown(b"# Refunds\n\nWithin 30 days.").title == "Refunds"


def test_links_and_emphasis_become_their_text() -> None:
    assert read("**Team** has [single *sign-on*](sso.md), see `api`.") == (
        "Team has single sign-on, see api."
    )


def test_pictures_leave_nothing_behind() -> None:
    assert read("Before ![a picture](x.png) after.") == "Before after."


def test_struck_text_is_taken_back() -> None:
    assert read("It costs ~~19 €~~ 14 €.") == "It costs 14 €."


def test_a_table_row_names_each_cell_by_its_column() -> None:
    source = "| Plan | Price |\n|---|---|\n| Team | 14 € |\n| Basic |  |\n"
    assert read(source) == "| Plan: Team; Price: 14 €\n| Plan: Basic"


def test_a_column_without_a_name_names_the_row() -> None:
    source = "| | Basic | Team |\n|---|---|---|\n| Price | 9 € | 14 € |\n"
    assert read(source) == "| Price — Basic: 9 €; Team: 14 €"


def test_lists_keep_their_numbers_and_depth() -> None:
    source = "1. Open\n2. Save\n   - as a file\n"
    assert read(source) == "1. Open\n2. Save\n  - as a file"


def test_code_is_kept_as_it_stands() -> None:
    source = "Run:\n\n```sh\nimport x from 'y'\n# no heading\n```\n"
    assert read(source) == "Run:\n\n```\nimport x from 'y'\n# no heading\n```"


@pytest.mark.parametrize("mark", [":::tip Good to know", ":::note[Good to know]", ":::: warning\n"])
def test_admonitions_lose_their_marks(mark: str) -> None:
    found = read(f"{mark}\nSeats can be moved.\n:::\n\nMore.")
    assert "Seats can be moved." in found
    assert ":::" not in found


def test_mdx_is_cleaned_off() -> None:
    source = (
        "import Box from '@site/Box';\nexport const x = 1;\n\n{/* hidden */}\n"
        '<Box label={useLabel("a")} />\n\nText.\n\n<div className="b">\nInside.\n</div>\n'
    )
    assert read(source) == "Text.\n\nInside."


def test_an_import_that_is_a_sentence_stays() -> None:
    assert read("import your data once a day.") == "import your data once a day."


def test_html_tables_inside_are_read_as_tables() -> None:
    source = "<table><tr><th>Plan</th><th>Seats</th></tr><tr><td>Team</td><td>99</td></tr></table>"
    assert read(source) == "| Plan: Team; Seats: 99"


def test_heading_anchors_are_no_text() -> None:
    assert read("## Prices {#prices}\n\nLow.") == "## Prices\n\nLow."


def test_the_plain_form_is_read_back_as_it_is() -> None:
    plain = (
        "# A\n\nOne. Two.\n\n| Plan: Team; Price: 14 €\n| Plan: Basic; Price: 9 €\n\n"
        "- a\n  - b\n\n1. c\n2. d\n\n```\ncode\n```"
    )
    assert read(plain) == plain


def test_a_file_of_marks_alone_says_so() -> None:
    with pytest.raises(DocumentUnreadable) as fault:
        extract_markdown(b"---\ntitle: Nothing\n---\n\n<br/>\n")
    assert fault.value.code == "no_text"


def test_comments_are_left_out_and_an_open_one_is_text() -> None:
    assert read("A <!-- hidden\n\nlines --> b {/* and */} c.") == "A b c."
    assert "still here" in read("Text {/* still here.")
