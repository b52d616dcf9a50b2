# SPDX-License-Identifier: MIT
"""YAML with line numbers; the only importer of PyYAML for reading."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from generator.finding import Key

MAX_VALUES = 200_000
"""How many values a file may hold; beyond it an alias bomb is assumed."""

MAX_BYTES = 5_000_000
"""How large a content file may be."""

MAX_DEPTH = 40
"""How deep values may lie in one another; PyYAML itself breaks down at some thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that cannot be read."""

    line: int
    key: Key
    kind: str
    """`syntax`, `value`, `duplicate` or `size`."""
    detail: str
    begun: int = 0
    """Line on which the list or text was opened that is not closed; 0 where there is none."""


@dataclass(slots=True, kw_only=True)
class Tree:
    """What a YAML text says, and on which line each value begins."""

    data: object = None
    lines: dict[Key, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    is_plain: bool = False
    """True for a text without aliases, tags and faults."""


def parse_yaml(text: str) -> Tree:
    """Return the data of one YAML document with the line of every key and entry.

    Keys are taken as written (`on` stays "on"). Never raises on bad input: what
    cannot be read stands in `faults`.
    """
    tree = Tree()
    if len(text.encode()) > MAX_BYTES:
        tree.faults.append(Fault(line=1, key=(), kind="size", detail=f"> {MAX_BYTES} bytes"))
        return tree
    return _parse_quickly(text) or _parse_thoroughly(text)


def _parse_quickly(text: str) -> Tree | None:
    """Return the tree straight from libyaml's events, or nothing where a text needs more.

    Most files need no more: no alias, no tag, no key twice, nothing wrong.
    """
    loader = yaml.CSafeLoader(text)
    walk = _EventWalk(loader)
    try:
        data = walk.document()
    except (_NeedsNodesError, yaml.YAMLError, ValueError, LookupError, AttributeError):
        return None
    finally:
        loader.dispose()
    return Tree(data=data, lines=walk.lines, is_plain=True)


def parse_entry(text: str, key: Key) -> Tree | None:
    """Return what a text says that holds a list of one entry, which belongs under `key`.

    Lines are those of the text. None where it holds anything else, or more than plain values.
    """
    loader = yaml.CSafeLoader(text)
    walk = _EventWalk(loader)
    try:
        data = walk.entry(key)
    except (_NeedsNodesError, yaml.YAMLError, ValueError, LookupError, AttributeError):
        return None
    finally:
        loader.dispose()
    return Tree(data=data, lines=walk.lines, is_plain=True)


def _parse_thoroughly(text: str) -> Tree:
    """Return the tree by way of nodes: it knows aliases, and names every fault."""
    tree = Tree()
    loader = yaml.CSafeLoader(text)
    try:
        _refuse_depth(text)
        node = loader.get_single_node()
        if node is not None:
            tree.data = _Walk(loader, tree).value(node, ())
    except yaml.YAMLError as error:
        tree.data = None
        tree.faults.append(_syntax_fault(error))
    finally:
        loader.dispose()
    return tree


def _refuse_depth(text: str) -> None:
    """Raise YAMLError, with its line, where values lie too deep in one another."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            problem = f"nested more than {MAX_DEPTH} deep"
            mark = event.start_mark
            raise _UnreadableValueError(problem, mark.line if mark else 0)


class _UnreadableValueError(yaml.YAMLError):
    """A value that looks like a date or number but is none: 2026-02-31."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.line = line


def _syntax_fault(error: yaml.YAMLError) -> Fault:
    if isinstance(error, _UnreadableValueError):
        return Fault(line=error.line + 1, key=(), kind="value", detail=str(error))
    mark = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None)
    detail = str(getattr(error, "problem", None) or error)
    return Fault(
        line=mark.line + 1 if mark else 0,
        key=(),
        kind="syntax",
        detail=detail,
        begun=begun.line + 1 if begun else 0,
    )


class _NeedsNodesError(Exception):
    """The text holds something that events alone do not tell."""


class _EventWalk:
    """Builds plain values from events and notes their lines."""

    def __init__(self, loader: yaml.CSafeLoader) -> None:
        # The published types of events lack half of what libyaml's have.
        self.next: Callable[[], Any] = loader.get_event
        self.lines: dict[Key, int] = {}
        self.count = 0

    def document(self) -> object:
        """Return the value of the only document; raises where there is more than that."""
        self.next()
        if type(self.next()) is not yaml.DocumentStartEvent:
            return None
        data = self.value(self.next(), ())
        self.next()
        if type(self.next()) is not yaml.StreamEndEvent or self.count > MAX_VALUES:
            raise _NeedsNodesError
        return data

    def entry(self, key: Key) -> object:
        """Return the only value in the only list of the only document; raises where it is not."""
        self._expect(yaml.StreamStartEvent)
        self._expect(yaml.DocumentStartEvent)
        start = self._expect(yaml.SequenceStartEvent)
        if start.flow_style or start.anchor is not None or start.tag is not None:
            raise _NeedsNodesError
        data = self.value(self.next(), key)
        for kind in (yaml.SequenceEndEvent, yaml.DocumentEndEvent, yaml.StreamEndEvent):
            self._expect(kind)
        return data

    def _expect(self, kind: type) -> Any:
        if type(event := self.next()) is not kind:
            raise _NeedsNodesError
        return event

    def value(self, event: Any, key: Key) -> object:
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
            raise _NeedsNodesError
        self.count += 1
        self.lines.setdefault(key, event.start_mark.line + 1)
        if kind is yaml.ScalarEvent:
            is_plain = event.implicit[0] and event.value[:1] in _MEANING_FIRST
            return _meaning(event.value) if is_plain else event.value
        if len(key) >= MAX_DEPTH:
            raise _NeedsNodesError
        return self._mapping(key) if kind is yaml.MappingStartEvent else self._list(key)

    def _list(self, key: Key) -> list[object]:
        result: list[object] = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            result.append(self.value(event, (*key, len(result))))
        return result

    def _mapping(self, key: Key) -> dict[str, object]:
        result: dict[str, object] = {}
        while (kind := type(event := self.next())) is not yaml.MappingEndEvent:
            if kind is not yaml.ScalarEvent or event.anchor or event.tag or event.value in result:
                raise _NeedsNodesError
            inner = (*key, event.value)
            self.lines[inner] = event.start_mark.line + 1
            result[event.value] = self.value(self.next(), inner)
        return result


_MEANING_FIRST = frozenset(yaml.CSafeLoader.yaml_implicit_resolvers)
"""First characters of plain texts that may be numbers, days, true, false or nothing."""

_MEANINGS = yaml.SafeLoader("")


@lru_cache(maxsize=4096)
def _meaning(value: str) -> object:
    """Return what a plain text stands for; raises where that takes a node or cannot be."""
    tag = _MEANINGS.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    if tag == "tag:yaml.org,2002:str":
        return value
    make = _MEANINGS.yaml_constructors.get(tag)
    if make is None:
        raise _NeedsNodesError
    return make(_MEANINGS, yaml.ScalarNode(tag, value))


class _Walk:
    """Builds plain values from nodes and notes their lines."""

    def __init__(self, loader: yaml.CSafeLoader, tree: Tree) -> None:
        self.loader = loader
        self.tree = tree
        self.count = 0

    def value(self, node: yaml.Node, key: Key) -> object:
        self.count += 1
        if self.count > MAX_VALUES or len(key) > MAX_DEPTH:
            message = f"more than {MAX_VALUES} values, or nested too deeply"
            raise yaml.YAMLError(message)
        self.tree.lines.setdefault(key, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, key)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*key, i)) for i, child in enumerate(node.value)]
        return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> object:
        try:
            return self.loader.construct_object(node)
        except (ValueError, LookupError, AttributeError) as error:  # `!!bool maybe`, `2026-02-31`
            raise _UnreadableValueError(node.value, node.start_mark.line) from error

    def _mapping(self, node: yaml.MappingNode, key: Key) -> dict[str, object]:
        result: dict[str, object] = {}
        for name_node, child in node.value:
            name = str(name_node.value)
            line = name_node.start_mark.line + 1
            if name in result:
                fault = Fault(line=line, key=(*key, name), kind="duplicate", detail=name)
                self.tree.faults.append(fault)
                continue
            self.tree.lines[*key, name] = line
            result[name] = self.value(child, (*key, name))
        return result
