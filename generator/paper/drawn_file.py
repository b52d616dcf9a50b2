# SPDX-License-Identifier: MIT
"""Drawings → a PDF of one page each, or pictures in a PDF of many; the only importer of pydyf.

A page is tagged as WeasyPrint would tag it.
"""

import hashlib
import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pydyf

from generator.paper.drawing import Drawn, Letters, draw
from generator.paper.path_data import FACTOR_PLACES, number
from generator.render.print_font import PrintFont, read_print_font
from generator.render.web_font import FONT_FAMILY, WEIGHTS

POINTS_PER_MM = 72 / 25.4

COMPRESSION = 6
"""Of zlib; 9 takes three times as long and saves one byte in a hundred."""

MOST_IN_LIST = 100
"""Entries of one list in a map of letters. Source: Adobe Technical Note 5411."""

SYMBOLIC = 4
"""Flag of a font whose letters are asked for by number (ISO 32000-1, table 123)."""

STEM_WIDTH = 80
"""As WeasyPrint tells it; only a reader without the font would need it."""

TAG_LETTERS = 6
"""Before the name of a font that was cut down (ISO 32000-1, 9.6.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPage:
    """A page that is one drawing."""

    svg: str
    """The whole page in millimetres; its title is what is read out in its place."""
    title: str
    """Of the file."""
    language: str
    """As BCP 47 calls it."""


def write_drawn_file(page: DrawnPage, theme: Path) -> bytes:
    """Return the PDF/UA-1 file of a page; raises Undrawable."""
    fonts, letters = read_fonts(theme), Letters()
    drawn = draw(page.svg, letters, {weight: font.glyphs for weight, font in fonts.items()})
    file = pydyf.PDF()
    resources = pydyf.Dictionary({"Font": add_fonts(file, letters, fonts)})
    _add_page(file, drawn, resources)
    _add_claims(file, page)
    target = io.BytesIO()
    file.write(target, version=b"1.7", compress=True)
    return target.getvalue()


class DrawnPictures:
    """Drawings among the pages of one file, with letters that they share."""

    def __init__(self, theme: Path) -> None:
        """Begin with none; `theme` holds the fonts."""
        self._theme = theme
        self._letters = Letters()

    def draw(self, svg: str) -> Drawn:
        """Return a drawing; raises Undrawable."""
        known = {weight: font.glyphs for weight, font in read_fonts(self._theme).items()}
        return draw(svg, self._letters, known)

    def add_fonts_to(self, file: pydyf.PDF) -> None:
        """Add the letters to a file whose pages share their resources, before it is written."""
        if not any(self._letters.numbers.values()):
            return
        shared = next(each for each in file.objects if _is_of_pages(each))
        fonts = read_fonts(self._theme)
        number_of_fonts = int(shared["Font"].split()[0])
        file.objects[number_of_fonts].update(add_fonts(file, self._letters, fonts))


def _is_of_pages(each: pydyf.Object) -> bool:
    return isinstance(each, pydyf.Dictionary) and "ExtGState" in each and "Font" in each


def read_fonts(theme: Path) -> dict[int, PrintFont]:
    """Return the fonts of the folder `theme` by weight."""
    return {weight: read_print_font(theme / "fonts" / name) for weight, name in WEIGHTS.items()}


def _add_page(file: pydyf.PDF, drawn: Drawn, resources: pydyf.Dictionary) -> None:
    """Add the only page: one figure, with its words in its stead for those who cannot see it."""
    width, height = drawn.width_mm * POINTS_PER_MM, drawn.height_mm * POINTS_PER_MM
    zoom = number(POINTS_PER_MM, FACTOR_PLACES)
    content = add_stream(
        file,
        f"/Figure <</MCID 0>> BDC\nq\n{zoom} 0 0 -{zoom} 0 {number(height)} cm\n"
        f"{drawn.operators}\nQ\nEMC",
    )
    box = pydyf.Array([0, 0, width, height])
    page = pydyf.Dictionary(
        {
            "Type": "/Page",
            "Parent": file.pages.reference,
            "MediaBox": box,
            "TrimBox": box,
            "BleedBox": box,
            "Contents": content.reference,
            "Resources": resources,
            "Tabs": "/S",
            "StructParents": 0,
        }
    )
    file.add_page(page)
    _add_tags(file, page, drawn, box)


def _add_tags(file: pydyf.PDF, page: pydyf.Dictionary, drawn: Drawn, box: pydyf.Array) -> None:
    """Add the tree of a document with one figure."""
    root, whole, figure = pydyf.Dictionary(), pydyf.Dictionary(), pydyf.Dictionary()
    for each in (root, whole, figure):
        file.add_object(each)
    nums = pydyf.Array([0, pydyf.Array([figure.reference])])
    root.update(
        Type="/StructTreeRoot",
        ParentTree=pydyf.Dictionary({"Nums": nums}),
        K=pydyf.Array([whole.reference]),
    )
    whole.update(
        Type="/StructElem", S="/Document", P=root.reference, K=pydyf.Array([figure.reference])
    )
    figure.update(
        Type="/StructElem",
        S="/Figure",
        P=whole.reference,
        Pg=page.reference,
        K=pydyf.Array([0]),
        Alt=pydyf.String(drawn.title),
        A=pydyf.Dictionary({"O": "/Layout", "BBox": box}),
    )
    file.catalog["StructTreeRoot"] = root.reference


def _add_claims(file: pydyf.PDF, page: DrawnPage) -> None:
    """Add what the file says of itself: title, language, that it is tagged, how to print it."""
    wishes = {"DisplayDocTitle": "true", "PrintScaling": "/None", "PickTrayByPDFSize": "true"}
    described = add_stream(file, _METADATA.format(escape(page.title)), "/Metadata", "/XML")
    file.catalog.update(
        Lang=pydyf.String(page.language),
        MarkInfo=pydyf.Dictionary({"Marked": "true"}),
        ViewerPreferences=pydyf.Dictionary(wishes),
        Metadata=described.reference,
    )
    file.info["Title"] = pydyf.String(page.title)
    file.info["Producer"] = pydyf.String(PRODUCER)


PRODUCER = "Muster"

_METADATA = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
    'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    '<rdf:Description rdf:about="" pdfuaid:part="1" pdf:Producer="' + PRODUCER + '">'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>'
    '</rdf:Description></rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
)


def add_stream(
    file: pydyf.PDF, content: str | bytes, kind: str | None = None, subtype: str | None = None
) -> pydyf.Stream:
    """Add a compressed stream to a file."""
    raw = content.encode() if isinstance(content, str) else content
    said = {"Type": kind, "Subtype": subtype, "Filter": "/FlateDecode"}
    stream = pydyf.Stream(
        [zlib.compress(raw, COMPRESSION)], {key: value for key, value in said.items() if value}
    )
    file.add_object(stream)
    return stream


def add_fonts(
    file: pydyf.PDF, letters: Letters, fonts: Mapping[int, PrintFont]
) -> pydyf.Dictionary:
    """Add each weight that was written in; returns them by the names that operators use."""
    return pydyf.Dictionary(
        {
            f"F{weight}": _add_font(file, weight, tuple(numbers), fonts[weight])
            for weight, numbers in letters.numbers.items()
            if numbers
        }
    )


def _add_font(file: pydyf.PDF, weight: int, letters: tuple[str, ...], font: PrintFont) -> bytes:
    """Add a font cut down to its letters, which are numbered from 1; returns its reference."""
    cut = font.cut(letters)
    name = _font_name(weight, cut)
    program = add_stream(file, cut)
    program.extra["Length1"] = len(cut)
    whole = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-H",
            "DescendantFonts": pydyf.Array([_descendant(file, name, letters, font, program)]),
            "ToUnicode": add_stream(file, "\n".join(_map_of_letters(letters))).reference,
        }
    )
    file.add_object(whole)
    return bytes(whole.reference)


def _font_name(weight: int, cut: bytes) -> str:
    """Return the name of a cut-down font, of which its own bytes are a part."""
    digest = hashlib.sha256(cut).digest()
    tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:TAG_LETTERS])
    bold = "-Bold" if weight > min(WEIGHTS) else ""
    return f"/{tag}+{FONT_FAMILY.replace(' ', '-')}{bold}"


def _descendant(
    file: pydyf.PDF, name: str, letters: tuple[str, ...], font: PrintFont, program: pydyf.Stream
) -> bytes:
    """Add the font proper with its measures in thousandths of an em; returns its reference."""
    scale = 1000 / font.units_per_em
    widths = [round(font.glyphs[letter].advance * scale) for letter in letters]
    descriptor = pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "FontFamily": pydyf.String(FONT_FAMILY),
            "Flags": SYMBOLIC,
            "FontBBox": pydyf.Array(round(each * scale) for each in font.box),
            "ItalicAngle": 0,
            "Ascent": round(font.ascent * scale),
            "Descent": round(font.descent * scale),
            "CapHeight": round(font.cap_height * scale),
            "StemV": STEM_WIDTH,
            "FontFile2": program.reference,
        }
    )
    file.add_object(descriptor)
    own = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": pydyf.Dictionary(
                {
                    "Registry": pydyf.String("Adobe"),
                    "Ordering": pydyf.String("Identity"),
                    "Supplement": 0,
                }
            ),
            "CIDToGIDMap": "/Identity",
            "DW": 1000,
            "W": pydyf.Array([1, pydyf.Array(widths)]),
            "FontDescriptor": descriptor.reference,
        }
    )
    file.add_object(own)
    return bytes(own.reference)


def _map_of_letters(letters: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines that say which letter is meant by each number, for search and copying."""
    yield (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n"
        "<< /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange"
    )
    for start in range(0, len(letters), MOST_IN_LIST):
        part = letters[start : start + MOST_IN_LIST]
        yield f"{len(part)} beginbfchar"
        for place, letter in enumerate(part, start=start + 1):
            yield f"<{place:04x}> <{letter.encode('utf-16-be').hex()}>"
        yield "endbfchar"
    yield "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
