# SPDX-License-Identifier: MIT
"""The command line: all commands under one name.

What one command alone needs its module loads itself: `muster check` must start at once.
"""

import click

from generator.command.advice import doctor_command, explain_command
from generator.command.build import build_command
from generator.command.check import check_command
from generator.command.code import code_group
from generator.command.handing_out import carry_command, publish_command, reprint_command
from generator.command.new import new_command
from generator.command.plan import plan_group
from generator.command.preview import serve_command
from generator.command.record import record_group
from generator.command.review import review_command

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


for _command in (
    build_command,
    check_command,
    reprint_command,
    publish_command,
    carry_command,
    serve_command,
    new_command,
    review_command,
    explain_command,
    code_group,
    record_group,
    plan_group,
    doctor_command,
):
    main.add_command(_command)


if __name__ == "__main__":
    main()
