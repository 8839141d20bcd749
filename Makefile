# Everything that one does here. `make demo` and `make test` need Python >= 3.10, make and g++, no more:
# they make .venv themselves and make it again only when pyproject.toml changes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest
# Two workers; tests/conftest.py says what stays on one.
PARALLEL := -n 2 --dist loadgroup --no-loadscope-reorder
# The output of two jobs stays apart, where make can do that (macOS has make 3.81).
SYNC := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

.DEFAULT_GOAL := help
.PHONY: help demo fuzz test check static fast fast-1 fast-2 approve bench build docs clean

help:
	@echo "make demo     fit a mixture to Old Faithful's waiting times: tables and a picture"
	@echo "make test     all tests (minutes; needs g++)"
	@echo "make check    format, lint, types, layers and the fast tests (a minute)"
	@echo "make static   format, lint, types and layers alone"
	@echo "make fast     the fast tests alone"
	@echo "make fuzz     damaged files and other campaigns, FUZZ=120 seconds each (make test: some seconds)"
	@echo "make approve  rewrite the golden files; review the diff"
	@echo "make bench    measure"
	@echo "make docs     the site, in site/"
	@echo "make build    wheel and source distribution in dist/"
	@echo "make clean    remove what the others made"

demo: $(VENV)/installed
	$(BIN)/python examples/demo.py

test: $(VENV)/installed-dev
	$(PYTEST) $(PARALLEL)

# Without a cache, mypy is the longest of the jobs: the tests leave it a core (nice).
check: $(VENV)/installed-dev
	@$(MAKE) --no-print-directory --jobs 3 $(SYNC) static fast-1 fast-2

static: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m tests.quick_mypy
	$(BIN)/lint-imports

fast: $(VENV)/installed-dev
	@$(MAKE) --no-print-directory --jobs 2 $(SYNC) fast-1 fast-2

# Two processes at the same time must not write one cache of pytest. No random test is among these.
fast-1 fast-2: fast-%: $(VENV)/installed-dev
	nice -n 5 $(PYTEST) -p no:cacheprovider -p no:hypothesispytest -m "not slow and not compile and not wide" --part $*/2

FUZZ ?= 120

fuzz: $(VENV)/installed-dev
	PYBRMS_MIX_FUZZ=$(FUZZ) $(PYTEST) tests/fuzz

approve: $(VENV)/installed-dev
	$(PYTEST) --approve -m "not slow and not compile"

bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks

docs: $(VENV)/installed-docs
	NO_MKDOCS_2_WARNING=1 DISABLE_MKDOCS_2_WARNING=true $(BIN)/mkdocs build

build: $(VENV)/installed-dev
	$(BIN)/python -m build

clean:
	rm -rf $(VENV) .demo dist build site .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -rf .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "Python >= 3.10 is needed, not " + sys.version)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet -e .
	@touch $@

$(VENV)/installed-docs: pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet -e '.[docs]'
	@touch $(VENV)/installed $@

$(VENV)/installed-dev: pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet -e '.[dev]'
	@touch $(VENV)/installed $@
