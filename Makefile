# Each target does its own set-up: a fresh machine needs Python 3.11 or later, git and make.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
INSTALLED := $(VENV)/.installed
TORCH := torch==2.13.0
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu

.PHONY: help run install test test-unit check format bench bench-desk bench-scale eval lock faults clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: $(INSTALLED) ## Set everything up and serve the demo (PORT, HOST, CHATQUAL_DATA)
	@echo "Bringing the database up to date"
	@$(PY) manage.py migrate --no-input -v 0
	@$(PY) manage.py run_demo

install: $(INSTALLED) ## Make the virtual environment with all pinned packages

$(INSTALLED): requirements.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info; ok = (3, 11) <= v < (3, 14); sys.exit(0 if ok else f"Python 3.11 to 3.13 is needed, this is {v.major}.{v.minor}. Set PYTHON=python3.12, say.")'
	@test -x $(PY) || { echo "[1/3] Making the virtual environment $(VENV)"; $(PYTHON) -m venv $(VENV); }
	@echo "[2/3] Installing PyTorch (CPU)"
	@if $(PY) -c 'import torch' 2>/dev/null && $(BIN)/pip show torch 2>/dev/null | grep -q '^Version: 2.13.0'; then \
	    echo "      already there"; \
	elif $(PY) -c 'import sys, urllib.request as u; u.urlopen("$(TORCH_INDEX)/torch/", timeout=4)' 2>/dev/null; then \
	    $(BIN)/pip install --quiet --progress-bar on --index-url $(TORCH_INDEX) $(TORCH); \
	else \
	    echo "      the CPU index cannot be reached; taking it from the ordinary one."; \
	    echo "      On Linux that build may bring several GB of CUDA packages along (TORCH_INDEX=... names another index)."; \
	    $(BIN)/pip install --quiet --progress-bar on $(TORCH); \
	fi
	@echo "[3/3] Installing the pinned packages of requirements.txt"
	@$(BIN)/pip install --quiet --progress-bar on -r requirements.txt
	@touch $(INSTALLED)

test: $(INSTALLED) ## Run all tests; brings Chromium, Redis and PostgreSQL where it may
	@$(PY) -m tests.bring_tools
	$(PY) -m pytest -n 2 --dist loadfile -m 'not e2e' $(TESTS)
	$(PY) -m pytest -n 2 --dist loadfile -m e2e $(TESTS)

test-unit: $(INSTALLED) ## Run the quick tests only
	$(PY) -m pytest -n 2 --dist loadfile -m 'not e2e and not stack and not process' $(TESTS)

check: $(INSTALLED) ## Lint, format, types, layers, migrations, deployment settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy chatqual knowledge widget manage.py
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) -m tests.check_deploy

format: $(INSTALLED) ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(INSTALLED) ## Measure beside the floor and the usual recipe, as ratios
	$(PY) -m benchmarks

bench-desk: $(INSTALLED) ## Measure the desk with 500 open conversations, and its search
	$(PY) -m benchmarks.desk

bench-scale: $(INSTALLED) ## Measure answers out of 50,000 passages beside 1,000 (some minutes)
	$(PY) -m benchmarks.scale

eval: $(INSTALLED) ## Print the evaluation tables (CORPUS=name or folder: that one only)
	$(PY) -m benchmarks.evaluation $(CORPUS)

faults: $(INSTALLED) ## Run the process and stack tests with waits of real length
	REAL_WAITS=1 $(PY) -m pytest -m 'process or stack' $(TESTS)

lock: $(INSTALLED) ## Write requirements.txt from what requirements.in brings into a fresh environment
	$(PY) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip install -q $(TORCH) && $(VENV)/lock/bin/pip install -q -r requirements.in
	{ echo "# The full lock, made from requirements.in by 'make lock'."; $(VENV)/lock/bin/pip freeze | sed 's/+cpu//'; } > requirements.txt
	rm -rf $(VENV)/lock

clean: ## Remove caches (not the data folder)
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
