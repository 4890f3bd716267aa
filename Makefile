# Two commands do it all: `make app` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
TESTS ?= tests
# One more than the processors of a small machine: browsers and servers are waited for more than they work.
PROCESSES ?= 3
SEED ?= 1
COMUNICA := tests/faces/endpoint/comunica

.DEFAULT_GOAL := help
.PHONY: help app build test check format bench mutants docs screenshots lock wheel clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 20

app: $(VENV)/.installed ## build the graph from the documents and open the explorer
	$(BIN)/refgraph build
	$(BIN)/refgraph explore --port $(PORT)

build: $(VENV)/.installed ## build the graph only
	$(BIN)/refgraph build

test: $(VENV)/.installed-dev $(COMUNICA)/node_modules ## run the tests
	$(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist loadfile $(TESTS)

check: $(VENV)/.installed-dev ## lint, types, architecture
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/architecture

format: $(VENV)/.installed-dev ## put the code in its canonical layout
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-dev ## print the measurements, as ratios
	for bench in benchmarks/*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

mutants: $(VENV)/.installed-dev ## plant 200 small faults at random (SEED=1), tell which the tests miss
	nice -n 10 $(BIN)/python -m tests.mutation --seed $(SEED)

docs: $(VENV)/.installed-dev ## write the generated pages of docs/ again
	$(BIN)/python -m docs.generate

screenshots: $(VENV)/.installed-dev ## take the pictures of docs/screenshots/ again
	$(BIN)/python docs/screenshots.py

lock: $(VENV)/.installed-dev ## resolve the pinned versions again
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --extra all --output-file requirements.lock pyproject.toml requirements-build.in
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --extra all --group dev --output-file requirements-dev.lock pyproject.toml requirements-build.in

wheel: $(VENV)/.installed-dev ## build the wheel
	$(BIN)/python -m hatchling build --target wheel

clean: ## forget what was installed and built
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 ou plus récent est nécessaire.")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# A SPARQL client written by others; where there is no npm, its test says so.
$(COMUNICA)/node_modules: $(COMUNICA)/package-lock.json
	if command -v npm >/dev/null; then npm ci --prefix $(COMUNICA) --no-audit --no-fund --loglevel=error && touch $@; fi

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@
