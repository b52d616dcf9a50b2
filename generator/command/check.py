# SPDX-License-Identifier: MIT
"""`muster check`: every clause judged; what was said is kept for the next time."""

import gc
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

from generator.amend import Request, make_basis
from generator.command.options import no_cache_option, read_options
from generator.command.reading import current_day, inspect_afresh, read_part
from generator.command.terminal import as_bytes, fail, show
from generator.finding import Severity, sort_findings
from generator.inspection import Inspection, Question, inspect_cards, open_cache
from generator.load.answer import Asked, Said, Witness, watch
from generator.load.cache import digest_of, installed
from generator.load.snapshot import full_name
from generator.model.coverage import Step
from generator.report import (
    PROGRAM_FORMATS,
    TEXT,
    change_lines,
    report_file,
    rung_lines,
    unread_lines,
)
from generator.settings import Settings
from generator.text_report import coverage_lines, finding_lines, told_lines


@click.command("check")
@read_options
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
@click.option(
    "--advice",
    "is_all_advice",
    is_flag=True,
    help="建议也逐条列出 / list every piece of advice, however many",
)
@no_cache_option
def check_command(
    content: Path | None,
    config: Path,
    out: Path | None,
    as_of: datetime | None,
    steps: str | None,
    language: str,
    form: str,
    since: str | None,
    is_all_advice: bool,  # noqa: FBT001 - as below
    no_cache: bool,  # noqa: FBT001 - an option, which click passes by name
) -> None:
    """逐条核对方案 / Judge every clause of every plan.

    给出 --out（一次生成的结果）时，也判“built”这一级。

    With --out (the output of a build) the rung "built" is judged too.
    Exit code 0 clean, 1 gaps, 2 errors.
    """
    config_digest = digest_of(config)
    part, faults = read_part(config, content)
    settings = part.settings
    day = as_of.date() if as_of else current_day()
    if out and not (out / "manifest.json").is_file():
        fail(
            f"{out} 里没有 manifest.json，不是一次生成的结果。先运行 muster build --out {out}。",
            f"{out} holds no manifest.json: nothing was built there. Run muster build first.",
        )
    question = Question(
        settings=settings,
        as_of=day,
        steps=_steps(steps) & part.steps,
        out=out,
        part=part if faults else None,
    )
    cache = None if no_cache else open_cache(settings)
    # What stands in the output or in Git is not watched, so answers that depend on it are not kept.
    is_kept = cache and cache.digest(config) == config_digest and not (out or since or faults)
    witness = _witness(settings, config, None if as_of else day) if is_kept else None
    inspection = inspect_cards(question, is_cached=not no_cache, cache=cache)
    if faults:
        told = sort_findings((*faults, *inspection.findings))
        inspection = replace(inspection, findings=told)
    gc.freeze()  # all of it is kept to the end: no need to look through it for waste
    if form == TEXT:
        tell = finding_lines if is_all_advice else told_lines
        lines = [*tell(inspection.findings, language)]
        lines += [*coverage_lines(inspection.coverage), *rung_lines(question)]
        show(lines)
        written = as_bytes(lines)
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
            is_all_advice=is_all_advice,
        )
        # Where pages have moved an item that comes or goes may make a fault: judge all again.
        has_moved = inspection.content.moved is not None
        basis = b"" if has_moved else make_basis(request, inspection, cache.program, written)
        witness.keep(cache.read_files, Said(code=code, out=written, basis=basis))
    if since is not None:
        show(_changes(settings, day, since, inspection), err=form != TEXT)
    sys.exit(code)


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


def _steps(names: str | None) -> frozenset[Step]:
    if names is None:
        return frozenset(Step)
    known = {step.value: step for step in Step}
    wanted = [name.strip() for name in names.split(",")]
    for name in wanted:
        if name not in known:
            fail(
                f"没有这一级“{name}”；可用：{'、'.join(known)}",
                f'no rung "{name}"; known: {", ".join(known)}',
            )
    return frozenset(known[name] for name in wanted)


def _changes(settings: Settings, day: date, revision: str, now: Inspection) -> list[str]:
    from generator.history import NoSuchRevisionError, content_at, find_changes, unread_plans

    try:
        with content_at(revision, settings.content_folder) as folder:
            then = settings.model_copy(update={"content": str(folder)})
            before = inspect_afresh(then, day, frozenset(Step) - {Step.BUILT})
    except NoSuchRevisionError as error:
        fail(f"Git 里没有版本“{revision}”：{error}", f"no revision {revision} in Git: {error}")
    unread = unread_plans(before.coverage, now.coverage, now.findings)
    changes = find_changes(before.coverage, now.coverage, unread)
    return [*change_lines(changes, revision), *unread_lines(unread)]
