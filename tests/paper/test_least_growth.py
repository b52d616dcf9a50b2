# SPDX-License-Identifier: MIT
"""What is said not to fit without being laid out does not fit when it is."""

import pytest
from weasyprint import Document

from generator.paper import layout
from generator.paper.layout import PageDescription
from generator.paper.least_growth import surely_overflows
from generator.settings import THEME

STYLE = """@page{size:A6;margin:8mm}body{margin:0}html{font-family:"Muster Sans";line-height:1.3}
.row{display:flex;gap:2mm;align-items:center}.row>*{flex:1;padding:.3em;border:1px solid}
.wide{display:flex;flex-wrap:wrap}.wide>*{flex:0 0 45%}svg{width:1.6em;height:1.6em}
table{width:100%;border-collapse:collapse}td{padding:.1em;vertical-align:middle}
.set{height:8mm}.note{font-size:6.5pt}h1{font-size:1.6em;margin:.2em 0}.foot{padding-bottom:6mm}"""

HANZI = "发现起火，先喊“着火了！”，再按报警按钮；不乘电梯——走1号楼梯，弯腰、捂住口鼻。"
LATIN = "Call 119 from outside; never go back in for belongings. "
PICTURE = '<svg viewBox="0 0 1 1"><title>甲</title><path d="M0 0h1v1z"/></svg>'

BODY = f"""<h1>{HANZI[:9]}</h1><div class=row><div>{PICTURE}<p>{HANZI}</p></div>
<div>{LATIN}</div></div>
<table><tr><td>{HANZI}<td>{LATIN * 2}</tr></table>
<div class=wide><p>{LATIN}</p><p>{HANZI}</p></div>
<p class=set>{HANZI[:5]}</p>
<p class=note>{LATIN * 2}</p>
<div class=foot>{HANZI * 2}</div>"""

SIZES_PT = tuple(size / 10 for size in range(60, 121, 3))


def laid_out() -> dict[float, Document]:
    html = (
        f'<html lang=zh-CN style="font-size:__SIZE__pt"><style>{STYLE}</style><body>{BODY}</body>'
    )
    made = {}
    for size in SIZES_PT:
        page = PageDescription(html=html.replace("__SIZE__", str(size)))
        made[size] = layout._lay_out(page, page.html, THEME)
        layout.LINES.forget()
    return made


@pytest.fixture(scope="module")
def documents() -> dict[float, Document]:
    return laid_out()


def test_no_size_is_said_not_to_fit_that_does(documents: dict[float, Document]) -> None:
    fitting = [size for size, made in documents.items() if len(made.pages) == 1]
    assert 3 < len(fitting) < len(SIZES_PT) - 3
    for size in fitting:
        (page,) = layout._boxes(documents[size])
        said = [each for each in SIZES_PT if surely_overflows(page, each / size)]
        assert set(said).isdisjoint(fitting)
        assert said == [each for each in SIZES_PT if said and each >= said[0]]
    assert said, "of the largest that fits it is told that much larger ones do not"
