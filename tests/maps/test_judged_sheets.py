# SPDX-License-Identifier: MIT
"""Every sheet is judged by the oracle, and every sheet that was tampered with fails it."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from generator.maps.sheet import draw_sheets
from generator.model.building import Building
from generator.model.route import Route
from generator.model.school import School
from generator.model.sheet import Sheet
from tests.maps.crowded_school import make_crowded
from tests.maps.judging import case_of, faults_of
from tests.maps.long_school import Drawn, make_long
from tests.maps.made_up_school import make_campus, make_choice, make_routes
from tests.maps.sample_campus import sample
from tests.maps.test_paper import print_sheet
from tests.oracle.printed_plan import Facts, judge_plan, read_plan
from tests.oracle.sheet import judge, judge_names
from tests.oracle.sheet_pdf import judge_print, read_print

BOTH_PAPERS = ("made up, facing 90", "crowded at 17", "long at 17, read slanting")


def made_up(facing: float) -> Drawn:
    campus = make_campus(facing)
    return campus, campus.buildings[0], make_routes()


SCHOOLS: dict[str, Callable[[], Drawn]] = {
    "sample": sample,
    "made up, facing 90": lambda: made_up(90.0),
    "made up, facing 33": lambda: made_up(33.0),
    "made up, facing 301": lambda: made_up(301.0),
    "crowded": make_crowded,
    "crowded at 17": lambda: make_crowded(17.0),
    "crowded and mirrored at 17": lambda: make_crowded(17.0, mirrored=True),
    "crowded, read sideways": lambda: make_crowded(40.0, facing=0.0),
    "twenty rooms, read at 17": lambda: make_crowded(rooms=20, facing=17.0),
    "long": lambda: make_long(18),
    "long at 17, read slanting": lambda: make_long(18, 17.0, 133.0, places=2),
    "long at 17, read along": lambda: make_long(18, 17.0, 0.0, places=2),
}


@pytest.fixture(scope="module", autouse=True)
def _sample_once(sample_sheets: tuple[Sheet, ...]) -> None:
    """Take the sheets of the sample school from who drew them for all."""
    campus, building, _ = sample()
    DRAWN["sample"] = campus.school, building, sample_sheets


DRAWN: dict[str, tuple[School, Building, tuple[Sheet, ...]]] = {}


def drawn(name: str) -> tuple[School, Building, tuple[Sheet, ...]]:
    if name not in DRAWN:
        campus, building, routes = SCHOOLS[name]()
        choice = make_choice(papers=("A3", "A4") if name in BOTH_PAPERS else ("A3",))
        DRAWN[name] = campus.school, building, draw_sheets(campus, building, routes, choice)
    return DRAWN[name]


@pytest.mark.parametrize("name", SCHOOLS)
def test_the_oracle_finds_nothing_wrong(name: str) -> None:
    school, building, sheets = drawn(name)
    assert sheets
    faults = [fault for sheet in sheets for fault in faults_of(school, building, sheet)]
    assert faults == []


def degrees(least: float, most: float) -> st.SearchStrategy[float]:
    """Draw degrees that a plan may give: at 1e-203 GEOS divides by nought."""
    return st.floats(least, most).map(lambda value: round(value, 6))


@settings(max_examples=5, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@example(turn=18.11, facing=79.18, rooms=5, flip=False)
@given(
    turn=degrees(-180, 180),
    facing=degrees(40, 140),
    rooms=st.integers(3, 9),
    flip=st.booleans(),
)
def test_any_building_at_any_angle_is_drawn_as_its_reader_sees_it(
    turn: float, facing: float, rooms: int, *, flip: bool
) -> None:
    campus, building, routes = make_crowded(turn, mirrored=flip, facing=facing, rooms=rooms)
    sheets = draw_sheets(campus, building, routes, make_choice(languages=("zh",)))
    faults = [f for sheet in sheets for f in faults_of(campus.school, building, sheet)]
    assert faults == []


@pytest.mark.parametrize("facing", [71.0, 1.0], ids=["goal far off", "cut off at a bend"])
def test_a_way_that_ends_at_the_edge_of_a_small_sheet_breaks_no_rule(facing: float) -> None:
    campus, building, routes = made_up(facing)
    sheets = draw_sheets(campus, building, routes, make_choice(papers=("A4",), languages=("en",)))
    assert [f for sheet in sheets for f in faults_of(campus.school, building, sheet)] == []


@pytest.mark.parametrize(("name", "language"), [("crowded", "zh"), ("long", "en")])
def test_the_oracle_finds_nothing_wrong_in_one_language(name: str, language: str) -> None:
    campus, building, routes = SCHOOLS[name]()
    sheets = draw_sheets(campus, building, routes, make_choice(languages=(language,)))
    faults = [f for sheet in sheets for f in faults_of(campus.school, building, sheet)]
    assert faults == []


def rules_broken(svg: str, name: str = "crowded at 17", at: int = 1) -> set[str]:
    school, building, sheets = drawn(name)
    assert svg != sheets[at].variants[0].svg, "nothing was tampered with"
    case = replace(case_of(school, building, sheets[at]), svg=svg)
    return {fault.split(":")[0] for fault in judge(case)}


def original(name: str = "crowded at 17", at: int = 1, paper: int = 0) -> str:
    return drawn(name)[2][at].variants[paper].svg


@pytest.mark.parametrize(("name", "at"), [("crowded at 17", 1), ("long", 0), ("sample", 5)])
def test_the_print_keeps_every_measure(name: str, at: int) -> None:
    sheet = drawn(name)[2][at]
    page = read_print(BytesIO(print_sheet(sheet.variants[0])))
    assert list(judge_print(page, sheet.code)) == []


@pytest.mark.parametrize(
    ("name", "at", "paper"),
    [
        ("crowded and mirrored at 17", 1, 0),
        ("crowded at 17", 1, 1),
        ("made up, facing 33", 0, 0),
        ("sample", 4, 0),
        ("sample", 1, 1),
    ],
)
def test_the_print_is_true_to_the_building(name: str, at: int, paper: int) -> None:
    assert untruths(original(name, at, paper), name, at, paper) == []


def untruths(svg: str, name: str, at: int, paper: int = 0) -> list[str]:
    """Return what a stranger finds untrue on the print of a drawing, knowing the data alone."""
    school, building, sheets = drawn(name)
    variant = replace(sheets[at].variants[paper], drawing=svg)
    facts = Facts(
        school=school.model_dump(mode="json"),
        building=building.model_dump(mode="json"),
        place=sheets[at].place.model_dump(mode="json"),
        routes={route.role.value: paced(route) for route in sheets[at].routes},
    )
    return list(judge_plan(read_plan(BytesIO(print_sheet(variant))), facts))


def paced(route: Route) -> list[tuple[str, float, float]]:
    inside = [(point.floor, point.x_m, point.y_m) for point in route.points]
    return [*inside, *((inside[-1][0], x, y) for x, y in route.outdoor_points)]


def test_a_mirrored_plan_is_found_on_the_print() -> None:
    assert broken(untruths(mirrored(original()), "crowded at 17", 1)) >= {"R9", "R11"}


def test_one_reversed_arrow_is_found_on_the_print() -> None:
    name = "crowded and mirrored at 17"
    assert "R11" in broken(untruths(reverse_one(original(name, 2), "primary"), name, 2))


def test_the_sheet_of_another_place_is_found_on_the_print() -> None:
    assert "R9" in broken(untruths(original(at=2), "crowded at 17", 1))


@pytest.mark.parametrize(
    ("found", "put", "rule"),
    [
        ('(data-sign="F001">.*?fill=")#9B2423', r"\1#237F52", "R14"),
        (r"1:125<", "1:150<", "R3"),
        (r'(font-size=")15.5', r"\g<1>11", "R5"),
        ('(data-sign="viewer">.*?)#005387', r"\1#237F52", "R10"),
        ("#F9D98A", "#F9D98B", "R8"),
    ],
)
def test_what_is_tampered_with_is_found_on_the_print(found: str, put: str, rule: str) -> None:
    svg = re.sub(found, put, original(), count=1)
    assert rule in broken(untruths(svg, "crowded at 17", 1))


def broken(faults: list[str]) -> set[str]:
    return {fault.split(":")[0] for fault in faults}


def test_swapped_codes_are_found_on_the_print() -> None:
    """The code of one place on the sheet of another, all words left as they are."""
    one, other = (sheet.variants[0].svg for sheet in drawn("crowded at 17")[2][1:])
    square = r'<path d="[^"]+"([^>]*data-qr="1"/>)'
    put = re.search(square, other)
    assert put
    swapped = re.sub(square, put[0], one)
    sheet = drawn("crowded at 17")[2][1]
    variant = replace(sheet.variants[0], drawing=swapped)
    page = read_print(BytesIO(print_sheet(variant)))
    assert list(judge_print(page, sheet.code))


def test_a_mirrored_plan_fails() -> None:
    assert {"R3", "R9"} <= rules_broken(mirrored(original()))


def mirrored(svg: str) -> str:
    """Return a sheet mirrored about the reader: mark, scale and sizes stay as they were."""
    plan = '<g data-part="plan">'
    here = re.search(r'translate\(([\d.]+) [\d.]+\) scale\([\d.]+\)" data-sign="viewer"', svg)
    assert here
    axis = 2 * float(here[1]) + 9.5
    return svg.replace(plan, f'<g data-part="plan" transform="matrix(-1 0 0 1 {axis} 0)">')


def test_a_plan_turned_upside_down_fails() -> None:
    campus, building, routes = SCHOOLS["crowded at 17"]()
    places = tuple(
        place.model_copy(update={"facing_deg": (place.facing_deg + 180) % 360})
        for place in building.posting_places
    )
    wrong = building.model_copy(update={"posting_places": places})
    (_, sheet, _) = draw_sheets(campus, wrong, routes, make_choice())
    assert {"R3", "R9"} <= rules_broken(sheet.variants[0].svg)


def test_a_sheet_of_another_place_fails() -> None:
    """Swapped codes: the paper of one place says the number of another."""
    _, _, sheets = drawn("crowded at 17")
    one, other = sheets[1], sheets[2]
    assert "R17" in rules_broken(one.variants[0].svg.replace(one.code, other.code))
    assert {"R3", "R17"} <= rules_broken(other.variants[0].svg)


@pytest.mark.parametrize("role", ["primary", "second", "step-free"])
def test_one_reversed_arrow_fails(role: str) -> None:
    changed = reverse_one(original("crowded and mirrored at 17", 2), role)
    assert "R11" in rules_broken(changed, "crowded and mirrored at 17", 2)


def reverse_one(svg: str, role: str) -> str:
    """Return a sheet with the first arrow head of a route turned round."""
    plan = svg[svg.index('data-part="plan"') :]
    head = re.search(rf'<path d="(M[^"]+)"[^>]*data-arrow="{role}"/>', plan)
    assert head
    spots = [tuple(map(float, pair.split())) for pair in head[1][1:-1].split("L")]
    (x, y), (a, b) = spots[0], spots[2]
    middle = ((x + a) / 2, (y + b) / 2)
    turned = "L".join(f"{2 * middle[0] - x:.2f} {2 * middle[1] - y:.2f}" for x, y in spots)
    return svg.replace(head[1], f"M{turned}Z")


def test_a_route_drawn_backwards_fails() -> None:
    svg = original()
    line = re.search(r'<path d="(M[^"]+)"[^>]*data-route="primary"/>', svg)
    assert line
    backwards = "M" + "L".join(reversed(line[1][1:].split("L")))
    assert "R11" in rules_broken(svg.replace(line[1], backwards))


@pytest.mark.parametrize(
    ("found", "put", "rule"),
    [
        ('data-sign="F001"', 'data-sign="F002"', "R19"),
        ('data-sign="E024"', 'data-sign="E007"', "R19"),
        (r'stroke-width="[\d.]+"( [^>]*"outer")', r'stroke-width="1.2"\1', "R7"),
        (r'stroke-width="0\.7"([^>]*partition)', r'stroke-width="0.4"\1', "R7"),
        (r'font-size="2\.8"', 'font-size="2.2"', "R4"),
        (">疏散平面图<", ">平面图<", "R15"),
        (r'height="22" fill="#237F52"', 'height="18" fill="#237F52"', "R5"),
        (r"1:125<", "1:200<", "R3"),
        (r'data-legend="F001"', 'data-legend="F004"', "R14"),
        (r' stroke-dasharray="3.2 2.2" data-route', " data-route", "R12"),
        ("119", "191", "R16"),
        ("不要|do not", "", "R16"),
        (r"\d{4}-\d\d-\d\d", "soon", "R28"),
        (r'stroke="#9B2423" stroke-width="0.9"', 'stroke="#237F52" stroke-width="0.9"', "R16"),
        (r'<g data-highlight="[^"]*">.*?</g>', "", "R8"),
        (r'data-leader="1"', "", "R19"),
        (r'fill="#005387"', 'fill="#237F52"', "R10"),
        (r'data-sign="P020"', 'data-sign="E003"', "R29"),
        (r'data-stair="west2"', 'data-wall="x"', "R18"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_found(found: str, put: str, rule: str) -> None:
    svg = original("crowded")
    assert rule in rules_broken(re.sub(found, put, svg), "crowded")


def test_a_moved_sign_and_an_overlap_are_found() -> None:
    svg = original("crowded")
    place = re.search(r'translate\(([\d.]+) ([\d.]+)\)( scale\([\d.]+\)" data-sign="F001")', svg)
    assert place
    near = svg.replace(place[0], f"translate({float(place[1]) + 30} {place[2]}){place[3]}")
    assert {"R19", "R21"} & rules_broken(near, "crowded")


def way_end(svg: str) -> tuple[str, str]:
    """Return a bend of the way out, as it is written in the drawing."""
    line = re.search(r'<path d="M[^L"]+L([\d.]+) ([\d.]+)[^"]*"[^>]*data-route="primary"/>', svg)
    assert line
    return line[1], line[2]


def test_a_sign_over_the_way_is_found() -> None:
    svg = original("crowded")
    x, y = way_end(svg)
    moved = re.sub(
        r'translate\([\d.]+ [\d.]+\)( scale\([\d.]+\)" data-sign="F001")',
        rf"translate({x} {y})\1",
        svg,
        count=1,
    )
    school, building, sheets = drawn("crowded")
    faults = judge(replace(case_of(school, building, sheets[1]), svg=moved))
    assert any("sign F001" in fault and "over a way" in fault for fault in faults)


@pytest.mark.parametrize(
    ("put", "is_over"),
    [
        ('<g data-gathered="1"><rect {} fill="#FFFFFF" rx="1.4"/></g>', True),
        ('<rect {} fill="none" rx="1.4" data-ring="1"/>', True),
        ('<rect {} fill="none" rx="1.4" data-ring="1"/>', False),
    ],
)
def test_a_plate_or_a_ring_over_the_way_is_found(put: str, *, is_over: bool) -> None:
    """A ring that is drawn before the ways lies beneath them."""
    svg = original("crowded")
    x, y = way_end(svg)
    shape = put.format(f'x="{x}" y="{y}" width="20" height="20"')
    plan = '<g data-part="plan">'
    ringed = svg.replace(plan, plan + shape)
    if is_over:
        start = svg.rindex("<g", 0, svg.index('data-sign="viewer"'))
        ringed = svg[:start] + shape + svg[start:]
    school, building, sheets = drawn("crowded")
    faults = judge(replace(case_of(school, building, sheets[1]), svg=ringed))
    place = f"lies over a way at {float(x) + 10:.0f}, {float(y) + 10:.0f}"
    assert any(fault.endswith(place) for fault in faults) == is_over


def test_a_room_under_a_wrong_name_is_found() -> None:
    svg = original("crowded").replace(">207b室<", ">207a室<").replace(">Rm b07<", ">Rm a07<")
    assert "R9" in rules_broken(svg, "crowded")


def test_a_name_that_lost_a_language_is_found() -> None:
    school, building, sheets = drawn("crowded")
    case = case_of(school, building, sheets[1])
    assert judge_names(case) == []
    svg = re.sub(r"<text[^>]*>Rm b07</text>", "", case.svg)
    assert judge_names(replace(case, svg=svg)) != []


def test_every_space_of_the_sample_school_is_named_in_both_languages() -> None:
    school, building, sheets = drawn("sample")
    faults = [f for sheet in sheets for f in judge_names(case_of(school, building, sheet))]
    assert faults == []


def test_a_stretched_plan_is_found() -> None:
    svg = original()
    stretched = svg.replace(
        '<g data-part="plan">', '<g data-part="plan" transform="scale(1.02 1)">'
    )
    assert "R3" in rules_broken(stretched)


def test_words_and_way_of_a_refuge_stand_on_the_sheet() -> None:
    svg = original()
    said = "".join(re.findall(r">([^<>]+)<", svg))
    assert "西侧避难处" in said.replace("\n", "")
    assert 'data-route="step-free"' in svg
    assert 'data-sign="E024"' in svg
    assert 'data-legend="route-step-free step-free"' in svg


def test_where_the_way_without_steps_is_the_way_out_nothing_more_is_drawn() -> None:
    svg = drawn("long")[2][0].variants[0].svg
    said = "".join(re.findall(r">([^<>]+)<", svg))
    assert "与撤离路线相同" in said
    assert 'data-route="step-free"' not in svg
    assert "step-free" not in "".join(re.findall(r'data-legend="([^"]+)"', svg))


def test_where_no_way_is_without_steps_none_is_invented() -> None:
    svg = drawn("made up, facing 90")[2][0].variants[0].svg
    assert "无台阶" not in svg
    assert "step-free" not in svg
