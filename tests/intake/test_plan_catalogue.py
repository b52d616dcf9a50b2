# SPDX-License-Identifier: MIT
"""A catalogue made from a text, carried over, and proved against it."""

import yaml

from generator.finding import Severity, SourceFile
from generator.intake.fingerprint import clause_sha256
from generator.intake.plan_catalogue import import_plan, merge_catalogue, verify_plan
from generator.model.plan import Disposition, Plan, Unit

TEXT = "一、演练\n1.各班每月走一次路线。\n2.演练后要小结。"
DRILL = {
    "id": "red-2030/1.1-a",
    "kind": "drill",
    "topic": "evacuation",
    "audiences": ["primary"],
    "cadence": {"per": "month"},
    "terms": ["每月", "走一次路线"],
    "text": {"zh": "每月演练。", "en": "Drill every month."},
}


def plan(*units: dict[str, object]) -> Plan:
    both = {"zh": "红星区", "en": "Red Star"}
    head = {"id": "red-2030", "number": "红教〔2030〕1号", "issued": "2030-01-02"}
    data = {**head, "title": both, "issuer": both, "units": units}
    return Plan.parse(data, SourceFile(path="red-2030.yml"))


def catalogue(**changes: object) -> Plan:
    """Return a catalogue that fits `TEXT`, with changes to the unit that asks for something."""
    asks = {"disposition": "requirement", "requirements": [DRILL]}
    return plan(
        unit("一", "一、演练", disposition="not-content", reason="frame"),
        unit("一1", "1.各班每月走一次路线。", **(asks | changes)),
        unit("一2", "2.演练后要小结。"),
    )


def unit(clause: str, text: str, **fields: object) -> dict[str, object]:
    return {"clause": clause, "sha256": clause_sha256(text), "disposition": "unread"} | fields


def codes(catalogued: Plan, text: str) -> list[str]:
    return [finding.code for finding in verify_plan(catalogued, text)]


def test_an_import_holds_every_clause_unread_in_document_order() -> None:
    data = yaml.safe_load(import_plan(TEXT, plan()))
    imported = Plan.parse(data, SourceFile(path="red-2030.yml"))
    assert [unit.clause for unit in imported.units] == ["一", "一1", "一2"]
    assert {unit.disposition for unit in imported.units} == {Disposition.UNREAD}
    assert codes(imported, TEXT) == []


def test_an_import_is_text_that_people_can_read() -> None:
    text = import_plan(TEXT, plan())
    assert text.startswith(
        "# SPDX-License-Identifier: CC-BY-4.0\nid: red-2030\nnumber: 红教〔2030〕1号\n"
    )


def test_an_import_does_not_copy_the_wording() -> None:
    assert "走一次路线" not in import_plan(TEXT, plan())


def test_a_fitting_catalogue_has_no_findings() -> None:
    assert verify_plan(catalogue(), TEXT) == ()


def test_a_changed_clause_is_found_with_its_new_fingerprint() -> None:
    (finding,) = verify_plan(catalogue(), TEXT.replace("小结", "总结"))
    assert (finding.code, finding.severity) == ("P401", Severity.GAP)
    assert finding.origin.key == "units.2.sha256"
    assert clause_sha256("2.演练后要总结。") in finding.mend_en


def test_other_spacing_is_no_change() -> None:
    assert codes(catalogue(), TEXT.replace("每月", "每 月")) == []


def test_a_clause_that_is_gone_is_found() -> None:
    (finding,) = verify_plan(catalogue(), TEXT.partition("\n2.")[0])
    assert (finding.code, finding.subject) == ("P402", "red-2030 一2")


def test_a_new_clause_is_found_with_its_line() -> None:
    (finding,) = verify_plan(catalogue(), TEXT + "\n3.新生先学。")
    assert (finding.code, finding.severity) == ("P403", Severity.GAP)
    assert "“一3” (line 4)" in finding.what_en


def test_a_term_that_is_not_in_the_clause_is_an_error() -> None:
    foreign = DRILL | {"terms": ["每月", "每季"]}
    (finding,) = verify_plan(catalogue(requirements=[foreign]), TEXT)
    assert (finding.code, finding.severity) == ("P404", Severity.ERROR)
    assert finding.origin.key == "units.1.requirements.0.terms.1"
    assert finding.subject == "red-2030/1.1-a"


def test_the_term_of_a_reason_must_stand_in_the_clause_too() -> None:
    changes = {"disposition": "not-content", "reason": "hardware", "requirements": []}
    assert codes(catalogue(**changes, term="各班"), TEXT) == []
    assert codes(catalogue(**changes, term="摄像头"), TEXT) == ["P404"]


def test_a_new_edition_keeps_what_was_read_and_adds_what_is_new() -> None:
    merged = merge_catalogue(catalogue(), TEXT + "\n3.新生先学。")
    assert merged.units[:3] == catalogue().units
    assert merged.units[3] == Unit(
        clause="一3",
        sha256=clause_sha256("3.新生先学。"),
        disposition=Disposition.UNREAD,
    )


def test_a_changed_clause_stays_marked_as_changed_after_merging() -> None:
    changed = TEXT.replace("每月走", "每月都走")
    assert codes(merge_catalogue(catalogue(), changed), changed) == ["P401"]


def test_requirements_outlive_their_clause_and_empty_units_do_not() -> None:
    merged = merge_catalogue(catalogue(), "一、演练")
    assert [unit.clause for unit in merged.units] == ["一", "一1"]
    assert codes(merged, "一、演练") == ["P402"]
