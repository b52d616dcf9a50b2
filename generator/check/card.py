# SPDX-License-Identifier: MIT
"""Items → cards: everything that judging needs, worked out once for each item."""

from collections.abc import Collection
from dataclasses import replace
from types import MappingProxyType

from generator.check.depth import find_shallow_parts, find_unlike_texts
from generator.check.fingerprint import item_fingerprint
from generator.check.phrase import find_phrase_faults, printed_words
from generator.check.printable import find_unprintable
from generator.check.sentence_length import find_long_sentences
from generator.model.card import Card
from generator.model.content import Content
from generator.model.phrase import PhrasePack
from generator.model.record import Teaching
from generator.model.reference import references_of, variants_of
from generator.model.shelf import KIND_OF


def with_cards(content: Content, extra: frozenset[str] = frozenset()) -> Content:
    """Return the content with a card of every item in it.

    `extra` are the characters that a font of the site's own adds to those of the print fonts.
    """
    packs = tuple(content.phrases.values())
    cards = {item.id: make_card(item, packs, extra) for item in content.teaching}
    return replace(content, cards=MappingProxyType(cards))


def make_card(
    item: Teaching, packs: Collection[PhrasePack], extra: frozenset[str] = frozenset()
) -> Card:
    """Return what the checker must know of an item; `extra` as in `with_cards`."""
    return Card(
        id=item.id,
        kind=KIND_OF[type(item)],
        title=item.title,
        topic=item.topic,
        audiences=frozenset(audience.group for audience in item.audiences),
        origin=item.at(),
        covers=tuple((name, item.at("covers", i)) for i, name in enumerate(item.covers)),
        words=printed_words(item),
        sha256=item_fingerprint(item),
        review_by=item.review_by,
        references=tuple(references_of(item)),
        shallow=tuple(find_shallow_parts(item)),
        findings=(
            *find_unlike_texts(item),
            *find_long_sentences(item),
            *find_phrase_faults(item, packs),
            *find_unprintable(item, extra),
        ),
        variants=variants_of(item),
    )
