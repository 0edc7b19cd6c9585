# make run   a virtual environment, the pinned packages, the sample library, the browser app
# make test  lint, strict types and all tests, as CI runs them
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 7860
BIN := .venv/bin
export HF_HUB_OFFLINE = 1
export GRADIO_ANALYTICS_ENABLED = 0
export ORT_DISABLE_TELEMETRY = 1

.PHONY: run test test-cluster postgres lint types bench browser ocr strace lock sbom campaign mutants clean

run: .venv/.installed
	@echo "quoth: indexing corpus/ (only what has changed) and serving it"
	@$(BIN)/python app.py --corpus corpus --host $(HOST) --port $(PORT)

# A file's tests run on one core, so that its library is made once, those of the browser too; the
# longest begin (tests/conftest.py).
test: .venv/.installed-dev browser ocr strace lint types
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# The store of servers (docs/scale.md), on PostgreSQL and Milvus Lite that are started for it.
# QUOTH_TEST_WHOLE=1 takes every moment and every answer; QUOTH_TEST_STORE and QUOTH_TEST_ENGINE
# name servers that run already.
test-cluster: .venv/.installed-dev postgres
	QUOTH_TEST_CLUSTER=1 $(BIN)/python -m pytest tests/cluster

postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || { \
	  echo "quoth: installing postgresql for the tests of the cluster"; \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	    && apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql >/dev/null; } \
	  || { echo "quoth: no postgresql here; tests of the cluster need it"; false; }

lint: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.installed-dev
	$(BIN)/mypy

bench: .venv/.installed-dev
	@$(LOCKED) -r requirements/training.txt
	$(BIN)/python -m tests.bench

# What cannot be installed fails CI, which sets CI; elsewhere its tests skip and say so.
OR_SKIP = $(if $(CI),need it,will skip)

# The page is tested in a real browser.
browser:
	@command -v chromium >/dev/null || { \
	  echo "quoth: installing chromium for the browser tests"; \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	    && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	  || { echo "quoth: no chromium here; browser tests $(OR_SKIP)"; test -z "$(CI)"; }

# Scanned pages are read by Tesseract.
ocr:
	@command -v tesseract >/dev/null || { \
	  echo "quoth: installing tesseract for the tests of scanned pages"; \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	    && apt-get update -qq && apt-get install -y -qq --no-install-recommends tesseract-ocr >/dev/null; } \
	  || { echo "quoth: no tesseract here; tests of real OCR $(OR_SKIP)"; test -z "$(CI)"; }

# That nothing leaves the machine is tested with strace in a network namespace.
strace:
	@command -v strace >/dev/null || { \
	  echo "quoth: installing strace for the tests that nothing is sent"; \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	    && apt-get update -qq && apt-get install -y -qq --no-install-recommends strace util-linux >/dev/null; } \
	  || { echo "quoth: no strace here; the tests that nothing is sent $(OR_SKIP)"; test -z "$(CI)"; }

.venv/bin/python:
	@echo "quoth: making a virtual environment in .venv"
	@$(PYTHON) -m venv .venv

# Every file that pip takes has a hash in requirements/ (made by `make lock`). torch goes first, so
# that its small CPU build is taken where there is one; the large one needs CUDA's libraries.
LOCKED = $(BIN)/python -m pip install -q --disable-pip-version-check \
  --require-hashes --no-deps --only-binary :all:
SMALL = import sys; from importlib.metadata import version; sys.exit("+cpu" not in version("torch"))

.venv/.installed: .venv/bin/python pyproject.toml $(wildcard requirements/*.txt)
	@echo "quoth: installing the locked packages (some minutes the first time)"
	@$(LOCKED) -r requirements/torch-cpu.txt 2>/dev/null || $(LOCKED) -r requirements/torch.txt
	@$(BIN)/python -c '$(SMALL)' || $(LOCKED) -r requirements/cuda.txt
	@$(LOCKED) -r requirements/run.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# What tests of training need besides is installed where CI runs them.
.venv/.installed-dev: .venv/.installed
	@echo "quoth: installing what the tests need"
	@$(LOCKED) -r requirements/dev.txt $(if $(CI),-r requirements/training.txt)
	@touch $@

lock: .venv/.installed-dev
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[tools]'
	$(BIN)/python -m supply.lock

mutants: .venv/.installed-dev
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[tools]'
	$(BIN)/python -m mutmut run --max-children 2

sbom: .venv/.installed-dev
	$(BIN)/python -m supply.bill > sbom.cdx.json

# Minutes of attacks on reliability, not in CI; their figures stand in docs/reliability.md.
campaign: .venv/.installed-dev
	$(BIN)/python -m tests.campaign kills 1000
	$(BIN)/python -m tests.campaign flips 400
	$(BIN)/python -m tests.campaign faults
	$(BIN)/python -m tests.campaign sabotage
	$(BIN)/python -m tests.campaign readers 600
	$(BIN)/python -m tests.campaign patterns
	$(BIN)/python -m tests.campaign growth

clean:
	rm -rf .venv .quoth build dist *.egg-info
