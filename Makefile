# Thin on purpose: every target is a command or two that can be typed by hand.
PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin
SUBMITTED ?= examples/submitted
ASSIGNMENT ?= 1-packaging

.PHONY: setup lab grade test proof notebooks site lint lock images bench clean

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

site: setup
	$(BIN)/grader site

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
	$(BIN)/pytest -m "not proof and not alone" --numprocesses 2 --dist loadfile
	$(BIN)/pytest -m alone

proof: setup
	$(BIN)/grader build
	$(BIN)/pytest

lint: setup
	$(BIN)/grader lint

images:
	docker build --file docker/Dockerfile $(if $(BASE),--build-arg BASE=$(BASE)) --target student --tag ml-en-produccion:student .
	docker build --file docker/Dockerfile $(if $(BASE),--build-arg BASE=$(BASE)) --target grader --tag ml-en-produccion:grader .

bench: setup
	$(BIN)/python benchmarks/throughput.py

# Keeps the pins where it can; «make lock UPGRADE=--upgrade» looks for the newest. The course computes on the CPU, so what
# torch's wheel for Linux asks for CUDA stays out; Python 3.11 is the only one, so what later ones need goes.
CUDA := cuda-bindings cuda-toolkit nvidia-cudnn-cu13 nvidia-cusparselt-cu13 nvidia-nccl-cu13 nvidia-nvshmem-cu13 triton
UPGRADE ?=

lock: setup
	mkdir -p build && cp requirements.lock build/pins.txt && printf '%s\n' $(CUDA) > build/cuda.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11.2 $(UPGRADE) --excludes build/cuda.txt \
	  --no-annotate --no-header --output-file build/pins.txt requirements.in
	{ echo "# Made by «make lock» from requirements.in: the whole course on Linux, macOS and Windows (Python 3.11)."; \
	  sed -E "/full_version (>=|==) '3\.1[2-9]/d; s/python_full_version < '3\.1[2-9]'( and )?//; s/ ; $$//; s/\+cpu//" build/pins.txt; \
	} > requirements.lock
	$(MAKE) setup && $(BIN)/pytest tests/environment/test_lock.py

clean:
	rm -rf build gradebook.db autograded feedback
