# SPDX-License-Identifier: MIT
"""The address of every thing in the output; what is printed in a code stays for ever.

All paths are relative to the output folder.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from generator.model.record import Teaching
from generator.model.shelf import ITEMS
from generator.settings import Settings

LANGUAGES = ("zh", "en")
"""Chinese first; its pages lie at the root, the English ones in `en/`."""

SHELF_OF = {model.__name__: kind.value for kind, model in ITEMS.items()}
"""Folder of each kind of item, by the name of its class."""


SUFFIXES_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "lessons": ("docx", "pptx"),
        "trainings": ("pptx",),
        "drills": ("docx",),
        "forms": ("docx",),
        "checklists": ("docx",),
        "duties": ("docx",),
        "regulations": ("docx",),
        "questions": ("xlsx", "docx"),
    }
)
"""Office files of the items of each shelf, named like their item."""

DRILL_SHEETS = ("sign-ins", "observers", "records", "reviews")
"""Sheets of a drill that are documents of their own, in the order in which they are used."""

HANDOUTS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"questions": ("tests", "keys"), "drills": ("role-cards", "sign-ins", "records")}
)
"""Papers that are made from the items of a shelf for one use, beside the item as a whole."""

FILLED_HANDOUTS = frozenset({"records"})
"""Those of them that can be filled in on a screen too; signatures are given by hand."""

LANDING_FONT = "Q/hanzi.woff2"
"""Letters for landing pages; fetched only by a device that has no hanzi of its own."""

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTWXYZ"
"""Characters of a code: 29, a prime; none that is mistaken for another (0 O, 1 I L, U V)."""

CODE_LENGTH = 5
"""Four characters that count and one that checks."""


def page_path(shelf: str, name: str, language: str) -> str:
    """Return the page of an item: `lessons/fire-first.html`, English under `en/`."""
    prefix = "" if language == "zh" else f"{language}/"
    return f"{prefix}{shelf}/{name}.html" if shelf else f"{prefix}{name}.html"


def pdf_path(shelf: str, name: str, paper: str, language: str) -> str:
    """Return the PDF of an item: `pdf/posters/six-nos-A3-zh.pdf`."""
    return f"pdf/{shelf}/{name}-{paper}-{language}.pdf"


def handout_path(kind: str, name: str, language: str) -> str:
    """Return one of `HANDOUTS_OF` an item: `pdf/tests/fire-bank-pupils-A4-zh.pdf`."""
    return pdf_path(kind, name, "A4", language)


def preview_path(pdf: str) -> str:
    """Return the picture of a PDF's first page: `pdf/posters/six-nos-A3-zh.png`."""
    return f"{pdf.removesuffix('.pdf')}.png"


def office_path(shelf: str, name: str, language: str, suffix: str) -> str:
    """Return an item as an office file: `office/drills/fire-zh.docx`."""
    return f"office/{shelf}/{name}-{language}.{suffix}"


def film_path(name: str, language: str, suffix: str = "mp4") -> str:
    """Return the film of a poster, or its first picture: `film/posters/fire-get-out-zh.mp4`."""
    return f"film/posters/{name}-{language}.{suffix}"


def letter_path(lesson: str, language: str) -> str:
    """Return the letter of a lesson; in a folder that no kind of item has."""
    return office_path("letters", lesson, language, "docx")


def drill_sheet_path(sheet: str, drill: str, language: str) -> str:
    """Return a sheet of a drill: `office/drill-sign-ins/fire-evacuation-zh.docx`."""
    return office_path(f"drill-{sheet}", drill, language, "docx")


def item_office_paths(shelf: str, name: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield kind and path of every office file of an item, that for its teacher first."""
    for suffix in SUFFIXES_OF.get(shelf, ()):
        yield suffix, office_path(shelf, name, language, suffix)
    if shelf == "lessons":
        yield "letter", letter_path(name, language)
    if shelf == "drills":
        for sheet in DRILL_SHEETS:
            yield sheet, drill_sheet_path(sheet, name, language)


def year_book_path(school: str, language: str, *, is_inside: bool = False) -> str:
    """Return a school's calendar as a workbook: `office/schools/sample/year-zh.xlsx`.

    What tells what became of each day comes out of records, so it is never public.
    """
    folder = "internal" if is_inside else "office/schools"
    return f"{folder}/{school}/year-{language}.xlsx"


def training_book_path(school: str, language: str, *, is_inside: bool = False) -> str:
    """Return who of a school is trained in what: `office/schools/sample/trainings-zh.xlsx`.

    What tells what became of each day comes out of records, so it is never public.
    """
    folder = "internal" if is_inside else "office/schools"
    return f"{folder}/{school}/trainings-{language}.xlsx"


def calendar_path(school: str, audience: str, language: str) -> str:
    """Return what one stage or post of a school puts into its own calendar."""
    return f"office/schools/{school}/calendar-{audience}-{language}.ics"


def record_book_path(school: str, language: str) -> str:
    """Return a school's records as a workbook; they tell of classes, so it is never public."""
    return f"internal/{school}/records-{language}.xlsx"


def coverage_book_path(language: str) -> str:
    """Return the verdicts as a workbook for inspectors."""
    return f"office/coverage-{language}.xlsx"


def sheet_path(school: str, building: str, name: str, suffix: str) -> str:
    """Return a file of an evacuation sheet: `sheets/sample/teaching/K7M2Q-A3-both.pdf`."""
    return f"sheets/{school}/{building}/{name}.{suffix}"


def set_path(school: str, building: str, paper: str, language: str) -> str:
    """Return the bound set of a building's sheets: `sheets/sample/teaching/set-A3-both.pdf`."""
    return sheet_path(school, building, f"set-{paper}-{language}", "pdf")


def leaving_path(school: str, building: str, language: str) -> str:
    """Return the plan of leaving of a building; names classes, so it is never public."""
    return f"internal/{school}/leaving-{building}-{language}.pdf"


def opening_path(school: str, drill: str, language: str) -> str:
    """Return the sheet that opens a school's next drill; names classes, so it is never public."""
    return f"internal/{school}/opening-{drill}-{language}.pdf"


def lesson_pack_path(lesson: str, language: str) -> str:
    """Return the zip of a lesson with all its papers: `packs/lessons/lesson-fire-zh.zip`."""
    return f"packs/lessons/lesson-{lesson}-{language}.zip"


def drill_pack_path(school: str, drill: str, language: str) -> str:
    """Return the zip for a school's next drill: `packs/schools/sample/drill-fire-zh.zip`."""
    return f"packs/schools/{school}/drill-{drill}-{language}.zip"


def own_drill_pack_path(school: str, drill: str, language: str) -> str:
    """Return the same with what names classes, so never public."""
    return f"internal/{school}/drill-{drill}-{language}.zip"


def sheets_pack_path(school: str, building: str, language: str) -> str:
    """Return the zip of a building's sheets: `packs/schools/sample/sheets-teaching-both.zip`."""
    return f"packs/schools/{school}/sheets-{building}-{language}.zip"


def fillable_path(shelf: str, name: str, language: str) -> str:
    """Return what is filled in on a screen: `pdf/fill/forms/x-A4-zh.pdf`.

    `shelf` is that of a form or checklist, or one of `FILLED_HANDOUTS`.
    """
    return pdf_path(f"fill/{shelf}", name, "A4", language)


def curriculum_booklet_path(stage: str, language: str) -> str:
    """Return a stage's curriculum: `pdf/booklets/curriculum-junior-A4-zh.pdf`."""
    return pdf_path("booklets", f"curriculum-{stage}", "A4", language)


def drill_booklet_path(drill: str, language: str) -> str:
    """Return all that is printed for a drill: `pdf/booklets/drill-fire-evacuation-A4-zh.pdf`."""
    return pdf_path("booklets", f"drill-{drill}", "A4", language)


def handbook_path(school: str, language: str) -> str:
    """Return a school's handbook: `pdf/schools/sample/handbook-A4-zh.pdf`."""
    return pdf_path(f"schools/{school}", "handbook", "A4", language)


def walls_path(school: str, paper: str, language: str) -> str:
    """Return all that hangs in a school, in one file: `pdf/schools/sample/walls-A3-zh.pdf`."""
    return pdf_path(f"schools/{school}", "walls", paper, language)


def chart_path(school: str, kind: str, paper: str, language: str) -> str:
    """Return a chart of a school's own: `pdf/schools/sample/organisation-A3-zh.pdf`."""
    return pdf_path(f"schools/{school}", kind, paper, language)


def folded_path(booklet: str) -> str:
    """Return a booklet of A4 as sheets of A3 to fold: `…/handbook-folded-A3-zh.pdf`."""
    name, _, language = booklet.rpartition("-A4-")
    return f"{name}-folded-A3-{language}"


def school_findings_path(school: str) -> str:
    """Return what was found in a school's own files; quotes its records, so it is never public."""
    return f"internal/{school}/findings.json"


def evacuation_path(school: str) -> str:
    """Return the data of how a school leaves; holds head counts, so it is never public."""
    return f"internal/{school}/evacuation.json"


def building_page(school: str, building: str) -> str:
    """Return the page of a building, relative to its language's root.

    A folder for each school, since names with hyphens joined by a hyphen could meet.
    """
    return f"buildings/{school}/{building}.html"


def share_path(shelf: str, name: str) -> str:
    """Return the picture beside a link to an item: `share/lessons/fire-first.png`."""
    return f"share/{shelf}/{name}.png" if shelf else f"share/{name}.png"


def geojson_path(school: str) -> str:
    """Return the file that holds a school's buildings."""
    return f"buildings/{school}.geojson"


def case_path(plan: str) -> str:
    """Return the file of a plan's framework, relative to the output folder."""
    return f"case/{plan}.json"


def landing_path(code: str) -> str:
    """Return the landing page of a code; capitals, so that the printed address needs no server."""
    return f"Q/{code}/index.html"


def landing_url(base_url: str, code: str) -> str:
    """Return what the QR code says, in capitals for the small alphanumeric mode.

    A base address with a path keeps its capitals as they are printed: the server
    must answer to them.
    """
    return f"{base_url.rstrip('/')}/Q/{code}/".upper()


def papers_of(shelf: str, settings: Settings) -> tuple[str, ...]:
    """Return the papers on which the items of a shelf are printed, that for the hand first.

    A procedure comes on two pages of A4 and, on A3, as a flow chart for the wall.
    """
    if shelf == "posters":
        return tuple(paper.value for paper in settings.poster_papers)
    return ("A4", "A3") if shelf == "procedures" else ("A4",)


def item_paths(item: Teaching, settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield language and path of every file that the output holds for an item."""
    return shelf_paths(SHELF_OF[type(item).__name__], item.id, settings)


def shelf_paths(shelf: str, name: str, settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield language and path of every file for what is called `name` on a shelf of items."""
    for language in LANGUAGES:
        yield language, page_path(shelf, name, language)
        for paper in papers_of(shelf, settings):
            yield language, pdf_path(shelf, name, paper, language)


def make_code(number: int) -> str:
    """Return the code of a number from 0 to 29⁴ − 1; raises ValueError beyond.

    The last character makes the weighted sum (weights 1 to 5) a multiple of 29, so that
    any single wrong character and any swap of neighbours is caught.
    """
    size = len(CODE_LETTERS)
    if not 0 <= number < size ** (CODE_LENGTH - 1):
        message = f"no code for {number}"
        raise ValueError(message)
    digits = [number // size**place % size for place in range(CODE_LENGTH - 2, -1, -1)]
    total = sum(weight * digit for weight, digit in enumerate(digits, start=1))
    check = -total * pow(CODE_LENGTH, -1, size) % size
    return "".join(CODE_LETTERS[digit] for digit in [*digits, check])


def is_valid_code(code: str) -> bool:
    """Say whether a code has the right length, letters and check character."""
    if len(code) != CODE_LENGTH or not set(code) <= set(CODE_LETTERS):
        return False
    total = sum(w * CODE_LETTERS.index(letter) for w, letter in enumerate(code, start=1))
    return total % len(CODE_LETTERS) == 0


def propose_code(school: str, building: str, place: str, taken: Collection[str]) -> str:
    """Return a free code for a place: the same for the same names, the next free one if taken."""
    size = len(CODE_LETTERS) ** (CODE_LENGTH - 1)
    digest = hashlib.sha256(f"{school}/{building}/{place}".encode()).digest()
    number = int.from_bytes(digest[:8], "big") % size
    while (code := make_code(number)) in taken:
        number = (number + 1) % size
    return code
