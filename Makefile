# Two commands do everything: `make run` and `make test`. Python 3.11 or newer is all they expect.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 7860
SHARED ?= ../shared
CONSTRAINTS := -c constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test lint eval bench docs build system clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: $(VENV)/.installed ## install, load the sample notices, serve http://127.0.0.1:7860
	$(BIN)/thongtri demo --host $(HOST) --port $(PORT)

test: $(VENV)/.dev system ## run every test, in a real browser too
	$(BIN)/python -m pytest

lint: $(VENV)/.dev ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(VENV)/.dev ## measure reading, answering and searching against the golden annotations
	$(BIN)/python -m tests.evaluate --shared $(SHARED)

bench: $(VENV)/.dev ## measure speed against a named baseline of the same run
	$(BIN)/python -m tests.bench

docs: $(VENV)/.dev ## generate the files that are made from data (SKOS, docs/*.md, weights of the question forms)
	$(BIN)/python -m ontology.build
	$(BIN)/python -m query.ask.page
	$(BIN)/python -m query.ask.train

build: $(VENV)/.dev ## the wheel
	$(BIN)/python -m pip wheel --no-deps -q -w dist .

$(VENV)/.torch: constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Cần Python 3.11 trở lên: make run PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Thiếu mô-đun venv: cài gói python3-venv rồi chạy lại." >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q $(CONSTRAINTS) torch
	@touch $@

$(VENV)/.installed: $(VENV)/.torch pyproject.toml
	$(BIN)/python -m pip install -q $(CONSTRAINTS) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/python -m pip install -q $(CONSTRAINTS) -e '.[dev]'
	@touch $@

# What the tests need from Debian: a browser for the page, a Java runtime for the HermiT reasoner, Tesseract
# with Vietnamese for scans, and a font to draw scans with.
system: ## install the Debian packages that the tests need and that are missing
	@missing=""; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v java >/dev/null || missing="$$missing default-jre-headless"; \
	{ command -v tesseract >/dev/null && tesseract --list-langs 2>/dev/null | grep -qx vie; } || \
	  missing="$$missing tesseract-ocr tesseract-ocr-vie"; \
	test -e /usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf || missing="$$missing fonts-dejavu-core"; \
	if [ -n "$$missing" ]; then \
	  echo "Cài gói hệ thống:$$missing"; \
	  sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi

clean: ## remove the environment, the store and caches
	rm -rf $(VENV) var dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
