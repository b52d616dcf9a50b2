# SPDX-License-Identifier: MIT
"""What the output lacks is told once for each item, whatever else meets its clauses."""

from dataclasses import replace

from generator.addresses import shelf_paths
from generator.check.coverage import judge_coverage
from generator.check.judgement import Judgement
from generator.check.unbuilt import find_unbuilt
from generator.model.output import AsBuilt, Output
from tests.check.made_up import AS_OF, content, lesson, plan, requirement, reviewed, settings

GIVEN = reviewed(
    content(plan(requirement()), lesson(), lesson("second"), lesson("idle", covers=()))
)
PATHS = [
    path
    for name in ("fire-lesson", "second", "idle")
    for _, path in shelf_paths("lessons", name, settings())
]
TEXT = "消防Fire"
PAGES = {path: TEXT for path in PATHS if path.endswith(".html")}
WHOLE = Output(
    reachable=frozenset(PAGES),
    page_text=PAGES,
    pdf_text={path: TEXT for path in PATHS if path.endswith(".pdf")},
    found_by_search={word: frozenset(PAGES) for word in ("消防", "Fire")},
    landings=frozenset(),
    folder="dist",
)


def told(output: Output | None) -> list[tuple[str, str, str]]:
    judged = Judgement(content=GIVEN, settings=settings(), as_of=AS_OF, output=output)
    found = list(find_unbuilt(judged, judge_coverage(judged)))
    assert {finding.severity for finding in found} <= {"gap"}
    return [(f.code, f.origin.file, f.what_en.partition(": ")[2]) for f in found]


def without(*names: str) -> Output:
    kept = {p: t for p, t in WHOLE.pdf_text.items() if not p.split("/")[-1].startswith(names)}
    return replace(WHOLE, pdf_text=kept)


def test_of_a_whole_output_and_of_none_nothing_is_told() -> None:
    assert told(WHOLE) == []
    assert told(None) == []


def test_a_file_that_other_evidence_hides_is_told_with_its_item() -> None:
    for name in ("second", "idle"):
        (finding,) = told(without(name))
        assert finding[:2] == ("V516", f"lessons/{name}.yml")
        assert f"pdf/lessons/{name}-A4-zh.pdf" in finding[2]
        assert f"pdf/lessons/{name}-A4-en.pdf" in finding[2]


def test_what_a_verdict_names_is_not_told_again() -> None:
    assert [file for _, file, _ in told(without("fire-lesson", "second"))] == ["lessons/second.yml"]


def test_a_dead_link_is_told_unless_an_item_lacks_what_it_leads_to() -> None:
    page = "lessons/second.html"
    dead = {page: ("index.html",), f"{page}#b": ("index.html", "a.html"), "x.pdf": ("b.html",)}
    gone = replace(WHOLE, dead_links=dead, reachable=WHOLE.reachable - {page})
    assert told(gone) == [
        ("V516", "lessons/second.yml", f"the output lacks: {page}"),
        ("V515", f"dist/{page}", f"{page}#b (on index.html, a.html)"),
        ("V515", "dist/x.pdf", "x.pdf (on b.html)"),
    ]


def test_files_that_are_not_as_built_are_told_one_by_one_and_not_what_follows() -> None:
    sole, gone = "pdf/lessons/fire-lesson-A4-zh.pdf", "lessons/second.html"
    spoilt = replace(
        WHOLE,
        reachable=WHOLE.reachable - {gone},
        dead_links={gone: ("index.html",)},
        as_built=AsBuilt(gone=(gone,), changed=(sole,), strange=("pdf/lessons/old.pdf",)),
    )
    assert [(code, file) for code, file, _ in told(spoilt)] == [
        ("V517", f"dist/{gone}"),
        ("V518", f"dist/{sole}"),
        ("V519", "dist/pdf/lessons/old.pdf"),
    ]


def test_a_clause_is_red_when_no_evidence_of_it_has_the_bytes_that_were_built() -> None:
    sole, other = (f"pdf/lessons/{name}-A4-zh.pdf" for name in ("fire-lesson", "second"))

    def gaps(*changed: str) -> list[str]:
        output = replace(WHOLE, as_built=AsBuilt(changed=changed))
        judged = Judgement(content=GIVEN, settings=settings(), as_of=AS_OF, output=output)
        return [f.what_en for v in judge_coverage(judged).verdicts for f in v.findings]

    assert gaps(sole) == []
    (gap,) = gaps(sole, other)
    assert f"the output lacks: {sole} (≠ manifest.json)" in gap
