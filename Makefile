# `make` alone lists what there is to do. Everything happens in .venv; nothing else on the machine is touched.

PYTHON ?= python3
BIN    := .venv/bin
ARGS   ?=
TESTERS ?= 2  # processes that tests run in

# Compiled modules are kept in .venv, else every start compiles torch and gradio anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help serve test check eval clean

help:  ## List what there is to do
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: .venv/.installed-serve  ## Install, fetch the language model, open the shop at http://127.0.0.1:7860
	@$(BIN)/shelftalk models pull standard || echo "==> Going on without a language model: plain rules read the messages."
	@$(BIN)/shelftalk serve $(ARGS)

test: .venv/.installed-test  ## Install and run every test (ARGS="-k cart" for some)
	@$(BIN)/python -m pytest -n $(TESTERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: .venv/.installed-test  ## Lint, formatting, types, which room may import which, and what the widget weighs
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m ui.widget.sizes

eval: .venv/.installed-serve  ## Measure the default store: speed (ARGS="--store DIR")
	@$(BIN)/shelftalk eval speed $(ARGS)

clean:  ## Remove .venv and every cache; stores and models are kept
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Newer than pyproject.toml, so a second run starts at once. Installing for tests installs for serving too.
.venv/.installed-serve .venv/.installed-test: .venv/.installed-%: pyproject.toml scripts/install.py
	@$(PYTHON) scripts/install.py $*
