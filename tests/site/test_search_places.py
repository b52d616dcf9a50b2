# SPDX-License-Identifier: MIT
"""What is computed for all pieces at once is what it would be for one piece after the other."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.search import LEVELS, hanzi_in, read_numbers, shard_of
from generator.site import search_places
from generator.site.search_index import blocks_of
from generator.site.search_pages import SearchPage
from generator.site.search_places import (
    BODY,
    HEADING,
    HIDDEN,
    OFTEN,
    TITLE,
    PagePieces,
    Places,
    gram_pieces,
    gram_texts,
    shards_of,
)
from generator.site.search_postings import Postings, cut_page

TEXTS = st.text(st.sampled_from("火灾\u3400\u9fff\u33ff\ua000，a 𠮷"), max_size=30)


@given(st.lists(TEXTS, max_size=4))
def test_stretches_of_hanzi_are_numbers_and_numbers_hanzi(texts: list[str]) -> None:
    pieces, places = gram_pieces(texts)
    found = Counter(zip(places.tolist(), gram_texts(pieces), strict=True))
    assert found == Counter((i, gram) for i, text in enumerate(texts) for gram in hanzi_in(text))


@given(st.lists(st.text(st.sampled_from("火灾fa-~!"), min_size=1, max_size=12)), st.integers(1, 13))
def test_pieces_of_any_length_lie_in_the_file_where_a_browser_asks_for_them(
    grams: list[str], power: int
) -> None:
    assert shards_of(grams, 2**power) == [shard_of(gram, 2**power) for gram in grams]


def places_of(written: str) -> list[tuple[int, int]]:
    """Return the numbers of blocks, each with how prominent the piece is there."""
    found, block = [], -1
    for number in read_numbers(written):
        block += number // LEVELS
        found.append((block, number % LEVELS))
    return found


def test_how_prominent_a_piece_is_comes_with_its_first_block() -> None:
    postings = Postings()
    text = "火灾。火车。" + "水" * 1200 + "。火车。煤气 gas"
    page = SearchPage(
        url="a.html",
        title="煤气",
        text=text,
        headings="火车",
        hidden="电 Gas",
        names=("火灾演练",),
        asked=("炉灶", "灾后 smell"),
    )
    blocks = blocks_of(text)
    assert len(blocks) == 3
    postings.add(cut_page(SearchPage(url="0.html", title="火", text="火"), ("火",)))
    postings.add(cut_page(page, blocks))
    places = {gram: places_of(written) for gram, written in postings.grams()[0].items()}
    assert places["火"] == [(0, TITLE), (1, HEADING)]
    assert places["灾"] == [(1, HEADING)]  # asked for, and in the text
    assert places["火车"] == [(1, HEADING)]
    assert places["水水水"] == [(2, OFTEN)]
    assert places["煤气"] == [(3, TITLE)]
    assert places["电"] == [(1, HIDDEN)]
    assert places["灾演练"] == [(1, HIDDEN)]
    assert places["炉灶"] == places["灾后"] == [(1, HIDDEN)]
    assert "灶灾" not in places
    assert "演练" not in places
    assert places["ga"] == [(3, BODY)]
    assert {word: places_of(written) for word, written in postings.words().items()} == {
        "gas": [(3, HEADING)],
        "smell": [(1, HIDDEN)],
    }


def test_the_distance_to_a_block_is_written_however_far_it_is() -> None:
    places, nothing = Places(), gram_pieces([])[0]
    numbers = [1, 9, 18, 422, 1000, 19225, 40000, 900000]
    for number in numbers:
        body, blocks = gram_pieces(["", "火"])
        page = PagePieces(
            body=body, blocks=blocks, headings=body, hidden=nothing, asked=nothing, title=nothing
        )
        places.add(*search_places.places_of(page), number - 1)
    pieces, (written,), seen = places.written()
    assert gram_texts(pieces) == ["火"]
    assert places_of(written) == [(number, HEADING) for number in numbers]
    assert seen == [len(numbers)]


def test_pieces_written_a_few_at_a_time_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    postings = Postings()
    for number, text in enumerate(["火灾火车", "火车。水火", "煤气火灾。火", "水"] * 5):
        page = SearchPage(url=f"{number}.html", title="水", text=text)
        postings.add(cut_page(page, (text,)))
    whole = postings.grams()
    monkeypatch.setattr(search_places, "AT_ONCE", 7)
    assert postings.grams() == whole
