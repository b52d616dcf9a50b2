# SPDX-License-Identifier: MIT
"""What is told of official phrases that are missing, spoilt or out of order."""

from generator.finding import Finding, Origin, Severity
from generator.model.phrase import PhrasePack
from generator.model.record import Text


def missing_phrases(
    origin: Origin, pack: PhrasePack, trigger: str, phrases: tuple[str, ...]
) -> Finding:
    """Return what is told where a text promises phrases that stand nowhere in the item."""
    zh, en = "”、“".join(phrases), "”, “".join(phrases)
    return pack_fault(
        "C207",
        origin,
        pack,
        Text(
            zh=f"写了“{trigger}”，却缺少规定用语：“{zh}”",
            en=f"it says “{trigger}” but lacks the official wording “{en}”",
        ),
        Text(
            zh=f"把{pack.title.zh}的 {len(pack.phrases)} 句都写进这个条目，一字不差。",
            en=f"Print all {len(pack.phrases)} phrases of “{pack.title.en}” in this item, "
            "word for word.",
        ),
    )


def left_out(origin: Origin, pack: PhrasePack, phrases: tuple[str, ...]) -> Finding:
    """Return what is told where a list lacks phrases."""
    zh, en = "”、“".join(phrases), "”, “".join(phrases)
    return pack_fault(
        "C207",
        origin,
        pack,
        Text(
            zh=f"这里列出了{pack.title.zh}，却缺少“{zh}”",
            en=f"“{pack.title.en}” is listed here without “{en}”",
        ),
        Text(
            zh=f"把这张清单的 {len(pack.phrases)} 句写全，一字不差；写在别处的不算。",
            en=f"Complete this list with all {len(pack.phrases)} phrases, word for word; "
            "what stands elsewhere does not count.",
        ),
    )


def disordered(origin: Origin, pack: PhrasePack) -> Finding:
    """Return what is told where a list has another order than the official one."""
    return pack_fault(
        "C207",
        origin,
        pack,
        Text(
            zh=f"这里列出了{pack.title.zh}，次序却和原文不同",
            en=f"“{pack.title.en}” is listed here in another order than the official one",
        ),
        Text(
            zh=f"照原文的次序写这 {len(pack.phrases)} 句。",
            en=f"Print the {len(pack.phrases)} phrases in the official order.",
        ),
    )


def corrupted(origin: Origin, pack: PhrasePack, wording: str, phrase: str) -> Finding:
    """Return what is told of a wording that was meant to be a phrase."""
    return pack_fault(
        "C208",
        origin,
        pack,
        Text(
            zh=f"“{wording}”走样了，原文是“{phrase}”",
            en=f"“{wording}” is not the official wording “{phrase}”",
        ),
        Text(
            zh=f"改成原文，一字不差（{pack.title.zh}）。",
            en=f"Write it word for word (“{pack.title.en}”).",
        ),
    )


def pack_fault(code: str, origin: Origin, pack: PhrasePack, what: Text, mend: Text) -> Finding:
    """Return a gap that speaks of a pack."""
    return Finding(
        code=code,
        severity=Severity.GAP,
        origin=origin,
        what_zh=what.zh,
        what_en=what.en,
        mend_zh=mend.zh,
        mend_en=mend.en,
        subject=pack.id,
    )
