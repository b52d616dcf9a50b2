# SPDX-License-Identifier: MIT
"""A finished page carries the policy that fits it, and tells which links leave the site."""

from base64 import b64encode
from hashlib import sha256

import pytest

from generator.model.record import Text
from generator.render.page_policy import policy_of, seal

OUTSIDE = Text(zh="（外部网站）", en="(another site)")


def page(body: str, head: str = "", language: str = "zh") -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">{head}</head>'
        f"<body>{body}</body></html>"
    )


def sealed(body: str, head: str = "", language: str = "zh") -> str:
    return seal(page(body, head, language), "school.example", OUTSIDE)


def directives(text: str) -> dict[str, list[str]]:
    parts = (part.split() for part in policy_of(text).split("; "))
    return {name: sources for name, *sources in parts}


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_the_policy_comes_before_anything_that_it_rules() -> None:
    text = sealed("", '<script src="a.js"></script>')
    assert text.index('charset="utf-8"') < text.index("Content-Security-Policy")
    assert text.index("Content-Security-Policy") < text.index("<script")
    assert '<meta name="referrer" content="no-referrer">' in text


def test_a_page_without_scripts_may_run_none() -> None:
    found = directives(page("<p>text</p>"))
    assert found["default-src"] == found["script-src"] == found["connect-src"] == ["'none'"]
    assert found["form-action"] == ["'none'"]


def test_inline_blocks_are_allowed_by_their_hash_alone() -> None:
    found = directives(
        page("<script>\nrun()</script><script src='x.js'></script>", "<style>a{}</style>")
    )
    assert found["script-src"] == ["'self'", digest("\nrun()")]
    assert found["style-src"] == ["'self'", digest("a{}")]
    assert "unsafe" not in policy_of(page("<b onclick='x()' style='color:red'>"))


def test_data_in_a_page_is_no_script() -> None:
    found = directives(page('<script type="application/ld+json">{"a": 1}</script>'))
    assert found["script-src"] == ["'none'"]


def test_sealing_again_changes_nothing_and_another_block_changes_the_policy() -> None:
    once = sealed('<a href="https://other.example/">x</a>', "<style>a{}</style>")
    assert seal(once, "school.example", OUTSIDE) == once
    other = seal(once.replace("a{}", "b{}"), "school.example", OUTSIDE)
    assert digest("b{}") in other
    assert digest("a{}") not in other


@pytest.mark.parametrize(("language", "said"), [("zh", "（外部网站）"), ("en", " (another site)")])
def test_a_link_to_another_site_says_so_and_tells_it_nothing(language: str, said: str) -> None:
    text = sealed('<a class="x" href="https://other.example/a" rel="me">Law</a>', "", language)
    assert 'class="x"' in text
    assert 'rel="me noopener noreferrer external"' in text
    assert f'<span class="unseen">{said}</span></a>' in text


@pytest.mark.parametrize(
    "address", ["a.html", "#x", "tel:119", "https://school.example/Q/22/", "mailto:a@b.example"]
)
def test_other_links_stay_as_they_are(address: str) -> None:
    assert f'<a href="{address}">x</a>' in sealed(f'<a href="{address}">x</a>')


def test_a_file_without_a_head_is_refused() -> None:
    with pytest.raises(ValueError, match="head"):
        seal("<p>text", "school.example", OUTSIDE)
