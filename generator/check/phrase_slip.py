# SPDX-License-Identifier: MIT
"""Wordings that are nearly an official phrase, and numbers that are another one."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from generator.check.phrase_wording import Said, counting, plain_of
from generator.check.question_depth import wrong_options
from generator.finding import Key
from generator.model.phrase import PhrasePack
from generator.model.record import Teaching

CHARACTERS_PER_SLIP = 5
"""One character in so many may differ for a wording still to count as that phrase, gone wrong:
one in seven, two in ten, three in sixteen. Our choice; the phrases of a pack lie further apart."""

_SENTENCE = re.compile(r"([^。！!？?；;\n]+)([。！!？?；;\n]?)")

_NUMBER = re.compile(
    r"第?[一二三四五六七八九十]{1,3}(?:条|[、，,.．:：])|[（(][一二三四五六七八九十\d]{1,2}[)）]"
    r"|(?<!\d)\d{1,2}\s*[、.．)）]|[①-⑳]"
)
"""The number before an entry of a list: 一、 第六条 （三） 4. ⑤"""

_PIECE_END = re.compile(r"[：:“”\"‘’「」『』《》（）()|/]|\s{1,}")

_LIST_END = re.compile(r"[，,]")

_CALLED_WRONG = re.compile(
    r"(?<!不)(?<!没)(?<!没有)错(?!过)|误|不对|不是|而非|改成|(?<!这里)写成|换成|说成|改为|变成"
)
"""Words that show a wording quoted as a wrong one; 这里写成 tells how the item itself puts it."""

_CALLED_WRONG_AFTERWARDS = re.compile(r"^[^，。]{0,12}(?:(?<!不)(?<!没)错|误|不对)")

_CALLED = re.compile(r"(\d{3})(\D+)")
"""A number to call and what it is for: 119火警."""

_GAP = re.compile(r"[_＿□○]|…|[（(]\s*[）)]")
"""A gap for pupils to fill, so nothing that could be wrong."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A wording that is nearly a phrase."""

    key: Key
    wording: str
    phrase: str


def find_slips(item: Teaching, said: list[Said], phrases: Collection[str]) -> Iterator[Slip]:
    """Yield the entries of lists and sentences that are nearly a phrase."""
    wrong = wrong_options(item)
    for each in said:
        near = [p for p in phrases if not p.isdigit() and each.may_hold(p, slips_allowed(p))]
        if not near or each.key in wrong:
            continue
        entries = (entry.strip(" ，,、.") for entry in _list_entries(each.zh, phrases))
        for wording in dict.fromkeys(entries):
            if phrase := _nearest(plain_of(wording), near):
                yield Slip(each.key, wording, phrase)


def slips_allowed(phrase: str) -> int:
    """Return how many characters of a wording may differ for it still to mean the phrase."""
    return len(phrase) // CHARACTERS_PER_SLIP


def plain_sentences(zh: str) -> Iterator[str]:
    """Yield the sentences that state something: no question, no gap text, nothing called wrong."""
    sentences = [(m[1], m[2]) for m in _SENTENCE.finditer(zh)] + [("", "")]
    for (sentence, end), (following, _) in pairwise(sentences):
        is_asked = end in ("？", "?") or _GAP.search(sentence)
        if not is_asked and not _is_called_wrong(sentence, following):
            yield sentence


def find_wrong_numbers(pack: PhrasePack, topic: str, said: list[Said]) -> Iterator[Slip]:
    """Yield other numbers that follow a trigger where the pack's one number should.

    Whether a bare number was meant to be the pack's cannot be told by its digits: 12355 is
    another line. So only what follows the name counts, with at most six characters between.
    """
    number = plain_of(pack.phrases[0].zh)
    if len(pack.phrases) > 1 or not number.isdigit():
        return
    for trigger in counting(pack, topic):
        after = re.compile(re.escape(plain_of(trigger)) + r"\D{0,6}(\d+)")
        for each in said:
            for found in after.findall(each.plain) if each.may_hold(plain_of(trigger)) else ():
                if found != number:
                    yield Slip(each.key, found, number)


def find_wrong_calls(
    item: Teaching, said: list[Said], phrases: Mapping[str, str]
) -> Iterator[Slip]:
    """Yield other numbers right before what a phrase says is called by its number: 118火警.

    What stands in another phrase too (报警) may follow any number of the pack: 119报警.
    """
    by_words = _called(tuple(phrases))
    wrong = wrong_options(item) if by_words else ()
    for each in said:
        if each.key in wrong or not calls_wrongly(phrases, each.zh):
            continue
        sentences = [(m[1], m[2]) for m in _SENTENCE.finditer(each.zh)] + [("", "")]
        for (sentence, end), (following, _) in pairwise(sentences):
            if end not in ("？", "?") and not _is_called_wrong(sentence, following):
                for wording, phrase in _wrong_calls(by_words, sentence):
                    yield Slip(each.key, wording, phrase)


def calls_wrongly(phrases: Iterable[str], text: str) -> bool:
    """Say quickly whether a text has another number before the words of a phrase."""
    return any(_wrong_calls(_called(tuple(phrases)), text))


@lru_cache(maxsize=64)
def _called(phrases: tuple[str, ...]) -> Mapping[str, str]:
    """Return the number of each phrase that begins with one, by the words behind it."""
    return {m[2]: m[1] for phrase in phrases if (m := _CALLED.fullmatch(phrase))}


@lru_cache(maxsize=64)
def _numbers_before(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\d)(\d{{3}})\s*({'|'.join(map(re.escape, longest_first))})")


def _wrong_calls(by_words: Mapping[str, str], text: str) -> Iterator[tuple[str, str]]:
    if not by_words:
        return
    for number, words in _numbers_before(tuple(by_words)).findall(text):
        is_shared = any(words in other for other in by_words if other != words)
        right = by_words.values() if is_shared else (by_words[words],)
        if number not in right:
            yield number + words, by_words[words] + words


def _list_entries(zh: str, phrases: Collection[str]) -> Iterator[str]:
    """Yield what stands by itself in a text, as an entry of a list would.

    Whole sentences and what a number, colon, quotation mark or blank sets apart; between
    commas only where the sentence lists two phrases at least.
    """
    for sentence in plain_sentences(zh):
        entries = _NUMBER.split(sentence)
        pieces = [piece for entry in entries for piece in _PIECE_END.split(entry)]
        yield from entries
        yield from pieces
        if sum(phrase in plain_of(sentence) for phrase in phrases) > 1:
            yield from (part for piece in pieces for part in _LIST_END.split(piece))


def _is_called_wrong(sentence: str, following: str) -> bool:
    return bool(_CALLED_WRONG.search(sentence) or _CALLED_WRONG_AFTERWARDS.search(following))


def _nearest(wording: str, phrases: Collection[str]) -> str | None:
    """Return the phrase that the wording was meant to be, unless it holds it as it should."""
    for phrase in phrases:
        slips = slips_allowed(phrase)
        if abs(len(wording) - len(phrase)) > slips or phrase in wording:
            continue
        if wording not in phrases and _distance(wording, phrase) <= slips:
            return phrase
    return None


def _distance(a: str, b: str) -> int:
    """Return how many characters must be changed, added or removed to turn `a` into `b`."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        corner, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            changed = corner + (left != right)
            corner, row[j] = row[j], min(changed, row[j] + 1, row[j - 1] + 1)
    return row[-1]
