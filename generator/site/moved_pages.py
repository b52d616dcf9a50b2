# SPDX-License-Identifier: MIT
"""Pages at old addresses that lead on; a script is needed for places on them alone."""

from html import escape
from pathlib import Path
from posixpath import dirname, relpath

from generator.addresses import LANGUAGES, page_path
from generator.model.moved import MovedPages
from generator.render.words import load_words
from generator.settings import Settings

SCRIPT = "assets/moved.js"

PAGE = """\
<!doctype html>
<html lang="{locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<script src="{script}" data-target="{target}"></script>
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{address}">
<title>{title}</title>
</head>
<body>
<p>{title}{colon}<a href="{target}">{address}</a></p>
</body>
</html>
"""


def write_moved_pages(moved: MovedPages | None, settings: Settings, theme: Path, out: Path) -> None:
    """Write a page for every old address in both languages."""
    word = load_words(theme)["site.moved"]
    for move in moved.pages if moved else ():
        for language in LANGUAGES:
            old, target = (
                page_path("", path.removesuffix(".html"), language) for path in (move.old, move.to)
            )
            text = PAGE.format(
                locale="zh-CN" if language == "zh" else "en",
                script=escape(relpath(SCRIPT, dirname(old) or ".")),
                target=escape(relpath(target, dirname(old) or ".")),
                address=escape(f"{settings.address.rstrip('/')}/{target}"),
                title=escape(word[language]),
                colon="：" if language == "zh" else ": ",
            )
            (out / old).parent.mkdir(parents=True, exist_ok=True)
            (out / old).write_text(text, encoding="utf-8")
