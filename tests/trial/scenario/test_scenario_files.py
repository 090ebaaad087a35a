"""A scenario's file: what is wrong is said with its line and its remedy, all at once."""

import os
import re
import subprocess
import sys
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from outrider.trial.cli import trial_app
from outrider.trial.scenario import ScenarioError, load_scenario, packaged, parse_scenario
from outrider.trial.scenario.commands import names
from outrider.trial.scenario.lines import find_lines
from outrider.trial.scenario.loading import PACKAGED

pytestmark = pytest.mark.feature("C58")

TEXT = (PACKAGED / "demo.toml").read_text(encoding="utf-8")


def line_of(words, text=TEXT):
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)


def faults(text, folder):
    with pytest.raises(ScenarioError) as wrong:
        parse_scenario(text, folder)
    return {fault.line: str(fault) for fault in wrong.value.faults}


@pytest.mark.parametrize("name", names())
def test_every_packaged_scenario_says_where_each_number_is_from(name):
    scenario = packaged(name)
    assert scenario.unmarked == ()
    assert scenario.assumptions
    assert scenario.arms[0] == "without"


def test_every_fault_is_told_with_its_line_and_what_to_do(tmp_path):
    changes = {
        "days = 364": "days = 365",
        "most_points = 700": "mots_points = 700",
        'shifts = ["daily 07:00-19:00"]': 'shifts = ["daily 7-19"]',
        "needs_pair = true": 'needs_pair = "yes"',
        "accepts = 0.94": "accepts = 94",
    }
    text = TEXT
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after, 1)
    told = faults(text, tmp_path)
    assert "most_points" in told[line_of("mots_points", text)]
    assert "true or false" in told[line_of('needs_pair = "yes"', text)]
    assert "0 to 1" in told[line_of("accepts = 94", text)]
    assert "whole weeks" in told[line_of("days = 365", text)]
    assert "Fri 18:00-02:00" in told[line_of("daily 7-19", text)]
    assert len(told) == len(changes)


def test_a_file_without_one_of_its_tables_is_told_so_and_nothing_is_made_up(tmp_path):
    text = TEXT.replace("[horizon]", "[horizons]").replace("accepts = 0.94", "accepts = 94")
    with pytest.raises(ScenarioError) as wrong:
        parse_scenario(text, tmp_path)
    told = [str(fault) for fault in wrong.value.faults]
    assert len(told) == 3
    assert "the file has no “horizon”" in told[0]
    assert "Did you mean “horizon”?" in told[1]
    assert "0 to 1" in told[2]


NONSENSE = st.sampled_from(["nan", "-7", "1e300", '"x"', "true", "[1]", "{}", "2025-04-07", "[]"])
PLAIN_KEY = [
    n for n, line in enumerate(TEXT.splitlines()) if re.fullmatch(r"\w+ = [^\[{\"]*(#.*)?", line)
]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PLAIN_KEY), min_size=1, max_size=4, unique=True), NONSENSE)
def test_any_nonsense_at_any_key_is_told_in_words_and_on_lines_of_the_file(places, nonsense):
    lines = TEXT.splitlines()
    for place in places:
        lines[place] = f"{lines[place].split(' = ')[0]} = {nonsense}"
    found = []
    try:
        parse_scenario("\n".join(lines), PACKAGED)
    except ScenarioError as wrong:
        found = wrong.faults
    assert all(0 <= fault.line <= len(lines) and fault.wrong for fault in found)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('station = "Ryde"', 'station = "Rhyde"', "“Rhyde” is not in this file"),
        ('patch = "Volunteers"', 'patch = "Nowhere"', "“Nowhere” is not in this file"),
        ("health-facility = 0.05", "heath-facility = 0.05", "heath-facility"),
        ("cardiac-arrest = 4.4", "cardiac = 4.4", "“cardiac” is not in this file"),
        ('schemes = ["police-special"]', 'schemes = ["police"]', "“police” is not in this file"),
        ('pack = "default" ', 'pack = "ours.toml" ', "ours.toml is not there"),
        ('network = "synthetic"', 'network = "$NO_SUCH_ROADS"', "NO_SUCH_ROADS is not set"),
        ("start = 2025-04-07", "start = 2025-04-08", "is a Tuesday"),
        ('name = "CW05"', 'name = "CW03"', "more than once"),
        ("days = [1.02,", "days = [1.02, 1.0,", "There are 8 numbers"),
    ],
)
def test_what_does_not_fit_together_is_told_at_its_line(before, after, says, tmp_path):
    assert before in TEXT
    text = TEXT.replace(before, after, 1)
    told = faults(text, tmp_path)
    assert says in told[line_of(after.strip(), text)]


def test_what_is_not_toml_is_told_at_its_line(tmp_path):
    text = TEXT.replace("days = 364", "days = = 364")
    assert list(faults(text, tmp_path)) == [line_of("days = = 364", text)]


def test_a_file_that_is_not_there_says_how_to_get_one(tmp_path):
    with pytest.raises(ScenarioError, match="outrider trial new"):
        load_scenario(tmp_path / "none.toml")


def test_a_file_in_another_encoding_says_where(tmp_path):
    path = tmp_path / "latin.toml"
    path.write_bytes("name = 'x'\nsays = 'caf\xe9'\n".encode("latin-1"))
    with pytest.raises(ScenarioError, match="Line 2: It is not UTF-8"):
        load_scenario(path)


def keys_of(data, key=()):
    if isinstance(data, dict):
        for name, value in data.items():
            yield (*key, name), value
            yield from keys_of(value, (*key, name))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from keys_of(value, (*key, place))


def test_every_key_of_the_demo_is_found_on_a_line_that_names_it():
    lines = find_lines(TEXT)
    text = TEXT.splitlines()
    for key, _ in keys_of(tomllib.loads(TEXT)):
        number = lines.of(key)
        assert number > 0
        if key in lines.line and isinstance(key[-1], str):
            assert str(key[-1]) in text[number - 1]


NAME = st.text("abcdefgh-_", min_size=1, max_size=6)
PLAIN = st.one_of(
    st.integers(-9, 9).map(str), st.sampled_from(['"a # b"', "'[{'", '"x\\"]"', "true"]),
    st.just('"""\nfirst # no\n[not] = a header\n"""'), st.just("[1, # one\n  2, ']']"),
)  # fmt: skip


@given(st.dictionaries(NAME, st.dictionaries(NAME, PLAIN, min_size=1), min_size=1))
def test_a_line_is_found_whatever_stands_before_it(tables):
    text, where = "", {}
    for table, keys in tables.items():
        where[(table,)] = text.count("\n") + 1
        text += f"[{table}]  # a table\n"
        for name, value in keys.items():
            where[(table, name)] = text.count("\n") + 1
            text += f"{name} = {value}  # a [comment]\n"
    tomllib.loads(text)
    assert find_lines(text).line == where


def test_the_hash_follows_the_files_that_are_named(tmp_path):
    pack = tmp_path / "ours.json"
    text = TEXT.replace('pack = "default" ', 'pack = "ours.json" ')
    from json import dumps

    from outrider.domain.coresponse.default_pack import DEFAULT_PACK

    pack.write_text(dumps(DEFAULT_PACK))
    first = parse_scenario(text, tmp_path).hash
    pack.write_text(dumps({**DEFAULT_PACK, "version": "2026.2"}))
    assert parse_scenario(text, tmp_path).hash != first
    assert parse_scenario(TEXT, tmp_path).hash == packaged("demo").hash


@pytest.mark.parametrize("name", ["demo", "hampshire-2017"])
def test_a_scenario_has_the_same_hash_in_every_process(name):
    """Else nobody could go on with a run, or report on it, in another one."""
    program = f"from outrider.trial.scenario import packaged; print(packaged({name!r}).hash)"
    found = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert found == {packaged(name).hash}


def test_a_new_scenario_can_be_read_and_described(tmp_path):
    out = tmp_path / "ours.toml"
    run = CliRunner().invoke(trial_app, ["new", "--out", str(out)])
    assert run.exit_code == 0, run.output
    assert load_scenario(out).hash == packaged("demo").hash
    told = CliRunner().invoke(trial_app, ["describe", str(out)])
    assert told.exit_code == 0
    assert "C1: 1,684, priority 1" in told.output
    assert "item A8" in told.output
    assert "Line " in told.output.split("Assumptions")[1]
    again = CliRunner().invoke(trial_app, ["new", "--out", str(out)])
    assert again.exit_code == 1
    assert "--force" in again.output


def test_a_scenario_with_faults_is_described_by_its_faults(tmp_path):
    out = tmp_path / "ours.toml"
    out.write_text(TEXT.replace("days = 364", "days = 365"), encoding="utf-8")
    told = CliRunner().invoke(trial_app, ["describe", str(out)])
    assert told.exit_code == 1
    assert "Take 364 or 371" in told.output


@pytest.mark.parametrize(
    ("file", "content", "where", "key"),
    [
        ("calls.csv", "received,category,lat,lon\n60,C9,50.7,-1.3\n", "[demand]\n",
         'imported = { file = "calls.csv" }\n'),
        ("people.csv", "lat,lon,people\n50.7,-1.3,many\n", "most_points = 700\n",
         'points = { file = "people.csv" }\n'),
    ],
)  # fmt: skip
def test_a_file_beside_a_scenario_is_looked_at_before_anything_is_built(
    file, content, where, key, tmp_path
):
    out = tmp_path / "ours.toml"
    out.write_text(TEXT.replace(where, where + key, 1), encoding="utf-8")
    (tmp_path / file).write_text(content)
    told = CliRunner().invoke(trial_app, ["describe", str(out)])
    assert told.exit_code == 1
    assert f"{file} has 1 fault." in told.output
    assert "Line 2: " in told.output
    (tmp_path / file).write_text(content.replace("C9", "C1").replace("many", "90"))
    assert CliRunner().invoke(trial_app, ["describe", str(out)]).exit_code == 0
