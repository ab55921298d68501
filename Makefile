# tifawatch: `make demo` and `make test` set everything up by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export UV_COMPILE_BYTECODE = 1
export DO_NOT_TRACK = 1

.PHONY: help setup demo test quick check accuracy bench fuzz chaos soak lock clean
.DEFAULT_GOAL := help

help: ## list what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

setup: $(STAMP) ## make .venv and install the locked dependencies into it

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else f"tifawatch needs Python 3.11 to 3.13, this is {v[0]}.{v[1]}; say which: make $(MAKECMDGOALS) PYTHON=python3.11")'
	@echo "==> making $(VENV) and installing the locked dependencies (about a minute the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements.lock
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## run the main job on samples: two publications, one new statement alert, one shift alert with its redline
	@$(BIN)/tifawatch demo

test: setup ## run all tests (real servers on loopback)
	@$(BIN)/pytest -n 2 --dist loadfile

quick: setup ## run the fast tests only
	@$(BIN)/pytest -m "not slow"

check: setup ## ruff, mypy, import-linter, the codebook and the shipped sources and routes
	@echo "==> ruff";          $(BIN)/ruff check .
	@echo "==> mypy";          $(BIN)/mypy
	@echo "==> import-linter"; $(BIN)/lint-imports --no-cache
	@echo "==> codebook";      $(BIN)/tifawatch codebook check

accuracy: setup ## measure what was said, by whom, which formula, which shift; prints the tables the README quotes
	@$(BIN)/python -m tests.accuracy $(ARGUMENTS)

bench: setup ## benchmarks: ratios measured in one run
	@for bench in tests/benchmarks/bench_*.py; do $(BIN)/python $$bench || exit 1; done

fuzz: setup ## mutated feeds and pages against the readers (bounded, some minutes)
	@$(BIN)/python tests/fuzz/fuzz_reading.py

chaos: setup ## kill the pipeline again and again and count what was lost or doubled (bounded by an hour)
	@$(BIN)/python tests/chaos/chaos.py --kills $(or $(KILLS),300)

lock: setup ## resolve the dependencies anew into requirements.lock
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --all-extras pyproject.toml -o requirements.lock

clean: ## remove what was built, not what was stored
	rm -rf build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis demo
