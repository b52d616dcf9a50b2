# SPDX-License-Identifier: MIT
"""Whether official phrases stand word for word wherever they are promised."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from generator.check.phrase_fault import (
    corrupted,
    disordered,
    left_out,
    missing_phrases,
    pack_fault,
)
from generator.check.phrase_list import PhraseList, are_in_order, find_lists
from generator.check.phrase_number import find_unlike_numbers, may_call
from generator.check.phrase_quote import find_misquotes
from generator.check.phrase_slip import (
    Slip,
    calls_wrongly,
    find_slips,
    find_wrong_calls,
    find_wrong_numbers,
)
from generator.check.phrase_wording import (
    Said,
    counting,
    digit_ends,
    holds,
    plain_of,
    printed_texts,
    say,
    stands_loosely,
)
from generator.check.words import NOT_PRINTED, chinese_of
from generator.finding import Finding, Key, Origin
from generator.model.phrase import PhrasePack
from generator.model.record import Teaching, Text, Trust

LOOKED_UP = (Trust.A, Trust.B, Trust.S)
"""Marks of a source that was read; one at least shows that a wording is official."""


def find_phrase_faults(item: Teaching, packs: Collection[PhrasePack]) -> Iterator[Finding]:
    """Yield the official phrases that an item promises and lacks (C207) or spoils (C208).

    An item promises a pack if one of its printed Chinese texts holds a trigger of the pack.
    Phrases are compared in NFKC, without white space and punctuation, and may stand in
    different texts; but a text or list of texts that holds most of a pack must hold all of
    it, in order. A spoilt phrase is not reported a second time as missing. What a citation says
    of its source promises nothing and keeps no promise, but quotes as carefully.
    """
    joined = "\n".join(chinese_of(item, NOT_PRINTED))
    likely = [pack for pack in packs if _may_concern(pack, item.topic, joined)]
    said = [say(key, zh) for key, zh in printed_texts(item)] if likely else []
    for pack in likely:
        yield from _judge(item, pack, said)
    quoted = "\n".join(citation.supports.zh for citation in item.citations)
    sources = {citation.source for citation in item.citations}
    for pack in packs:
        if pack in likely or _may_concern(pack, item.topic, quoted) or sources & _sources(pack):
            yield from _judge_citations(item, pack)
    if may_call(joined) or may_call(quoted):
        for pack, unlike in find_unlike_numbers(item, packs):
            yield corrupted(item.at(*unlike.key), pack, unlike.number, unlike.right)


def find_pack_faults(pack: PhrasePack) -> Iterator[Finding]:
    """Yield a finding where nothing shows that the wording of a pack is official."""
    if any(citation.mark in LOOKED_UP for citation in pack.citations):
        return
    yield pack_fault(
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


def holds_pack(words: str, pack: PhrasePack) -> bool:
    """Say whether every phrase of the pack stands in `words`, word for word.

    `words` are all Chinese texts of an item, one a line, as `printed_words` gives them;
    no phrase runs across two lines.
    """
    plain: list[str] = []
    for phrase in pack.phrases:
        if phrase.zh in words and not digit_ends(phrase.zh):
            continue
        plain = plain or [plain_of(line) for line in words.splitlines()]
        if not any(holds(line, plain_of(phrase.zh)) for line in plain):
            return False
    return True


def printed_words(item: Teaching) -> str:
    """Return the Chinese texts that readers see, one a line, numbers to call in front of theirs.

    Citations, history and keywords are left out.
    """
    return "\n".join(zh for _, zh in printed_texts(item))


def _may_concern(pack: PhrasePack, topic: str, joined: str) -> bool:
    """Say quickly whether the pack must be looked at; a rare character decides most cases."""
    if any(stands_loosely(trigger, joined) for trigger in counting(pack, topic)):
        return True
    if calls_wrongly((phrase.zh for phrase in pack.phrases), joined):
        return True
    return pack.topic == topic and _is_list(pack, sum(p.zh in joined for p in pack.phrases))


def _sources(pack: PhrasePack) -> frozenset[str]:
    """Return the sources that were read for the wording of the pack."""
    return frozenset(c.source for c in pack.citations if c.mark in LOOKED_UP)


def _is_list(pack: PhrasePack, held: int) -> bool:
    """Say whether so many phrases of the pack make a list of it, though nothing promises it."""
    return held >= 2 and 2 * held >= len(pack.phrases) > 2  # noqa: PLR2004


def _at(item: Teaching, key: Key) -> Origin:
    """Return where the Chinese of a text stands, which may be a line below its key."""
    return replace(item.at(*key), line=item.at(*key, "zh").line)


def _judge(item: Teaching, pack: PhrasePack, said: list[Said]) -> Iterator[Finding]:
    phrases = {plain_of(p.zh): p.zh for p in pack.phrases}
    missing = {
        plain: phrase
        for plain, phrase in phrases.items()
        if not any(each.may_hold(plain) and holds(each.plain, plain) for each in said)
    }
    promise = _promise(pack, item.topic, said)
    if promise is None and not _is_list(pack, len(phrases) - len(missing)):
        for slip in find_wrong_calls(item, said, phrases):
            yield corrupted(_at(item, slip.key), pack, slip.wording, phrases[slip.phrase])
        return
    slips = _slips(item, pack, said, phrases)
    for slip in slips:
        missing.pop(slip.phrase, None)
        yield corrupted(_at(item, slip.key), pack, slip.wording, phrases[slip.phrase])
    if promise and missing:
        yield missing_phrases(_at(item, promise[0].key), pack, promise[1], tuple(missing.values()))
    told = missing if promise else ()
    for part in find_lists(item, said, phrases, slips):
        yield from _judge_list(_at(item, part.key), pack, part, told)


def _judge_citations(item: Teaching, pack: PhrasePack) -> Iterator[Finding]:
    """Yield what citations quote wrongly, each by itself; a list only where it is named.

    Where it is named, or a source of the pack cited, longer sentences are read for it too.
    """
    phrases = {plain_of(p.zh): p.zh for p in pack.phrases}
    for i, citation in enumerate(item.citations):
        said = [say(("citations", i, "supports"), citation.supports.zh)]
        slips = _slips(item, pack, said, phrases)
        is_named = _promise(pack, item.topic, said) is not None
        if is_named or citation.source in _sources(pack):
            found = {slip.phrase for slip in slips}
            misquotes = find_misquotes(said[0], phrases)
            slips = (*slips, *(slip for slip in misquotes if slip.phrase not in found))
        for slip in slips:
            yield corrupted(_at(item, slip.key), pack, slip.wording, phrases[slip.phrase])
        for part in find_lists(item, said, phrases, slips) if is_named else ():
            yield from _judge_list(_at(item, part.key), pack, part, ())


def _slips(
    item: Teaching, pack: PhrasePack, said: list[Said], phrases: Mapping[str, str]
) -> tuple[Slip, ...]:
    """Return all that is nearly a phrase, each once."""
    slips = (
        *find_slips(item, said, phrases),
        *find_wrong_numbers(pack, item.topic, said),
        *find_wrong_calls(item, said, phrases),
    )
    return tuple(dict.fromkeys(slips))


def _judge_list(
    origin: Origin, pack: PhrasePack, part: PhraseList, told: Collection[str]
) -> Iterator[Finding]:
    """Yield what a list lacks that is not told already, or that its order is another."""
    phrases = {plain_of(p.zh): p.zh for p in pack.phrases}
    absent = tuple(p for p in phrases if p not in part.held and p not in told)
    if absent:
        yield left_out(origin, pack, tuple(phrases[p] for p in absent))
    elif not are_in_order(part.plain, phrases):
        yield disordered(origin, pack)


def _promise(pack: PhrasePack, topic: str, said: list[Said]) -> tuple[Said, str] | None:
    """Return the first text that promises the list, and the trigger that it holds."""
    triggers = tuple(counting(pack, topic))
    for each in said:
        for trigger in triggers:
            if each.may_hold(plain_of(trigger)) and plain_of(trigger) in each.plain:
                return each, trigger
    return None
