# SPDX-License-Identifier: MIT
"""Official phrases gone wrong inside the longer sentences of a citation."""

from collections.abc import Collection, Iterator

from generator.check.phrase_slip import Slip, plain_sentences, slips_allowed
from generator.check.phrase_wording import Said, plain_of

_IN_OTHER_WORDS = tuple("要可能得准许会")
"""不要私自下水游泳 inside a sentence tells what was asked in other words, and quotes nothing."""

_NEGATION = "不"


def find_misquotes(said: Said, phrases: Collection[str]) -> Iterator[Slip]:
    """Yield what is nearly a phrase anywhere in the sentences of a text.

    What lacks or replaces the 不 that a phrase begins with tells of those who do it, and what
    puts 要 or 准 behind it uses other words; neither is a quotation. Phrases with numbers are
    left to those who compare numbers.
    """
    near = [p for p in phrases if not _has_digit(p) and said.may_hold(p, slips_allowed(p))]
    for sentence in plain_sentences(said.zh) if near else ():
        plain = plain_of(sentence)
        for phrase in near:
            wording = _closest(phrase, plain.replace(phrase, "\n"))
            if wording and _is_quoted(wording, phrase):
                yield Slip(said.key, wording, phrase)


def _has_digit(phrase: str) -> bool:
    return any(character.isdigit() for character in phrase)


def _is_quoted(wording: str, phrase: str) -> bool:
    if phrase.startswith(_NEGATION) and not wording.startswith(_NEGATION):
        return False
    return not any(wording.replace(word, "", 1) == phrase for word in _IN_OTHER_WORDS)


def _closest(phrase: str, plain: str) -> str | None:
    """Return the piece of the text that differs least from the phrase, if by few characters.

    Two neighbours exchanged count as one. Sellers' algorithm: an edit distance whose first row
    is free, so that a match may begin anywhere; each cell holds the distance and where its
    piece begins.
    """
    row = [(0, start) for start in range(len(plain) + 1)]
    for character in phrase:
        above, row = row, [(row[0][0] + 1, 0)]
        for j, other in enumerate(plain, 1):
            changed, start = above[j - 1]
            row.append(
                min(
                    (changed + (character != other), start),
                    (above[j][0] + 1, above[j][1]),
                    (row[-1][0] + 1, row[-1][1]),
                )
            )
    distance, start, end = min((d, start, -end) for end, (d, start) in enumerate(row))
    piece = plain[start:-end]
    is_exchanged = sorted(piece) == sorted(phrase)
    return piece if distance - is_exchanged <= slips_allowed(phrase) else None
