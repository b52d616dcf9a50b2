# SPDX-License-Identifier: MIT
"""The command `muster`, also as `python -m generator`.

Where nothing has changed since the same check or build, what it said is said again before
anything else is loaded; where a few items were edited, a check is amended. All else is up to `cli`.
"""

import gc
import os
import sys
from contextlib import suppress

from generator.load.answer import Answer, Asked, asked_now, changes_since, find_answer, keep


def main() -> None:
    """Run the command with the arguments of this process; ends the process."""
    # Nobody plugs into our models, and looking for plug-ins reads all that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.disable()  # what is loaded stays: looking through it for waste takes a fifth of the time
    asked = asked_now(sys.argv[1:])
    if _is_plain(sys.stdout.encoding) and (answer := _known(asked)) is not None:
        _say(answer.out)
        sys.exit(answer.code)
    from generator.cli import main as command

    gc.freeze()
    gc.enable()
    command(obj=asked)


def known_answer(asked: Asked) -> Answer | None:
    """Return what the check says today, if that is known from an earlier one."""
    answer = find_answer(asked)
    change = changes_since(answer) if answer is not None else None
    if answer is None or change is None:
        return None
    if change.is_edit:
        from generator.amend import amended

        now = amended(answer, change)
        if now is not None:
            keep(now)
        return now
    if change.is_restamped:
        keep(answer._replace(files=change.files))
    return answer


def known_build(asked: Asked) -> Answer | None:
    """Return what the build says that would make what is there already."""
    from generator.load.kept_build import AGAIN, known_build

    answer = known_build(asked)
    return answer and answer._replace(out=AGAIN.encode() + answer.out)


def _known(asked: Asked) -> Answer | None:
    if asked.arguments[:1] == ("check",):
        return known_answer(asked)
    return known_build(asked) if asked.arguments[:1] == ("build",) else None


def _is_plain(encoding: str | None) -> bool:
    """Say whether bytes of a report go out as they are kept."""
    return os.linesep == "\n" and (encoding or "").lower().replace("-", "") == "utf8"


def _say(out: bytes) -> None:
    with suppress(BrokenPipeError):  # `muster check | head` has read enough
        sys.stdout.buffer.write(out)
        sys.stdout.flush()
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
