"""No answer, figure, file or page ranks or scores a person. Who may do what is decided by rules.

A *person's record* is a schema that names somebody: beside a name no number may stand but those
listed here, each with its reason. Whoever adds one has to say here why it is no score.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from outrider.api.v1 import api
from outrider.safety.queries import link_cover, training_currency

SOURCE: Final = Path(__file__).resolve().parents[2] / "src" / "outrider"
Schema = Mapping[str, Any]

# --- what would rank or score ---------------------------------------------------------------------

SCORES: Final = frozenset(
    {"rank", "ranked", "ranking", "score", "scores", "scored", "rating", "rated", "league"}
    | {"leaderboard", "percentile", "quartile", "decile", "worst", "best", "top", "bottom"}
    | {"points", "grade", "stars", "tier", "riskiest", "propensity", "likelihood"}
)
PEOPLE: Final = frozenset(
    {"victim", "officer", "officers", "person", "people", "crew", "driver", "supervisor", "oic"}
    | {"who", "user", "pseudonym", "trainer", "trainee", "staff"}
)
NAMES_SOMEBODY: Final = frozenset({"PersonView", "CrewView"})

SCORES_ALLOWED: Final = {
    ("CandidateView", "rank"): "the order in which units are asked for one call; not a person's",
    ("PlanView", "points"): "the points of the plan that the officer is owed",
}
# Minutes and chances of a unit for one call: how soon it would be there, not how good its crew is.
OF_A_UNIT: Final = frozenset({"CandidateView"})
NUMBERS_ALLOWED: Final = {
    ("CaseView", "version"): "how often the case changed: a screen's mark",
    ("FullCaseView", "version"): "how often the case changed: a screen's mark",
    ("FullCaseView", "recorded_seconds"): "how long recording took: measures the form",
    ("TaskView", "point"): "point of the plan, 1 to 7",
    ("TaskView", "late_days"): "how late a task of the force's is",
    ("TalkView", "minutes"): "how long the two talked: the link officer's time sheet",
    ("AppointedAnswer", "appointment"): "the id of an appointment, to end it by",
    ("StationCoverView", "id"): "the station's id",
    ("StationCoverView", "serving"): "how many serve at the station",
    ("StationCoverView", "appointed"): "how many link officers the station has",
    ("StationCoverView", "trained"): "how many of them are trained",
    ("ProblemDetails", "status"): "of the request, beside who could override a rule",
    ("TimelineRow", "seq"): "number of the journal's row",
}


def words(name: str) -> set[str]:
    """The words of a name, whatever way it is written."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return {word for word in re.split(r"[^A-Za-z]+", spaced.lower()) if word}


def described(schemas: Schema) -> Iterator[tuple[str, str, Schema]]:
    """Each property of each schema, inner ones too."""
    for kind, schema in schemas.items():
        yield from _inside(kind, schema)


def _inside(kind: str, schema: Schema) -> Iterator[tuple[str, str, Schema]]:
    for name, inner in schema.get("properties", {}).items():
        yield kind, name, inner
        yield from _inside(kind, inner)
    for way in ("anyOf", "oneOf", "allOf"):
        for inner in schema.get(way, ()):
            yield from _inside(kind, inner)
    for way in ("items", "additionalProperties"):
        if isinstance(schema.get(way), dict):
            yield from _inside(kind, schema[way])


def types_of(schema: Schema) -> set[str]:
    found = {schema["type"]} if isinstance(schema.get("type"), str) else set()
    for way in ("anyOf", "oneOf", "allOf"):
        for inner in schema.get(way, ()):
            found |= types_of(inner)
    return found


def refers_to(schema: Any) -> set[str]:
    """Names of the schemas that it holds directly."""
    if isinstance(schema, dict):
        here = {schema["$ref"].rpartition("/")[2]} if "$ref" in schema else set()
        return here.union(*map(refers_to, schema.values()))
    if isinstance(schema, list):
        return set().union(*map(refers_to, schema))
    return set()


def names_somebody(kind: str, schema: Schema) -> bool:
    """Whether the schema is about one person, or says who."""
    if kind in NAMES_SOMEBODY:
        return True
    for name, inner in schema.get("properties", {}).items():
        if words(name) & PEOPLE or refers_to(inner) & NAMES_SOMEBODY:
            return True
    return False


def wrong_in(schemas: Schema) -> list[str]:
    """What would rank or score somebody, as schema.property with the reason."""
    found: list[str] = []
    for kind, name, inner in described(schemas):
        if words(name) & SCORES and (kind, name) not in SCORES_ALLOWED:
            found.append(f"{kind}.{name}: is called a score")
        if kind in OF_A_UNIT or not names_somebody(kind, schemas[kind]):
            continue
        numeric = types_of(inner) & {"integer", "number"}
        if numeric and (kind, name) not in NUMBERS_ALLOWED:
            found.append(f"{kind}.{name}: a number beside somebody's name")
    return found


def answers() -> Schema:
    """Schemas that an answer can hold; what is only sent to us scores nobody."""
    made = api.get_openapi_schema(path_prefix="")
    schemas = made["components"]["schemas"]
    told = {
        name
        for path in made["paths"].values()
        for operation in path.values()
        for name in refers_to(operation.get("responses", {}))
    }
    reached: set[str] = set()
    while told - reached:
        reached |= told
        told = set().union(*(refers_to(schemas[name]) for name in reached))
    return {name: schemas[name] for name in sorted(reached)}


@pytest.mark.feature("F61")
def test_no_answer_of_the_api_ranks_or_scores_a_person() -> None:
    assert len(answers()) > 40
    assert wrong_in(answers()) == []


def test_what_is_allowed_is_still_there() -> None:
    """An exception that nothing needs any more would let the next score through."""
    there = {(kind, name) for kind, name, _ in described(answers())}
    assert (SCORES_ALLOWED.keys() | NUMBERS_ALLOWED.keys()) <= there


@pytest.mark.parametrize(
    ("planted", "caught"),
    [
        ({"victim": {"$ref": "#/x/PersonView"}, "assaults": {"type": "integer"}}, "assaults"),
        ({"officer": {"type": "string"}, "n": {"type": "integer"}}, "n"),
        ({"who": {"type": "string"}, "share": {"anyOf": [{"type": "number"}]}}, "share"),
        ({"title": {"type": "string"}, "riskScore": {"type": "string"}}, "riskScore"),
        ({"place_in_league": {"type": "string"}}, "place_in_league"),
    ],
)
def test_a_planted_score_is_caught(planted: Schema, caught: str) -> None:
    wrong = wrong_in({**answers(), "Planted": {"properties": planted}})
    assert [line.partition(":")[0] for line in wrong] == [f"Planted.{caught}"]


# --- figures and files ----------------------------------------------------------------------------

TABLES_ALLOWED: Final = {
    ("Station", "Link officer"): "whether a station has one: a station a row, yes or no",
}
WRITES_FILES: Final = {
    "trial/judging/table.py": "the one writer of figures; its columns are looked at here",
    "signals/result.py": "rows as they came in or by time; by person only by pseudonym, no rank",
    "people/importing/writing.py": "the register as its administrator brought it in: no counts",
    "safety/queries/link_cover.py": "a station a row: how many link officers it has",
    "safety/queries/training_currency.py": "a station a row: how many are in date",
    "trial/cli.py": "a place of demand a row: from which base it is reached and how soon; nobody is named",
}


def tables(source: str) -> Iterator[tuple[str, ...]]:
    """The column names of every table that is made in the source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Table" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Tuple | ast.List):
                yield tuple(
                    part.value if isinstance(part, ast.Constant) else "?" for part in first.elts
                )


def wrong_columns(columns: tuple[str, ...]) -> list[str]:
    """A column that is a score; or any other column beside one that names people."""
    scored = [name for name in columns if words(name) & (SCORES - {"best"})]
    if any(words(name) & (PEOPLE | {"name", "warrant", "collar"}) for name in columns):
        return [f"{name}: a table by person" for name in columns]
    return scored


@pytest.mark.feature("F61")
def test_no_figure_is_a_table_of_people() -> None:
    found = {
        path.name: columns
        for path in SOURCE.rglob("*.py")
        for columns in tables(path.read_text(encoding="utf-8"))
        if wrong_columns(columns) and columns not in TABLES_ALLOWED
    }
    assert found == {}


def test_tables_are_found_at_all() -> None:
    text = (SOURCE / "trial/judging/figures/clocks.py").read_text(encoding="utf-8")
    assert next(tables(text))[:2] == ("Calls", "Number")


def test_a_planted_table_of_people_is_caught() -> None:
    planted = next(tables('Table(("Officer", "Assaults", "Low", "High"), rows)'))
    assert wrong_columns(planted)
    assert wrong_columns(("Station", "Ranking"))
    assert not wrong_columns(("Station", "Assaults", "Low", "High"))


def test_every_writer_of_files_is_known() -> None:
    """A new export has to say here what it holds, so that somebody looks at its columns."""
    writers = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if re.search(r"\bcsv\.(writer|DictWriter)|\bWorkbook\(", path.read_text(encoding="utf-8"))
    }
    assert writers == WRITES_FILES.keys()


def test_no_file_has_a_column_that_names_people_or_scores() -> None:
    for headings in (link_cover.HEADINGS, training_currency.HEADINGS):
        assert headings[0] == "Station"
        assert not [name for name in headings if words(name) & SCORES]


# --- pages ----------------------------------------------------------------------------------------

SPOKEN: Final = re.compile(
    r"\b(league table|leader ?board|high ?score|risk score|ranked|ranking|percentile|"
    r"top (?:three|five|ten|\d+)|bottom (?:three|five|ten|\d+)|"
    r"(?:most|least) (?:assaulted|injured|at risk)|worst (?:officer|team|station)s?)\b",
    re.IGNORECASE,
)
SPOKEN_ALLOWED: Final = {
    "web/templates/cases/plans.html.jinja": "says that plans are in order of their dates",
    "web/templates/evidence/assaults.html.jinja": "says why there is none",
    "web/static/js/console/candidates.js": "units for one call, in the order of being asked",
}


def spoken() -> dict[str, set[str]]:
    pages = [*SOURCE.rglob("*.jinja"), *(SOURCE / "web/static/js").rglob("*.js")]
    found: dict[str, set[str]] = {}
    for page in pages:
        said = {one.lower() for one in SPOKEN.findall(page.read_text(encoding="utf-8"))}
        if said:
            found[page.relative_to(SOURCE).as_posix()] = said
    return found


@pytest.mark.feature("F61")
def test_no_page_speaks_of_a_ranking() -> None:
    assert spoken().keys() == SPOKEN_ALLOWED.keys()


def test_a_planted_page_is_caught() -> None:
    assert SPOKEN.search("<h2>Most assaulted officers</h2>")
    assert SPOKEN.search("The top 10 this month")
    assert not SPOKEN.search("Press the button at the top of the page")


# --- sorting --------------------------------------------------------------------------------------

SORTED_BY: Final = re.compile(
    r"order_by\([^)]*(count|score|total|assaults|exposure)", re.IGNORECASE
)


def test_no_list_of_people_is_sorted_by_how_often_something_happened_to_them() -> None:
    found = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if SORTED_BY.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
