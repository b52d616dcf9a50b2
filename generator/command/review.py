# SPDX-License-Identifier: MIT
"""`muster review`: what was compared with clause and sources, by whom."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.command.options import as_of_option, config_option, content_option
from generator.command.reading import current_day, errors_in, inspect_afresh, read_settings
from generator.command.terminal import console, fail, show
from generator.intake.review_lock import held, with_reviews, write_reviews
from generator.load.tree import REVIEW_LOCK
from generator.model.coverage import Step
from generator.model.review import Reviewer
from generator.report import review_lines
from generator.review import Comparison, cited_sources, is_printed, make_reviews, pending, subjects
from generator.settings import Settings
from generator.text_report import finding_lines

if TYPE_CHECKING:
    from generator.model.content import Content


@click.command("review")
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
@content_option
@config_option
@as_of_option
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
    settings = read_settings(config, content, as_of)
    day = as_of.date() if as_of else current_day()
    if subject is None:
        show(review_lines(pending(_reviewed_content(settings, day), day)))
        return
    if not compared or not by:
        fail(
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
        fail(f"写不了 {lock}：{error}", f"cannot write {lock}: {error}")
    claims = sum(len(review.requirements) for review in made)
    console.print(f"{lock}: {subject} · {len(made)} 项 subjects · {claims} 条声明 claims")


def _reviewed_content(settings: Settings, day: date) -> "Content":
    """Return the content with its reviews; ends the program where these cannot be read.

    A broken seal (V511) is no obstacle: it stays broken until its subject is compared again.
    """
    inspection = inspect_afresh(settings, day, frozenset({Step.FRESH}))
    faults = [f for f in errors_in(REVIEW_LOCK, inspection.findings) if f.code != "V511"]
    if faults:
        show(finding_lines(tuple(faults), "both"))
        sys.exit(2)
    return inspection.content


def _refuse_untold(comparison: Comparison) -> None:
    """End the program where a comparison tells of the future, or of an office without a paper."""
    if comparison.day > current_day():
        fail(
            f"{comparison.day} 还没到：比对不能记在将来。",
            f"{comparison.day} is still to come: no comparison is recorded ahead.",
        )
    document, is_office = comparison.document, comparison.by is Reviewer.AUTHORITY
    if is_office != (document is not None) or (document is not None and not is_printed(document)):
        fail(
            "--by authority 要用 --document 写明发文机关确认比对的文件（一行）；其他人比对不写。",
            "--by authority needs --document, one line: the paper in which the office confirms it; "
            "nobody else has one.",
        )


def _refuse_unfit(loaded: "Content", subject: str, comparison: Comparison) -> None:
    """End the program where the subject claims nothing or the sources are not its own."""
    if subject not in subjects(loaded):
        fail(f"没有“{subject}”这一项可比对。", f'there is nothing called "{subject}" to compare.')
    if unknown := [name for name in comparison.compared if name not in loaded.sources]:
        fail(
            f"--compared 要写 content/sources/ 里的编号；没有：{'、'.join(unknown)}",
            f"with --compared, name the sources that were compared; unknown: {', '.join(unknown)}",
        )
    is_item, cited = subject in loaded.cards, cited_sources(loaded, subject)
    if is_item and not cited & {*comparison.compared}:
        fail(
            f"--compared 至少要有一个 {subject} 引用的来源：{'、'.join(sorted(cited))}",
            f"--compared must name a source that {subject} cites: {', '.join(sorted(cited))}",
        )
