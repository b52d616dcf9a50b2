# SPDX-License-Identifier: MIT
"""`muster explain` and `muster doctor`: what a finding means, what this machine lacks."""

import click

from generator.command.terminal import complaint, console, fail
from generator.explanation import load_explanations


@click.command("explain")
@click.argument("code")
def explain_command(code: str) -> None:
    """一条提示的意思、例子和改法 / A finding code: meaning, example, cure."""
    explanations = load_explanations()
    if (found := explanations.get(code.upper())) is None:
        complaint.print(" ".join(sorted(explanations)), markup=False)
        fail(
            f"没有 {code}。已有的代码列在上面。",
            f"there is no {code}; the codes are listed above.",
        )
    console.print(f"[bold]{found.code}[/]\n{found.meaning_zh}\n{found.meaning_en}\n")
    console.print(found.example, style="dim", markup=False)
    console.print(f"\n改法 {found.cure_zh}\nCure {found.cure_en}")


@click.command("doctor")
def doctor_command() -> None:
    """检查字体、Pango、浏览器和版本 / Look at fonts, Pango, browser and versions."""
    show_symptoms()


def show_symptoms() -> None:
    """Tell what this machine has and lacks, and each cure."""
    from generator.doctor import examine

    for symptom in examine():
        sign = "[green]✓[/]" if symptom.is_well else "[red]✕[/]"
        console.print(f"{sign} {symptom.name}: {symptom.what_zh} / {symptom.what_en}")
        if not symptom.is_well:
            console.print(f"   → {symptom.cure_zh} / {symptom.cure_en}")
