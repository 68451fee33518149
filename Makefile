# Everything a newcomer needs is `make demo` and `make test`; `make` alone lists the rest.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

DOWNSTREAM := .cache/contract-ci
BENCH := .cache/bench/venv
EXPORTS := .cache/exports

.DEFAULT_GOAL := help
.PHONY: help demo test check contracts cassettes record sdks contract-ci bench duplicates durable drift update exports explore mutate fix generate lint clean every-python

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(READY) ## run the main job on the embedded simulator: no key, no bill
	@$(BIN)/python examples/demo.py

test: $(READY) ## run the tests, on all cores
	@$(BIN)/python -m pytest -n auto

check: $(READY) ## lint, format, types, generated code fresh, specs lint clean, versions raised as changes ask, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/callsheet generate --check
	$(BIN)/callsheet cassettes --check
	$(BIN)/callsheet lint
	$(BIN)/callsheet diff contracts/released --bump-check
	$(BIN)/python -m pytest -q tests/house

contracts: $(READY) ## every contract check, with figures: obligations, faults, cassettes, coverage
	@PYTHONPATH=tests $(BIN)/python tests/contracts/everything.py

cassettes: $(READY) ## make the cassettes of all endpoints anew, without a key
	@$(BIN)/callsheet cassettes

BUDGET ?=
record: $(READY) ## record from a live service: PROVIDER=… BUDGET=…; needs its key, and costs money
	@$(BIN)/callsheet record "$(PROVIDER)" --budget "$(BUDGET)"

sdks: $(READY) ## run the providers' own packages against the simulator
	@$(BIN)/python tests/sdks/environment.py .cache/sdks
	@$(BIN)/python -m pytest tests/sdks

# Nothing of this folder is on the way: only the wheel is installed, and the example is tested where it was copied to.
contract-ci: $(READY) ## test examples/contract-ci from the built wheel, in a fresh environment
	@rm -rf $(DOWNSTREAM) && mkdir -p $(DOWNSTREAM)
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir $(DOWNSTREAM)/dist .
	@$(PYTHON) -m venv $(DOWNSTREAM)/venv
	@$(DOWNSTREAM)/venv/bin/python -m pip install --quiet --disable-pip-version-check \
		"$$(ls $(CURDIR)/$(DOWNSTREAM)/dist/callsheet-*.whl)[contracts]"
	@cp -R examples/contract-ci $(DOWNSTREAM)/project
	@cd $(DOWNSTREAM)/project && export PATH="$(CURDIR)/$(DOWNSTREAM)/venv/bin:$$PATH" \
		&& sed -n 's/^ *- run: \(callsheet\|pytest\)/\1/p' contract.yml > contract.sh && sh -ex contract.sh

# Peers are pinned and live in an environment of their own; those that npm brings come with the first run.
bench: $(BENCH)/.ready ## measure ours beside the peers, in one run; SHORT=1 only validators, and writes nothing
	@PYTHONPATH=benchmarks $(BENCH)/bin/python -m validation $(if $(SHORT),--short)
ifndef SHORT
	@$(BENCH)/bin/python benchmarks/obligations.py
	@$(BENCH)/bin/python benchmarks/replay.py
	@$(BENCH)/bin/python benchmarks/verify.py
	@$(BENCH)/bin/python benchmarks/simulator.py
	@$(BENCH)/bin/python benchmarks/strategies.py --rounds 3
	@$(BENCH)/bin/python benchmarks/generate.py
	@$(BENCH)/bin/python benchmarks/diff.py
	@$(BENCH)/bin/python benchmarks/polling.py
	@$(BENCH)/bin/python benchmarks/batch.py 10000
endif

$(BENCH)/.ready: benchmarks/requirements.txt pyproject.toml
	@$(PYTHON) -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt \
		--editable '.[contracts,simulator-fast]'
	@touch $@

PAGES ?= ../shared/pages
drift: $(READY) ## hold every cite and table to the pages in PAGES, and list what could not be looked at
	@$(BIN)/callsheet drift --pages "$(PAGES)"

update: $(READY) ## bring specs up to date with pages: PROVIDER=… PAGES=…; ACCEPT=1 when all that is shown was read
	@$(BIN)/callsheet update "$(PROVIDER)" --pages "$(PAGES)" $(if $(ACCEPT),--accept)

# Other people's tools are pinned and live in an environment of their own; some come from npm, Node.js among them.
exports: $(EXPORTS)/.ready ## give OpenAPI, Arazzo and Postman exports to other people's tools: some minutes
	@$(EXPORTS)/venv/bin/python tests/exports/scripts/tools.py $(EXPORTS)

$(EXPORTS)/.ready: tests/exports/scripts/requirements.txt tests/exports/scripts/package.json pyproject.toml
	@$(PYTHON) -m venv $(EXPORTS)/venv
	@$(EXPORTS)/venv/bin/python -m pip install --quiet --disable-pip-version-check \
		-r tests/exports/scripts/requirements.txt --editable '.[contracts]'
	@mkdir -p $(EXPORTS)/node && cp tests/exports/scripts/package.json $(EXPORTS)/node
	@npm install --prefix $(EXPORTS)/node --silent --no-audit --no-fund
	@touch $@

duplicates: $(READY) ## count what one create call posts when its outcome is unknown: ours, and six other clients
	@$(BIN)/python tests/sdks/environment.py .cache/duplicates benchmarks/duplicates/requirements.txt
	@$(BIN)/python benchmarks/duplicates .cache/duplicates

durable: $(READY) ## kill workers at every step, and test the shared journal, on a real PostgreSQL from a wheel
	@$(BIN)/python -m pytest tests/durable/on_postgres

explore: $(READY) ## compare all readers of the specs on every body there is: some minutes
	@CALLSHEET_EXPLORE=1 $(BIN)/python -m pytest -q tests/agreement

mutate: $(READY) ## alter every constraint of every validator and see whether the tests notice: some minutes
	@PYTHONPATH=tests $(BIN)/python tests/agreement/mutate.py $(ONLY)

generate: $(READY) ## compile the specs into clients, validators, schemas and pages
	@$(BIN)/callsheet generate
	@$(BIN)/python tests/emit/rewrite_golden.py
	@$(BIN)/python tests/resolve/rewrite_mistakes.py
	@$(BIN)/python tests/docs/rewrite_docs.py
	@PYTHONPATH=tests $(BIN)/python tests/checkers/rewrite_calls.py

lint: $(READY) ## find mistakes in the specs
	@$(BIN)/callsheet lint

fix: $(READY) ## format, and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

every-python: ## run the tests on 3.11, 3.12 and 3.13, each in an environment of its own
	@for version in 3.11 3.12 3.13; do \
		echo "== python$$version"; \
		$(MAKE) --no-print-directory test PYTHON=python$$version VENV=.venv-$$version || exit 1; \
	done

clean: ## remove environments and caches
	rm -rf .venv* .cache .callsheet_cache .hypothesis .mypy_cache .pytest_cache .ruff_cache dist build
	find . -name __pycache__ -prune -exec rm -rf {} +

# An environment is ready when everything is in it; one that was interrupted is completed.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("callsheet needs Python 3.11 or later; this is " + sys.version.split()[0])'
	@echo "setting up $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(READY)
