import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.sentences import MAX_SENTENCE, split_sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["It costs 14 € a seat.", "Billed yearly.", "Fair?", "Yes!"],
        ["See No. 5, e.g. the one of Dr. Smith, vs. others.", "Then go on."],
        ["The rule of Acme Inc. applies.", "We are Acme Inc.", "The rest is ours."],
        ["J. R. Smith left.", "He took plan B.", "Then he came back."],
        ["Use version 2.0.", "Go to example.com/a.html?b=1 and log in."],
        ["He said “Stop.”", "(She did not.)", "It went on… Yes."],
        ["The U.S. is covered.", "Calls end at 5 p.m.", "Write later."],
        ["Das gilt ab dem 3. Mai für z. B. Dr. Meier, d. h. ca. 5 Mio. Euro.", "Danach nicht."],
        ["Die Nr. 7 in der Hauptstr. 5 ist zu.", "Ende."],
        ["M. Dupont paie 1 200 € env. par an.", "C’est tout !"],
        ["¿Cuánto cuesta?", "Cuesta 9 €, p. ej. al mes.", "¡Bien!"],
        ["这是第一句。", "这是第二句。"],
        ["1. Scope of the agreement"],
        ["no capital. so one sentence."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    text = " ".join(parts) if not parts[0].endswith("。") else "".join(parts)
    expected = parts
    if "It went on… Yes." in parts:
        expected = [*parts[:-1], "It went on…", "Yes."]
    assert split(text) == expected


def test_text_without_a_stop_is_broken_at_a_clause_or_a_blank() -> None:
    found = split("so many words, " * 200)
    assert max(map(len, found)) <= MAX_SENTENCE
    assert all(part.endswith("words,") for part in found)


@given(st.text(max_size=2000))
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    spans = split_sentences(text)
    rest = text
    for start, end in reversed(spans):
        assert 0 < end - start <= MAX_SENTENCE
        rest = rest[:start] + rest[end:]
    assert not rest.strip()
    assert spans == sorted(spans)
