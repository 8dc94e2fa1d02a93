# What there is to do here; `make` alone lists it. Another Python: make setup PYTHON=python3.13
PYTHON ?= python3
ARGS ?=

BIN := .venv/bin
READY := .venv/.ready
PYTEST := $(BIN)/python -m pytest

.PHONY: help setup run test chaos demo lint lock anew bench score-drafts

help:
	@echo 'make setup   install everything into .venv (the others do it when needed)'
	@echo 'make run     start the bot; without config.toml the stage in a browser and a chat in this terminal. Options: make run ARGS="--config FILE"'
	@echo 'make test    run all tests. Some: make test ARGS="tests/test_config.py -k token"'
	@echo 'make chaos   kill, freeze and double the bot for many minutes'
	@echo 'make demo    play a whole season in this terminal, an episode every two seconds'
	@echo 'make score-drafts  measure how well articles are read'
	@echo 'make lint    look for what ruff and mypy object to'
	@echo 'make bench   measure the bot beside its peers; writes docs/benchmarks.md'
	@echo 'make lock    choose the versions of all packages anew (needs uv)'

setup: $(READY)

# scripts and the editable install hold absolute paths: a folder that was moved is set up again
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
$(READY): anew
endif

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo 'There is no $(PYTHON) here. Install Python 3.11 or newer, or name it: make setup PYTHON=/path/to/python3'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dramabell needs Python 3.11 or newer; this is $$($(PYTHON) --version). Name a newer one: make setup PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo 'This Python has no venv module. Install it (Debian: apt install python3-venv) and try again.'; exit 1; }
	@$(BIN)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo 'Making .venv'; $(PYTHON) -m venv --clear .venv; }
	@echo 'Installing the packages of requirements.lock'
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@echo '$(CURDIR)' > $@

score-drafts: setup
	@$(BIN)/python -m tests.news.scoring $(ARGS)

run: setup
	@$(BIN)/dramabell run $(ARGS)

test: setup
	@$(PYTEST) -n auto --maxprocesses 4 $(ARGS)

chaos: setup
	@$(PYTEST) -m chaos --timeout 1800 $(ARGS)

demo: setup
	@printf '/subscribe nevertheless\n' | $(BIN)/dramabell chat --at 2021-06-19T15:00:00Z --leap 2

lint: setup
	@failed=0; \
	$(BIN)/python -m ruff check . || failed=1; \
	$(BIN)/python -m ruff format --check . || failed=1; \
	$(BIN)/python -m mypy || failed=1; \
	exit $$failed

# peers have an environment of their own: theirs and ours do not install together
bench: setup
	@test -x .bench/bin/python || { $(PYTHON) -m venv .bench && .bench/bin/python -m pip install -qq --disable-pip-version-check -r benchmarks/peers.txt; }
	@$(BIN)/python -m benchmarks.run $(ARGS)

# no addresses in the file: packages come from wherever pip is told to look
lock:
	@command -v uv >/dev/null || { echo 'Install uv first: pip install uv'; exit 1; }
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-header --output-file requirements.lock $(ARGS)
