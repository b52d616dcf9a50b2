# SPDX-License-Identifier: MIT
"""Asks axe-core whether a page in a browser breaks a rule of WCAG 2.2, levels A and AA."""

from pathlib import Path
from typing import Any, cast

from playwright.sync_api import Page

AXE = Path(__file__).parent / "axe" / "axe.min.js"

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

OF_COLOUR = ("color-contrast", "link-in-text-block")
"""All that another scheme of colours can change."""

THIN = """most => document.querySelectorAll("body *").forEach(parent => {
  const counts = new Map();
  Array.from(parent.children).forEach(child => {
    const like = child.tagName + "." + child.className;
    counts.set(like, (counts.get(like) || 0) + 1);
    if (counts.get(like) > most && !/^(H\\d|DT|DD)\\./.test(like)) { child.remove(); }
  });
})"""
"""Takes away what repeats what stands before it: a row of a table is judged, not a thousand."""

LAY_OUT = """() => document.querySelectorAll("body *").forEach(each => {
  const isLazy = getComputedStyle(each).contentVisibility === "auto";
  if (isLazy) { each.style.contentVisibility = "visible"; }
})"""
"""Lays out what is off the screen too: else axe takes the foot of the page for its background."""

ASK = """given => axe.run(document, {
  runOnly: { type: given.type, values: given.values },
  resultTypes: ["violations"],
}).then(found => found.violations.flatMap(rule => rule.nodes.map(
  node => rule.id + ": " + node.html.slice(0, 200) + " " + node.failureSummary,
)))"""


def make_ready(page: Page, most: int = 4) -> None:
    """Give axe to a page, and leave of like neighbours only the first `most`."""
    page.evaluate(THIN, most)
    page.evaluate(LAY_OUT)
    page.evaluate(AXE.read_text(encoding="utf-8"))


def violations(page: Page, *, of_colour_alone: bool = False) -> list[str]:
    """Return what breaks a rule, with a part of its HTML and axe's word."""
    given: dict[str, Any] = {"type": "tag", "values": list(TAGS)}
    if of_colour_alone:
        given = {"type": "rule", "values": list(OF_COLOUR)}
    return cast("list[str]", page.evaluate(ASK, given))
