# `make help` lists what there is. Needs Python 3.11 to 3.13 and make; everything else is fetched.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
BIN := .venv/bin
SUITE ?= roads
# Tests run in so many processes, a file in one of them. WORKERS=0 runs them one after the other.
WORKERS ?= 2
SPREAD := -n $(WORKERS) --dist loadfile

# The first of these that is 3.11 to 3.13: the versions that the locked wheels exist for.
PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11,$(shell $(p) -c \
	'import sys; (3, 11) <= sys.version_info < (3, 14) and print("$(p)")' 2>/dev/null)))

# Tests that touch the database run a second time on PostgreSQL.
ON_POSTGRES := $(wildcard tests/journal tests/services tests/safety tests/crossover tests/people tests/api tests/evidence)

.PHONY: help run test check fix bench faults faults-sqlite faults-postgres lock vendor docs

help: ## Say what each target does
	@grep -hE '^[a-z./-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: .venv/ready ## Serve the demo: an invented force, on http://localhost:8000
	$(BIN)/outrider demo

test: .venv/ready ## Run the tests: on SQLite, then what touches the database on PostgreSQL
	$(BIN)/pytest $(SPREAD) -m "not slow" $(PYTEST)
	$(BIN)/python scripts/on_postgres.py $(BIN)/pytest $(SPREAD) -m "not slow and not browser and not postgres" $(PYTEST) $(ON_POSTGRES)

check: .venv/ready ## Style, types, import contracts, migrations, generated docs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=outrider.config.settings $(BIN)/python -W error::RuntimeWarning -m django makemigrations --check --dry-run
	$(BIN)/python scripts/docs.py --check

fix: .venv/ready ## Put style right where a tool can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: .venv/ready ## Measure (SUITE=roads, signals, trial, arms, placement); results as JSON in bench/results
	$(BIN)/python -m bench.$(SUITE)

faults: faults-sqlite faults-postgres ## Long tests: random commands, killed processes, lost networks (CI runs them too)

faults-sqlite: .venv/ready ## The part of them on SQLite
	$(BIN)/pytest $(SPREAD) -m slow $(PYTEST)

faults-postgres: .venv/ready ## The part of them on PostgreSQL
	$(BIN)/python scripts/on_postgres.py $(BIN)/pytest $(SPREAD) -m "slow and not browser and not postgres" $(PYTEST) tests/services tests/safety

docs: .venv/ready ## Write the generated reference pages again
	$(BIN)/python scripts/docs.py

lock: .venv/ready ## Resolve requirements.lock again (hashes, no registry addresses)
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-header --quiet --output-file requirements.lock $(LOCK)

vendor: .venv/ready ## Fetch the browser libraries again (the one target that needs npm)
	$(BIN)/python scripts/vendor.py

# The environment: made once, and again when the lock changes.
.venv/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Outrider needs Python 3.11, 3.12 or 3.13, and found none. Install one and run make again."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python scripts/environment.py
	touch $@
