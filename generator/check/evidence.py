# SPDX-License-Identifier: MIT
"""Where evidence stands in the output, and what of it is missing there."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.addresses import LANGUAGES, landing_path, page_path, sheet_path, shelf_paths
from generator.check.claim import Claim
from generator.model.audience import Audience
from generator.model.content import Content
from generator.model.coverage import Evidence
from generator.model.output import Output
from generator.model.plan import Requirement
from generator.model.school import Campus
from generator.settings import Settings

Place = tuple[str, str, str]
"""What is there, its language and the path of its file."""

UNLIKE = " (≠ manifest.json)"
"""Follows the path of a file that is gone or is not the one that was built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The output as a place to find evidence in; works every answer out once."""

    content: Content
    settings: Settings
    output: Output | None
    _places: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    _evidence: dict[tuple[str, Audience], tuple[Evidence, ...]] = field(default_factory=dict)
    _lacking: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def evidence(self, claim: Claim, audience: Audience) -> tuple[Evidence, ...]:
        """Return every file that holds what claims, for the audience."""
        key = (claim.subject, audience)
        if key not in self._evidence:
            self._evidence[key] = tuple(
                Evidence(item=name, path=path, locator="", language=language, audience=audience)
                for name, language, path in self.places(claim)
            )
        return self._evidence[key]

    def places(self, claim: Claim) -> tuple[Place, ...]:
        """Return every file in which the subject of a claim must stand."""
        if claim.subject not in self._places:
            self._places[claim.subject] = tuple(_places(claim, self.settings))
        return self._places[claim.subject]

    def missing(self, claim: Claim, requirement: Requirement) -> tuple[str, ...]:
        """Return what an inspector would look for in the output and not find."""
        lacking = self.missing_files(claim)
        return (*lacking, *self._missing_terms(claim, requirement, frozenset(lacking)))

    def missing_files(self, claim: Claim) -> tuple[str, ...]:
        """Return what of its subject alone is not there, cannot be found, or is something else."""
        if claim.subject not in self._lacking:
            self._lacking[claim.subject] = tuple(self._missing_subject(claim))
        return self._lacking[claim.subject]

    def _missing_subject(self, claim: Claim) -> Iterator[str]:
        output = self.output
        if output is None:
            return
        for name, language, path in self.places(claim):
            title = self._title(claim, name, language)
            if not output.is_as_built(path):
                yield f"{path}{UNLIKE}"
            elif path.endswith(".pdf"):
                if squeeze(title) not in output.pdf_text.get(path, ""):
                    yield path
            elif path not in output.reachable or squeeze(title) not in output.page_text[path]:
                yield path
            elif claim.card and path not in output.found_by_search.get(title, ()):
                yield f"{path} (search)"
        if claim.campus and not claim.entry:
            yield from _missing_landings(claim.campus, output)
            yield from _missing_sheets(claim.campus, output, self.settings)

    def _missing_terms(
        self, claim: Claim, requirement: Requirement, lacking: frozenset[str]
    ) -> Iterator[str]:
        """Yield the Chinese pages and PDFs that stand but do not show the clause's own words."""
        output = self.output
        if output is None or not claim.card:
            return
        for _, language, path in self.places(claim):
            text = output.pdf_text if path.endswith(".pdf") else output.page_text
            is_searched = text is output.page_text and f"{path} (search)" not in lacking
            is_there = language == "zh" and lacking.isdisjoint((path, f"{path}{UNLIKE}"))
            for term in requirement.terms if is_there else ():
                if squeeze(term) not in text.get(path, ""):
                    yield f"{path}：{term}"
                elif is_searched and path not in output.found_by_search.get(term, ()):
                    yield f"{path} (search)：{term}"

    def _title(self, claim: Claim, name: str, language: str) -> str:
        if claim.card:
            return claim.card.title[language]
        if claim.entry:
            return claim.entry.title[language]
        return self.content.campuses[name].school.name[language]


def _places(claim: Claim, settings: Settings) -> Iterator[Place]:
    if claim.card:
        for language, path in shelf_paths(claim.card.kind.value, claim.card.id, settings):
            yield claim.card.id, language, path
    elif claim.campus:
        name = claim.entry.id if claim.entry else claim.campus.school.id
        shelf = "calendar" if claim.entry else "schools"
        for language in LANGUAGES:
            yield name, language, page_path(shelf, claim.campus.school.id, language)


def _missing_landings(campus: Campus, output: Output) -> Iterator[str]:
    for code in campus.registry.newest if campus.registry else ():
        if not output.is_as_built(landing_path(code.code)):
            yield f"{landing_path(code.code)}{UNLIKE}"
        elif code.code not in output.landings:
            yield f"Q/{code.code}/"


def _missing_sheets(campus: Campus, output: Output, settings: Settings) -> Iterator[str]:
    """Yield the sheets to be posted that are not there, or do not bear their code."""
    posted = {(b.id, place.id) for b in campus.buildings for place in b.posting_places}
    chosen = [(p.value, x.value) for p in settings.sheets.papers for x in settings.sheets.languages]
    for code in campus.registry.newest if campus.registry else ():
        for paper, language in chosen if (code.building, code.place) in posted else ():
            name = f"{code.code}-{paper}-{language}"
            path = sheet_path(campus.school.id, code.building, name, "pdf")
            if not output.is_as_built(path):
                yield f"{path}{UNLIKE}"
            elif code.code not in output.pdf_text.get(path, ""):
                yield path


def squeeze(text: str) -> str:
    """Return the text without white space, as page and PDF texts are compared."""
    return "".join(text.split())
