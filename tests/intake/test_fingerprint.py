# SPDX-License-Identifier: MIT
"""What counts as the same wording."""

import hashlib

from generator.intake.fingerprint import clause_sha256, normal_form


def test_white_space_and_width_do_not_change_the_fingerprint() -> None:
    assert clause_sha256("（1）每月 １ 次\n演练") == clause_sha256("(1)每月1次演练")


def test_a_changed_word_changes_the_fingerprint() -> None:
    assert clause_sha256("每月一次演练") != clause_sha256("每季一次演练")


def test_the_fingerprint_is_sha256_of_the_normal_form_in_utf8() -> None:
    assert clause_sha256(" 演　练\t") == hashlib.sha256("演练".encode()).hexdigest()


def test_the_normal_form_keeps_every_letter() -> None:
    assert normal_form("Ａ 2 号楼") == "A2号楼"
