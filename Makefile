# Two commands do all the set-up: `make demo` shows what vaultkit does, `make test` checks that it does.
# They need Python 3.11 or newer with pip and venv, and the network only to install. `make test TOOLS=no` installs
# nothing outside this folder.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
TOOLS ?= yes

EXAMPLE := example_vault
DIGEST ?= $(firstword $(wildcard $(EXAMPLE)/inbox/*.txt $(EXAMPLE)/*.txt $(EXAMPLE)/*/*.txt))

# An editable install compiles nothing, and each start would, where Python is told to write no byte code.
COMPILE = $(BIN)/python -m compileall -q vaultkit

CHECK = $(BIN)/ruff format --check . || failed=1; $(BIN)/ruff check . || failed=1; $(BIN)/mypy || failed=1

# How long and what to fuzz: make fuzz MINUTES=5 TARGET=marks
MINUTES ?= 60
TARGET ?=

.PHONY: help demo check test slow faults fuzz promises tools docs clean
.DELETE_ON_ERROR:

help:
	@echo 'make demo    install into $(VENV), import a digest into a copy of the example vault, lint it, draw its graph'
	@echo 'make test    install the tools too, then check style and types and run the tests'
	@echo 'make slow    the same, and search longer where the inputs of tests are generated or many'
	@echo 'make faults  every fault at every system call of every command that writes, and 120,000 races with editors'
	@echo 'make fuzz    breed inputs for each parser, MINUTES=60 a target; TARGET=name for one'
	@echo 'make promises  each promise for the safety of notes, its test, and the latest figures'
	@echo 'make check   style and types alone'
	@echo 'make docs    bring the generated parts of the documentation up to date'
	@echo 'make clean   remove what the above made'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'vaultkit needs Python 3.11 or newer; name one with: make PYTHON=python3.12 …' >&2; exit 1; }
	@echo 'making $(VENV)'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(BIN)/python
	@echo 'installing vaultkit into $(VENV)'
	@$(PIP) install --editable .
	@$(COMPILE)
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	@echo 'installing vaultkit and its development tools into $(VENV)'
	@$(PIP) install --editable '.[dev]'
	@$(COMPILE)
	@touch $(VENV)/installed $@

demo: $(VENV)/installed
	@rm -rf demo
	@mkdir demo
	@cp -R $(EXAMPLE) demo/vault
	@echo; echo '$$ vaultkit import --vault demo/vault $(DIGEST)'
	@$(BIN)/vaultkit import --vault demo/vault '$(DIGEST)'
	@echo; echo '$$ vaultkit lint demo/vault'
	@$(BIN)/vaultkit lint demo/vault
	@echo; echo '$$ vaultkit graph export graphml -o demo/graph.graphml --vault demo/vault'
	@$(BIN)/vaultkit graph export graphml -o demo/graph.graphml --vault demo/vault
	@echo; echo '$$ vaultkit graph html -o demo/graph.html --vault demo/vault'
	@$(BIN)/vaultkit graph html -o demo/graph.html --vault demo/vault
	@echo
	@echo 'What happened: a copy of the example vault took in the papers of a digest, one note each and linked;'
	@echo 'every link and property in it was checked; and the graph of its papers was drawn and written out.'
	@echo
	@echo 'Where to look:'
	@echo '  demo/vault            open it as a vault in Obsidian, or read demo/vault/papers in any editor'
	@echo '  demo/graph.html       open it in a browser; it needs no network'
	@echo '  demo/graph.graphml    open it in Gephi, yEd or Cytoscape'
	@echo '  .venv/bin/vaultkit    the command; try it on a copy of your own vault: vaultkit lint DIR'

check: $(VENV)/installed-dev
	@failed=0; $(CHECK); exit $$failed

# What pip cannot bring: a browser and readers of other formats. Without them the tests that want them are skipped.
tools:
	@[ '$(TOOLS)' = no ] || .ci/tools

# All of it, whatever fails: one run tells everything that is wrong.
test: $(VENV)/installed-dev tools
	@failed=0; $(CHECK); $(BIN)/python -m pytest || failed=1; exit $$failed

slow: $(VENV)/installed-dev tools
	@failed=0; $(CHECK); $(BIN)/python -m pytest --hypothesis-profile=slow || failed=1; exit $$failed

faults: $(VENV)/installed-dev
	@failed=0; $(BIN)/python -m tests.faults || failed=1; $(BIN)/python -m tests.faults.races || failed=1; exit $$failed

# Where there is no atheris for this machine, inputs are bred without it.
fuzz: $(VENV)/installed-dev
	@$(PIP) install --editable '.[fuzz]' || echo 'without atheris: inputs are bred at random'
	@$(BIN)/python -m tests.fuzz $(TARGET) --minutes $(MINUTES)

promises: $(VENV)/installed-dev
	@$(BIN)/python -m scripts.promises

docs: $(VENV)/installed-dev
	@$(BIN)/python -m scripts.write_docs

clean:
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage htmlcov .fuzz node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
