# Two commands are enough: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test test-programs soak dev docs lint clean requirements install install-dev

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-14s %s\n", $$1, $$2}'

$(VENV)/run.stamp: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

install: $(VENV)/run.stamp ## Make .venv with the pinned packages
# a client as old as those inside BI tools: it has to open what is published
$(VENV)/duckdb-1.4/stamp: requirements-oudere-lezer.txt $(VENV)/run.stamp
	rm -rf $(VENV)/duckdb-1.4
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes --target $(VENV)/duckdb-1.4 -r requirements-oudere-lezer.txt
	@touch $@

install-dev: $(VENV)/dev.stamp $(VENV)/duckdb-1.4/stamp ## The same with what tests and lint need

run: install ## Real public figures and a full fictitious demonstration, and both scoreboards
#	side by side: they share nothing but the processor; the public figures say how it went when both are done
	@log=$$(mktemp); $(BIN)/veiligheidsbeeld run --verzameling openbaar > $$log 2>&1 & openbaar=$$!; \
	$(BIN)/veiligheidsbeeld demo && $(BIN)/veiligheidsbeeld run --verzameling demo; demo=$$?; \
	wait $$openbaar; openbaar=$$?; cat $$log; rm $$log; exit $$(( openbaar > demo ? openbaar : demo ))
	@$(BIN)/veiligheidsbeeld scorebord --verzameling openbaar
	@$(BIN)/veiligheidsbeeld scorebord --verzameling demo

# programs that tests start, as Debian packages them: a program that shows it is there, and its package
PROGRAMS := /usr/lib/postgresql/*/bin/postgres:postgresql /usr/bin/chromium:chromium \
	/usr/lib/libreoffice/program/soffice.bin:libreoffice-calc-nogui

test-programs: ## Install what tests start besides Python (Debian, root); without it those tests skip and say so
	@set -e; ontbreekt=; for paar in $(PROGRAMS); do \
		ls $${paar%%:*} >/dev/null 2>&1 || ontbreekt="$$ontbreekt $${paar##*:}"; done; \
	if [ -z "$$ontbreekt" ]; then exit 0; fi; \
	if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
		echo "Not here:$$ontbreekt; the tests that need them skip or say so."; exit 0; fi; \
	apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$ontbreekt || \
		echo "Could not be installed:$$ontbreekt; the tests that need them skip or say so."

test: install-dev ## Everything that must hold, fast tests first
	$(BIN)/pytest -m "not soak" -q -n 2 --no-loadscope-reorder

soak: install-dev ## Longer runs: larger worlds, kills at every moment, mutations
	$(BIN)/pytest -m soak -q

dev: install ## Dagster UI and daemon on localhost
	mkdir -p .dagster
	DAGSTER_HOME=$(CURDIR)/.dagster $(BIN)/dagster dev -h 127.0.0.1 -p 3000 -m pipelines.orchestration.definitions

docs: install ## The reference pages in docs/ and the picture of the scoreboard, from what the project says
#   the last two pages are made from a demonstration as small as that of the tests
	$(BIN)/veiligheidsbeeld run --verzameling openbaar
	$(BIN)/python -m pipelines.publish.naslag
	rm -rf .kleine-demo
	VEILIGHEIDSBEELD_DATA=.kleine-demo $(BIN)/veiligheidsbeeld demo --schaal 0.02
	VEILIGHEIDSBEELD_DATA=.kleine-demo $(BIN)/veiligheidsbeeld run --verzameling demo
	$(BIN)/python -m pipelines.publish.regelpagina .kleine-demo/warehouse/demo/bouw.duckdb
	$(BIN)/python -m pipelines.publish.vragenpagina data/warehouse/openbaar/actueel/veiligheidsbeeld.duckdb \
		.kleine-demo/warehouse/demo/actueel/veiligheidsbeeld.duckdb
	rm -rf .kleine-demo

lint: install-dev ## Formatting, style, types, import directions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

requirements: ## Pin again from pyproject.toml (needs uv)
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-strip-extras --extra build pyproject.toml -o requirements.txt
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-strip-extras --extra build --extra dev pyproject.toml -o requirements-dev.txt
	echo duckdb==1.4.4 | uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 - -o requirements-oudere-lezer.txt

clean: ## Remove generated data, warehouses and build outputs
	rm -rf data/warehouse/* data/raw/demo data/demo dbt_project/target dbt_project/logs .pytest_cache .mypy_cache .ruff_cache .hypothesis
