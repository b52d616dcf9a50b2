# SPDX-License-Identifier: MIT
"""`muster publish` puts the public files alone where a server takes them, or nothing at all."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.publish import Publication, PublishJob, plan_publication, publish
from generator.settings import THEME
from tests.tiny_tree import CODE, run_muster, write_tree

CLASSES = """\
classes:
  - {id: c1, name: {zh: 一班, en: Class 1}, audience: primary-lower, head_count: 31,
     building: hut, room: room}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny tree with a class, built once."""
    folder = tmp_path_factory.mktemp("tiny")
    config = write_tree(folder)
    with (folder / "content/schools/hut/school.yml").open("a", encoding="utf-8") as school:
        school.write(CLASSES)
    result = run_muster("build", "--config", config)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.fixture
def tree(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    return Path(shutil.copytree(built, tmp_path / "tree", ignore=lambda *_: [".muster-cache"]))


def job_of(tree: Path, target: Path, *, is_stale_ok: bool = False) -> PublishJob:
    settings = load_settings(tree / "site_config.yml").item
    assert settings
    content, _ = load_content(settings.content_folder, (), THEME)
    return PublishJob(
        settings=settings,
        content=content,
        out=tree / "dist",
        target=target,
        is_stale_ok=is_stale_ok,
    )


def plan(tree: Path, target: Path) -> Publication:
    return plan_publication(job_of(tree, target))


def codes(publication: Publication) -> set[str]:
    assert publication.is_refused == bool(publication.findings)
    return {finding.code for finding in publication.findings}


def files(folder: Path) -> dict[str, int]:
    """Return what stands in a folder, by path, with the time of its last writing."""
    there = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in there}


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def forge(tree: Path, change: Callable[[Path], object], path: str) -> None:
    """Change a built file so that the manifest agrees, as a faulty build would leave it."""
    change(tree / "dist" / path)
    manifest = tree / "dist" / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    for file in told["files"]:
        if file["path"] == path:
            file["sha256"] = hashlib.sha256((tree / "dist" / path).read_bytes()).hexdigest()
    manifest.write_text(json.dumps(told), encoding="utf-8")


def test_the_command_publishes_what_is_public_and_says_so_in_both_languages(
    built: Path, tmp_path: Path
) -> None:
    target, config = tmp_path / "www", built / "site_config.yml"
    dry = run_muster("publish", target, "--config", config, "--dry-run")
    assert dry.returncode == 0, dry.stdout + dry.stderr
    assert "+ index.html\n" in dry.stdout
    assert not target.exists()
    done = run_muster("publish", target, "--config", config)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "留在校内" in done.stdout
    assert "left out, for the school alone" in done.stdout
    told = json.loads((built / "dist" / "manifest.json").read_text(encoding="utf-8"))["files"]
    public = {file["path"] for file in told if file["public"]}
    assert any(not file["public"] for file in told)
    assert files(target).keys() == public | {"manifest.json"}
    assert (target / "Q" / CODE / "index.html").is_file()
    kept = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    assert {file["path"] for file in kept["files"]} == public
    assert kept["sources_sha256"] is None
    assert "internal" not in (target / "manifest.json").read_text(encoding="utf-8")


def test_what_has_not_changed_keeps_its_file_and_its_time(tree: Path, tmp_path: Path) -> None:
    target = tmp_path / "www"
    publish(job_of(tree, target))
    before = files(target)
    publish(job_of(tree, target))
    assert files(target) == before
    forge(tree, lambda path: path.write_bytes(path.read_bytes() + b"\n"), "index.html")
    found = plan(tree, target)
    assert (found.added, found.changed, found.removed) == ((), ("index.html",), ())
    publish(job_of(tree, target))
    after = files(target)
    written = {name for name in after if after[name] != before.get(name)}
    assert written == {"index.html", "manifest.json"}


def test_a_build_older_than_its_content_is_refused_until_that_is_wanted(
    tree: Path, tmp_path: Path
) -> None:
    replace_in(tree / "content/lessons/way-out.yml", "找到出口", "找到大门")
    assert codes(plan(tree, tmp_path / "www")) == {"O811"}
    assert codes(plan_publication(job_of(tree, tmp_path / "www", is_stale_ok=True))) == set()


def test_a_build_that_was_touched_or_is_none_is_refused(tree: Path, tmp_path: Path) -> None:
    (tree / "dist" / "index.html").write_text("spoilt", encoding="utf-8")
    assert codes(plan(tree, tmp_path / "www")) == {"O810"}
    (tree / "dist" / "manifest.json").unlink()
    assert codes(plan(tree, tmp_path / "www")) == {"O810"}


def test_a_folder_with_other_files_is_left_alone_as_are_the_sources(
    tree: Path, tmp_path: Path
) -> None:
    target = tmp_path / "www"
    target.mkdir()
    (target / "thesis.txt").write_text("mine", encoding="utf-8")
    assert codes(plan(tree, target)) == {"O812"}
    result = run_muster("publish", target, "--config", tree / "site_config.yml")
    assert result.returncode == 2
    assert "O812" in result.stdout
    assert list(files(tmp_path / "www")) == ["thesis.txt"]
    for source in (tree / "content", tree / "dist", tree / "dist" / "www", tree):
        assert codes(plan(tree, source)) == {"O812"}


def test_something_put_into_a_public_folder_later_is_not_destroyed(
    tree: Path, tmp_path: Path
) -> None:
    target = tmp_path / "www"
    publish(job_of(tree, target))
    (target / "pdf" / "letter.pdf").write_text("mine", encoding="utf-8")
    assert codes(plan(tree, target)) == {"O812"}


def test_a_code_without_its_page_or_under_another_address_is_refused(
    tree: Path, tmp_path: Path
) -> None:
    landing = f"Q/{CODE}/index.html"
    forge(tree, lambda path: replace_in(path, CODE, "22222"), landing)
    assert "O813" in codes(plan(tree, tmp_path / "www"))
    again = job_of(tree, tmp_path / "www", is_stale_ok=True)
    moved = again.settings.model_copy(update={"address": "https://muster.example/path"})
    found = plan_publication(
        PublishJob(
            settings=moved,
            content=again.content,
            out=again.out,
            target=again.target,
            is_stale_ok=True,
        )
    )
    assert any("https://muster.example/path" in f.what_en for f in found.findings)


def test_a_link_that_leads_nowhere_or_inside_is_refused(tree: Path, tmp_path: Path) -> None:
    forge(tree, lambda p: replace_in(p, "</body>", '<a href="gone.html">x</a></body>'), "now.html")
    assert codes(plan(tree, tmp_path / "www")) == {"O814"}
    inside = '<a href="https://muster.example/internal/hut-school/evacuation.json">x</a></body>'
    forge(tree, lambda p: replace_in(p, "</body>", inside), "search.html")
    assert codes(plan(tree, tmp_path / "www")) == {"O814", "O815"}


def test_a_page_that_was_published_may_not_vanish(tree: Path, tmp_path: Path) -> None:
    target = tmp_path / "www"
    forge(tree, lambda _: None, "index.html")
    manifest = tree / "dist" / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    page = next(file for file in told["files"] if file["path"] == "index.html")
    told["files"].append({**page, "path": "old.html"})
    shutil.copy(tree / "dist" / "index.html", tree / "dist" / "old.html")
    manifest.write_text(json.dumps(told), encoding="utf-8")
    publish(job_of(tree, target))
    told["files"].pop()
    manifest.write_text(json.dumps(told), encoding="utf-8")
    (finding,) = plan(tree, target).findings
    assert finding.code == "O816"
    assert "old.html" in finding.what_zh


def test_a_page_that_moved_may_go_and_its_old_address_leads_on(built: Path, tmp_path: Path) -> None:
    """A poster gets another id: the old address goes on leading to its page, once that is told."""
    tree = Path(shutil.copytree(built, tmp_path / "tree"))
    target, config = tmp_path / "www", tree / "site_config.yml"
    publish(job_of(tree, target))
    poster = tree / "content" / "posters" / "walk.yml"
    replace_in(poster, "id: walk", "id: walk-out")
    poster.rename(poster.with_name("walk-out.yml"))
    entry = "id: moved\npages:\n  - {old: posters/walk.html, to: posters/walk-out.html}\n"
    (tree / "content" / "moved.yml").write_text(entry, encoding="utf-8")
    done = run_muster("build", "--config", config)
    assert done.returncode == 0, done.stdout + done.stderr
    found = plan(tree, target)
    assert codes(found) == set()
    assert {"posters/walk-out.html", "en/posters/walk-out.html"} <= set(found.added)
    assert {"posters/walk.html", "en/posters/walk.html"} <= set(found.changed)
    publish(job_of(tree, target))
    sitemap = (target / "sitemap.xml").read_text(encoding="utf-8")
    assert "posters/walk-out.html" in sitemap
    assert "posters/walk.html" not in sitemap
    for prefix in ("", "en/"):
        text = (target / prefix / "posters" / "walk.html").read_text(encoding="utf-8")
        assert 'url=walk-out.html"' in text
