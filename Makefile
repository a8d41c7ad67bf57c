# A fresh machine needs Python 3.11, 3.12 or 3.13 (as python3, or PYTHON=…) and make.
# Every target below installs what it needs first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help install demo test postgres lint format bench schemas samples screenshots serve clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 14

install: $(STAMP)  ## make .venv with everything

$(STAMP): pyproject.toml constraints.txt semantic.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null \
	  || { echo "Reconcile needs Python 3.11, 3.12 or 3.13; $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo absent). Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r semantic.txt
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[semantic,service,plot,dev]"
	@touch $@

demo: $(STAMP)  ## compare the four bundled articles
	@$(BIN)/reconcile demo

test: $(STAMP)  ## run the tests, with a PostgreSQL of their own and a Chromium
	scripts/chromium.sh run scripts/postgres.sh run $(BIN)/python -m pytest -n 2 --durations=15

postgres:  ## start that PostgreSQL and leave it running; scripts/postgres.sh stop ends it
	@scripts/postgres.sh start

lint: $(STAMP)  ## style, types, and published schemas equal to their models
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m scripts.publish_schemas --check

format: $(STAMP)  ## bring the code into the one style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)  ## measure speed against its yardsticks and its peers
	-PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[bench]"
	$(BIN)/python -m tests.bench

schemas: $(STAMP)  ## write schemas/published from the models
	$(BIN)/python -m scripts.publish_schemas

samples: $(STAMP)  ## print anew what README.md and docs/ show of the output, and draw docs/diff.svg
	$(BIN)/python -m scripts.write_samples
	$(BIN)/python -m scripts.draw_picture

screenshots: $(STAMP)  ## take docs/screenshots anew, with a Chromium
	scripts/chromium.sh run $(BIN)/python -m scripts.take_screenshots

serve: $(STAMP)  ## the HTTP API on 127.0.0.1:8000
	$(BIN)/reconcile serve

clean:  ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
