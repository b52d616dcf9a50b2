# SPDX-License-Identifier: MIT
"""The command `muster`, also as `python -m generator`.

Where nothing has changed since the same check or build, what it said is said again before
anything else is loaded; where a few items were edited, a check is amended. All else is up to `cli`.
"""

import gc
import os
import sys
from contextlib import suppress
from types import ModuleType

from generator.load.answer import Answer, Asked, asked_now, changes_since, find_answer, keep


def main() -> None:
    """Run the command with the arguments of this process; ends the process."""
    _do_without_plugins()
    gc.disable()  # what is loaded stays: looking through it for waste takes a fifth of the time
    asked = asked_now(sys.argv[1:])
    if _is_plain(sys.stdout.encoding) and (answer := _known(asked)) is not None:
        _say(answer.out)
        os._exit(answer.code)  # all is said: giving back what was read takes a tenth of the time
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


def _do_without_plugins() -> None:
    """Keep pydantic from looking for plug-ins of ours, of which there are none.

    It reads the names of all that is installed, and what does that loads forty modules.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    none = ModuleType("pydantic.plugin._loader")
    none.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules.setdefault(none.__name__, none)


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
