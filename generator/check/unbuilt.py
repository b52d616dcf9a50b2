# SPDX-License-Identifier: MIT
"""What the output lacks, also where other evidence or the lack of a claim hides it from verdicts.

V515 links that lead nowhere · V516 a page, PDF, sheet or landing page, or its search, is gone.
What the manifest shows to be gone or changed is told file by file (`as_built.py`), not again here.
"""

from collections.abc import Iterator

from generator.addresses import LANGUAGES, page_path
from generator.check.as_built import find_unlike
from generator.check.claim import Claim, all_claims
from generator.check.evidence import UNLIKE
from generator.check.judgement import Judgement
from generator.finding import Finding, Origin, Severity
from generator.model.coverage import Coverage
from generator.model.output import Output

NAMED = 12
"""How many pages with a dead link a finding names."""


def find_unbuilt(judgement: Judgement, coverage: Coverage) -> Iterator[Finding]:
    """Yield what the output lacks of each item and each school, once, and its dead links.

    Files that are not as they were built come first, one by one.
    What a verdict has told of already is not told again, and nothing is told of a link to what
    an item or a school lacks.
    """
    output = judgement.output
    if output is None:
        return
    told = _told_subjects(judgement, coverage)
    yield from find_unlike(output)
    lacking = set(output.as_built.gone if output.as_built else ())
    for claim in _subjects(judgement):
        files = judgement.shelf.missing_files(claim)
        missing = tuple(path for path in files if not path.endswith(UNLIKE))
        lacking.update(missing, (f"{path}index.html" for path in missing))  # Q/CODE/
        if missing and claim.subject not in told:
            yield _unbuilt(claim, missing)
    for school, origin, pages in _calendars(judgement):
        there = (page for page in pages if output.is_as_built(page))
        missing = tuple(page for page in there if page not in output.reachable)
        lacking.update(missing)
        if missing and school not in told:
            yield _gap("V516", origin, f"{school}/calendar", _lacking(missing))
    yield from _dead_links(output, lacking)


def _told_subjects(judgement: Judgement, coverage: Coverage) -> set[str]:
    """Return the subjects whose files verdicts have named, and schools whose calendar was."""
    at = {f.origin for v in coverage.verdicts for f in v.findings if f.code == "V506"}
    claims = [claim for claim in all_claims(judgement.content) if claim.origin in at]
    schools = {claim.campus.school.id for claim in claims if claim.campus and claim.entry}
    return {claim.subject for claim in claims} | schools


def _subjects(judgement: Judgement) -> Iterator[Claim]:
    """Yield every item and the sheets of every school, whether they claim anything or not."""
    for card in judgement.content.cards.values():
        yield Claim(
            requirement="",
            origin=card.origin,
            subject=card.id,
            sha256=card.sha256,
            audiences=card.audiences,
            card=card,
        )
    for name, campus in judgement.content.campuses.items():
        yield Claim(
            requirement="",
            origin=campus.school.at(),
            subject=f"{name}/sheets",
            sha256="",
            audiences=frozenset(),
            campus=campus,
        )


def _calendars(judgement: Judgement) -> Iterator[tuple[str, Origin, tuple[str, ...]]]:
    """Yield every school with a calendar, where that is written, and its pages."""
    for name, campus in judgement.content.campuses.items():
        if campus.calendar:
            pages = tuple(page_path("calendar", name, language) for language in LANGUAGES)
            yield name, campus.calendar.at(), pages


def _unbuilt(claim: Claim, missing: tuple[str, ...]) -> Finding:
    zh, en = _lacking(missing)
    return _gap(
        "V516",
        claim.origin,
        claim.subject,
        (f"{claim.shown_zh}：{zh}", f"{claim.shown_en}: {en}"),
    )


def _lacking(missing: tuple[str, ...]) -> tuple[str, str]:
    return f"生成的结果里缺少：{'、'.join(missing)}", f"the output lacks: {', '.join(missing)}"


def _dead_links(output: Output, lacking: set[str]) -> Iterator[Finding]:
    for target, pages in sorted(output.dead_links.items()):
        file, _, place = target.partition("#")
        if not output.is_as_built(file) or (not place and file in lacking):
            continue
        shown, more = pages[:NAMED], " …" if len(pages) > NAMED else ""
        zh = f"链接指向没有的地方：{target}（在 {'、'.join(shown)}{more}）"
        en = f"links lead nowhere: {target} (on {', '.join(shown)}{more})"
        folder = f"{output.folder}/" if output.folder else ""
        yield _gap("V515", Origin(file=f"{folder}{file}"), target, (zh, en))


def _gap(code: str, origin: Origin, subject: str, what: tuple[str, str]) -> Finding:
    return Finding(
        code=code,
        severity=Severity.GAP,
        origin=origin,
        what_zh=what[0],
        what_en=what[1],
        mend_zh="重新生成；若仍缺少，请检查生成时的提示。",
        mend_en="Build again; if it is still missing, read what the build reported.",
        subject=subject,
    )
