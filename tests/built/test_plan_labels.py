# SPDX-License-Identifier: MIT
"""Words on plans keep the width that was planned for them, whatever font a device draws with."""

import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

WIDE = "* { letter-spacing: .25em; font-family: monospace !important; }"
"""Runs farther than any font of a telephone."""

LANDINGS = 8
"""So many pages behind codes are looked at, from all floors."""

STRAY = """() => [...document.querySelectorAll("text")].filter((text) => {
  if (text.closest("[data-sample]")) return false;
  const drawing = text.ownerSVGElement.getBoundingClientRect();
  const own = text.getBoundingClientRect();
  if (own.left < drawing.left || own.right > drawing.right) return true;
  const room = text.closest("[data-room]")?.dataset.room;
  const ground = room && text.ownerSVGElement.querySelector(`[data-ground="${room}"]`);
  const box = text.getBBox();
  const isIn = (x) => ground.isPointInFill(new DOMPoint(x, Number(text.getAttribute("y")) - 0.5));
  return Boolean(ground) && isIn(Number(text.getAttribute("x")) + 0.05) && !isIn(box.x + box.width);
}).map((text) => text.textContent)"""
"""What leaves its drawing, or the room in which it begins."""


def buildings(dist: Path) -> list[Path]:
    found = sorted(dist.glob("buildings/*/*.html")) + sorted(dist.glob("en/buildings/*/*.html"))
    assert found
    return found


def landings(dist: Path) -> list[Path]:
    found = sorted(dist.glob("Q/*/index.html"))
    return found[:: len(found) // LANDINGS]


def plans_of(page: Path) -> Iterator[str]:
    """Yield the drawings of a page, those of a size as one with all that any of them shows."""
    text = page.read_text(encoding="utf-8")
    yield from re.findall(r'<svg [^>]*role="img" aria-labelledby.*?</svg>', text, re.DOTALL)
    layers = dict(re.findall(r'(?s)<g id="p-([^"]+)">(.*?)</g>(?=<g id="p-|</defs>)', text))
    shown: dict[str, set[str]] = {}
    plan = r'<svg class="plan" viewBox="([^"]*)" [^>]*>(.*?)</svg>'
    for size, parts in re.findall(plan, text, re.DOTALL):
        shown.setdefault(size, set()).update(re.findall(r'href="#p-([^"]+)"', parts))
    for size, names in shown.items():
        parts = "".join(layers[name] for name in sorted(names))
        yield f'<svg viewBox="{size}">{parts}</svg>'


def test_no_word_of_a_plan_leaves_its_drawing_or_its_room(dist: Path, telephone: Page) -> None:
    pages = [*buildings(dist), *landings(dist)]
    plans = [plan for page in pages for plan in plans_of(page)]
    style = f"svg {{ display: block; width: 340px; }} {WIDE}"
    telephone.set_content(f"<!DOCTYPE html><style>{style}</style>{''.join(plans)}")
    assert len(plans) > len(pages)
    assert telephone.locator("text").count() > 200
    assert telephone.evaluate(STRAY) == []
