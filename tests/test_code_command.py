# SPDX-License-Identifier: MIT
"""`muster code` writes nothing on a guess: a school at fault, or codes that lost their place."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.tiny_tree import BUILDING, write_tree

SCHOOL = Path("content/schools/hut")
HUT, BARN = SCHOOL / "buildings" / "hut.yml", SCHOOL / "buildings" / "barn.yml"
CODES = SCHOOL / "codes.yml"


def muster(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


@pytest.fixture(autouse=True)
def _school_of_two_houses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hut and, west of it, a barn; every sheet on record as it is drawn."""
    write_tree(tmp_path)
    monkeypatch.chdir(tmp_path)
    barn = BUILDING.replace("id: hut", "id: barn").replace("小屋", "谷仓").replace("Hut", "Barn")
    for old, new in (
        ("[[0, 0], [8, 0], [8, 6], [0, 6]]", "[[-9, 0], [-1, 0], [-1, 6], [-9, 6]]"),
        ("at_m: [4, 0]", "at_m: [-5, 0]"),
        ("at_m: [2, 5.8]", "at_m: [-7, 5.8]"),
    ):
        barn = barn.replace(old, new)
    BARN.write_text(barn, encoding="utf-8")
    CODES.unlink()
    assert muster("code", "assign").exit_code == 0
    assert "A30" not in muster("check").output


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def lost_code(place: str = "barn") -> str:
    line = next(x for x in CODES.read_text("utf-8").splitlines() if f'"{place}"' in x)
    return line.split('"')[1]


SLIPS = {
    "width in words": ("clear_width_m: 1.4", "clear_width_m: 1.4米"),
    "no YAML": ("floors:", "floors"),
    "unknown room": ("space: room, at_m", "space: rooms, at_m"),
    "no such number": ("level: 1", "level: one"),
    "exit nowhere": ("at_m: [-5, 0]", "at_m: [-500, 0]"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_one_building_disputes_no_sheet_and_moves_no_registry(slip: str) -> None:
    edit(BARN, *SLIPS[slip])
    before = CODES.read_bytes()
    told = muster("check")
    assert told.exit_code == 2
    assert "A306" not in told.output
    for command in (("revise",), ("assign",), ("withdraw", lost_code())):
        result = muster("code", *command)
        assert result.exit_code == 2, (slip, command)
        assert "barn.yml" in result.output
        assert "Nothing was written to codes.yml." in result.output
        assert CODES.read_bytes() == before


def test_a_school_at_fault_holds_up_only_itself(tmp_path: Path) -> None:
    edit(BARN, *SLIPS["width in words"])
    assert muster("new", "school", "far", "--into", str(tmp_path / "elsewhere")).exit_code == 0
    config = Path("site_config.yml")
    config.write_text(config.read_text("utf-8") + "schools: [elsewhere/far]\n", "utf-8")
    assert muster("code", "assign", "--school", "far").exit_code == 0
    assert muster("code", "assign").exit_code == 2


def test_a_lost_building_is_told_until_its_codes_are_withdrawn() -> None:
    BARN.unlink()
    before, code = CODES.read_text("utf-8"), lost_code()
    told = muster("check")
    command = f"muster code withdraw --school hut-school {code}"
    assert told.exit_code == 1
    assert "A309" in told.output
    assert command in told.output
    assert "A306" not in told.output, "the overview has changed, but perhaps by a slip"
    for name in ("assign", "revise"):
        refused = muster("code", name)
        assert refused.exit_code == 2
        assert "A309" in refused.output
    assert CODES.read_text("utf-8") == before
    assert muster(*command.split()[1:]).exit_code == 0
    assert CODES.read_text("utf-8").replace("lines: 3", "lines: 2").startswith(before)
    after = muster("check").output
    assert "A309" not in after
    assert "error" not in after
    assert "A306" in after, "the other sheets show the barn no more"
    assert muster("code", "revise").exit_code == 0
    assert "A30" not in muster("check").output


def test_a_building_under_a_new_id_is_put_back_before_codes_are_issued() -> None:
    edit(BARN, "id: barn", "id: barn-2")
    before = CODES.read_bytes()
    told = muster("check").output
    assert "A309" in told
    assert f"put back id: barn in {BARN.as_posix()}" in told
    assert muster("code", "assign").exit_code == 2
    assert CODES.read_bytes() == before
    edit(BARN, "id: barn-2", "id: barn")
    assert "A30" not in muster("check").output


def test_a_place_under_a_new_id_is_named_with_its_old_one() -> None:
    edit(BARN, "{id: P1,", "{id: P7,")
    assert 'put them back: "P7" back to "P1"' in muster("check").output
    edit(BARN, "at_m: [-7, 5.8]", "at_m: [-3, 5.8]")
    told = muster("check").output
    assert "A309" in told
    assert "P7" not in told.split("A309")[1], "it hangs elsewhere: not the same place"


def test_a_withdrawn_place_that_comes_back_gets_its_old_code() -> None:
    barn, code = BARN.read_text("utf-8"), lost_code()
    BARN.unlink()
    assert muster("code", "withdraw", code.lower()).exit_code == 0
    BARN.write_text(barn, encoding="utf-8")
    told = muster("check").output
    assert "A301" in told
    assert f"its code {code} was withdrawn" in told
    assert muster("code", "assign").exit_code == 0
    last = CODES.read_text("utf-8").splitlines()[-1]
    assert code in last
    assert "revision: 2" in last
    assert "withdrawn" not in last
    assert "A30" not in muster("check").output


@pytest.mark.parametrize("code", ["22222", "there", "again"])
def test_only_codes_that_lost_their_place_are_withdrawn(code: str) -> None:
    barn = lost_code()
    if code == "again":
        BARN.unlink()
        assert muster("code", "withdraw", barn).exit_code == 0
    before = CODES.read_bytes()
    result = muster("code", "withdraw", "22222" if code == "22222" else barn)
    assert result.exit_code == 2
    assert CODES.read_bytes() == before


def test_a_building_that_cannot_be_read_has_not_lost_its_codes() -> None:
    edit(BARN, *SLIPS["no YAML"])
    assert "A309" not in muster("check").output
