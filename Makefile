# Attendant. `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# Python 3.11 (or newer) for the app, 3.10 for Rasa: on PATH, or any that pyenv has installed.
PYENV_ROOT ?= $(HOME)/.pyenv
find_python = $(shell for candidate in $(foreach v,$(1),python$(v) $(wildcard $(PYENV_ROOT)/versions/$(v).*/bin/python)); do \
	if "$$candidate" -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] not in "$(1)".split())' 2>/dev/null; then \
	command -v "$$candidate"; break; fi; done)
PYTHON_APP ?= $(call find_python,3.11 3.12 3.13)
PYTHON_BOT ?= $(call find_python,3.10)

# Tests that start no server of their own run side by side.
TEST_WORKERS ?= 2

APP := .venv/bin/python
BOT := .venv-bot/bin/python
PIP := -m pip --disable-pip-version-check --quiet install
RASA := RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3 CUDA_VISIBLE_DEVICES=-1 SQLALCHEMY_SILENCE_UBER_WARNING=1 \
	PYTHONWARNINGS=ignore ATTENDANT_GATEWAY_KEY=unused-by-tests-but-long-enough-0123456789 $(BOT) -m rasa

.PHONY: help run setup test lint format train index check-bot test-bot test-app test-stack system-test-tools clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: setup  ## do all set-up, start everything, print the addresses
	@$(APP) -m attendant.cli run

setup: .venv/.ready .venv-bot/.ready  ## make both environments

.venv/.ready: requirements/app.txt requirements/dev.txt pyproject.toml
	@if [ -z "$(PYTHON_APP)" ]; then echo "Python 3.11, 3.12 or 3.13 is missing. Install it, for example: apt-get install python3.11 python3.11-venv   or: pyenv install 3.11" >&2; exit 1; fi
	@echo "App environment (.venv): installing, a few minutes the first time ..."
	@test -x $(APP) || $(PYTHON_APP) -m venv .venv
	@$(APP) $(PIP) -r requirements/app.txt -r requirements/dev.txt
	@$(APP) $(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv-bot/.ready: requirements/bot.txt requirements/bot-dev.txt
	@if [ -z "$(PYTHON_BOT)" ]; then echo "Python 3.10 is missing (Rasa 3.6 runs on no newer one). Install it, for example: apt-get install python3.10 python3.10-venv   or: pyenv install 3.10" >&2; exit 1; fi
	@echo "Rasa environment (.venv-bot): installing, a few minutes the first time ..."
	@test -x $(BOT) || $(PYTHON_BOT) -m venv .venv-bot
	@$(BOT) $(PIP) -r requirements/bot.txt -r requirements/bot-dev.txt
	@touch $@

train: setup  ## train the bot (only when its data changed)
	@$(APP) -m attendant.cli train

index: setup  ## bring the product index up to date
	@$(APP) -m attendant.cli index

lint: setup  ## ruff, mypy, import-linter
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@$(APP) -m mypy
	@.venv/bin/lint-imports

format: setup  ## put code into the house's form
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

check-bot: setup  ## rasa data validate
	@$(RASA) data validate --domain bot/domain --config bot/config.yml --data data/nlu bot/rules bot/stories --fail-on-warnings

test-bot: train
	@echo "Tests of the bot's components (Python 3.10)"
	@OMP_NUM_THREADS=1 TF_CPP_MIN_LOG_LEVEL=3 $(BOT) -m pytest tests/bot -q --import-mode=importlib -c tests/bot/pytest.ini --rootdir .

test-app: setup system-test-tools
	@echo "Tests of the app"
	@OMP_NUM_THREADS=1 $(APP) -m pytest -q -n $(TEST_WORKERS) --dist loadfile tests/knowledge tests/actions tests/attendant tests/web
	@echo "Tests of the whole stack with real servers and a real browser"
	@$(APP) -m pytest -q tests/conversations tests/browser

system-test-tools:
	@if [ ! -x /usr/bin/chromium ]; then echo "Installing Chromium for the browser tests"; \
	if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq chromium fonts-dejavu-core >/dev/null; \
	else echo "Chromium is missing: sudo apt-get install chromium" >&2; exit 1; fi; fi
	@if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then echo "Installing PostgreSQL for the races"; \
	if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq postgresql >/dev/null; \
	else echo "PostgreSQL is missing: sudo apt-get install postgresql" >&2; exit 1; fi; fi

test: lint check-bot test-bot test-app  ## all set-up, then every test

clean:  ## remove what was made here: database, index, models, caches (the environments stay)
	rm -rf var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .rasa *.egg-info
