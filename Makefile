# Two verbs do everything on a machine that has Python 3.11 with venv, and make: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export PYTHONPATH := $(CURDIR)/src
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test fmt lint types arch messages docs bench bench-network bench-views bench-exchange bench-wizard bench-atlas bench-maps bench-publications screenshots lock chromium assets words

help:  ## every verb
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: .venv/run assets words  ## start the demonstration: database, web, worker (PORT=8123 to choose the port)
	@$(BIN)/maillage demo --port $(PORT)

test: .venv/dev assets words chromium lint types arch  ## every check: lint, types, architecture, all tests, a real browser
	$(BIN)/python -m pytest -n 2 --dist loadfile -q

fmt: .venv/dev  ## format code and templates
	$(BIN)/ruff format . && $(BIN)/ruff check --fix-only -q . && $(BIN)/djlint --reformat --quiet src || true

lint: .venv/dev  ## ruff, templates, messages
	$(BIN)/ruff format --check -q . && $(BIN)/ruff check -q .
	$(BIN)/djlint --lint --quiet src
	$(BIN)/python tools/check_templates.py
	$(BIN)/python tools/check_messages.py

types: .venv/dev  ## mypy --strict
	$(BIN)/mypy

arch: .venv/dev  ## the two orders: between apps, inside an app
	$(BIN)/lint-imports --no-logo

messages: .venv/dev  ## collect words to translate and compile the five catalogues
	$(BIN)/python tools/messages.py

docs: .venv/dev  ## check that the documentation names what exists
	$(BIN)/python -m pytest -q tests/test_documentation.py

bench: bench-network bench-views bench-exchange bench-wizard bench-atlas bench-maps bench-publications  ## every bench

bench-network: .venv/dev assets  ## 100,000 organisations and 400,000 ties: pages, search, import, memory
	$(BIN)/python -m bench.network

bench-views: .venv/dev assets  ## shared members, chains, bridges, members over time, on the same directory
	$(BIN)/python -m bench.network_views

bench-exchange: .venv/dev  ## 100,000 rows searched for among 100,000 organisations: rows per second, memory
	$(BIN)/python -m bench.exchange

bench-wizard: .venv/dev assets  ## a file of 100,000 rows through the whole import, on the directory of bench-network
	$(BIN)/python -m bench.wizard

bench-maps: .venv/dev assets chromium  ## maps of 10,000 and 100,000 points in a browser; beside uMap where one is told
	$(BIN)/python -m bench.map_pages

bench-atlas: .venv/dev assets  ## tiles of 1,000,000 points; beside tipg over PostGIS where these are installed
	$(BIN)/python -m bench.atlas

bench-publications: .venv/dev assets  ## articles, a rubric of 10,000, search among 100,000; beside WordPress where it is installed
	$(BIN)/python -m bench.publications

screenshots: .venv/dev chromium  ## take the documentation's pictures from the demonstration that runs on PORT
	$(BIN)/python tools/screenshots.py http://127.0.0.1:$(PORT)

lock: .venv/dev  ## resolve the dependencies again
	$(BIN)/python tools/lock.py
	npm install --package-lock-only

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run: requirements.lock pyproject.toml | .venv/bin/python
	@test -f .venv/dev || $(BIN)/pip install -q --use-pep517 --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --no-deps -e .
	@touch $@

.venv/dev: requirements-dev.lock pyproject.toml | .venv/bin/python
	$(BIN)/pip install -q --use-pep517 --require-hashes -r requirements-dev.lock
	@$(BIN)/pip install -q --no-deps -e .
	@touch $@ .venv/run

assets: src/maillage/ui/static/vendor/.made

src/maillage/ui/static/vendor/.made: package-lock.json tools/vendor.py tools/world.mjs | .venv/bin/python
	@$(PYTHON) tools/node.py ci
	@$(PYTHON) tools/vendor.py
	@touch $@

words: src/maillage/locale/.compiled

src/maillage/locale/.compiled: $(wildcard src/maillage/locale/*/LC_MESSAGES/django.po) tools/messages.py
	@$(BIN)/python tools/messages.py compile
	@touch $@

chromium:
	@$(BIN)/python tools/chromium.py
