"""The reading grade, held against sentences and words that were counted by hand."""

import pytest

from policygen.prose import readability

COUNTED = (
    ("The cat sat on the mat.", 6, 6),
    ("This sentence, taken as a reading passage unto itself, is being used to prove a point.", 16, 23),
    ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 13, 26),
)


@pytest.mark.parametrize(("text", "words", "syllables"), COUNTED)
def test_a_known_sentence_has_its_known_grade(text: str, words: int, syllables: int) -> None:
    grade, number = readability.grade([text])
    assert number == words
    assert grade == pytest.approx(0.39 * words + 11.8 * syllables / words - 15.59, abs=0.01)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("house", 1), ("named", 1), ("stored", 1), ("asked", 1), ("times", 1), ("any", 2), ("people", 2), ("table", 2),
        ("something", 2), ("wanted", 2), ("deleted", 3), ("pages", 2), ("business", 2), ("website", 2), ("being", 2),
        ("example", 3), ("personal", 3), ("various", 3), ("everywhere", 3), ("audience", 3), ("retention", 3),
        ("information", 4), ("experience", 4), ("identifier", 5), ("organisation", 5), ("automatically", 6),
        ("UK", 2), ("GDPR", 4), ("e-mail", 2), ("don’t", 1), ("people’s", 2), ("£", 1), ("", 1),
    ],
)  # fmt: skip
def test_syllables_are_those_that_are_spoken(word: str, number: int) -> None:
    assert readability.syllables(word) == number


def test_no_text_has_no_grade() -> None:
    assert readability.grade(["", "…"]) == (0.0, 0)


def test_short_words_in_short_sentences_are_easier() -> None:
    easy = ["We send you a book.", "You read it."]
    hard = ["Notwithstanding authorisation, personal information necessarily undergoes administrative utilisation."]
    assert readability.grade(easy)[0] < 1
    assert readability.grade(hard)[0] > 20
