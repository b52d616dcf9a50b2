# SPDX-License-Identifier: MIT
"""The command as its user meets it: exit codes, messages, new files, codes that only grow."""

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import main
from generator.example import KINDS
from tests.tiny_tree import CODES, run_muster, write_tree

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
HANZI = re.compile(r"[\u4e00-\u9fff]")


def muster(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_help_names_every_command_in_both_languages() -> None:
    result = muster("--help")
    assert result.exit_code == 0
    for name in ("build", "check", "serve", "new", "explain", "code", "plan", "doctor"):
        line = next(x for x in result.output.splitlines() if x.strip().startswith(f"{name} "))
        assert HANZI.search(line), line
        assert re.search(r"[A-Za-z]{3}", line.split("/", 1)[-1]), line


@pytest.mark.parametrize(
    "command",
    ["build", "check", "serve", "new", "explain", "code", "code assign", "plan verify",
     "plan import", "doctor", "publish"],
)  # fmt: skip
def test_every_command_explains_itself(command: str) -> None:
    result = muster(*command.split(), "--help")
    assert result.exit_code == 0
    assert HANZI.search(result.output)


@pytest.mark.parametrize("command", ["build", "check"])
def test_build_and_check_take_the_published_options(command: str) -> None:
    options = {o for p in main.commands[command].params for o in p.opts}
    assert {"--content", "--config", "--out", "--as-of"} <= options
    assert command == "build" or "--steps" in options


def test_build_as_a_command_of_its_own_says_its_version() -> None:
    result = run_muster("--version")
    assert result.returncode == 0
    assert re.search(r"\d+\.\d+", result.stdout)


def check_case(name: str, *more: str) -> Result:
    case = CASES / name
    own = case / "site_config.yml"
    config = own if own.is_file() else CASES / "site_config.yml"
    return muster("check", "--content", case / "content", "--config", config, *more)


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("clean-whole-thread", 0),
        ("V501-nothing-claims-it", 1),
        ("C103-unknown-key", 2),
        ("all-faults-at-once", 2),
        ("C202-unlike-figures", 0),
    ],
)
def test_check_ends_with_zero_if_clean_one_on_gaps_and_two_on_errors(case: str, code: int) -> None:
    assert check_case(case, "--as-of", "2026-11-22").exit_code == code


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--steps", "linkd"),
        ("check", "--steps", ""),
        ("check", "--as-of", "soon"),
        ("check", "--colour"),
        ("check", "--config", "no-such-file.yml"),
        ("build", "--as-of", "2026-02-31"),
        ("paint",),
        ("explain", "X999"),
        ("explain",),
        ("new", "song", "a"),
    ],
)
def test_wrong_usage_ends_with_two(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert muster(*arguments).exit_code == 2


def test_only_the_steps_asked_for_are_judged() -> None:
    case = "V502-claim-of-another-audience"
    assert check_case(case).exit_code == 1
    assert check_case(case, "--steps", "linked").exit_code == 0
    assert check_case(case, "--steps", "linked, fitting").exit_code == 1
    assert check_case("V504-phase-missing", "--steps", "linked,fitting,often-enough").exit_code == 0


def test_rungs_that_were_not_judged_are_named_in_both_languages() -> None:
    case = "V502-claim-of-another-audience"
    said = "未判的级 rungs not judged"
    assert f"{said}：built（要写 --out / needs --out）\n" in check_case(case).stdout
    (line,) = [
        x for x in check_case(case, "--steps", "fitting,deep").stdout.split("\n") if said in x
    ]
    assert line == (
        f"{said}：linked、often-enough、fresh、built（不在 --steps 里 / left out by --steps）"
    )
    (line,) = [x for x in check_case(case, "--steps", "linked").stdout.split("\n") if said in x]
    assert "linked、" not in line


def test_the_json_report_lists_findings_that_belong_to_no_verdict() -> None:
    report = json.loads(check_case("A321-day-of-another-year", "--format", "json").stdout)
    (found,) = [f for f in report["findings"] if f["code"] == "A321"]
    assert found["severity"] == "gap"
    assert found["file"].endswith("content/schools/hut/calendar.yml")
    assert found["line"] > 1


def test_check_shows_one_language_if_asked() -> None:
    both = check_case("V501-nothing-claims-it").output
    english = check_case("V501-nothing-claims-it", "--language", "en").output
    chinese = check_case("V501-nothing-claims-it", "--language", "zh").output
    assert "nothing claims to meet it" in both
    assert "没有任何内容声明满足它" in both
    assert "没有任何内容" not in english
    assert "nothing claims" not in chinese


def test_a_finding_on_line_one_hundred_is_printed_as_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = write_tree(tmp_path)
    source = tmp_path / "content" / "sources" / "own.yml"
    source.write_text("#\n" * 99 + source.read_text("utf-8").replace("id:", "idd: a\nid:"), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert "content/sources/own.yml:100: error C103" in muster("check", "--config", config).output


def test_check_writes_nothing(tmp_path: Path) -> None:
    config = write_tree(tmp_path)
    before = hashes(tmp_path)
    muster("check", "--no-cache", "--config", config)
    assert hashes(tmp_path) == before


def test_an_output_that_was_never_built_cannot_be_judged(tmp_path: Path) -> None:
    config = write_tree(tmp_path)
    result = muster("check", "--config", config, "--out", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "没有 manifest.json" in result.stderr
    assert "nothing was built there" in result.stderr


def test_a_build_with_an_error_leaves_the_last_output_byte_for_byte(tmp_path: Path) -> None:
    config = write_tree(tmp_path)
    dist = tmp_path / "dist"
    (dist / "Q").mkdir(parents=True)
    (dist / "index.html").write_bytes(b"\x00last good")
    (dist / "Q" / "a.html").write_bytes(b"page")
    broken = tmp_path / "content" / "topics" / "fire.yml"
    broken.write_text(broken.read_text("utf-8").replace("order:", "ordr:"), "utf-8")
    before = hashes(tmp_path)
    times = {path: path.stat().st_mtime_ns for path in dist.rglob("*")}
    result = muster("build", "--config", config, "--out", dist)
    assert result.exit_code == 2
    assert "没有生成" in result.output
    assert "Not built" in result.output
    assert hashes(tmp_path) == before
    assert {path: path.stat().st_mtime_ns for path in dist.rglob("*")} == times


@pytest.mark.parametrize("code", ["C103", "v501", "A301"])
def test_explain_gives_meaning_example_and_cure(code: str) -> None:
    result = muster("explain", code)
    assert result.exit_code == 0
    assert code.upper() in result.output
    assert "改法" in result.output
    assert "Cure" in result.output


def test_explain_of_no_code_names_those_that_there_are() -> None:
    result = muster("explain", "C999")
    assert result.exit_code == 2
    listed, *said = result.stderr.splitlines()
    assert "C103" in listed.split()
    assert "列在上面" in said[0]
    assert "listed above" in said[1]


def test_help_shows_no_mark_of_its_own_making() -> None:
    assert "\\b" not in muster("--help").output
    assert "\n    muster check " in muster("--help").output


def under_git(tree: Path) -> None:
    as_someone = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "."), (*as_someone, "commit", "-qm", "first")):
        subprocess.run(["git", *command], cwd=tree, check=True)


def test_changes_since_a_revision_leave_the_report_for_programs_whole(tree: Path) -> None:
    under_git(tree)
    result = muster("check", "--format", "json", "--since", "HEAD")
    json.loads(result.stdout)
    assert "HEAD" in result.stderr
    assert "HEAD" in muster("check", "--since", "HEAD").stdout


@pytest.mark.parametrize("revision", ["--output=stolen.tar", "-v", "", "no-such", "HEAD HEAD"])
def test_what_is_no_revision_is_refused_and_never_an_option_of_git(
    tree: Path, revision: str
) -> None:
    under_git(tree)
    before = hashes(tree)
    assert muster("check", "--no-cache", f"--since={revision}").exit_code == 2
    assert hashes(tree) == before


IMPORT = {
    "--id": ("plan-z",),
    "--title": ("方案", "Plan"),
    "--issuer": ("甲局", "Bureau"),
    "--issued": ("2026-01",),
}


def import_plan(file: Path, **changes: tuple[str, ...]) -> Result:
    options = IMPORT | {f"--{name}": value for name, value in changes.items()}
    return muster("plan", "import", file, *(x for name in options for x in (name, *options[name])))


@pytest.mark.parametrize(
    "changes",
    [
        {"id": ("Plan Z",)},
        {"issued": ("soon",)},
        {"issued": ("2026-02-31",)},
        {"title": ("", "Plan")},
        {"issuer": ("甲局", " ")},
    ],
)
def test_an_import_with_a_wrong_option_is_refused_in_both_languages(
    tmp_path: Path, changes: dict[str, tuple[str, ...]]
) -> None:
    file = tmp_path / "plan.txt"
    file.write_text("一、演练\n", "utf-8")
    result = import_plan(file, **changes)
    assert result.exit_code == 2
    (name,) = changes
    zh, en = result.stderr.splitlines()
    assert f"--{name}" in zh
    assert f"--{name}" in en
    assert HANZI.search(zh)


@pytest.mark.parametrize(
    "raw",
    ["一、演练".encode("gb18030"), b"", b"\xef\xbb\xbf \n"],
    ids=["another-encoding", "empty", "blank"],
)
def test_a_document_that_is_no_text_is_refused_in_both_languages(tree: Path, raw: bytes) -> None:
    file, own = tree / "plan.txt", tree / "content" / "plans" / "plan-z.yml"
    file.write_text("一、演练\n", "utf-8")
    own.parent.mkdir(exist_ok=True)
    own.write_text(import_plan(file).stdout, "utf-8")
    file.write_bytes(raw)
    for result in (import_plan(file), muster("plan", "verify", file, "--plan", "plan-z")):
        assert result.exit_code == 2
        zh, en = result.stderr.splitlines()
        assert "plan.txt" in zh
        assert "plan.txt" in en


def catalogue(tree: Path) -> Path:
    """Return a catalogue of one clause, which the site follows."""
    file, own = tree / "plan.txt", tree / "content" / "plans" / "plan-z.yml"
    file.write_text("一、演练\n", "utf-8")
    own.parent.mkdir(exist_ok=True)
    own.write_text(import_plan(file).stdout, "utf-8")
    config = tree / "site_config.yml"
    config.write_text(config.read_text("utf-8").replace("plans: []", "plans: [plan-z]"), "utf-8")
    return own


def test_a_plan_that_cannot_be_read_was_not_withdrawn(tree: Path) -> None:
    own = catalogue(tree)
    under_git(tree)
    own.write_text(own.read_text("utf-8") + "nobody_knows: 1\n", "utf-8")
    said = muster("check", "--since", "HEAD").stdout
    assert "no longer asked 0" in said
    assert "plan plan-z cannot be read" in said


def test_who_verifies_a_catalogue_instead_of_a_plan_is_told_what_to_give(tree: Path) -> None:
    result = muster("plan", "verify", catalogue(tree))
    assert result.exit_code == 2
    zh, en = result.stderr.splitlines()
    assert "原文" in zh
    assert "plain text" in en


def test_a_byte_order_mark_is_no_part_of_a_plan(tree: Path) -> None:
    file, own = tree / "plan.txt", tree / "content" / "plans" / "plan-z.yml"
    file.write_text("一、演练\n", "utf-8-sig")
    own.parent.mkdir(exist_ok=True)
    own.write_text(import_plan(file).stdout, "utf-8")
    assert yaml.safe_load(own.read_text("utf-8"))["units"][0]["clause"] == "一"
    assert muster("plan", "verify", file, "--plan", "plan-z").exit_code == 0


def test_a_plan_is_verified_against_the_catalogue_that_is_most_like_it(tree: Path) -> None:
    file, plans = tree / "plan.txt", tree / "content" / "plans"
    plans.mkdir(exist_ok=True)
    for name, text in (("plan-y", "一、防火\n二、演练\n"), ("plan-z", "一、防火\n二、总结\n")):
        file.write_text(text, "utf-8")
        said = import_plan(file).stdout.replace("id: plan-z", f"id: {name}")
        (plans / f"{name}.yml").write_text(said, "utf-8")
    assert muster("plan", "verify", file).exit_code == 0
    file.write_text("一、防火\n二、演练\n三、登记\n", "utf-8")
    result = muster("plan", "verify", file)
    assert result.exit_code == 1
    assert "P403" in result.stdout
    assert "plan-y: 2" in result.stdout
    file.write_text("一、无关\n", "utf-8")
    result = muster("plan", "verify", file)
    assert result.exit_code == 2
    assert "plan.txt" in result.stderr


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_tree(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "building"])
def test_new_makes_a_file_of_every_kind_that_can_be_read(tree: Path, kind: str) -> None:
    result = muster("new", kind, "brand-new")
    assert result.exit_code == 0, result.output
    (made,) = (tree / "content").rglob("brand-new*")
    file = made / "school.yml" if kind == "school" else made
    assert yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)["id"] == "brand-new"
    checked = muster("check")
    for code in ("C101", "C102", "C103", "C104", "C105", "C106"):
        assert f"error {code}" not in checked.output


def test_everything_new_beside_the_real_content_lacks_only_codes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copyfile(ROOT / "site_config.yml", tmp_path / "site_config.yml")
    monkeypatch.chdir(tmp_path)
    for kind in sorted(KINDS, key="building".__eq__):  # it goes into the new school
        into = ["--into", "content/schools/my-school/buildings"] if kind == "building" else []
        assert muster("new", kind, f"my-{kind}", *into).exit_code == 0
    lines = muster("check", "--as-of", "2026-11-22").output.splitlines()
    errors = [line for line in lines if ": error " in line]
    assert errors, "the places of the new school have no codes yet"
    assert [line for line in errors if " A301 " not in line] == []


def test_new_does_not_overwrite(tree: Path) -> None:
    before = hashes(tree)
    assert muster("new", "lesson", "way-out").exit_code == 2
    assert hashes(tree) == before


def test_new_building_needs_a_place_to_go(tree: Path) -> None:
    assert muster("new", "building", "wing").exit_code == 2
    folder = tree / "content" / "schools" / "hut" / "buildings"
    assert muster("new", "building", "wing", "--into", folder).exit_code == 0
    assert (folder / "wing.yml").is_file()


@pytest.mark.parametrize("kind", ["building", "school", "lesson"])
def test_what_is_told_where_to_go_needs_no_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert muster("new", kind, "wing", "--into", tmp_path / "far").exit_code == 0
    assert [path.stem for path in (tmp_path / "far").iterdir()] == ["wing"]
    assert muster("new", "lesson", "wing").exit_code == 2


@pytest.mark.parametrize(
    "command",
    [
        ("new", "lesson", "x", "--into", "FILE/x"),
        ("new", "school", "x", "--into", "FILE"),
        ("build", "--out", "FILE/x"),
        ("build", "--out", "FILE/x/y"),
        ("check", "--out", "FILE/x"),
        ("check", "--config", "FILE/x.yml"),
        ("publish", "FILE/x", "--dry-run"),
        ("reprint", "--since", "FILE"),
        ("record", "import", "FILE"),
        ("plan", "verify", "FILE"),
    ],
    ids=" ".join,
)
def test_a_file_in_the_place_of_a_folder_is_told_in_both_languages(
    tree: Path, command: tuple[str, ...]
) -> None:
    (tree / "FILE").write_text("text", encoding="utf-8")
    before = hashes(tree)
    result = muster(*command)
    assert result.exit_code == 2
    assert HANZI.search(result.output)
    assert re.search(r"[A-Za-z]{3} [a-z]{2}", result.output)
    after = {name: x for name, x in hashes(tree).items() if not name.startswith(".muster-cache")}
    assert after == before


def test_a_folder_that_refuses_is_told_in_both_languages(tree: Path) -> None:
    schools = tree / "content" / "schools" / "hut"
    registry_of(tree).unlink()
    (schools / ".codes.yml.muster-new").mkdir()
    result = muster("code", "assign")
    assert result.exit_code == 2
    assert "这是文件夹，不是文件" in result.output
    assert "it is a folder, not a file" in result.output


@pytest.mark.parametrize("name", ["Fire Drill", "消防课", "../escape", "-a", ""])
def test_new_refuses_a_name_that_no_file_can_have(tree: Path, name: str) -> None:
    before = hashes(tree)
    assert muster("new", "lesson", "--", name).exit_code == 2
    assert hashes(tree) == before


def registry_of(tree: Path) -> Path:
    return tree / "content" / "schools" / "hut" / "codes.yml"


def test_a_new_school_outside_the_tree_gets_codes_and_is_clean(tree: Path) -> None:
    assert muster("new", "school", "far", "--into", tree / "elsewhere").exit_code == 0
    config = tree / "site_config.yml"
    config.write_text(config.read_text("utf-8") + "schools: [elsewhere/far]\n", "utf-8")
    assert "A301" in muster("check").output
    assert muster("code", "assign").exit_code == 0
    assert (tree / "elsewhere" / "far" / "codes.yml").is_file()
    assert "error" not in muster("check", "--steps", "linked").output


def test_assigning_codes_appends_and_a_second_time_does_nothing(tree: Path) -> None:
    path = registry_of(tree)
    building = tree / "content" / "schools" / "hut" / "buildings" / "hut.yml"
    place = "  - {id: P2, name: {zh: 东墙, en: East}, floor: F1, at_m: [7.8, 3], facing_deg: 0}\n"
    building.write_text(building.read_text("utf-8") + place, "utf-8")
    before = path.read_bytes()
    assert "A301" in muster("check").output
    assert muster("code", "assign").exit_code == 0
    after = path.read_bytes()
    assert after.replace(b"lines: 2\n", b"").startswith(before)
    assert after.count(b"place: ") == 2
    assert "A301" not in muster("check").output
    assert muster("code", "assign").exit_code == 0
    assert path.read_bytes() == after


def test_assigning_to_one_school_leaves_the_others(tree: Path) -> None:
    registry_of(tree).unlink()
    assert muster("code", "assign", "--school", "another").exit_code in (0, 2)
    assert not registry_of(tree).exists()
    assert muster("code", "assign", "--school", "hut-school").exit_code == 0
    assert registry_of(tree).is_file()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("codes:", "codes", "C101"),
        ("place:", "plaza:", "C103"),
        ("muster.example", "other.example", "A304"),
    ],
)
def test_no_code_is_issued_while_the_registry_is_at_fault(
    tree: Path, old: str, new: str, code: str
) -> None:
    path = registry_of(tree)
    path.write_text(CODES.replace(old, new), "utf-8")
    before = path.read_bytes()
    result = muster("code", "assign")
    assert result.exit_code == 2
    assert code in result.output
    assert path.read_bytes() == before


def test_a_changed_building_is_told_and_revised_by_appending(tree: Path) -> None:
    path = registry_of(tree)
    path.unlink()
    assert muster("code", "assign").exit_code == 0
    assert muster("code", "revise").output.endswith("+0\n")
    building = tree / "content" / "schools" / "hut" / "buildings" / "hut.yml"
    building.write_text(building.read_text("utf-8").replace("[2, 5.8]", "[3, 5.8]"), "utf-8")
    before = path.read_bytes().replace(b"lines: 1", b"lines: 2")
    assert "A306" in muster("check").output
    result = muster("code", "revise", "--school", "hut-school")
    assert result.exit_code == 0
    assert "修订 revision 2" in result.output
    after = path.read_bytes()
    assert after.startswith(before)
    assert after.count(b"revision: 2") == 1
    assert "A30" not in muster("check").output
    assert muster("code", "revise").exit_code == 0
    assert path.read_bytes() == after


def test_no_code_is_revised_in_a_registry_that_was_changed_by_hand(tree: Path) -> None:
    path = registry_of(tree)
    path.unlink()
    assert muster("code", "assign").exit_code == 0
    path.write_text(path.read_text("utf-8").replace("revision: 1", "revision: 3"), "utf-8")
    before = path.read_bytes()
    result = muster("code", "revise")
    assert result.exit_code == 2
    assert "A307" in result.output
    assert path.read_bytes() == before


def test_no_code_is_issued_in_a_registry_whose_end_was_cut_off(tree: Path) -> None:
    path = registry_of(tree)
    path.unlink()
    assert muster("code", "assign").exit_code == 0
    path.write_text(path.read_text("utf-8").replace("lines: 1", "lines: 2"), "utf-8")
    before = path.read_bytes()
    result = muster("code", "assign")
    assert result.exit_code == 2
    assert "A308" in result.output
    assert path.read_bytes() == before


def test_codes_for_an_unknown_school_are_refused(tree: Path) -> None:
    registry_of(tree).unlink()
    result = muster("code", "assign", "--school", "nowhere")
    assert result.exit_code == 2
    assert "hut-school" in result.output


def test_every_option_has_a_help_text() -> None:
    commands = [*main.commands.values()]
    groups = [c for c in commands if isinstance(c, click.Group)]
    commands += [c for group in groups for c in group.commands.values()]
    bare = [
        (command.name, option.name)
        for command in commands
        for option in command.params
        if isinstance(option, click.Option) and not option.help and option.name != "help"
    ]
    assert bare == []


def test_faults_of_the_configuration_and_of_the_content_are_told_together(tmp_path: Path) -> None:
    config = write_tree(tmp_path, {"pictogram: fire": "pictogran: fire"})
    config.write_text(config.read_text().replace("as_of: 2026-11-22\n", ""))
    result = CliRunner().invoke(main, ["check", "--config", str(config)])
    assert result.exit_code == 2
    assert "as_of" in result.output
    assert "pictogran" in result.output


def test_a_build_into_the_content_is_refused_and_touches_nothing(tmp_path: Path) -> None:
    config = write_tree(tmp_path)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    out = str(tmp_path / "content")
    result = CliRunner().invoke(main, ["build", "--config", str(config), "--out", out])
    assert result.exit_code == 2
    assert "O801" in result.output
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before
