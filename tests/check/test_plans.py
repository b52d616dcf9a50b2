# SPDX-License-Identifier: MIT
"""Plans that the configuration names and the content lacks."""

from dataclasses import replace

from generator.check.plans import find_unknown_plans
from tests.check.made_up import content, plan, settings


def test_a_plan_that_is_there_is_no_fault() -> None:
    assert list(find_unknown_plans(content(plan()), settings())) == []


def test_an_unknown_plan_is_shown_where_it_is_named_with_the_nearest() -> None:
    chosen = settings(plans=["plan-a", "plan-aa"])
    (finding,) = find_unknown_plans(content(plan()), chosen)
    assert (finding.code, str(finding.severity)) == ("C107", "error")
    assert (finding.origin.file, finding.origin.key) == ("site_config.yml", "plans.1")
    assert '"plan-aa"' in finding.what_en
    assert "“plan-aa”" in finding.what_zh
    assert finding.mend_en == 'Did you mean "plan-a"?'
    assert finding.mend_zh == "是不是“plan-a”？"


def test_a_plan_whose_file_is_faulty_is_not_told_a_second_time() -> None:
    read = replace(content(plan()), faulty_plans=frozenset({"plan-b"}))
    assert list(find_unknown_plans(read, settings(plans=["plan-b"]))) == []
    (finding,) = find_unknown_plans(read, settings(plans=["plan-c"]))
    assert str(finding.severity) == "error"


def test_a_plan_like_no_other_gets_no_guess() -> None:
    (finding,) = find_unknown_plans(content(plan()), settings(plans=["2020"]))
    assert "content/plans/" in finding.mend_en
