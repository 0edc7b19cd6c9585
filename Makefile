# make run   a virtual environment, the pinned packages, the sample library, the browser app
# make test  lint, strict types and all tests, as CI runs them
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 7860
BIN := .venv/bin
export HF_HUB_OFFLINE = 1
export GRADIO_ANALYTICS_ENABLED = 0
export ORT_DISABLE_TELEMETRY = 1

.PHONY: run test lint types bench browser ocr strace campaign clean

run: .venv/.installed
	@echo "quoth: indexing corpus/ (only what has changed) and serving it"
	@$(BIN)/python app.py --corpus corpus --host $(HOST) --port $(PORT)

test: .venv/.installed-dev browser ocr strace lint types
	$(BIN)/python -m pytest -n 2

lint: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.installed-dev
	$(BIN)/mypy

bench: .venv/.installed-dev
	$(BIN)/python -m tests.bench

# The page is tested in a real browser. Where there is none and none can be installed, the
# browser tests skip and say so.
browser:
	@command -v chromium >/dev/null || { \
	  echo "quoth: installing chromium for the browser tests"; \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	    && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	  || echo "quoth: no chromium here; browser tests will skip"

# Scanned pages are read by Tesseract. Where there is none and none can be installed, the tests
# that need the real one skip and say so.
ocr:
	@command -v tesseract >/dev/null || { \
	  echo "quoth: installing tesseract for the tests of scanned pages"; \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	    && apt-get update -qq && apt-get install -y -qq --no-install-recommends tesseract-ocr >/dev/null; } \
	  || echo "quoth: no tesseract here; tests of real OCR will skip"

# That nothing leaves the machine is tested with strace in a network namespace. Without them these
# tests skip and say so.
strace:
	@command -v strace >/dev/null || { \
	  echo "quoth: installing strace for the tests that nothing is sent"; \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	    && apt-get update -qq && apt-get install -y -qq --no-install-recommends strace util-linux >/dev/null; } \
	  || echo "quoth: no strace here; the tests that nothing is sent will skip"

.venv/bin/python:
	@echo "quoth: making a virtual environment in .venv"
	@$(PYTHON) -m venv .venv

# torch goes first and alone, so that its small CPU build is taken where there is one.
.venv/.installed: .venv/bin/python pyproject.toml
	@echo "quoth: installing the pinned packages (some minutes the first time)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check torch==2.13.0
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

.venv/.installed-dev: .venv/.installed
	@echo "quoth: installing what the tests need"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@

# Minutes of attacks on reliability, not in CI; their figures stand in docs/reliability.md.
campaign: .venv/.installed-dev
	$(BIN)/python -m tests.campaign kills 1000
	$(BIN)/python -m tests.campaign flips 400
	$(BIN)/python -m tests.campaign growth

clean:
	rm -rf .venv .quoth build dist *.egg-info
