# SPDX-License-Identifier: MIT
"""One language of the site out of its staged pages: rendered and indexed, or as it was left.

What was made from the very same is kept as a whole: then nothing is rendered, cut or indexed again
(`docs/decisions/002`).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from generator.finding import Finding
from generator.site.kept_page import KeptPages
from generator.site.packed_folder import pack_folder, unpack_folder
from generator.site.search_cut import cut_as_left
from generator.site.search_index import SearchTables, write_cut
from generator.site.search_pages import SearchPage
from generator.site.shell_job import ShellJob, frame_fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchJob:
    """What the search of one language is made from, besides the rendered pages."""

    tables: SearchTables
    known: tuple[SearchPage, ...]
    """All searched pages without their texts: what is known of them before they are rendered."""


def make_language(job: ShellJob, search: SearchJob, kept: KeptPages) -> tuple[Finding, ...]:
    """Fill the folder of one language; everything that the site builder warns of comes back.

    Only what it did not warn of is kept.
    """
    key = kept.key("\n".join(_made_from(job, search)))
    left = kept.get_whole(key)
    if left is not None:
        unpack_folder(left, job.out)
        return ()
    from generator.site.shell import render_site  # noqa: PLC0415 - MkDocs takes half of a short run

    with kept.gathered_keys() as keys:
        findings = render_site(job, kept)
        _write_search(job, search, kept)
    if not findings and kept.is_keeping:
        kept.put_whole(key, keys, pack_folder(job.out))
    return findings


def _write_search(job: ShellJob, search: SearchJob, kept: KeptPages) -> None:
    """Write the index; the pages that it is made from are forgotten when this ends."""
    cuts = [cut_as_left(page, job.out, kept) for page in search.known]
    write_cut(cuts, search.tables, job.out / "search" / job.language)


def _made_from(job: ShellJob, search: SearchJob) -> Iterator[str]:
    """Yield all that one language is made from, but program and theme, which `kept` knows."""
    yield f"language {job.language}"
    yield frame_fingerprint(job)
    yield json.dumps(job.navigation, ensure_ascii=False)
    yield repr(search)
    for path in sorted(path for path in job.pages_folder.rglob("*") if path.is_file()):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        yield f"{path.relative_to(job.pages_folder).as_posix()} {digest}"
