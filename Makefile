# make demo   build the sample library and serve the web page
# make test   every test that runs without network services, on all cores
# make nightly  tests that take hours: 100,000 queries, and every path asked in many ways
# make check  format, lint, types, generated docs
# make bench  speed against the limit and against peers, as ratios
# make pictures   README's pictures, taken of the screens
# make smoke  install the built wheel, alone and beside strangers, and ask it questions

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test nightly check bench pictures smoke format clean

demo: $(VENV)/.demo
	$(BIN)/polisearch demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses logical --dist loadfile --no-loadscope-reorder

nightly: $(VENV)/.dev
	$(BIN)/python -m pytest -m nightly

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m docs.generate --check

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

pictures: $(VENV)/.dev
	$(BIN)/python -m docs.pictures

smoke: $(VENV)/.dev
	rm -rf build/smoke && mkdir -p build/smoke
	$(BIN)/python -m build --outdir build/smoke . >build/smoke/built.txt
	$(PYTHON) tests/smoke.py build/smoke

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) build *.egg-info

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing; the first time this takes some minutes."
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing; the first time this takes some minutes."
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.demo
