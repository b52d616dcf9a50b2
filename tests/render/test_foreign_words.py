# SPDX-License-Identifier: MIT
"""Chinese names on English pages are marked as Chinese, and nothing else is touched."""

import pytest

from generator.render.foreign_words import mark_hanzi


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("<p>No hanzi</p>", "<p>No hanzi</p>"),
        ("<p>by 校车 9</p>", '<p>by <bdi lang="zh">校车</bdi> 9</p>'),
        (
            "<a>字〔2020〕9号 二(二)3</a>, done",
            '<a><bdi lang="zh">字〔2020〕9号 二(二</bdi>)3</a>, done',
        ),
        ("<i>甲 and 乙</i>", '<i><bdi lang="zh">甲</bdi> and <bdi lang="zh">乙</bdi></i>'),
        ('<q lang="zh">溺水 <b>火</b></q>', '<q lang="zh">溺水 <b>火</b></q>'),
        ('<img alt="图"><title>图</title>', '<img alt="图"><title>图</title>'),
        ("<script>'图'</script><option>图</option>", "<script>'图'</script><option>图</option>"),
    ],
)
def test_runs_of_hanzi_are_marked_outside_of_tags_scripts_and_what_is_marked(
    given: str, wanted: str
) -> None:
    assert mark_hanzi(given) == wanted
    assert mark_hanzi(wanted) == wanted
