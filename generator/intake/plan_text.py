# SPDX-License-Identifier: MIT
"""Split a plan document's plain text into its clauses, each with its printed address."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.intake.mark import Mark, Rank, find_annex, find_mark, find_titled_annex
from generator.intake.paragraph import Kind, Paragraph, read_paragraphs
from generator.intake.run_in import split_run_in

FRONT = "前文"
"""Address of what stands before the first mark: letterhead, title, preamble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A paragraph, list item or table row of a plan."""

    address: str
    """As the document prints it, brackets half-width: `三(七)3`, `二(十)三是`, `附件2 136`."""
    text: str
    line: int
    """Where its paragraph begins in the text, counted from 1."""


@dataclass(slots=True, kw_only=True)
class _Outline:
    """Where in the document the reader stands."""

    part: str = ""
    marks: list[Mark] = field(default_factory=list)
    row: str = ""
    """The number of the table row or the month that was read last."""
    titled: frozenset[int] = frozenset()
    """Lines of the headings that open an annex with its title."""

    def part_opened_by(self, paragraph: Paragraph) -> str | None:
        """Return the address of the annex that a paragraph opens."""
        is_titled = paragraph.line in self.titled
        return find_annex(paragraph.text) or (
            find_titled_annex(paragraph.text) if is_titled else None
        )

    def open_part(self, part: str) -> None:
        self.part, self.marks, self.row = part, [], ""

    def enter(self, mark: Mark) -> None:
        mark = self._repaired(mark)
        self.marks = [*(outer for outer in self.marks if outer.rank < mark.rank), mark]

    def _repaired(self, mark: Mark) -> Mark:
        """Return 三、 for a 3、 that follows chapter 二: a number typed in the wrong script."""
        chapter = self._open(Rank.CHAPTER)
        follows = chapter is not None and chapter.value + 1 == mark.value
        if mark.rank is Rank.NUMBER and mark.comma and follows and not self._open(Rank.NUMBER):
            return Mark(rank=Rank.CHAPTER, value=mark.value)
        return mark

    def _open(self, rank: Rank) -> Mark | None:
        return next((mark for mark in self.marks if mark.rank is rank), None)

    def address(self, *labels: str) -> str:
        """Return the address of the open marks, followed by further labels."""
        inner = ""
        for label in (*(mark.label for mark in self.marks), *labels):
            apart = " " if inner[-1:].isdigit() and label[:1].isdigit() else ""
            inner += apart + label
        return f"{self.part} {inner}".strip() or FRONT


def split_plan(text: str) -> tuple[Clause, ...]:
    """Return all clauses in document order; no word of `text` is left out.

    Headings, preambles and the heads of tables are clauses too. Bold marks, bookmarks and page
    numbers of a converter are removed. An address that comes again gets ` #2`, ` #3`.
    """
    paragraphs = read_paragraphs(text)
    outline = _Outline(titled=frozenset(_titled_annexes(paragraphs)))
    seen: Counter[str] = Counter()
    return tuple(
        _unique(clause, seen) for paragraph in paragraphs for clause in _clauses(paragraph, outline)
    )


def _titled_annexes(paragraphs: tuple[Paragraph, ...]) -> Iterator[int]:
    """Yield the lines of the titled headings that open an annex, and do not only announce it.

    Announced are annexes one below the other, and one that is opened under another heading
    further down. The same heading again stands on a further page of the same annex.
    """
    texts = [p.text if p.kind is Kind.PROSE else "" for p in paragraphs]
    titled = [find_titled_annex(text) for text in texts]
    parts = [find_annex(text) or part for text, part in zip(texts, titled, strict=True)]
    opened: set[str] = set()
    for i, part in enumerate(titled):
        if part is None or texts[i] in opened:
            continue
        beside = {*titled[max(0, i - 1) : i + 2]} - {None, part}
        further = {text for text, other in zip(texts[i:], parts[i:], strict=True) if other == part}
        if not beside and further == {texts[i]}:
            opened.add(texts[i])
            yield paragraphs[i].line


def _unique(clause: Clause, seen: Counter[str]) -> Clause:
    seen[clause.address] += 1
    count = seen[clause.address]
    address = clause.address if count == 1 else f"{clause.address} #{count}"
    return Clause(address=address, text=clause.text, line=clause.line)


def _clauses(paragraph: Paragraph, outline: _Outline) -> Iterator[Clause]:
    if paragraph.kind is Kind.PROSE:
        return _prose(paragraph, outline)
    if paragraph.kind is Kind.CELL:
        return _pieces(paragraph, outline, outline.row)
    return _row(paragraph, outline)


def _row(paragraph: Paragraph, outline: _Outline) -> Iterator[Clause]:
    if paragraph.kind is Kind.MONTH:
        outline.row = paragraph.text
    elif paragraph.kind is Kind.ROW:
        outline.row = _row_number(paragraph.text) or outline.row or "表"
    label = "表头" if paragraph.kind is Kind.HEAD else outline.row
    yield Clause(address=outline.address(label), text=paragraph.text, line=paragraph.line)


def _row_number(text: str) -> str:
    """Return the number of a table row: a cell of digits among the first three."""
    cells = (cell.strip() for cell in text.split("\t")[:3])
    return next((cell for cell in cells if re.fullmatch(r"\d{1,4}", cell)), "")


def _prose(paragraph: Paragraph, outline: _Outline) -> Iterator[Clause]:
    if part := outline.part_opened_by(paragraph):
        outline.open_part(part)
    elif mark := find_mark(paragraph.text):
        outline.enter(mark)
        yield from _marked(paragraph, outline)
        return
    yield from _pieces(paragraph, outline)


def _marked(paragraph: Paragraph, outline: _Outline) -> Iterator[Clause]:
    """Yield the pieces of a paragraph whose own mark must not be read as a run-in item."""
    mark_end = re.match(r"[^、.．)）:：]*[、.．)）:：]", paragraph.text)
    head = mark_end[0] if mark_end else ""
    for number, piece in enumerate(split_run_in(paragraph.text[len(head) :])):
        if number == 0 and piece.label:
            yield _clause(head, paragraph, outline)
        text = head + piece.text if number == 0 and not piece.label else piece.text
        yield _clause(text, paragraph, outline, piece.label)


def _pieces(paragraph: Paragraph, outline: _Outline, *labels: str) -> Iterator[Clause]:
    for piece in split_run_in(paragraph.text):
        yield _clause(piece.text, paragraph, outline, *labels, piece.label)


def _clause(text: str, paragraph: Paragraph, outline: _Outline, *labels: str) -> Clause:
    return Clause(address=outline.address(*labels), text=text.strip(), line=paragraph.line)
