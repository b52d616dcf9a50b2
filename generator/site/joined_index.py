# SPDX-License-Identifier: MIT
"""The search index with its files joined, for a stick, where many small files take long to copy.

Over a network a page fetches the few kilobytes that it needs; on a stick each file takes a cluster
of up to 128 kB and its own entry in the folder, however small it is.
"""

import re

TOGETHER = 32
"""So many files are joined: 40 to 120 kB, which a script takes in a few milliseconds."""

_PIECE = re.compile(r"(?P<folder>(?:en/)?search/(?:zh|en)/)(?P<sort>[a-z])(?P<number>\d+)\.js")
_SUMMARY = re.compile(r"(?:en/)?search/(?:zh|en)/index\.js")
_ALONE = b'"joined":1,'


def joined_path(path: str) -> str:
    """Return the path of the file that holds a file of the output where the index is joined."""
    piece = _PIECE.fullmatch(path)
    if not piece:
        return path
    return f"{piece['folder']}{piece['sort']}-{int(piece['number']) // TOGETHER}.js"


def told_joined(path: str, content: bytes) -> bytes:
    """Return the content of a file; the summary of an index says how many pieces lie together."""
    if not _SUMMARY.fullmatch(path):
        return content
    return content.replace(_ALONE, f'"joined":{TOGETHER},'.encode(), 1)
