# SPDX-License-Identifier: MIT
"""What the configuration says of host, placeholder, folder and school year."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from generator.settings import SchoolYear, SheetLanguage, SheetPaper
from tests.check.made_up import YEAR, YEAR_DATA, settings


@pytest.mark.parametrize(
    ("address", "host", "is_placeholder"),
    [
        ("https://school.example", "school.example", True),
        ("https://a.b.example", "a.b.example", True),
        ("https://example.com/handbook", "example.com", True),
        ("https://www.example.org", "www.example.org", True),
        ("http://localhost:8000", "localhost", True),
        ("https://muster.test", "muster.test", True),
        ("https://safe.invalid", "safe.invalid", True),
        ("https://anquan.edu.cn", "anquan.edu.cn", False),
        ("https://example-school.cn", "example-school.cn", False),
        ("https://example.school.cn", "example.school.cn", False),
        ("https://myexample.com", "myexample.com", False),
    ],
)
def test_hosts_that_can_never_be_real_are_placeholders(
    address: str,
    host: str,
    is_placeholder: bool,  # noqa: FBT001
) -> None:
    chosen = settings(address=address)
    assert (chosen.host, chosen.is_placeholder) == (host, is_placeholder)


@pytest.mark.parametrize(
    "address",
    ["school.example", "ftp://school.example", "https://", "https://School.example",
     "https://school.example/?a=1", "https://学校.example", "//school.example"],
)  # fmt: skip
def test_an_address_that_no_code_could_carry_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        settings(address=address)


def test_what_is_left_out_has_a_plain_value() -> None:
    chosen = settings()
    assert (chosen.content, chosen.out, chosen.schools) == ("content", "dist", ())
    assert chosen.sheets.papers == (SheetPaper.A3,)
    assert chosen.sheets.languages == (SheetLanguage.BOTH,)
    assert chosen.poster_papers == (SheetPaper.A3, SheetPaper.A4)


def test_folders_are_relative_to_the_configuration_unless_absolute() -> None:
    chosen = settings(schools=["../far", "/srv/near"])
    assert chosen.content_folder == Path("content")
    assert chosen.out_folder == Path("dist")
    assert chosen.school_folders == (Path("../far"), Path("/srv/near"))


def test_the_school_year_runs_to_the_day_before_the_next_one() -> None:
    assert (YEAR.first, YEAR.last) == (date(2026, 9, 1), date(2027, 8, 31))


def test_terms_may_stand_in_any_order() -> None:
    turned = SchoolYear.model_validate({"terms": YEAR_DATA["terms"][::-1]})
    assert (turned.first, turned.last) == (YEAR.first, YEAR.last)


def test_a_period_holds_its_first_and_last_day() -> None:
    autumn = YEAR.terms[0]
    assert date(2026, 9, 1) in autumn
    assert date(2027, 1, 29) in autumn
    assert date(2026, 8, 31) not in autumn
    assert date(2027, 1, 30) not in autumn


def test_a_period_may_last_one_day_but_not_run_backward() -> None:
    term = YEAR_DATA["terms"][0]
    one_day = {"terms": [{**term, "first": "2026-09-01", "last": "2026-09-01"}]}
    assert SchoolYear.model_validate(one_day).terms[0].last == date(2026, 9, 1)
    with pytest.raises(ValidationError, match="`first` lies after `last`"):
        SchoolYear.model_validate({"terms": [{**term, "last": "2026-08-31"}]})


def test_terms_may_not_share_a_day_in_whatever_order_they_stand() -> None:
    autumn, spring = YEAR_DATA["terms"]
    shared = {"terms": [{**spring, "first": "2027-01-29"}, autumn]}
    with pytest.raises(
        ValidationError, match=r'terms "word" \[autumn\] and "word" \[spring\] share days'
    ):
        SchoolYear.model_validate(shared)


def test_a_year_without_terms_is_refused() -> None:
    with pytest.raises(ValidationError):
        SchoolYear.model_validate({"terms": []})
