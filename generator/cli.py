# SPDX-License-Identifier: MIT
"""The commands; beside `__main__`, which starts them, the only file that prints or exits.

What one command alone needs it loads itself: `muster check` must start at once.
"""

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NoReturn

import click
from pydantic import ValidationError
from rich.console import Console

from generator.amend import Request, make_basis
from generator.check.codes import find_code_faults
from generator.example import KINDS, is_possible_id, write_example
from generator.explanation import load_explanations
from generator.finding import Finding, Severity, sort_findings
from generator.inspection import Inspection, Question, inspect_cards, open_cache
from generator.intake.code_registry import append_codes, assign_codes, revise_codes
from generator.intake.review_lock import held, with_reviews, write_reviews
from generator.load.answer import Asked, Said, Witness, watch
from generator.load.cache import digest_of, installed
from generator.load.config import load_settings
from generator.load.kept_build import BuildWitness, watch_build
from generator.load.snapshot import full_name
from generator.load.tree import REVIEW_LOCK, load_content
from generator.model.coverage import Step
from generator.model.plan import Layer, Plan
from generator.model.review import Reviewer
from generator.model.school import Campus, IssuedCode
from generator.report import (
    PROGRAM_FORMATS,
    TEXT,
    build_lines,
    change_lines,
    report_file,
    review_lines,
    rung_lines,
)
from generator.review import Comparison, cited_sources, is_printed, make_reviews, pending, subjects
from generator.settings import THEME, Settings
from generator.text_report import coverage_lines, finding_lines

if TYPE_CHECKING:
    from generator.build import BuildResult
    from generator.data.published import Manifest
    from generator.history import Change
    from generator.model.content import Content

console = Console(highlight=False, soft_wrap=True, emoji=False)
complaint = Console(highlight=False, soft_wrap=True, stderr=True, emoji=False)

STEP_NAMES = {
    "check": "核对内容 check",
    "maps": "绘制疏散图 maps",
    "pdf": "排版 PDF",
    "booklets": "装订成册 booklets",
    "preview": "画预览图 previews",
    "packs": "打包 packs",
    "codes": "读回二维码 codes",
    "site": "生成网页 site",
    "office": "生成 Word、Excel、日历 office",
    "verify": "查验结果 verify",
}

_content = click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    help="内容文件夹 / content folder [配置中的 content]",
)
_config = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("site_config.yml"),
    show_default=True,
    help="配置文件 / configuration file",
)
_out = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="输出文件夹 / output folder [配置中的 out]",
)
_as_of = click.option(
    "--as-of",
    "as_of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="以哪一天为准 / the day to judge and date by",
)


def _read_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the four options that say what to read and where to write."""
    for option in (_as_of, _out, _config, _content):
        command = option(command)
    return command


HELP = """\
Muster: 把学校安全内容变成网站、海报、疏散图和核对报告.

Turns school-safety content into a site, posters, evacuation sheets and a verdict.

\b
先做什么 / Where to begin
  muster build          生成全部到 dist/ / build everything into dist/
  muster check          缺什么、在哪补 / what is missing, and where to mend it
  muster new school 我校拼音    从带注释的样例开始 / begin from a commented example
  muster explain V501   一条提示是什么意思 / what a finding means
"""
"""What `muster --help` says; \\b keeps the lines below it as they are."""


@click.group(
    help=HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="muster")
def main() -> None:
    """Gather the commands."""


_no_cache = click.option(
    "--no-cache", is_flag=True, help="全部重新来过，不用 .muster-cache / do everything afresh"
)


@main.command("build")
@_read_options
@_no_cache
def build_command(
    content: Path | None,
    config: Path,
    out: Path | None,
    as_of: datetime | None,
    no_cache: bool,  # noqa: FBT001 - an option, which click passes by name
) -> None:
    """生成网站、PDF、疏散图 / Build site, PDFs and sheets.

    有错误时什么也不写，上次的结果原样保留；缺口（gap）不妨碍生成。

    On an error nothing is written and the last good output stays; gaps do not stop a build.
    Exit code 0, or 2 on an error.
    """
    settings = _settings(config, content, as_of)
    target = out or settings.out_folder
    witness = None if no_cache else _build_witness(settings, config)
    result = _build_with_progress(settings, target, is_cached=not no_cache)
    lines = [*build_lines(result, target)]
    _show(lines)
    if not result.is_written:
        sys.exit(2)
    if witness and (written := _as_bytes(lines)):
        witness.keep(target, written)


@main.command("check")
@_read_options
@click.option("--steps", help="只判这些级 / judge these rungs only: linked,fitting,…")
@click.option(
    "--language",
    type=click.Choice(["zh", "en", "both"]),
    default="both",
    show_default=True,
    help="提示用哪种语言 / language of the findings",
)
@click.option(
    "--format",
    "form",
    type=click.Choice((TEXT, *PROGRAM_FORMATS)),
    default=TEXT,
    show_default=True,
    help="报告的格式，写到标准输出 / format of the report on standard output",
)
@click.option(
    "--since", metavar="REV", help="与 Git 的这个版本相比 / what changed in coverage since REV"
)
@_no_cache
def check_command(
    content: Path | None,
    config: Path,
    out: Path | None,
    as_of: datetime | None,
    steps: str | None,
    language: str,
    form: str,
    since: str | None,
    no_cache: bool,  # noqa: FBT001 - an option, which click passes by name
) -> None:
    """逐条核对方案 / Judge every clause of every plan.

    给出 --out（一次生成的结果）时，也判“built”这一级。

    With --out (the output of a build) the rung "built" is judged too.
    Exit code 0 clean, 1 gaps, 2 errors.
    """
    config_digest = digest_of(config)
    settings = _settings(config, content, None)
    day = as_of.date() if as_of else _today()
    if out and not (out / "manifest.json").is_file():
        _fail(
            f"{out} 里没有 manifest.json，不是一次生成的结果。先运行 muster build --out {out}。",
            f"{out} holds no manifest.json: nothing was built there. Run muster build first.",
        )
    question = Question(settings=settings, as_of=day, steps=_steps(steps), out=out)
    cache = None if no_cache else open_cache(settings)
    # What stands in the output or in Git is not watched, so answers that depend on it are not kept.
    is_kept = cache and cache.digest(config) == config_digest and not (out or since)
    witness = _witness(settings, config, None if as_of else day) if is_kept else None
    inspection = inspect_cards(question, is_cached=not no_cache, cache=cache)
    gc.freeze()  # all of it is kept to the end: no need to look through it for waste
    if form == TEXT:
        lines = [*finding_lines(inspection.findings, language)]
        lines += [*coverage_lines(inspection.coverage), *rung_lines(question)]
        _show(lines)
        written = _as_bytes(lines)
    else:
        written = report_file(form, inspection.coverage, inspection.findings)
        sys.stdout.buffer.write(written)
    code = _exit_code(inspection)
    if witness and cache and written and not cache.has_failed:
        request = Request(
            config=str(config),
            content=settings.content if content else None,
            as_of=day,
            steps=question.steps,
            language=language,
            form=form,
        )
        # Where pages have moved an item that comes or goes may make a fault: judge all again.
        has_moved = inspection.content.moved is not None
        basis = b"" if has_moved else make_basis(request, inspection, cache.program, written)
        witness.keep(cache.read_files, Said(code=code, out=written, basis=basis))
    if since is not None:
        changes = change_lines(_changes(settings, day, since, inspection), since)
        _show(changes, err=form != TEXT)
    sys.exit(code)


def _as_bytes(lines: Iterable[str]) -> bytes:
    """Return lines as `_show` writes them; nothing where a terminal decides what is written."""
    try:
        written = "".join(f"{line}\n" for line in lines).encode()
    except UnicodeEncodeError:
        return b""
    return b"" if b"\x1b" in written else written


def _exit_code(inspection: Inspection) -> int:
    if inspection.has_errors:
        return 2
    return 1 if any(f.severity is Severity.GAP for f in inspection.findings) else 0


def _witness(settings: Settings, config: Path, today: date | None) -> Witness | None:
    """Return what watches the files of a check that was begun by `muster` itself.

    None where the day has changed since, and `today` counts.
    """
    asked = click.get_current_context().find_object(Asked)
    if asked is None or (today and not asked.day.startswith(today.isoformat())):
        return None
    roots = (config, *settings.sources)
    return watch(asked, map(full_name, roots), installed())


def _build_witness(settings: Settings, config: Path) -> BuildWitness | None:
    """Return what watches the files of a build that was begun by `muster` itself."""
    asked = click.get_current_context().find_object(Asked)
    if asked is None:
        return None
    roots = (config, *settings.sources)
    return watch_build(asked, map(full_name, roots), installed())


@main.command("reprint")
@click.option(
    "--since",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="上次打印时的 manifest.json / manifest.json of the build that was printed",
)
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("reprint.zip"),
    show_default=True,
    help="压缩包 / where to put the zip",
)
@_out
@_config
def reprint_command(since: Path, target: Path, out: Path | None, config: Path) -> None:
    """只重印变了的 / List and pack only the papers that changed.

    打印之后留好那次的 manifest.json。日期不算变化。没有变化时不写压缩包。

    Keep manifest.json of what you printed. The day of the build is no change. Where nothing
    changed, no zip is written.
    """
    from generator.reprint import find_reprints, reprint_lines, tells_of_print, write_reprints

    folder = out or _settings(config, None, None).out_folder
    before, after = _manifest(since), _manifest(folder / "manifest.json")
    if not tells_of_print(before):
        _fail(
            f"{since} 是早先版本的 Muster 写的，里面没有印了什么。请先用现在的版本生成一次。",
            f"{since} does not tell what was printed: an earlier Muster wrote it. Build once more.",
        )
    reprints = find_reprints(before, after)
    _show(reprint_lines(reprints))
    if reprints:
        write_reprints(reprints, folder, after, target)
        console.print(f"\n{target}", markup=False)


def _manifest(path: Path) -> "Manifest":
    """Return a manifest; ends the program where there is none."""
    from generator.data.published import Manifest

    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        _fail(f"{path} 不是一次生成的 manifest.json。", f"{path} is no manifest.json of a build.")


@main.command("publish")
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "out",
    type=click.Path(path_type=Path, file_okay=False),
    help="哪一次生成的结果 / the build to publish [配置中的 out]",
)
@_content
@_config
@click.option(
    "--stale-ok",
    "is_stale_ok",
    is_flag=True,
    help="内容比生成的新也发布 / also where content is newer than the build",
)
@click.option("--dry-run", "is_dry", is_flag=True, help="只列出，不写 / list, write nothing")
def publish_command(
    target: Path,
    out: Path | None,
    content: Path | None,
    config: Path,
    is_stale_ok: bool,  # noqa: FBT001 - a flag of the command
    is_dry: bool,  # noqa: FBT001 - as above
) -> None:
    """只把可以公开的放进 DIR / Put what may be public into DIR, for a server.

    人数、班级、记录、存放的化学品不会带出去。每个二维码、每个链接、每个旧网址都查过；有一处不行，就什么也不写。

    Head counts, classes, records and stores of chemicals stay behind. Every code, link and
    earlier address is checked; where one fails nothing is written. Exit code 0, or 2 on an error.
    """
    from generator.publish import PublishJob, plan_publication, publication_lines, publish

    settings = _settings(config, content, None)
    loaded, _ = load_content(settings.content_folder, settings.school_folders, THEME)
    job = PublishJob(
        settings=settings,
        content=loaded,
        out=out or settings.out_folder,
        target=target,
        is_stale_ok=is_stale_ok,
    )
    plan = plan_publication(job)
    _show(finding_lines(sort_findings(plan.findings), "both"))
    if plan.is_refused:
        _fail(f"没有发布；{target} 保持原样。", f"Not published; {target} is as it was.")
    if not is_dry:
        try:
            publish(job)
        except OSError as error:
            _fail(f"写不进去，{target} 保持原样：{error}", f"Cannot be written: {error}")
    _show(publication_lines(plan, lists_all=is_dry))


@main.command("carry")
@click.argument("school", required=False)
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="压缩包 / where to put the zip [muster-学校 SCHOOL.zip]",
)
@click.option(
    "--most-mb",
    type=click.FloatRange(min=1),
    default=200,
    show_default=True,
    help="最多多少 MB / how large it may be",
)
@_out
@_content
@_config
def carry_command(
    school: str | None,
    target: Path | None,
    most_mb: float,
    out: Path | None,
    content: Path | None,
    config: Path,
) -> None:
    """装进 U 盘：一所学校的离线压缩包 / A zip of one school for a USB stick.

    解压后双击“打开-START.html”，不用网络。只有可以公开的内容。

    Unpack it and open 打开-START.html; it needs no network. It holds only what anybody may see.
    """
    from generator.carry import MB, ChangedOutputError, load_lines, plan_load, write_load
    from generator.render.words import load_words

    settings = _settings(config, content, None)
    folder = out or settings.out_folder
    manifest = _manifest(folder / "manifest.json")
    loaded, _ = load_content(settings.content_folder, settings.school_folders, THEME)
    campus = _only_campus(loaded, school, "muster carry SCHOOL")
    path = target or Path(f"muster-{campus.school.id}.zip")
    words = load_words(THEME)
    load = plan_load(campus.school, loaded, manifest, folder, most_mb)
    try:
        size = write_load(load, folder, THEME, words, path)
    except ChangedOutputError as error:
        _fail(
            f"{error} 在生成以后被改过。先运行 muster build。",
            f"{error} was changed since it was built. Run muster build first.",
        )
    _show([*load_lines(load, size, words), str(path)])
    if size > most_mb * MB:
        complaint.print(f"比 {most_mb:g} MB 大 / larger than {most_mb:g} MB", markup=False)
        sys.exit(1)


@main.command("serve")
@_read_options
@click.option("--port", default=8000, show_default=True, help="端口 / port on this machine")
@click.option(
    "--internal",
    "has_internal",
    is_flag=True,
    help="也看只供本校的文件（班级、人数） / also what is for the school alone: head counts …",
)
def serve_command(
    content: Path | None,
    config: Path,
    out: Path | None,
    as_of: datetime | None,
    port: int,
    has_internal: bool,  # noqa: FBT001 - a flag of the command line
) -> None:
    """边改边看 / Preview on 127.0.0.1, rebuilt and reloaded on every change."""
    from generator.draft import DraftSource
    from generator.serve import Desk, Preview, Rebuilt, serve_folder

    settings = _settings(config, content, as_of)
    target = out or settings.out_folder
    root = Path(__file__).resolve().parent
    sources = (
        config,
        *settings.sources,
        root,
        root.parent / "theme",
    )

    options = ["--config", config, "--content", settings.content_folder, "--out", target]
    options += ["--as-of", as_of.date()] if as_of else []
    command = [sys.executable, "-m", "generator", "build", *map(str, options)]

    def rebuild() -> Rebuilt:
        """Build in a fresh process, so that changed code counts as well."""
        with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:  # noqa: S603 - our own
            _yield_to_others(process.pid)
            said = tuple(line.rstrip("\n") for line in process.stdout or ())
        _show(said)
        return Rebuilt(is_written=process.returncode == 0, said=said)

    subprocess.run(command, check=False)  # noqa: S603 - our own
    target.mkdir(parents=True, exist_ok=True)
    console.print(f"http://127.0.0.1:{port}/  (Ctrl+C)")
    watched = tuple(p for p in sources if p.exists())
    preview = Preview(out=target, port=port, has_internal=has_internal)
    with tempfile.TemporaryDirectory(prefix="muster-") as scratch:
        source = DraftSource(
            config=config,
            content=content,
            as_of=as_of.date() if as_of else None,
            out=target,
            scratch=Path(scratch),
        )
        serve_folder(preview, watched, lambda showing: Desk(showing, rebuild, source))


def _yield_to_others(process: int) -> None:
    """Let a build behind the preview wait for whoever edits."""
    with suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, process, 10)


@main.command("new")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("name")
@click.option(
    "--into", type=click.Path(path_type=Path), help="放到哪个文件夹 / folder to put it in"
)
@_content
@_config
def new_command(
    kind: str, name: str, into: Path | None, content: Path | None, config: Path
) -> None:
    """从带注释的样例开始一份内容 / Begin content from a commented example.

    学校可以放在克隆之外：--into ../my-schools，再写进 site_config.yml 的 schools。

    A school may live outside the clone: --into ../my-schools, then name it under `schools`.
    """
    if not is_possible_id(name):
        _fail(
            f"名字“{name}”不行：只能用小写字母、数字和连字符，如 fire-drill-2。",
            f'"{name}" cannot be a name: use small letters, digits, hyphens: fire-drill-2.',
        )
    settings = _settings(config, content, None)
    if kind == "building" and into is None:
        _fail(
            "building 需要 --into content/schools/<学校>/buildings",
            "building needs --into …/buildings",
        )
    folder = into or settings.content_folder / KINDS[kind]
    try:
        path = write_example(kind, name, folder)
    except FileExistsError as error:
        _fail(f"已经有 {error}，换一个名字。", f"{error} is there already; take another name.")
    console.print(
        f"{path}  ← 按注释修改，然后 muster check / edit as its comments say, then: muster check"
    )


@main.command("review")
@click.argument("subject", required=False)
@click.option(
    "--compared", multiple=True, help="比对过的来源编号，可写多次 / id of a source compared"
)
@click.option(
    "--by",
    type=click.Choice([reviewer.value for reviewer in Reviewer]),
    help="由谁比对 / who compared: program, person, authority",
)
@click.option(
    "--document",
    help="发文机关确认比对的文件，authority 必写 / paper in which the office confirms it",
)
@_content
@_config
@_as_of
def review_command(
    subject: str | None,
    compared: tuple[str, ...],
    by: str | None,
    document: str | None,
    content: Path | None,
    config: Path,
    as_of: datetime | None,
) -> None:
    """记下一项内容已与条款和来源比对 / Record that one subject was compared.

    不写项目名就列出还要比对的。一次一项：内容编号、学校/sheets 或 学校/calendar。

    Without a subject it lists what is still to be compared. One at a time: an item's id,
    SCHOOL/sheets or SCHOOL/calendar.
    """
    settings = _settings(config, content, as_of)
    day = as_of.date() if as_of else _today()
    if subject is None:
        _show(review_lines(pending(_reviewed_content(settings, day), day)))
        return
    if not compared or not by:
        _fail(
            "要写 --by 和 --compared（content/sources/ 里的编号）",
            "name --by, and with --compared the sources that were compared",
        )
    comparison = Comparison(compared=compared, by=Reviewer(by), day=day, document=document)
    _refuse_untold(comparison)
    lock = settings.content_folder / REVIEW_LOCK
    try:
        with held(lock):
            loaded = _reviewed_content(settings, day)
            _refuse_unfit(loaded, subject, comparison)
            made = make_reviews(loaded, subject, comparison)
            write_reviews(with_reviews(loaded.reviews, made), lock)
    except OSError as error:
        _fail(f"写不了 {lock}：{error}", f"cannot write {lock}: {error}")
    claims = sum(len(review.requirements) for review in made)
    console.print(f"{lock}: {subject} · {len(made)} 项 subjects · {claims} 条声明 claims")


def _reviewed_content(settings: Settings, day: date) -> "Content":
    """Return the content with its reviews; ends the program where these cannot be read.

    A broken seal (V511) is no obstacle: it stays broken until its subject is compared again.
    """
    inspection = _inspect(settings, day, frozenset({Step.FRESH}))
    faults = [f for f in _errors_in(REVIEW_LOCK, inspection.findings) if f.code != "V511"]
    if faults:
        _show(finding_lines(tuple(faults), "both"))
        sys.exit(2)
    return inspection.content


def _refuse_untold(comparison: Comparison) -> None:
    """End the program where a comparison tells of the future, or of an office without a paper."""
    if comparison.day > _today():
        _fail(
            f"{comparison.day} 还没到：比对不能记在将来。",
            f"{comparison.day} is still to come: no comparison is recorded ahead.",
        )
    document, is_office = comparison.document, comparison.by is Reviewer.AUTHORITY
    if is_office != (document is not None) or (document is not None and not is_printed(document)):
        _fail(
            "--by authority 要用 --document 写明发文机关确认比对的文件（一行）；其他人比对不写。",
            "--by authority needs --document, one line: the paper in which the office confirms it; "
            "nobody else has one.",
        )


def _refuse_unfit(loaded: "Content", subject: str, comparison: Comparison) -> None:
    """End the program where the subject claims nothing or the sources are not its own."""
    if subject not in subjects(loaded):
        _fail(f"没有“{subject}”这一项可比对。", f'there is nothing called "{subject}" to compare.')
    if unknown := [name for name in comparison.compared if name not in loaded.sources]:
        _fail(
            f"--compared 要写 content/sources/ 里的编号；没有：{'、'.join(unknown)}",
            f"with --compared, name the sources that were compared; unknown: {', '.join(unknown)}",
        )
    is_item, cited = subject in loaded.cards, cited_sources(loaded, subject)
    if is_item and not cited & {*comparison.compared}:
        _fail(
            f"--compared 至少要有一个 {subject} 引用的来源：{'、'.join(sorted(cited))}",
            f"--compared must name a source that {subject} cites: {', '.join(sorted(cited))}",
        )


@main.command("explain")
@click.argument("code")
def explain_command(code: str) -> None:
    """一条提示的意思、例子和改法 / A finding code: meaning, example, cure."""
    explanations = load_explanations()
    if (found := explanations.get(code.upper())) is None:
        complaint.print(" ".join(sorted(explanations)), markup=False)
        _fail(
            f"没有 {code}。已有的代码列在上面。",
            f"there is no {code}; the codes are listed above.",
        )
    console.print(f"[bold]{found.code}[/]\n{found.meaning_zh}\n{found.meaning_en}\n")
    console.print(found.example, style="dim", markup=False)
    console.print(f"\n改法 {found.cure_zh}\nCure {found.cure_en}")


@main.group("code")
def code_group() -> None:
    """墙上二维码的编码 / Codes on walls."""


@code_group.command("assign")
@click.option("--school", help="只为这所学校 / this school only")
@_content
@_config
def assign_command(school: str | None, content: Path | None, config: Path) -> None:
    """给没有编码的张贴点发码（只追加） / Give new posting places a code; appends only."""
    settings = _settings(config, content, None)
    campuses = _guarded_campuses(settings, school)
    taken = {c.code for x in campuses.values() for c in (x.registry.codes if x.registry else ())}
    for campus in _asked(campuses, school):
        codes = assign_codes(campus, frozenset(taken), settings.as_of, _as_drawn(campus))
        taken |= {code.code for code in codes}
        _append(campus, codes, settings)


@code_group.command("revise")
@click.option("--school", help="只为这所学校 / this school only")
@_content
@_config
def revise_command(school: str | None, content: Path | None, config: Path) -> None:
    """图与墙上的不同了，记下新版次（只追加） / Give sheets that changed a new revision."""
    settings = _settings(config, content, None)
    for campus in _asked(_guarded_campuses(settings, school), school):
        if campus.registry:
            codes = revise_codes(campus, _today(), _as_drawn(campus))
            _append(campus, codes, settings)
            _show(f"  {c.place} {c.code}: 修订 revision {c.revision}" for c in codes)


def _guarded_campuses(settings: Settings, school: str | None) -> "Mapping[str, Campus]":
    """Return all schools; stop where a registry is at fault, or the one asked for is unknown.

    Whoever appended to a registry that is at fault would make it worse: then nothing is done.
    """
    content, findings = load_content(settings.content_folder, settings.school_folders, THEME)
    found = sort_findings([*findings, *find_code_faults(content, settings)])
    if faults := _errors_in("codes.yml", found):
        _show(finding_lines(faults, "both"))
        sys.exit(2)
    if school is not None and school not in content.campuses:
        known = ", ".join(content.campuses)
        _fail(f"没有学校“{school}”；有：{known}。", f'no school "{school}"; there are: {known}.')
    return content.campuses


def _asked(campuses: "Mapping[str, Campus]", school: str | None) -> "list[Campus]":
    """Return the school asked for, or all."""
    return [campus for name, campus in campuses.items() if school in (None, name)]


def _as_drawn(campus: Campus) -> "Mapping[tuple[str, str], str]":
    """Return the fingerprints of a school's sheets as they are drawn now."""
    # Loaded here, because it brings shapely, networkx and numpy.
    from generator.evacuation import evacuate_campus, find_drawn

    return find_drawn(campus, evacuate_campus(campus).routes)


def _append(campus: Campus, codes: tuple[IssuedCode, ...], settings: Settings) -> None:
    path = Path(campus.school.file).with_name("codes.yml")
    append_codes(codes, campus.registry, settings, path)
    console.print(f"{path}: +{len(codes)}")


def _errors_in(name: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the errors in all files of a name."""
    return tuple(
        f for f in findings if f.severity is Severity.ERROR and Path(f.origin.file).name == name
    )


@main.group("record")
def record_group() -> None:
    """做过的事 / What was held."""


@record_group.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--school", help="哪所学校 / which school [只有一所时可省 may be left out for one]")
@click.option(
    "--dry-run",
    "is_dry",
    is_flag=True,
    help="只看，不写 / tell what would be written, write nothing",
)
@_content
@_as_of
@_config
def import_record_command(
    file: Path,
    school: str | None,
    is_dry: bool,  # noqa: FBT001 - a flag of the command
    content: Path | None,
    as_of: datetime | None,
    config: Path,
) -> None:
    """把填好的记录工作簿写进 records/ / Write a filled workbook of records into records/.

    工作簿是 internal/学校/records-zh.xlsx。有一格不行，就什么都不写。

    The workbook is internal/SCHOOL/records-en.xlsx. Where one cell is at fault, nothing is written.
    """
    from generator.intake.record_yaml import write_records
    from generator.recording import read_filled

    settings = _settings(config, content, as_of)
    loaded, _ = load_content(settings.content_folder, settings.school_folders, THEME)
    campus = _only_campus(loaded, school)
    filled = read_filled(file, campus, loaded, settings)
    _show(finding_lines(filled.findings, "both"))
    if filled.is_refused:
        _fail("什么都没有写。改好上面的格子再来。", "Nothing was written. Mend these cells first.")
    folder = Path(campus.school.file).with_name("records")
    if not is_dry:
        try:
            _show(f"+ {path}" for path in write_records(filled.records, folder))
        except OSError as error:
            _fail(f"写不进去，什么都没有留下：{error}", f"Cannot be written, none was: {error}")
    console.print(
        f"新记录 {len(filled.records)}，已有 {filled.known}。下一步 muster check\n"
        f"new records: {len(filled.records)}, there before: {filled.known}. Next: muster check"
    )


def _only_campus(content: "Content", school: str | None, how: str = "--school") -> Campus:
    """Return the school asked for; stop where it is unknown or there are several to choose from.

    `how` is the way in which the command is told the school.
    """
    campuses = content.campuses
    name = school or (next(iter(campuses)) if len(campuses) == 1 else "")
    if name not in campuses:
        known = ", ".join(campuses)
        _fail(f"用 {how} 写明学校；有：{known}。", f"Name the school by {how}: {known}.")
    return campuses[name]


@main.group("plan")
def plan_group() -> None:
    """方案目录 / Catalogues of plans."""


@plan_group.command("verify")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--plan", "plan_id", help="方案编号 / id of the catalogue [最像的 the most alike]")
@_content
@_config
def verify_command(file: Path, plan_id: str | None, content: Path | None, config: Path) -> None:
    """目录是否仍与方案原文相符 / Prove that a catalogue still matches its document (plain text)."""
    from generator.intake.plan_catalogue import find_catalogue, verify_plan

    settings = _settings(config, content, None)
    plans = _inspect(settings, settings.as_of, frozenset()).content.plans
    text = _document(file)
    plan = plans.get(plan_id) if plan_id else find_catalogue(plans.values(), text)
    if plan is None:
        asked = plan_id or file.name
        _fail(f"没有方案 {asked}：{' '.join(plans)}", f"there is no catalogue of {asked}.")
    findings = verify_plan(plan, text)
    _show(finding_lines(sort_findings(findings), "both"))
    console.print(f"{plan.id}: {len(plan.units)} 条 clauses, {len(findings)} 处不符 differences")
    sys.exit(1 if findings else 0)


@plan_group.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--id", "plan_id", required=True, help="方案编号 / id for the catalogue")
@click.option("--number", help="文号，原文有才写 / number, if printed")
@click.option(
    "--title", required=True, nargs=2, help="标题 中文 英文 / title in Chinese and English"
)
@click.option("--issuer", required=True, nargs=2, help="发文机关 中文 英文 / issuer")
@click.option(
    "--issued", help="发文日期，印到哪一级写到哪一级 / as far as printed: 2026-01-15, 2026-01, 2026"
)
@click.option(
    "--layer",
    type=click.Choice([layer.value for layer in Layer]),
    default=Layer.DISTRICT.value,
    show_default=True,
    help="哪一级发的 / who issued it",
)
def import_command(
    file: Path,
    plan_id: str,
    number: str | None,
    title: tuple[str, str],
    issuer: tuple[str, str],
    issued: str | None,
    layer: str,
) -> None:
    """把方案原文切成条目，写到标准输出 / Cut a plan (plain text) into clauses."""
    from generator.intake.plan_catalogue import import_plan

    head: dict[str, object] = {
        "id": plan_id,
        "number": number,
        "title": {"zh": title[0], "en": title[1]},
        "issuer": {"zh": issuer[0], "en": issuer[1]},
        "issued": issued,
        "layer": layer,
        "units": [],
    }
    click.echo(import_plan(_document(file), _plan_header(head)))


def _document(file: Path) -> str:
    """Return the text of a plan; ends the program where there is none."""
    from generator.intake.plan_catalogue import UnreadablePlanError, read_document

    try:
        return read_document(file)
    except UnreadablePlanError as error:
        _fail(error.zh, error.en)


def _plan_header(head: dict[str, object]) -> Plan:
    """Return a plan without units; ends the program where an option cannot stand in one."""
    try:
        date.fromisoformat(f"{head['issued'] or 2000}-01-01"[:10])
    except ValueError:
        _fail(
            f"--issued {head['issued']} 不是日期：写 2026-01-15、2026-01 或 2026。",
            f"--issued {head['issued']} is no date: write 2026-01-15, 2026-01 or 2026.",
        )
    try:
        return Plan.model_validate(head)
    except ValidationError as error:
        places = {f"--{fault['loc'][0]}": fault["msg"] for fault in error.errors()}
        _fail(
            f"{'、'.join(places)} 不对：编号用小写字母、数字、连字符；标题和机关中英文都要写。",
            "; ".join(f"{option}: {fault}" for option, fault in places.items()),
        )


@main.command("doctor")
def doctor_command() -> None:
    """检查字体、Pango、浏览器和版本 / Look at fonts, Pango, browser and versions."""
    _print_symptoms()


def _print_symptoms() -> None:
    from generator.doctor import examine

    for symptom in examine():
        sign = "[green]✓[/]" if symptom.is_well else "[red]✕[/]"
        console.print(f"{sign} {symptom.name}: {symptom.what_zh} / {symptom.what_en}")
        if not symptom.is_well:
            console.print(f"   → {symptom.cure_zh} / {symptom.cure_en}")


def _settings(config: Path, content: Path | None, as_of: datetime | None) -> Settings:
    """Return the settings with what the command line overrides; ends the program on faults."""
    reading = load_settings(config)
    if reading.item is None:
        folder = content or config.parent / Settings.model_fields["content"].default
        found = load_content(folder, (), THEME)[1] if folder.is_dir() else ()
        _show(finding_lines(sort_findings([*reading.findings, *found]), "both"))
        sys.exit(2)
    changes: dict[str, object] = {}
    if content:
        changes["content"] = str(content.absolute())
    if as_of:
        changes["as_of"] = as_of.date()
    return reading.item.model_copy(update=changes)


def _today() -> date:
    return datetime.now().astimezone().date()


def _steps(names: str | None) -> frozenset[Step]:
    if names is None:
        return frozenset(Step)
    known = {step.value: step for step in Step}
    wanted = [name.strip() for name in names.split(",")]
    for name in wanted:
        if name not in known:
            _fail(
                f"没有这一级“{name}”；可用：{'、'.join(known)}",
                f'no rung "{name}"; known: {", ".join(known)}',
            )
    return frozenset(known[name] for name in wanted)


def _load_steps() -> ModuleType:
    """Load the steps late: where Pango is missing, `doctor` must run and tell the cure."""
    try:
        return import_module("generator.build")
    except OSError:
        _print_symptoms()
        sys.exit(2)


def _inspect(settings: Settings, day: date, steps: frozenset[Step]) -> Inspection:
    question = Question(settings=settings, as_of=day, steps=steps)
    return inspect_cards(question, is_cached=False)


def _changes(settings: Settings, day: date, revision: str, now: Inspection) -> "tuple[Change, ...]":
    from generator.history import NoSuchRevisionError, content_at, find_changes

    try:
        with content_at(revision, settings.content_folder) as folder:
            then = settings.model_copy(update={"content": str(folder)})
            before = _inspect(then, day, frozenset(Step) - {Step.BUILT})
    except NoSuchRevisionError as error:
        _fail(f"Git 里没有版本“{revision}”：{error}", f"no revision {revision} in Git: {error}")
    return find_changes(before.coverage, now.coverage)


def _build_with_progress(settings: Settings, out: Path, *, is_cached: bool = True) -> "BuildResult":
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=complaint, transient=not complaint.is_terminal) as progress:
        tasks = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(STEP_NAMES[step], total=total)
                if not complaint.is_terminal:
                    complaint.print(STEP_NAMES[step])
            progress.update(tasks[step], completed=done, total=total)

        build = _load_steps().build
        result: BuildResult = build(settings, out, report, is_cached=is_cached)
        return result


def _show(lines: Iterable[str], *, err: bool = False) -> None:
    """Write lines as they are; ten thousand of them cost Rich a second."""
    if text := "\n".join(lines):
        click.echo(text, err=err)


def _fail(zh: str, en: str) -> NoReturn:
    complaint.print(zh, markup=False)
    complaint.print(en, markup=False)
    sys.exit(2)


if __name__ == "__main__":
    main()
