# Thin on purpose: every target is a command or two that can be typed by hand.
PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin
SUBMITTED ?= examples/submitted
ASSIGNMENT ?= 1-packaging

.PHONY: setup lab grade test proof notebooks lint lock bench clean

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock pyproject.toml requirements.in
	@$(PYTHON) -c "import ensurepip, sys; sys.exit(sys.version_info[:2] != (3, 11))" || \
	  { echo "Python 3.11 with venv is needed: apt-get install python3.11-venv, or make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	touch $@

notebooks: setup
	$(BIN)/grader build

lab: setup
	$(BIN)/jupyter lab --config=jupyter/lab_config.py

grade: notebooks
	$(BIN)/grader grade $(ASSIGNMENT) --force --submitted $(SUBMITTED) --output build/examples

test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/grader build --check
	$(BIN)/grader build
	$(BIN)/grader lint
	$(BIN)/pytest -m "not proof"

proof: setup
	$(BIN)/grader build
	$(BIN)/pytest

lint: setup
	$(BIN)/grader lint

bench: setup
	$(BIN)/python benchmarks/throughput.py

lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet torch==2.13.0
	build/lock/bin/pip install --quiet --requirement requirements.in
	{ echo "# Made by «make lock» from requirements.in: every dependency of the whole course, tested together (Python 3.11)."; \
	  build/lock/bin/pip freeze | sed 's/+cpu//'; } > requirements.lock
	rm -rf build/lock

clean:
	rm -rf build gradebook.db autograded feedback
