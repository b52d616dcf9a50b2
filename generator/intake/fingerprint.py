# SPDX-License-Identifier: MIT
"""What counts as the same wording: normal form and fingerprint of a clause."""

import hashlib
import unicodedata


def normal_form(text: str) -> str:
    """Return `text` in NFKC with all white space removed."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def clause_sha256(text: str) -> str:
    """Return the SHA-256 of the normal form in UTF-8, as 64 small hexadecimal digits."""
    return hashlib.sha256(normal_form(text).encode()).hexdigest()
