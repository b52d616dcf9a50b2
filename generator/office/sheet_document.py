# SPDX-License-Identifier: MIT
"""What is filled in and what is kept in force: forms, checklists, duty cards, regulations."""

from collections.abc import Iterator

from generator.model.checklist import CheckGroup, Checklist
from generator.model.duty import DutyCard, DutyGroup
from generator.model.form import Form, FormField, FormTable
from generator.model.regulation import Regulation
from generator.office.block import Block, Heading, Paragraph, Table
from generator.office.voice import Voice
from generator.render.signature import signers

OPEN_ROWS = 4
"""Rows for what was found."""

UPRIGHT_COLUMNS = 6
"""Columns of a form's table for which upright paper is wide enough to write in."""


def form_blocks(form: Form, voice: Voice) -> Iterator[Block]:
    """Yield the form; what explains it stands behind."""
    yield Paragraph(lead=voice.lead(voice.name((form.post,))), text=form.when[voice.language])
    if form.heads:
        yield Table(
            head=(),
            rows=tuple((_field(f, voice), _options(f, voice)) for f in form.heads),
            shares=(2, 3),
        )
    for table in form.tables:
        yield Heading(text=table.title[voice.language])
        yield _form_table(table, voice)
    yield from voice.blanks(signers(form.sign, voice.language))
    yield voice.heading("form.notes")
    yield Paragraph(text=form.purpose[voice.language])
    yield voice.list(form.notes)
    yield voice.heading("form.example")
    yield voice.list(form.example)
    yield voice.led("checklist.keep", form.keep)


def is_wide(form: Form) -> bool:
    """Say whether a form needs paper on its side."""
    return any(len(table.columns) > UPRIGHT_COLUMNS for table in form.tables)


def _form_table(table: FormTable, voice: Voice) -> Table:
    filled = tuple(_options(column, voice) for column in table.columns)
    named = tuple((name, *filled[1:]) for name in voice.say(table.rows))
    return Table(
        head=tuple(_field(column, voice) for column in table.columns),
        rows=named + (filled,) * table.blank_rows,
        shares=(1,) * len(table.columns),
    )


def _field(field: FormField, voice: Voice) -> str:
    unit = f" ({field.unit})" if field.unit else ""
    hint = f"\n{field.hint[voice.language]}" if field.hint else ""
    return field.name[voice.language] + unit + hint


def _options(field: FormField, voice: Voice) -> str:
    return " ".join(f"□ {option}" for option in voice.say(field.options))


def checklist_blocks(checklist: Checklist, voice: Voice) -> Iterator[Block]:
    """Yield the checklist with room for what was found."""
    post = voice.lead(voice.name((checklist.post,)))
    yield Paragraph(lead=post, text=checklist.when[voice.language])
    yield Paragraph(text=" ".join(voice.say((checklist.purpose, checklist.where))))
    for key in ("place", "date", "name"):
        yield Paragraph(text=voice.lead(voice.word(f"checklist.{key}")) + voice.blank)
    for group in checklist.groups:
        yield Heading(text=group.title[voice.language])
        yield _checks(group, voice)
    yield voice.heading("checklist.after")
    yield voice.list(checklist.after)
    yield _open_actions(voice)
    yield from voice.blanks(signers(checklist.sign, voice.language))
    yield voice.led("checklist.keep", checklist.keep)


def _checks(group: CheckGroup, voice: Voice) -> Table:
    keys = ("what", "good", "yes", "no", "if_not")
    return Table(
        head=tuple(voice.word(f"checklist.{key}") for key in keys),
        rows=tuple(
            (*voice.say((check.what, check.good)), "□", "□", check.if_not[voice.language])
            for check in group.checks
        ),
        shares=(5, 6, 2, 2, 6),
    )


def _open_actions(voice: Voice) -> Table:
    keys = ("found", "owner", "due", "done")
    return Table(
        head=tuple(voice.word(f"checklist.{key}") for key in keys),
        rows=(("",) * len(keys),) * OPEN_ROWS,
        shares=(4, 2, 2, 3),
    )


def duty_blocks(card: DutyCard, voice: Voice) -> Iterator[Block]:
    """Yield the card, what is done in an emergency first."""
    post = voice.lead(voice.name((card.post,)))
    yield Paragraph(lead=post, text=card.summary[voice.language])
    yield voice.heading("duty.in_emergency")
    yield _first_actions(card, voice)
    for group in card.groups:
        yield Heading(text=group.when[voice.language])
        yield _duties(group, voice)
    for key, texts in (("procedure.do_not", card.do_not), ("duty.records", card.records)):
        yield voice.heading(key)
        yield voice.list(texts)
    yield voice.led("duty.training", card.training)


def _first_actions(card: DutyCard, voice: Voice) -> Table:
    """Return who does what and how: not everything on the card is done by its holder."""
    said = [voice.say((action.who, action.action, action.how)) for action in card.in_emergency]
    rows = ((f"{n}. {action}", who, how) for n, (who, action, how) in enumerate(said, start=1))
    head = (voice.word("drill.action"), voice.word("drill.who"), voice.word("office.how"))
    return Table(head=head, rows=tuple(rows), shares=(4, 2, 6))


def _duties(group: DutyGroup, voice: Voice) -> Table:
    rows = tuple(voice.say((duty.what, duty.how)) for duty in group.duties)
    head = (voice.word("drill.action"), voice.word("office.how"))
    return Table(head=head, rows=rows, shares=(2, 5))


def regulation_blocks(regulation: Regulation, voice: Voice) -> Iterator[Block]:
    """Yield the rules; what the school must fill in stands first."""
    yield Paragraph(text=regulation.purpose[voice.language])
    yield voice.led("regulation.scope", regulation.scope)
    yield voice.heading("regulation.fill_in")
    yield voice.list(regulation.fill_in)
    for article in regulation.articles:
        yield Heading(text=article.title[voice.language])
        yield voice.list(article.lines)
    yield voice.heading("regulation.records")
    yield voice.list(regulation.records)
    yield voice.led("regulation.revise", regulation.revise)
