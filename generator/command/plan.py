# SPDX-License-Identifier: MIT
"""`muster plan`: catalogues of plans, cut from their documents and proven against them."""

import sys
from datetime import date
from pathlib import Path

import click
from pydantic import ValidationError

from generator.command.options import config_option, content_option
from generator.command.reading import inspect_afresh, read_settings
from generator.command.terminal import console, fail, show
from generator.finding import sort_findings
from generator.model.plan import Layer, Plan
from generator.text_report import finding_lines


@click.group("plan")
def plan_group() -> None:
    """方案目录 / Catalogues of plans."""


@plan_group.command("verify")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--plan", "plan_id", help="方案编号 / id of the catalogue [最像的 the most alike]")
@content_option
@config_option
def verify_command(file: Path, plan_id: str | None, content: Path | None, config: Path) -> None:
    """目录是否仍与方案原文相符 / Prove that a catalogue still matches its document (plain text)."""
    from generator.intake.plan_catalogue import find_catalogue, verify_plan

    settings = read_settings(config, content, None)
    plans = inspect_afresh(settings, settings.as_of, frozenset()).content.plans
    text = _document(file)
    plan = plans.get(plan_id) if plan_id else find_catalogue(plans.values(), text)
    if plan is None:
        asked = plan_id or file.name
        fail(f"没有方案 {asked}：{' '.join(plans)}", f"there is no catalogue of {asked}.")
    findings = verify_plan(plan, text)
    show(finding_lines(sort_findings(findings), "both"))
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
        fail(error.zh, error.en)


def _plan_header(head: dict[str, object]) -> Plan:
    """Return a plan without units; ends the program where an option cannot stand in one."""
    try:
        date.fromisoformat(f"{head['issued'] or 2000}-01-01"[:10])
    except ValueError:
        fail(
            f"--issued {head['issued']} 不是日期：写 2026-01-15、2026-01 或 2026。",
            f"--issued {head['issued']} is no date: write 2026-01-15, 2026-01 or 2026.",
        )
    try:
        return Plan.model_validate(head)
    except ValidationError as error:
        places = {f"--{fault['loc'][0]}": fault["msg"] for fault in error.errors()}
        fail(
            f"{'、'.join(places)} 不对：编号用小写字母、数字、连字符；标题和机关中英文都要写。",
            "; ".join(f"{option}: {fault}" for option, fault in places.items()),
        )
