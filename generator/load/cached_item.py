# SPDX-License-Identifier: MIT
"""Files that were read before: their values, or their cards, out of the cache."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

from pydantic import ValidationError

from generator.finding import Key, Origin, SourceFile
from generator.load.cache import Cache, PackedLineNumbers, PackedLines, pack_lines
from generator.load.packed_card import ForeignOriginError, pack_card, unpack_card
from generator.load.pieces import Packed, PieceLines, pack_pieces, read_again
from generator.load.read_item import Reading, is_geojson, parse_item, read_item, text_of
from generator.model.card import Card
from generator.model.record import Item, Teaching

ItemType = TypeVar("ItemType", bound=Item)

_Kept: TypeAlias = tuple[dict[str, Any], PackedLineNumbers, Packed | None]
"""What a file says; its lines, or those outside its long list; that list in pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardMaker:
    """How an item becomes a card."""

    make: Callable[[Teaching], Card]
    sort: str
    """What a card depends on besides its item: a fingerprint of the phrase packs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardReading:
    """What came of reading the file of an item whose card alone is wanted."""

    named: str
    card: Card | None
    id_at: Origin | None
    """Where the file gives itself an id, if it does."""
    reading: Reading[Item] | None
    """The reading itself, where the file had to be read."""


class _NoPlainValueError(Exception):
    """A value of a kind that the cache cannot keep."""


def read_cached(path: str, shown_as: str, model: type[ItemType], cache: Cache) -> Reading[ItemType]:
    """Return what `read_item` does; an unchanged file is validated but not parsed again.

    Only files without a fault are kept. Days are kept as texts; that makes no difference, since
    a field of a flawless file takes either a day, also as text, or no day at all.
    """
    digest = cache.digest(path)
    written = "geojson " if is_geojson(path) else ""  # the same bytes as YAML say something else
    sort = f"{written}values {model.__name__}"
    if cache.items is None or not digest:
        return _read_values(path, shown_as, model, cache, sort)
    place = (digest, sort, shown_as)
    if place not in cache.items:
        cache.items[place] = _read_values(path, shown_as, model, cache, sort)
    return cast("Reading[ItemType]", cache.items[place])


def _read_values(
    path: str, shown_as: str, model: type[ItemType], cache: Cache, sort: str
) -> Reading[ItemType]:
    digest = cache.digest(path)
    kept = cast("_Kept | None", cache.get(digest, sort))
    if kept is not None:
        return _reading(kept, shown_as, model)
    if not cache.is_open or (raw := cache.read(path)) is None:
        return read_item(Path(path), shown_as, model)
    digest = cache.digest(path)
    value = _read_again(raw, cast("_Kept | None", cache.get(cache.earlier(path), sort)))
    if value is not None:
        with suppress(ValidationError):
            reading = _reading(value, shown_as, model)
            cache.put(digest, sort, value)
            return reading
    reading = parse_item(raw, shown_as, model)
    if reading.item is not None:
        with suppress(_NoPlainValueError):
            cache.put(digest, sort, _pack(raw, reading))
    return reading


def _reading(kept: "_Kept", shown_as: str, model: type[ItemType]) -> Reading[ItemType]:
    data, packed, pieces = kept
    lines: Mapping[Key, int] = PackedLines(packed)
    source = SourceFile(path=shown_as, lines=PieceLines(lines, pieces) if pieces else lines)
    item = model.parse(data, source)
    return Reading(item=item, findings=(), named=item.id, source=source, data=data)


def _read_again(raw: bytes, before: "_Kept | None") -> "_Kept | None":
    """Return what a file says of which few entries changed since it was read; None for others."""
    if before is None or before[2] is None:
        return None
    with suppress(UnicodeDecodeError, _NoPlainValueError):
        read = read_again(text_of(raw), before[0], before[2], _plain)
        return (read[0], before[1], read[1]) if read else None
    return None


def _pack(raw: bytes, reading: Reading[ItemType]) -> "_Kept":
    """Return a reading without faults as plain values; raises _NoPlainValueError."""
    data, lines = cast("dict[str, Any]", _plain(reading.data)), reading.source.lines
    cut = pack_pieces(text_of(raw), data, lines) if reading.is_plain else None
    return (data, pack_lines(cut[0]), cut[1]) if cut else (data, pack_lines(lines), None)


def read_card(
    path: str, shown_as: str, model: type[Teaching], maker: CardMaker, cache: Cache
) -> CardReading:
    """Return the card of the item in a file, out of the cache where the file is unchanged."""
    if (kept := kept_card(cache.digest(path), shown_as, model, maker, cache)) is not None:
        return kept
    digest, reading = _read(path, shown_as, model, cache)
    return _as_card(digest, reading, model, maker, cache)


def kept_card(
    digest: bytes, shown_as: str, model: type[Teaching], maker: CardMaker, cache: Cache
) -> CardReading | None:
    """Return the card of the item in a file of that digest, if the cache has it."""
    kept = cast("tuple[tuple[Any, ...], int] | None", cache.get(digest, _sort(model, maker)))
    if kept is None:
        return None
    card = unpack_card(kept[0], shown_as)
    id_at = Origin(file=shown_as, line=kept[1], key="id")
    return CardReading(named=card.id, card=card, id_at=id_at, reading=None)


def card_of_bytes(
    raw: bytes, shown_as: str, model: type[Teaching], maker: CardMaker, cache: Cache
) -> CardReading:
    """Return the card of the item in the bytes of a file."""
    digest = hashlib.sha256(raw).digest()
    return _as_card(digest, parse_item(raw, shown_as, model), model, maker, cache)


def _sort(model: type[Teaching], maker: CardMaker) -> str:
    return f"card {model.__name__} {maker.sort}"


def _as_card(
    digest: bytes,
    reading: Reading[Teaching],
    model: type[Teaching],
    maker: CardMaker,
    cache: Cache,
) -> CardReading:
    """Return the card of what was read; a card without a fault is kept."""
    card = maker.make(reading.item) if reading.item is not None else None
    id_at = reading.source.at("id") if reading.has_id else None
    if digest and card is not None and id_at is not None:
        with suppress(ForeignOriginError):
            cache.put(digest, _sort(model, maker), (pack_card(card), id_at.line))
    whole = cast("Reading[Item]", reading)
    return CardReading(named=reading.named, card=card, id_at=id_at, reading=whole)


def _read(
    path: str, shown_as: str, model: type[ItemType], cache: Cache
) -> tuple[bytes, Reading[ItemType]]:
    """Return the digest of a file, empty where nothing is kept, and what it says."""
    if not cache.is_open:
        return b"", read_item(Path(path), shown_as, model)
    raw = cache.read(path)
    if raw is None:
        return b"", read_item(Path(path), shown_as, model)
    return cache.digest(path), parse_item(raw, shown_as, model)


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if type(value) is date:
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    raise _NoPlainValueError
