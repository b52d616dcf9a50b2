# SPDX-License-Identifier: MIT
"""The bases of everything that is read from files: frozen, strict, two languages."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticKnownError

from generator.finding import Origin, SourceFile
from generator.model.audience import Audience
from generator.model.place import Place

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$")]
"""A name for programs: small letters, digits and hyphens; used in file names and addresses."""

TOO_LONG: Final = "string_too_long"
"""What pydantic calls it."""

LONGEST_LINE = 1200
"""Characters of a text in a file. What is put together of several texts may be longer."""


def _fit(text: str, info: ValidationInfo) -> str:
    """Return a text; one out of a file (validated with its source) must not be too long."""
    if len(text) > LONGEST_LINE and info.context is not None:
        raise PydanticKnownError(TOO_LONG, {"max_length": LONGEST_LINE})
    return text


Line = Annotated[
    str,
    StringConstraints(min_length=1, strip_whitespace=True),
    AfterValidator(_fit),
    Field(json_schema_extra={"maxLength": LONGEST_LINE}),
]
"""Plain text that somebody will read; no markup."""


class Record(BaseModel):
    """A part of a file: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


class Text(Record):
    """One text in both languages, side by side so that neither can be missing."""

    zh: Line
    en: Line

    def __getitem__(self, language: str) -> str:
        """Return the text in `language`, "zh" or "en"."""
        return self.zh if language == "zh" else self.en


class Item(Record):
    """A thing that fills a file of its own and remembers where it was written."""

    id: Id
    _source: SourceFile = PrivateAttr(default=SourceFile(path=""))

    def model_post_init(self, context: Any, /) -> None:
        """Keep the file and its line numbers, handed over as validation context."""
        if isinstance(context, SourceFile):
            self._source = context

    def at(self, *key: str | int) -> Origin:
        """Return where the value under `key` was written."""
        return self._source.at(*key)

    @property
    def file(self) -> str:
        """Path of the file that this was read from."""
        return self._source.path

    @classmethod
    def parse(cls, data: object, source: SourceFile) -> Self:
        """Return the item in `data`; raises pydantic's ValidationError with all faults."""
        return cls.model_validate(data, context=source)


class Trust(StrEnum):
    """How far a stated fact was traced to its origin."""

    A = "A"
    """Read in the full text of the instrument."""
    B = "B"
    """Read in a page that reprints or reports the instrument."""
    C = "C"
    """Read in a secondary page only; printed with "source not checked"."""
    S = "S"
    """Seen in a stored source that is named."""
    S2 = "S2"
    """Seen second-hand only; printed with "source not checked"."""
    OWN = "own"
    """This site's own choice where no text decides; printed as such."""


class Citation(Record):
    """The origin of a fact that an item prints."""

    source: Id
    """An entry of `content/sources/`."""
    clause: str = ""
    """Where in the source, as it is printed there: 第四十四条, §8.7.2."""
    supports: Text
    """The fact, in our own words."""
    mark: Trust
    read: date
    """The day on which it was looked up."""


class Revision(Record):
    """A step in the history of an item."""

    version: str
    date: date
    change: Text


class Teaching(Item):
    """What items of all kinds have in common."""

    title: Text
    topic: Id
    """An entry of `content/topics/`."""
    audiences: Annotated[tuple[Audience, ...], Field(min_length=1)]
    covers: tuple[str, ...] = ()
    """Ids of requirements that this item claims to meet, each for its audiences."""
    places: tuple[Place, ...] = ()
    """Where it is needed; the site lists it there. Says nothing to its readers."""
    keywords: tuple[Text, ...] = ()
    """Other words that people search for; found by the site's search."""
    asked: tuple[Line, ...] = ()
    """What people type who want it, in words of theirs and either language; found by the site's
    search, shown nowhere."""
    citations: Annotated[tuple[Citation, ...], Field(min_length=1)]
    history: Annotated[tuple[Revision, ...], Field(min_length=1)]
    """Newest first."""
    review_by: date
    """The day on which the facts must be looked up again."""
