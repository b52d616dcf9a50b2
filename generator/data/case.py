# SPDX-License-Identifier: MIT
"""`case/<plan>.json`: a plan's clauses and requirements as a framework of CASE 1.1 (1EdTech)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID, uuid5

from generator.addresses import case_path
from generator.data.coverage_json import Json
from generator.model.audience import STAGES, Audience
from generator.model.plan import Plan, Requirement, Unit

NAMESPACE = UUID("bd140e70-be0d-4995-9fd1-c45dd8a5fe61")
"""Of all identifiers; must never change, because other systems keep them."""

GRADES: Mapping[Audience, tuple[str, ...]] = MappingProxyType(
    {
        Audience.KINDERGARTEN: ("PK", "KG"),
        Audience.PRIMARY: ("01", "02", "03", "04", "05", "06"),
        Audience.PRIMARY_LOWER: ("01", "02", "03"),
        Audience.PRIMARY_UPPER: ("04", "05", "06"),
        Audience.JUNIOR: ("07", "08", "09"),
        Audience.SENIOR: ("10", "11", "12"),
        Audience.VOCATIONAL: ("10", "11", "12"),
        Audience.COLLEGE: ("PS",),
    }
)
"""Grade levels (CEDS codes, as CASE uses them) of each stage where primary school takes six years.

Our choice: the plans name stages, not grades.
"""

LANGUAGE = "zh-CN"

WORDING = (
    "本站转述，原文见文件 / Retold in our own words (CC BY 4.0); "
    "the document's wording is not copied"
)


def case_packages(plans: Sequence[Plan], address: str, changed: date) -> Iterator[tuple[str, Json]]:
    """Yield path and CFPackage of every plan.

    `address` is the site's, from which addresses of items are made; `changed` stands as the
    day of the last change. Requirements that count the same `measure` in two of the plans are
    related to each other.
    """
    for plan in plans:
        others = [other for other in plans if other.id != plan.id]
        maker = _Maker(plan=plan, address=address.rstrip("/"), changed=changed)
        yield case_path(plan.id), maker.package(others)


def item_identifier(name: str) -> str:
    """Return the identifier of a plan, clause or requirement: UUIDv5 in our namespace.

    `name` is the plan's id, `plan-id clause`, or the requirement's id; none can be another's.
    """
    return str(uuid5(NAMESPACE, name))


def item_uri(address: str, plan: str, name: str) -> str:
    """Return the address of a plan, clause or requirement: its identifier in the plan's file."""
    return f"{address.rstrip('/')}/{case_path(plan)}#{item_identifier(name)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """A document or item that an association points to."""

    name: str
    plan: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Makes the package of one plan."""

    plan: Plan
    address: str
    changed: date

    def package(self, others: Iterable[Plan]) -> Json:
        asking = [unit for unit in self.plan.units if unit.requirements]
        return {
            "CFDocument": self._document(),
            "CFItems": [item for unit in asking for item in self._items(unit)],
            "CFAssociations": [*self._tree(asking), *self._relations(asking, others)],
        }

    def _document(self) -> Json:
        plan = self.plan
        issued = {"statusStartDate": plan.issued} if _is_whole_day(plan.issued) else {}
        return {
            **self._head(plan.id),
            "caseVersion": "1.1",
            "creator": plan.issuer.zh,
            "title": plan.title.zh,
            "description": f"{plan.short_name}；{plan.title.en}. {plan.issuer.en}",
            "language": LANGUAGE,
            **issued,
            "notes": WORDING,
        }

    def _items(self, unit: Unit) -> Iterator[Json]:
        yield self._clause(unit)
        for number, requirement in enumerate(unit.requirements, start=1):
            yield self._requirement(requirement, number)

    def _clause(self, unit: Unit) -> Json:
        return {
            **self._head(_clause_name(self.plan, unit)),
            "fullStatement": f"{self.plan.short_name} {unit.clause}",
            "alternativeLabel": f"{self.plan.title.en}, {unit.clause}",
            "CFItemType": "条款 clause",
            "humanCodingScheme": unit.clause,
            "language": LANGUAGE,
            **_levels(unit.requirements),
        }

    def _requirement(self, requirement: Requirement, number: int) -> Json:
        cadence = requirement.cadence.model_dump(mode="json", exclude_none=True)
        return {
            **self._head(requirement.id),
            "fullStatement": requirement.text.zh,
            "alternativeLabel": requirement.text.en,
            "CFItemType": "要求 requirement",
            "humanCodingScheme": requirement.id.partition("/")[2],
            "listEnumeration": str(number),
            "conceptKeywords": list(requirement.terms),
            "notes": requirement.text.en,
            "subject": [requirement.topic],
            "language": LANGUAGE,
            **_levels((requirement,)),
            "extensions": {
                "muster": {
                    "kind": requirement.kind.value,
                    "audiences": [audience.value for audience in requirement.audiences],
                    "cadence": {**cadence, "derived": requirement.derived},
                    "measure": requirement.measure,
                }
            },
        }

    def _head(self, name: str) -> Json:
        return {
            "identifier": item_identifier(name),
            "uri": item_uri(self.address, self.plan.id, name),
            "lastChangeDateTime": f"{self.changed.isoformat()}T00:00:00Z",
        }

    def _tree(self, units: Iterable[Unit]) -> Iterator[Json]:
        document = _Node(name=self.plan.id, plan=self.plan.id, title=self.plan.title.zh)
        for place, unit in enumerate(units, start=1):
            clause = _Node(name=_clause_name(self.plan, unit), plan=self.plan.id, title=unit.clause)
            yield {**self._association("isChildOf", clause, document), "sequenceNumber": place}
            for number, requirement in enumerate(unit.requirements, start=1):
                child = _requirement_node(self.plan, requirement)
                yield {**self._association("isChildOf", child, clause), "sequenceNumber": number}

    def _relations(self, units: Iterable[Unit], others: Iterable[Plan]) -> Iterator[Json]:
        measured = [
            (r.measure, _requirement_node(other, r))
            for other in others
            for unit in other.units
            for r in unit.requirements
            if r.measure
        ]
        for unit in units:
            for requirement in unit.requirements:
                own = _requirement_node(self.plan, requirement)
                for measure, node in measured:
                    if measure == requirement.measure:
                        relation = self._association("isRelatedTo", own, node)
                        yield {**relation, "notes": f"measure: {measure}"}

    def _association(self, kind: str, origin: _Node, destination: _Node) -> Json:
        return {
            **self._head(f"{origin.name} {kind} {destination.name}"),
            "associationType": kind,
            "originNodeURI": self._link(origin),
            "destinationNodeURI": self._link(destination),
        }

    def _link(self, node: _Node) -> Json:
        return {
            "title": node.title,
            "identifier": item_identifier(node.name),
            "uri": item_uri(self.address, node.plan, node.name),
            "targetType": "CASE",
        }


def _clause_name(plan: Plan, unit: Unit) -> str:
    return f"{plan.id} {unit.clause}"


def _requirement_node(plan: Plan, requirement: Requirement) -> _Node:
    title = " ".join(requirement.text.zh.split())
    return _Node(name=requirement.id, plan=plan.id, title=title)


def _levels(requirements: Iterable[Requirement]) -> Json:
    """Return the grades, youngest first; nothing where only adults are meant."""
    asked = {audience for requirement in requirements for audience in requirement.audiences}
    stages = [stage for stage in STAGES if stage in asked]
    grades = list(dict.fromkeys(grade for stage in stages for grade in GRADES[stage]))
    return {"educationLevel": grades} if grades else {}


def _is_whole_day(printed: str | None) -> bool:
    return printed is not None and len(printed) == len("2020-02-05")
