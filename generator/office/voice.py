# SPDX-License-Identifier: MIT
"""One of the two languages, with the words of the interface in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.model.audience import Audience
from generator.model.record import Text
from generator.office.block import Heading, Numbered, Paragraph
from generator.office.text_width import width_em

BLANKS_EM = 25.0
"""Room for labels and blanks on a line of 28 characters: behind its indent, with one to spare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How everything is said in one language."""

    language: str
    """"zh" or "en"."""
    words: Mapping[str, Text]
    """The words of the interface, by key."""

    @property
    def blank(self) -> str:
        """Return room to write by hand, in signs that the fonts of the language have."""
        return "＿" * 8 if self.language == "zh" else " " + "_" * 16

    @property
    def gap(self) -> str:
        """Return what stands between two things on a line."""
        return "　" if self.language == "zh" else "  "

    def word(self, key: str) -> str:
        """Return a word of the interface."""
        return self.words[key][self.language]

    def say(self, texts: Iterable[Text]) -> tuple[str, ...]:
        """Return texts in this language."""
        return tuple(text[self.language] for text in texts)

    def name(self, audiences: Iterable[Audience]) -> str:
        """Return the names of audiences, joined."""
        names = (self.word(f"audience.{audience.value}") for audience in audiences)
        return ("、" if self.language == "zh" else ", ").join(names)

    def heading(self, key: str, level: int = 1) -> Heading:
        """Return a heading in the interface's word."""
        return Heading(text=self.word(key), level=level)

    def led(self, key: str, text: Text) -> Paragraph:
        """Return a paragraph led by the interface's word."""
        return Paragraph(lead=self.lead(self.word(key)), text=text[self.language])

    def lead(self, words: str) -> str:
        """Return words with what stands between them and the text they lead."""
        return f"{words}　" if self.language == "zh" else f"{words}: "

    def blanks(self, labels: Iterable[str]) -> Iterator[Paragraph]:
        """Yield labels with their blanks, as many on a line as it has room for."""
        line = ""
        for label in labels:
            longer = f"{line}{self.gap if line else ''}{label}{self.blank}"
            if line and width_em(longer) > BLANKS_EM:
                yield Paragraph(text=line)
                longer = label + self.blank
            line = longer
        if line:
            yield Paragraph(text=line)

    def list(self, texts: Iterable[Text]) -> Numbered:
        """Return texts as a numbered list."""
        return Numbered(lines=self.say(texts))
