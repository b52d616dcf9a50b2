# SPDX-License-Identifier: MIT
"""An edited script or style is shown as the next output will have it."""

from pathlib import Path

from generator.site.asset import edited_assets, join_styles, without_comments


def test_a_script_goes_out_without_comments_but_with_its_licence() -> None:
    script = "// SPDX\n(function () {\n  // why\n  const a = 1; // kept\n\n}());\n"
    assert without_comments(script) == "// SPDX\n(function () {\nconst a = 1; // kept\n}());\n"


def test_an_edited_style_is_shown_alone_and_in_the_one_file_of_every_page(tmp_path: Path) -> None:
    for language in ("", "en"):
        assets = tmp_path / "out" / language / "assets"
        (assets / "stylesheets").mkdir(parents=True)
        for name in ("stylesheets/main.1.min.css", "stylesheets/palette.2.min.css", "muster.css"):
            (assets / name).write_text(f"{name}{{}}/*# sourceMappingURL=x */", encoding="utf-8")
    edited = tmp_path / "muster.css"
    edited.write_text("new{}", encoding="utf-8")
    drawn = dict(edited_assets(edited, tmp_path / "out"))
    (tmp_path / "out" / "assets" / "muster.css").write_text("new{}", encoding="utf-8")
    join_styles(tmp_path / "out" / "assets")
    frame = (tmp_path / "out" / "assets" / "frame.css").read_text(encoding="utf-8")
    assert frame.endswith("\nnew{}")
    assert drawn == {
        "assets/muster.css": "new{}",
        "assets/frame.css": frame,
        "en/assets/muster.css": "new{}",
        "en/assets/frame.css": frame,
    }
    page_style = tmp_path / "plan.css"
    page_style.write_text("plan{}", encoding="utf-8")
    assert sorted(dict(edited_assets(page_style, tmp_path / "out"))) == [
        "assets/plan.css",
        "en/assets/plan.css",
    ]


def test_a_file_that_is_just_being_saved_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "quiz.js").write_text("", encoding="utf-8")
    assert list(edited_assets(tmp_path / "quiz.js", tmp_path)) == []
