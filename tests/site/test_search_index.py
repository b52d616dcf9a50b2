# SPDX-License-Identifier: MIT
"""What of a page goes into the index, and under which letters hanzi are found."""

from pathlib import Path

from generator.check.written_index import WrittenIndex
from generator.render.pinyin import folded, reading, readings
from generator.settings import THEME
from generator.site.search_index import BLOCK_CHARACTERS, SearchTables, blocks_of, write_index
from generator.site.search_pages import SearchPage, read_pages
from generator.site.search_spelling import (
    Lexicon,
    by_ends,
    by_inside,
    sounds_like,
    spellings,
    syllables,
)
from generator.site.search_words import load_search_words


def test_a_word_runs_on_through_inline_tags_but_not_from_box_to_box(tmp_path: Path) -> None:
    html = "<nav>菜单</nav><article><h1>防<b>溺</b>水</h1><p>灭<em>火器</em></p><p>材</p></article>"
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    (page,) = read_pages(tmp_path, ["a.html"])
    assert page.title == "防溺水"
    assert page.text == "灭火器 材"


def test_scripts_comments_and_attributes_are_no_text(tmp_path: Path) -> None:
    html = (
        "<article><h1>A &amp; B</h1><script>if (a<b) c('</p>')</script><p title='a > 火'>防"
        '<!-- <p>火--><b data-x="</p>">溺</b>水&lt;b&gt;</p>'
        '<style>p { a: "<b>" }</style>1 &lt; 2</article>'
    )
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    (page,) = read_pages(tmp_path, ["a.html"])
    assert (page.title, page.text) == ("A & B", "防溺水<b> 1 < 2")


def test_a_long_text_is_cut_between_sentences_and_nothing_is_lost() -> None:
    text = "听到警报，马上弯腰，沿着墙走。" * 400
    blocks = blocks_of(text)
    assert "".join(blocks) == text
    assert len(blocks) == -(-len(text) // BLOCK_CHARACTERS)
    assert all(block.endswith("。") for block in blocks)


def index_of(*pages: SearchPage, folder: Path) -> WrittenIndex:
    words = load_search_words(THEME)
    tables = SearchTables(language="zh", words=words, kinds={}, audiences={"parents": "家长"})
    write_index(pages, tables, folder / "search" / "zh")
    return WrittenIndex(folder, "zh")


def test_a_page_of_many_blocks_is_found_once_by_what_stands_in_any_of_them(tmp_path: Path) -> None:
    long = SearchPage(url="a.html", title="长", text="安全第一。" * 2000 + "集合点在操场。")
    index = index_of(long, SearchPage(url="b.html", title="短", text="操场"), folder=tmp_path)
    assert list(index.find("集合点")) == ["a.html"]
    assert list(index.find("操场")) == ["a.html", "b.html"]
    assert list(index.find("安全第一")) == ["a.html"]


def test_of_what_people_call_a_page_only_the_whole_finds_it(tmp_path: Path) -> None:
    page = SearchPage(url="a.html", title="走出去", text="走", names=("校车演练",))
    index = index_of(page, folder=tmp_path)
    assert list(index.find("校车演练")) == ["a.html"]
    assert list(index.find("演练")) == []


def test_pinyin_leads_to_pairs_of_hanzi_the_more_frequent_first() -> None:
    found = dict(spellings({"是": 9, "实验": 5, "试验": 2, "洗眼": 1}, [], Lexicon()))
    assert found == {
        "shi-yan": "实验试验",
        "~si-yan": "实验试验",
        "xi-yan": "洗眼",
        "~xi-yan": "洗眼",
    }


def test_initials_stand_for_words_of_two_and_for_threes_in_titles() -> None:
    lexicon = Lexicon(terms=("校车", "防溺水"))
    found = dict(spellings({}, ["灭火器在哪"], lexicon))
    assert found == {
        "!xc": "校车",
        "!fns": "防溺水",
        "!mhq": "灭火器",
        "!hqz": "火器在",
        "!qzn": "器在哪",
    }


def test_the_name_of_a_subject_is_found_by_every_way_to_read_it() -> None:
    assert reading("校车") == ("xiao", "che")
    assert ("jiao", "che") in readings("校车")
    found = dict(spellings({"校车": 1}, [], Lexicon(names=("校车",))))
    assert found["xiao-che"] == found["jiao-che"] == "校车"
    assert "jiao-che" not in dict(spellings({"校车": 1}, [], Lexicon()))


def test_what_many_speakers_do_not_tell_apart_is_one() -> None:
    assert folded("shuang") == folded("suan")
    assert folded("zheng") == folded("zen")
    assert folded("ling") == folded("nin")
    assert folded("lv") == folded("nu")
    assert folded("fang") != folded("huang")


def test_common_hanzi_have_a_syllable_though_no_page_shows_them() -> None:
    assert "逆" in syllables([])["ni"]
    assert "溺" in syllables(["溺"])["ni"]


def test_words_of_the_table_are_turned_round_for_the_reader() -> None:
    words = load_search_words(THEME)
    assert "灭火器" in words.same["灭火筒"]
    assert words.stages["三年级"] == ("primary-lower",)
    assert "drills" in words.kinds["演习"]
    assert "灭火筒=灭火器" in words.data("zh")["same"].split(";")
    assert words.data("en")["same"].isascii()


def test_a_slip_leaves_a_word_listed_under_its_first_letter_or_its_last_three() -> None:
    found = by_ends({"溺水": "nishui", "fire": "fire"})
    assert found == {"<n": "溺水=nishui", ">hui": "溺水=nishui", "<f": "fire", ">ire": "fire"}


def test_the_middle_of_a_word_leads_to_it_by_three_letters_but_its_beginning_does_not() -> None:
    assert by_inside(["abuse", "bus"]) == {"*bus": "abuse", "*use": "abuse"}


def test_what_sounds_alike_lies_in_one_file() -> None:
    assert sounds_like("fang-ling") == sounds_like("~fan-nin") == "fan-nin"
    assert sounds_like("!fns") == "!fns"


def test_a_piece_inside_of_words_of_many_files_has_pages_of_its_own(tmp_path: Path) -> None:
    # Nine words, each on so many pages that it fills a file of places; one word is in a title.
    words = [f"{letter}quip" for letter in "abcdefghi"]
    pages = [SearchPage(url=f"{n}.html", title="页", text=" ".join(words)) for n in range(1300)]
    index_of(SearchPage(url="a.html", title="equip", text="火"), *pages, folder=tmp_path)
    folder = tmp_path / "search" / "zh"
    shards = [path.read_text(encoding="utf-8") for path in folder.glob("s*.js")]
    assert sum(" qui " in shard or '"qui ' in shard for shard in shards) == 1
    assert len(list(folder.glob("w*.js"))) > 9  # the list of them is one more
