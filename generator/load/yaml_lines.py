# SPDX-License-Identifier: MIT
"""YAML with line numbers; the only importer of PyYAML for reading."""

from dataclasses import dataclass, field

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


@dataclass(slots=True, kw_only=True)
class Tree:
    """What a YAML text says, and on which line each value begins."""

    data: object = None
    lines: dict[Key, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def parse_yaml(text: str) -> Tree:
    """Return the data of one YAML document with the line of every key and entry.

    Keys are taken as written (`on` stays "on"). Never raises on bad input: what
    cannot be read stands in `faults`.
    """
    tree = Tree()
    if len(text.encode()) > MAX_BYTES:
        tree.faults.append(Fault(line=1, key=(), kind="size", detail=f"> {MAX_BYTES} bytes"))
        return tree
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
    detail = str(getattr(error, "problem", None) or error)
    return Fault(line=mark.line + 1 if mark else 0, key=(), kind="syntax", detail=detail)


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
