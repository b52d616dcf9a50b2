# SPDX-License-Identifier: MIT
"""Whether official phrases stand word for word wherever they are promised."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from generator.check.question_depth import wrong_options
from generator.check.words import NOT_PRINTED, chinese_of, texts_of
from generator.finding import Finding, Key, Origin, Severity
from generator.model.phrase import PhrasePack
from generator.model.poster import Poster
from generator.model.procedure import Procedure
from generator.model.record import Teaching, Text, Trust

PLAIN_TRIGGER_CHARACTERS = 5
"""From this length a trigger counts in every item; a shorter one (六不) only in items of the
pack's own topic, since short words also name other things. Our choice."""

CHARACTERS_PER_SLIP = 5
"""One character in so many may differ for a wording still to count as that phrase, gone wrong:
one in seven, two in ten, three in sixteen. Our choice; the phrases of a pack lie further apart."""

_SENTENCE = re.compile(r"([^。！!？?；;\n]+)([。！!？?；;\n]?)")

_NUMBER = re.compile(
    r"第?[一二三四五六七八九十]{1,3}(?:条|[、，,.．:：])|[（(][一二三四五六七八九十\d]{1,2}[)）]"
    r"|(?<!\d)\d{1,2}\s*[、.．)）]|[①-⑳]"
)
"""The number before an entry of a list: 一、 第六条 （三） 4. ⑤"""

_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")

_PIECE_END = re.compile(r"[：:“”\"‘’「」『』《》（）()|/]|\s{1,}")
_LIST_END = re.compile(r"[，,]")

_CALLED_WRONG = re.compile(
    r"(?<!不)(?<!没)(?<!没有)错(?!过)|误|不对|不是|而非|改成|写成|换成|说成|改为|变成"
)
"""Words that show a wording quoted as a wrong one."""

_CALLED_WRONG_AFTERWARDS = re.compile(r"^[^，。]{0,12}(?:(?<!不)(?<!没)错|误|不对)")
_GAP = re.compile(r"[_＿□○]|…|[（(]\s*[）)]")
"""A gap for pupils to fill, so nothing that could be wrong."""

_BLANK = re.compile(r"[_＿□○]|[（(]\s*[）)]")
"""A gap to write in; dots may only mean that more follows."""

LOOKED_UP = (Trust.A, Trust.B, Trust.S)
"""Marks of a source that was read; one at least shows that a wording is official."""

LIST_PHRASES = 3
"""So many phrases of a pack, and half of it at least, make a text a list of them. Our choice."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A text that readers of the item get to see."""

    key: Key
    zh: str
    characters: frozenset[str]

    @property
    def plain(self) -> str:
        """The text in NFKC, without white space and punctuation."""
        return _plain(self.zh)

    def may_hold(self, phrase: str, slips: int = 0) -> bool:
        """Say quickly whether the phrase can stand here with so many slips."""
        return sum(character not in self.characters for character in set(phrase)) <= slips


@dataclass(frozen=True, slots=True)
class _Slip:
    """A wording that is nearly a phrase."""

    key: Key
    wording: str
    phrase: str


def find_phrase_faults(item: Teaching, packs: Collection[PhrasePack]) -> Iterator[Finding]:
    """Yield the official phrases that an item promises and lacks (C207) or spoils (C208).

    An item promises a pack if one of its printed Chinese texts holds a trigger of the pack.
    Phrases are compared in NFKC, without white space and punctuation, and may stand in
    different texts; but a text or list of texts that holds most of a pack must hold all of
    it, in order. A spoilt phrase is not reported a second time as missing.
    """
    joined = "\n".join(chinese_of(item, NOT_PRINTED))
    likely = [pack for pack in packs if _may_concern(pack, item.topic, joined)]
    said = [_say(key, zh) for key, zh in _printed(item)] if likely else []
    for pack in likely:
        yield from _judge(item, pack, said)


def find_pack_faults(pack: PhrasePack) -> Iterator[Finding]:
    """Yield a finding where nothing shows that the wording of a pack is official."""
    if any(citation.mark in LOOKED_UP for citation in pack.citations):
        return
    yield _fault(
        "C219",
        pack.at("citations"),
        pack,
        Text(
            zh=f"{pack.title.zh}没有一条查证过的出处，不能算规定用语",
            en=f"no source of “{pack.title.en}” was read: it is no official wording",
        ),
        Text(
            zh="查到原文，写进 citations，标 A、B 或 S；本站自定（own）的，不要做成规定用语。",
            en="Find the original and cite it, marked A, B or S; what is this site's own (own) "
            "makes no pack.",
        ),
    )


def _say(key: Key, zh: str) -> _Said:
    half_width = unicodedata.normalize("NFKC", zh) if _FULL_WIDTH.search(zh) else zh
    return _Said(key, zh, frozenset(half_width))


def holds_pack(words: str, pack: PhrasePack) -> bool:
    """Say whether every phrase of the pack stands in `words`, word for word.

    `words` are all Chinese texts of an item, one a line, as `printed_words` gives them;
    no phrase runs across two lines.
    """
    plain: list[str] = []
    for phrase in pack.phrases:
        if phrase.zh in words and not _digit_ends(phrase.zh):
            continue
        plain = plain or [_plain(line) for line in words.splitlines()]
        if not any(_holds(line, _plain(phrase.zh)) for line in plain):
            return False
    return True


def printed_words(item: Teaching) -> str:
    """Return the Chinese texts that readers see, one a line, numbers to call in front of theirs.

    Citations, history and keywords are left out.
    """
    return "\n".join(zh for _, zh in _printed(item))


def _printed(item: Teaching) -> list[tuple[Key, str]]:
    numbers = _numbers(item)
    return [
        (key, numbers[key] + text.zh if key in numbers else text.zh)
        for key, text in texts_of(item, NOT_PRINTED)
    ]


def _numbers(item: Teaching) -> Mapping[Key, str]:
    """Return the numbers to call, by the key of the text beside which each is printed."""
    if isinstance(item, Poster):
        return {("emergency", i, "meaning"): e.number for i, e in enumerate(item.emergency)}
    if isinstance(item, Procedure):
        return {("calls", i, "to"): call.number for i, call in enumerate(item.calls)}
    return {}


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Return the text in NFKC, without white space and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def _digit_ends(phrase: str) -> bool:
    return phrase[0].isdigit() or phrase[-1].isdigit()


def _holds(plain: str, phrase: str) -> bool:
    """Say whether the phrase stands in the plain text; 110 does not stand in 1101."""
    start = plain.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        around = plain[start - 1 : start] + phrase[0], phrase[-1] + plain[end : end + 1]
        if not any(len(pair) > 1 and pair.isdigit() for pair in around):
            return True
        start = plain.find(phrase, start + 1)
    return False


def _counting(pack: PhrasePack, topic: str) -> Iterator[str]:
    """Yield the triggers that count in an item on the topic."""
    for trigger in pack.triggers:
        if pack.topic == topic or len(_plain(trigger)) >= PLAIN_TRIGGER_CHARACTERS:
            yield trigger


@lru_cache(maxsize=1024)
def _loose(words: str) -> re.Pattern[str]:
    """Return a pattern of the words with anything between that is no word character."""
    return re.compile(r"[\W_]*".join(map(re.escape, _plain(words))))


def _may_concern(pack: PhrasePack, topic: str, joined: str) -> bool:
    """Say quickly whether the pack must be looked at; a rare character decides most cases."""
    if any(_stands_loosely(trigger, joined) for trigger in _counting(pack, topic)):
        return True
    return pack.topic == topic and _is_list(pack, sum(p.zh in joined for p in pack.phrases))


def _stands_loosely(words: str, joined: str) -> bool:
    if words in joined:
        return True
    return all(character in joined for character in words) and bool(_loose(words).search(joined))


def _is_list(pack: PhrasePack, held: int) -> bool:
    """Say whether so many phrases of the pack make a list of it, though nothing promises it."""
    return held >= 2 and 2 * held >= len(pack.phrases) > 2  # noqa: PLR2004


def _at(item: Teaching, key: Key) -> Origin:
    """Return where the Chinese of a text stands, which may be a line below its key."""
    return replace(item.at(*key), line=item.at(*key, "zh").line)


def _judge(item: Teaching, pack: PhrasePack, said: list[_Said]) -> Iterator[Finding]:
    phrases = {_plain(p.zh): p.zh for p in pack.phrases}
    missing = {
        plain: phrase
        for plain, phrase in phrases.items()
        if not any(each.may_hold(plain) and _holds(each.plain, plain) for each in said)
    }
    promise = _promise(pack, item.topic, said)
    if promise is None and not _is_list(pack, len(phrases) - len(missing)):
        return
    slips = (*_slips(item, said, phrases), *_wrong_numbers(pack, item.topic, said))
    for slip in slips:
        missing.pop(slip.phrase, None)
        yield _corrupted(_at(item, slip.key), pack, slip.wording, phrases[slip.phrase])
    if promise and missing:
        yield _missing(_at(item, promise[0].key), pack, promise[1], tuple(missing.values()))
    told = missing if promise else ()
    for part in _lists(item, said, phrases, slips):
        absent = tuple(p for p in phrases if p not in part.held and p not in told)
        if absent:
            yield _left_out(_at(item, part.key), pack, tuple(phrases[p] for p in absent))
        elif not _are_in_order(part.plain, phrases):
            yield _disordered(_at(item, part.key), pack)


@dataclass(frozen=True, slots=True)
class _List:
    """A text that lists phrases, or several that do so together."""

    key: Key
    plain: str
    held: frozenset[str]
    """The phrases that stand in it, spoilt ones included."""

    def with_next(self, other: "_List") -> "_List":
        """Return this list continued by the other."""
        return _List(self.key, f"{self.plain}\n{other.plain}", self.held | other.held)


def _lists(
    item: Teaching, said: list[_Said], phrases: Collection[str], slips: Collection[_Slip]
) -> Iterator[_List]:
    """Yield what holds most of a pack: single texts, and what texts of a list hold together.

    A text that is a list by itself is joined by its neighbours only while no phrase recurs.
    """
    spoilt = {(slip.key, slip.phrase) for slip in slips}
    groups: dict[Key, list[_List]] = {}
    for each in said:
        held = frozenset(p for p in phrases if _has(each, p) or (each.key, p) in spoilt)
        if held and not _BLANK.search(each.zh):
            groups.setdefault(_place_of_list(each.key), []).append(
                _List(each.key, each.plain, held)
            )
    least = max(LIST_PHRASES, (len(phrases) + 1) // 2)
    for wrong in wrong_options(item):
        groups.pop(_place_of_list(wrong), None)
    for group in groups.values():
        is_listed = any(len(text.held) >= least for text in group)
        runs = _runs(group) if is_listed else [_joined(group)]
        yield from (run for run in runs if len(run.held) >= least)


def _has(each: _Said, phrase: str) -> bool:
    return each.may_hold(phrase) and _holds(each.plain, phrase)


def _place_of_list(key: Key) -> Key:
    """Return the key without its last index; texts of the same list share it.

    Questions and their options are no list.
    """
    if key[0] == "assessment":
        return key
    last = max((i for i, part in enumerate(key) if isinstance(part, int)), default=None)
    return key if last is None else (*key[:last], "*", *key[last + 1 :])


def _runs(group: list[_List]) -> list[_List]:
    """Return the texts of a list, joined with the next as long as no phrase recurs."""
    runs = [group[0]]
    for text in group[1:]:
        if runs[-1].held & text.held:
            runs.append(text)
        else:
            runs[-1] = runs[-1].with_next(text)
    return runs


def _joined(group: list[_List]) -> _List:
    whole = group[0]
    for text in group[1:]:
        whole = whole.with_next(text)
    return whole


def _are_in_order(plain: str, phrases: Collection[str]) -> bool:
    """Say whether the phrases that stand in the text stand there once in their order."""
    start = 0
    for phrase in phrases:
        found = plain.find(phrase, start)
        if found < 0 and phrase in plain:
            return False
        start = max(start, found)
    return True


def _promise(pack: PhrasePack, topic: str, said: list[_Said]) -> tuple[_Said, str] | None:
    """Return the first text that promises the list, and the trigger that it holds."""
    triggers = tuple(_counting(pack, topic))
    for each in said:
        for trigger in triggers:
            if each.may_hold(_plain(trigger)) and _plain(trigger) in each.plain:
                return each, trigger
    return None


def _slips(item: Teaching, said: list[_Said], phrases: Collection[str]) -> Iterator[_Slip]:
    wrong = wrong_options(item)
    for each in said:
        near = [
            p
            for p in phrases
            if not p.isdigit() and each.may_hold(p, len(p) // CHARACTERS_PER_SLIP)
        ]
        if not near or each.key in wrong:
            continue
        entries = (entry.strip(" ，,、.") for entry in _list_entries(each.zh, phrases))
        for wording in dict.fromkeys(entries):
            if phrase := _nearest(_plain(wording), near):
                yield _Slip(each.key, wording, phrase)


def _wrong_numbers(pack: PhrasePack, topic: str, said: list[_Said]) -> Iterator[_Slip]:
    """Yield other numbers that follow a trigger where the pack's one number should.

    Whether a bare number was meant to be the pack's cannot be told by its digits: 12355 is
    another line. So only what follows the name counts, with at most six characters between.
    """
    number = _plain(pack.phrases[0].zh)
    if len(pack.phrases) > 1 or not number.isdigit():
        return
    for trigger in _counting(pack, topic):
        after = re.compile(re.escape(_plain(trigger)) + r"\D{0,6}(\d+)")
        for each in said:
            for found in after.findall(each.plain) if each.may_hold(_plain(trigger)) else ():
                if found != number:
                    yield _Slip(each.key, found, number)


def _list_entries(zh: str, phrases: Collection[str]) -> Iterator[str]:
    """Yield what stands by itself in a text, as an entry of a list would.

    Whole sentences and what a number, colon, quotation mark or blank sets apart; between
    commas only where the sentence lists two phrases at least. Questions, gap texts and
    what is called wrong are left out.
    """
    sentences = [(m[1], m[2]) for m in _SENTENCE.finditer(zh)] + [("", "")]
    for (sentence, end), (following, _) in pairwise(sentences):
        if end in ("？", "?") or _GAP.search(sentence) or _is_called_wrong(sentence, following):
            continue
        entries = _NUMBER.split(sentence)
        pieces = [piece for entry in entries for piece in _PIECE_END.split(entry)]
        yield from entries
        yield from pieces
        if sum(phrase in _plain(sentence) for phrase in phrases) > 1:
            yield from (part for piece in pieces for part in _LIST_END.split(piece))


def _is_called_wrong(sentence: str, following: str) -> bool:
    return bool(_CALLED_WRONG.search(sentence) or _CALLED_WRONG_AFTERWARDS.search(following))


def _nearest(wording: str, phrases: Collection[str]) -> str | None:
    """Return the phrase that the wording was meant to be, unless it holds it as it should."""
    for phrase in phrases:
        slips = len(phrase) // CHARACTERS_PER_SLIP
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


def _missing(origin: Origin, pack: PhrasePack, trigger: str, phrases: tuple[str, ...]) -> Finding:
    zh, en = "”、“".join(phrases), "”, “".join(phrases)
    return _fault(
        "C207",
        origin,
        pack,
        Text(
            zh=f"写了“{trigger}”，却缺少规定用语：“{zh}”",
            en=f"it says “{trigger}” but lacks the official wording “{en}”",
        ),
        Text(
            zh=f"把{pack.title.zh}的 {len(pack.phrases)} 句都写进这个条目，一字不差。",
            en=f"Print all {len(pack.phrases)} phrases of “{pack.title.en}” in this item, "
            "word for word.",
        ),
    )


def _left_out(origin: Origin, pack: PhrasePack, phrases: tuple[str, ...]) -> Finding:
    zh, en = "”、“".join(phrases), "”, “".join(phrases)
    return _fault(
        "C207",
        origin,
        pack,
        Text(
            zh=f"这里列出了{pack.title.zh}，却缺少“{zh}”",
            en=f"“{pack.title.en}” is listed here without “{en}”",
        ),
        Text(
            zh=f"把这张清单的 {len(pack.phrases)} 句写全，一字不差；写在别处的不算。",
            en=f"Complete this list with all {len(pack.phrases)} phrases, word for word; "
            "what stands elsewhere does not count.",
        ),
    )


def _disordered(origin: Origin, pack: PhrasePack) -> Finding:
    return _fault(
        "C207",
        origin,
        pack,
        Text(
            zh=f"这里列出了{pack.title.zh}，次序却和原文不同",
            en=f"“{pack.title.en}” is listed here in another order than the official one",
        ),
        Text(
            zh=f"照原文的次序写这 {len(pack.phrases)} 句。",
            en=f"Print the {len(pack.phrases)} phrases in the official order.",
        ),
    )


def _corrupted(origin: Origin, pack: PhrasePack, wording: str, phrase: str) -> Finding:
    return _fault(
        "C208",
        origin,
        pack,
        Text(
            zh=f"“{wording}”走样了，原文是“{phrase}”",
            en=f"“{wording}” is not the official wording “{phrase}”",
        ),
        Text(
            zh=f"改成原文，一字不差（{pack.title.zh}）。",
            en=f"Write it word for word (“{pack.title.en}”).",
        ),
    )


def _fault(code: str, origin: Origin, pack: PhrasePack, what: Text, mend: Text) -> Finding:
    return Finding(
        code=code,
        severity=Severity.GAP,
        origin=origin,
        what_zh=what.zh,
        what_en=what.en,
        mend_zh=mend.zh,
        mend_en=mend.en,
        subject=pack.id,
    )
