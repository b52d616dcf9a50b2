# SPDX-License-Identifier: MIT
"""What the machine refuses (no such folder, a file for a folder, no right to write), as words."""

import errno
import sys
from typing import Any, NoReturn

import click

from generator.command.terminal import complaint
from generator.model.record import Text

REASONS = {
    errno.ENOENT: Text(zh="没有这个文件夹或文件", en="there is no such folder or file"),
    errno.ENOTDIR: Text(zh="路径中间有一段是文件，不是文件夹", en="a part of the path is a file"),
    errno.EISDIR: Text(zh="这是文件夹，不是文件", en="it is a folder, not a file"),
    errno.ENOTEMPTY: Text(zh="文件夹里还有东西", en="the folder is not empty"),
    errno.EEXIST: Text(zh="已经有了", en="it is there already"),
    errno.EACCES: Text(zh="没有权限", en="no permission"),
    errno.EPERM: Text(zh="系统不允许", en="the system does not allow it"),
    errno.EROFS: Text(zh="那里只能读", en="it can only be read there"),
    errno.EBUSY: Text(zh="正被占用", en="it is in use"),
    errno.ETXTBSY: Text(zh="正被占用", en="it is in use"),
    errno.ENOSPC: Text(zh="磁盘满了", en="the disk is full"),
    errno.EDQUOT: Text(zh="超过了磁盘限额", en="the disk quota is used up"),
    errno.EFBIG: Text(zh="文件太大", en="the file is too large"),
    errno.ENAMETOOLONG: Text(zh="名字太长", en="the name is too long"),
    errno.ELOOP: Text(zh="链接绕成了圈", en="links lead in a circle"),
    errno.EIO: Text(zh="磁盘读写出错", en="the disk fails"),
}
"""What people are told of each kind of refusal; all others are faults of the program."""


class Refusable(click.Group):
    """A group of commands that end in words, with exit code 2, where the machine refuses."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            # A pipe that was closed is no refusal: `muster check | head` has read enough.
            if error.errno not in REASONS:
                raise
            _tell(error, REASONS[error.errno])


def _tell(error: OSError, reason: Text) -> NoReturn:
    """Name the place and the reason."""
    place = error.filename2 or error.filename or "?"
    complaint.print(f"{place}：{reason.zh}。", markup=False)
    complaint.print(f"{place}: {reason.en}.", markup=False)
    sys.exit(2)
