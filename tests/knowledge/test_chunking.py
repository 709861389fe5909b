from hypothesis import given
from hypothesis import strategies as st

from knowledge.chunking import MOST, CutChunk, cut_document

SENTENCE = "A seat is needed by everybody who approves a request or has to check one. "


def quotes(chunk: CutChunk) -> list[str]:
    return [chunk.text[quote.start : quote.end] for quote in chunk.sentences]


def test_each_section_is_a_passage_with_its_headings() -> None:
    chunks = cut_document(
        "Plans", "# Plans\n\nIntro.\n\n## Team\n\nA.\n\n### Limits\n\nB.\n\n## Basic\n\nC."
    )
    assert [(chunk.heading_path, chunk.text) for chunk in chunks] == [
        ((), "Intro."),
        (("Team",), "A."),
        (("Team", "Limits"), "B."),
        (("Basic",), "C."),
    ]


def test_headings_alone_make_no_passage() -> None:
    assert cut_document("T", "# One\n\n## Two") == []


def test_a_step_is_quoted_whole_and_another_item_by_sentence() -> None:
    (steps,) = cut_document("T", "1. Open the list. It is in the menu.\n2. Choose New.")
    assert quotes(steps) == ["Open the list. It is in the menu.", "Choose New."]
    (items,) = cut_document("T", "- Seats are named. They can be moved.")
    assert quotes(items) == ["Seats are named.", "They can be moved."]


def test_a_long_section_is_cut_between_paragraphs() -> None:
    text = "\n\n".join([(SENTENCE * 5).strip()] * 6)
    chunks = cut_document("T", text)
    assert len(chunks) > 1
    assert all(chunk.text.endswith("one.") for chunk in chunks)
    assert all(len(chunk.text) <= MOST for chunk in chunks)


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    chunks = cut_document("T", SENTENCE * 40)
    assert len(chunks) > 2
    assert all(chunk.text.startswith("A seat") for chunk in chunks)


def test_a_row_is_never_split() -> None:
    rows = [f"| Plan: number {n}; Made for: {'x' * 100}" for n in range(40)]
    chunks = cut_document("T", "\n".join(rows))
    assert len(chunks) > 3
    assert [quote for chunk in chunks for quote in quotes(chunk)] == [row[2:] for row in rows]


def test_a_line_that_announces_a_list_stays_with_it() -> None:
    filler = "\n\n".join([(SENTENCE * 5).strip()] * 2)
    items = "\n".join(f"- step {n} {'x' * 60}" for n in range(12))
    chunks = cut_document("T", f"{filler}\n\nTo export your data:\n\n{items}")
    announced = next(chunk for chunk in chunks if "To export" in chunk.text)
    assert "- step 0" in announced.text


def test_what_can_be_quoted_has_no_marks() -> None:
    (chunk,) = cut_document("T", "See:\n\n- One. Two.\n\n| Plan: Team\n\n```\ncode\n```")
    assert quotes(chunk) == ["See:", "One.", "Two.", "Plan: Team", "code"]
    assert [quote.kind for quote in chunk.sentences] == ["prose", "item", "item", "row", "code"]


def test_the_same_words_under_another_heading_are_another_content() -> None:
    first, second = cut_document("T", "## A\n\nText.\n\n## B\n\nText.")
    assert first.content_hash != second.content_hash
    assert first.content_hash == cut_document("T", "New.\n\n## A\n\nText.")[1].content_hash


BLOCKS = st.one_of(
    st.text(max_size=200),
    st.builds("#{} {}".format, st.sampled_from(["", "#", "##"]), st.text(max_size=20)),
    st.builds("- {}".format, st.text(max_size=80)),
    st.builds("| {}".format, st.text(max_size=80)),
    st.builds("```\n{}\n```".format, st.text(max_size=80)),
    st.just(SENTENCE * 20),
)


@given(st.lists(BLOCKS, max_size=20))
def test_every_offset_is_exact(blocks: list[str]) -> None:
    text = "\n\n".join(blocks)
    end = 0
    for chunk in cut_document("T", text):
        assert text[chunk.start : chunk.end] == chunk.text
        assert chunk.start >= end
        end = chunk.end
        for quote in chunk.sentences:
            assert 0 <= quote.start < quote.end <= len(chunk.text)
            assert chunk.text[quote.start : quote.end].strip()
