# SPDX-License-Identifier: MIT
"""JSON with line numbers, for content that another program wrote: `yaml_lines` for JSON."""

import json
import re
from typing import NoReturn

from generator.finding import Key
from generator.load.yaml_lines import MAX_BYTES, MAX_DEPTH, MAX_VALUES, Fault, Tree

_SPACE = re.compile(r"[ \t\n\r]*")


def parse_json(text: str) -> Tree:
    """Return the data of a JSON text with the line of every key and entry.

    Never raises on bad input: what cannot be read stands in `faults`, and the data is nothing
    unless the only fault is a key that is written twice, of which the first counts.
    """
    tree = Tree()
    if len(text.encode()) > MAX_BYTES:
        tree.faults.append(Fault(line=1, key=(), kind="size", detail=f"> {MAX_BYTES} bytes"))
        return tree
    try:
        tree.data = _Walk(text.removeprefix("\ufeff"), tree).document()
    except json.JSONDecodeError as error:
        tree.faults.append(Fault(line=error.lineno, key=(), kind="syntax", detail=error.msg))
    return tree


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


_DECODER = json.JSONDecoder(parse_constant=_refuse)


class _Walk:
    """Walks through containers itself, to note lines, and has single values decoded."""

    def __init__(self, text: str, tree: Tree) -> None:
        self.text = text
        self.tree = tree
        self.place = 0
        self.counted = 0
        self.line = 1
        self.count = 0

    def document(self) -> object:
        """Return the only value of the text; raises JSONDecodeError where there is none."""
        value = self._value(())
        if self._next():
            self._stop("extra data after the end")
        return value

    def _stop(self, problem: str) -> NoReturn:
        raise json.JSONDecodeError(problem, self.text, self.place)

    def _next(self) -> str:
        """Go to the next character that is no space and return it; empty at the end."""
        if found := _SPACE.match(self.text, self.place):
            self.place = found.end()
        return self.text[self.place : self.place + 1]

    def _note(self, key: Key) -> None:
        """Remember the line of a key; the first of two alike counts."""
        self.line += self.text.count("\n", self.counted, self.place)
        self.counted = self.place
        self.tree.lines.setdefault(key, self.line)

    def _value(self, key: Key) -> object:
        first = self._next()
        self._note(key)
        self.count += 1
        if self.count > MAX_VALUES or len(key) > MAX_DEPTH:
            self._stop(f"more than {MAX_VALUES} values, or nested more than {MAX_DEPTH}")
        if first == "{":
            return self._object(key)
        return self._list(key) if first == "[" else self._single()

    def _single(self) -> object:
        """Return the text, number, true, false or null that begins here."""
        try:
            value, self.place = _DECODER.raw_decode(self.text, self.place)
            str(value).encode()
        except json.JSONDecodeError:
            raise
        except ValueError:  # NaN, half a character, a number of thousands of digits
            self._stop("this is no number or text that can be kept")
        return value

    def _list(self, key: Key) -> list[object]:
        self.place += 1
        result: list[object] = []
        if self._next() == "]":
            self.place += 1
            return result
        while True:
            result.append(self._value((*key, len(result))))
            if self._ends("]"):
                return result

    def _object(self, key: Key) -> dict[str, object]:
        self.place += 1
        result: dict[str, object] = {}
        if self._next() == "}":
            self.place += 1
            return result
        while True:
            name = self._name(key, result)
            result.setdefault(name, self._value((*key, name)))
            if self._ends("}"):
                return result

    def _name(self, key: Key, known: dict[str, object]) -> str:
        """Return the name that stands here with its colon; a second of the kind is a fault."""
        if self._next() != '"':
            self._stop("a name in double quotes should stand here")
        name = str(self._single())
        self._note((*key, name))
        if name in known:
            again = Fault(line=self.line, key=(*key, name), kind="duplicate", detail=name)
            self.tree.faults.append(again)
        if self._next() != ":":
            self._stop("a colon is missing")
        self.place += 1
        return name

    def _ends(self, close: str) -> bool:
        """Go past the comma or the end of a container and say which it was."""
        found = self._next()
        if found not in (close, ","):
            self._stop(f"a comma or {close} is missing")
        self.place += 1
        return found == close
