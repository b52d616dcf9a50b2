# SPDX-License-Identifier: MIT
"""Which PDFs are printed, and the page description of each."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import chain
from pathlib import Path

from generator.addresses import (
    FILLED_HANDOUTS,
    HANDOUTS_OF,
    LANGUAGES,
    SHELF_OF,
    fillable_path,
    handout_path,
    page_path,
    papers_of,
    pdf_path,
    sheet_path,
)
from generator.finding import Origin
from generator.model.checklist import Checklist
from generator.model.content import Content
from generator.model.duty import DutyCard
from generator.model.evacuation import Evacuation
from generator.model.form import Form
from generator.model.poster import Panel, Poster, Shape
from generator.model.procedure import Procedure
from generator.model.record import Teaching
from generator.model.sheet import Sheet
from generator.paper.bound_set import set_jobs
from generator.paper.drawn_file import DrawnPage
from generator.paper.first_size import first_size_pt
from generator.paper.layout import LATIN_FAMILY
from generator.paper.least_type import sizes_down
from generator.paper.leaving import leaving_jobs
from generator.paper.opening import opening_jobs
from generator.paper.page_size import PAPER_MM, page_rule, paper_style
from generator.paper.pdf import PrintJob
from generator.paper.school_chart import chart_jobs
from generator.paper.written import sayers_of
from generator.render.pictogram import read_pictogram
from generator.render.poster_sign import COLOUR, ON_COLOUR, draw_poster_sign
from generator.render.qr import draw_qr
from generator.render.review_line import review_line
from generator.render.template import environment
from generator.render.web_font import FONT_FAMILY, WEIGHTS, subset_font
from generator.render.words import load_words
from generator.settings import Settings

PICTURE_COLOUR, FORBIDDEN_COLOUR = "#14502f", "#9b2423"
"""Dark green and signal red; a forbidden panel has a dashed frame and a cross besides."""

DUTY_SIZES_PT = sizes_down(13.4, 0.2)
"""A duty card fills one page of A4 as large as it can; what does not fit must be shortened."""

WALL_SIZES_PT = sizes_down(20.1, 0.3)
"""The flow chart of a procedure fills one A3; on A4 a procedure has two pages of a set size."""

PROCEDURE_PAGES = 2
"""What to do, and what not to do with whom to call: the two sides of a sheet of A4."""

POSTER_SIZES_PT = sizes_down(18.0, 0.3)
"""The same for posters, on A4; larger paper takes them in proportion."""

UPRIGHT_COLUMNS = 6
"""Columns of a form's table for which upright paper is wide enough to write in."""

SHEET_LANGUAGE = "zh-CN"
"""As the template of the sheet says it; Chinese stands on every sheet."""

LATIN = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "–—‘’“”…€°×≤≥"))))
"""What can be typed into the fields of an English paper: ISO 8859-1 and common marks."""

FIELD_STYLE = (
    'input,textarea{appearance:auto;box-sizing:border-box;font:9pt "__FONT__";color:#14502f;'
    "background:#f1f7f3;border:.2mm solid #777;width:100%;height:6.4mm;margin:0;"
    "vertical-align:middle}"
    "textarea{height:13mm}td input,td textarea{border:none}"
    "table{table-layout:fixed}td,th{overflow-wrap:anywhere}"
    "input[type=checkbox]{display:inline-block;width:3.6mm;height:3.6mm;background:none;"
    "border:.25mm solid #2b2b2c}"
    ".tick{text-align:center}.line{display:inline-block;width:52mm}"
)
"""Fields are tinted, so that they are found on a screen."""

FILLED_IN = "fill"
"""The use of a paper that is filled in on a screen; before the kind of a handout, of that."""

PANELS_IN_ROW = 2
"""Panels of a poster stand in pairs, so that each is wide enough to be read in passing."""

MANY_PANELS = 6
"""Of more panels the pictures stand beside the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperInput:
    """Everything that PDFs are made from."""

    content: Content
    settings: Settings
    sheets: tuple[Sheet, ...]
    theme: Path
    reviewed: frozenset[str] = frozenset()
    """Ids of the items whose review is wholly in force."""
    evacuation: Evacuation = Evacuation()  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperJobs:
    """All PDFs, in order; those that hold sheets are described anew each time they are asked for.

    Described all at once, the sheets of a district would take some 0.3 MB of memory each.
    """

    given: PaperInput
    of_schools: tuple[PrintJob, ...]
    """What is internal, and charts."""
    of_items: tuple[PrintJob, ...]

    def __iter__(self) -> Iterator[PrintJob]:
        """Yield bound sets, which take longest, first; then what is internal, items, sheets."""
        given = self.given
        sets = set_jobs(given.sheets, given.content, given.settings, given.theme)
        sayers = sayers_of(given.content, given.settings)
        for job in chain(sets, self.of_schools, self.of_items):
            yield replace(job, sayers=sayers)
        yield from _sheet_jobs(given)

    def __len__(self) -> int:
        """Return how many there are."""
        sheets = self.given.sheets
        first = {(sheet.school, sheet.building): len(sheet.variants) for sheet in reversed(sheets)}
        of_sheets = sum(first.values()) + sum(len(sheet.variants) for sheet in sheets)
        return of_sheets + len(self.of_schools) + len(self.of_items)


def list_jobs(given: PaperInput) -> PaperJobs:
    """Return all PDFs."""
    content, settings, theme = given.content, given.settings, given.theme
    return PaperJobs(
        given=given,
        of_schools=(
            *leaving_jobs(content, given.evacuation, settings, theme),
            *opening_jobs(content, given.evacuation, settings, theme),
            *chart_jobs(content, settings, theme),
        ),
        of_items=tuple(job for item in content.teaching for job in _item_jobs(item, given)),
    )


def _item_jobs(item: Teaching, given: PaperInput) -> Iterator[PrintJob]:
    shelf = SHELF_OF[type(item).__name__]
    for language in LANGUAGES:
        for paper in papers_of(shelf, given.settings):
            path = pdf_path(shelf, item.id, paper, language)
            html = _item_html(item, given, paper, language)
            sizes_pt = _sizes(item, paper)
            most_pages = PROCEDURE_PAGES if isinstance(item, Procedure) and not sizes_pt else 0
            yield PrintJob(
                path=path,
                html=html,
                origin=item.at(),
                sizes_pt=sizes_pt,
                first_pt=_first_pt(item, html, (paper, language)) if sizes_pt else 0.0,
                most_pages=most_pages,
            )
        if isinstance(item, Form | Checklist):
            path = fillable_path(shelf, item.id, language)
            html = _item_html(item, given, "A4", language, FILLED_IN)
            yield PrintJob(path=path, html=html, origin=item.at(), has_fields=True)
        for kind in HANDOUTS_OF.get(shelf, ()):
            path = handout_path(kind, item.id, language)
            html = _item_html(item, given, "A4", language, kind)
            yield PrintJob(path=path, html=html, origin=item.at())
            if kind in FILLED_HANDOUTS:
                path = fillable_path(kind, item.id, language)
                html = _item_html(item, given, "A4", language, f"{FILLED_IN} {kind}")
                yield PrintJob(path=path, html=html, origin=item.at(), has_fields=True)


def _sizes(item: Teaching, paper: str) -> tuple[float, ...]:
    """Return the type sizes in pt among which a one-page sheet is fitted, largest first."""
    if isinstance(item, DutyCard):
        return DUTY_SIZES_PT
    if isinstance(item, Procedure):
        return WALL_SIZES_PT if paper == "A3" else ()
    if isinstance(item, Poster):
        scale = PAPER_MM[paper][0] / PAPER_MM["A4"][0]
        return tuple(round(size * scale, 2) for size in POSTER_SIZES_PT)
    return ()


def _first_pt(item: Teaching, html: str, printed: tuple[str, str]) -> float:
    """Return about the size that fits; `printed` is the paper and the language."""
    paper, language = printed
    if isinstance(item, Poster):
        scale = PAPER_MM[paper][0] / PAPER_MM["A4"][0]
        return first_size_pt(f"{_poster_kind(item)}-{language}", html, scale)
    return first_size_pt(f"{'duty' if isinstance(item, DutyCard) else 'wall'}-{language}", html)


def _poster_kind(poster: Poster) -> str:
    """Return what a poster is laid out as, as its template tells them apart."""
    if poster.sign:
        return "sign"
    is_many = poster.shape is Shape.PANELS and len(poster.panels) > MANY_PANELS
    return "many" if is_many else poster.shape.value


def _item_html(item: Teaching, given: PaperInput, paper: str, language: str, use: str = "") -> str:
    """Return an item as it is read, as `FILLED_IN`, or as one of `HANDOUTS_OF` its shelf."""
    words, clauses = load_words(given.theme), given.content.clauses()
    width_mm, height_mm = _page_mm(item, paper)
    address = web_address(item, given.settings, language)
    fill, handout = use.startswith(FILLED_IN), use.removeprefix(FILLED_IN).strip()
    fields = _field_style(given.theme, language) if fill else ""
    values: dict[str, object] = {}
    if isinstance(item, Poster):
        values = _poster_values(item, given.theme)
    wall = "wall" if isinstance(item, Procedure) and paper == "A3" else ""
    around = given.settings.print if wall or isinstance(item, Poster) else None
    whole = f"{type(item).__name__.lower()}{wall}"
    name = handout.replace("-", "") or whole
    template = environment(given.theme / "print").get_template(f"{name}.html")
    return template.render(
        item=item,
        language=language,
        topic=given.content.topics[item.topic],
        sources=given.content.sources,
        content=given.content,
        css=paper_style(given.theme, page_rule(width_mm, height_mm, around), fields),
        fill=fill,
        imprint=imprint_of(item, given.settings, language),
        address=address,
        qr=draw_qr(address),
        clauses=[clauses[name] for name in item.covers],
        reviewed=review_line(item, given.content, given.reviewed, words, language),
        w=lambda key: words[key][language],
        width_mm=width_mm,
        height_mm=height_mm,
        **values,
    )


def _poster_values(poster: Poster, theme: Path) -> dict[str, object]:
    """Return what the layout of a poster needs besides the poster itself."""
    panels, sign = poster.panels, poster.sign
    across = 1 if poster.shape is Shape.LINES else PANELS_IN_ROW
    return {
        "is_many": _poster_kind(poster) == "many",
        "rows": [panels[i : i + across] for i in range(0, len(panels), across)],
        "pictogram": lambda panel: _pictogram(theme, panel),
        "sign": draw_poster_sign(theme, sign, poster.headline) if sign else "",
        "ground": COLOUR[sign.rule] if sign else "#237f52",
        "ink": ON_COLOUR[sign.rule] if sign else "#fff",
    }


def _field_style(theme: Path, language: str) -> str:
    """Return the look of fields; those of an English paper bring a font without hanzi along.

    All that may be typed must be in the font, so it is embedded whole: 1.5 MB with hanzi.
    """
    if language == "zh":
        return FIELD_STYLE.replace("__FONT__", FONT_FAMILY)
    font = b64encode(subset_font(theme / "fonts" / WEIGHTS[400], LATIN)).decode()
    face = f'@font-face{{font-family:"{LATIN_FAMILY}";src:url(data:font/woff2;base64,{font})}}'
    return face + FIELD_STYLE.replace("__FONT__", LATIN_FAMILY)


def _page_mm(item: Teaching, paper: str) -> tuple[float, float]:
    """Return width and height; a form with a wide table lies on its side."""
    width_mm, height_mm = PAPER_MM[paper]
    if isinstance(item, Form) and any(len(t.columns) > UPRIGHT_COLUMNS for t in item.tables):
        return height_mm, width_mm
    return width_mm, height_mm


def imprint_of(item: Teaching, settings: Settings, language: str) -> str:
    """Return what stands at the foot of an item's pages; the day of the build comes last."""
    return f"{settings.name[language]} · {item.id} {item.history[0].version} · {settings.as_of}"


def web_address(item: Teaching, settings: Settings, language: str) -> str:
    """Return the whole address of an item's page, as a paper prints it."""
    page = page_path(SHELF_OF[type(item).__name__], item.id, language)
    return f"{settings.address.rstrip('/')}/{page}"


def _pictogram(theme: Path, panel: Panel) -> str:
    """Return the picture of a panel as SVG in its colour; its title is the spoken alternative."""
    svg = read_pictogram(theme, panel.pictogram)
    colour = FORBIDDEN_COLOUR if panel.forbidden else PICTURE_COLOUR
    title = escape(f"{panel.title.zh} {panel.title.en}")
    return svg.replace(">", f' fill="{colour}"><title>{title}</title>', 1)


def _origin(sheet: Sheet, content: Content) -> Origin:
    buildings = content.campuses[sheet.school].buildings
    building = next(b for b in buildings if b.id == sheet.building)
    return building.at("posting_places", building.posting_places.index(sheet.place))


def _sheet_jobs(given: PaperInput) -> Iterator[PrintJob]:
    template = environment(given.theme / "print").get_template("sheet.html")
    for sheet in given.sheets:
        for variant in sheet.variants:
            name = f"{sheet.code}-{variant.paper}-{variant.language}"
            title = f"疏散平面图 {sheet.place.name.zh} {sheet.code}"
            html = template.render(
                title=title,
                css=f"@page {{ size: {variant.width_mm}mm {variant.height_mm}mm }}",
                svg=variant.svg,
                width_mm=variant.width_mm,
                height_mm=variant.height_mm,
            )
            path = sheet_path(sheet.school, sheet.building, name, "pdf")
            yield PrintJob(
                path=path,
                html=html,
                origin=_origin(sheet, given.content),
                drawn=DrawnPage(svg=variant.svg, title=title, language=SHEET_LANGUAGE),
            )
