# Relations. Everything is installed into .venv and nowhere else; `make` alone lists what there is.
PYTHON ?= python3
PORT ?= 8000
PYTEST_ARGS ?=
BENCH_ARGS ?=
export DEBUG ?= 1
# Compiled modules make the next start twice as quick; .venv is the place for them.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
BIN := $(VENV)/bin
UV := uv>=0.8,<1
TEMPLATES = $(shell find templates -name '*.html' -not -path 'templates/public/*' -not -path 'templates/compiled/*')
PAGES = templates/public  # templates of Jinja2

# uv installs in seconds what pip installs in minutes; where it cannot be had, pip will do.
install = if [ -x $(BIN)/uv ]; \
	then $(BIN)/uv pip install --quiet --python $(BIN)/python --requirements $(1); \
	else $(BIN)/python -m pip install --quiet --requirement $(1); fi && touch $@

.DEFAULT_GOAL := help
.PHONY: help run test test-slow test-postgres test-api examples campaign-mirror campaign-editors campaign-kill campaign-press campaign-stale campaign-exact test-access screenshots record-task bench check format messages lock clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 18

run: $(VENV)/.installed ## install, migrate, load the demo record and serve at PORT
	@exec $(BIN)/python manage.py start --port $(PORT)

test: $(VENV)/.installed-dev ## the fast tests on SQLite; PYTEST_ARGS goes to pytest
	env -u DATABASE_URL $(BIN)/python -m pytest -n 2 --dist loadgroup -m "not slow" $(PYTEST_ARGS)

test-slow: $(VENV)/.installed-dev ## the others on SQLite: browsers, servers, made-up values; with `test` the whole suite
	env -u DATABASE_URL $(BIN)/python -m pytest -n 2 --dist loadgroup -m slow $(PYTEST_ARGS)

test-postgres: $(VENV)/.installed-dev ## fast and slow tests on the PostgreSQL of DATABASE_URL, else on a temporary one
	$(BIN)/python tests/postgres.py $(BIN)/python -m pytest -n 2 --dist loadgroup $(PYTEST_ARGS)

test-api: $(VENV)/.installed-dev ## more than 2,000 requests made up from the API's description, on both databases
	env -u DATABASE_URL SCHEMA_EXAMPLES=80 $(BIN)/python -m pytest -s tests/api/test_schema.py $(PYTEST_ARGS)
	SCHEMA_EXAMPLES=80 $(BIN)/python tests/postgres.py $(BIN)/python -m pytest -s tests/api/test_schema.py $(PYTEST_ARGS)

test-access: $(VENV)/.installed-dev ## axe-core over every page of readers and of the desk, by language, size and scheme: half an hour
	$(BIN)/python -m tests.access
	$(BIN)/python -m tests.desk_access

screenshots: $(VENV)/.installed-dev ## every page as a picture, into docs/screenshots
	$(BIN)/python -m tests.screenshots

campaign-mirror: $(VENV)/.installed-dev ## 10,000 edits by concurrent writers and a mirror that crashes, on both databases
	env -u DATABASE_URL MIRROR_EDITS=10000 $(BIN)/python -m pytest -s tests/api/test_mirror.py $(PYTEST_ARGS)
	MIRROR_EDITS=10000 $(BIN)/python tests/postgres.py $(BIN)/python -m pytest -s tests/api/test_mirror.py $(PYTEST_ARGS)

record-task: $(VENV)/.installed-dev ## film a text's life from draft to print into var/recorded-task, with traces
	rm -rf var/recorded-task && mkdir -p var/recorded-task
	env -u DATABASE_URL RECORD_TASK=var/recorded-task $(BIN)/python -m pytest tests/articles/test_recorded_task.py

campaign-kill: $(VENV)/.installed-dev ## kill the server 100 times during saves and publications, on each database
	env -u DATABASE_URL CAMPAIGN_KILLS=100 $(BIN)/python -m pytest -s tests/desk/test_killed_server.py $(PYTEST_ARGS)
	CAMPAIGN_KILLS=100 $(BIN)/python tests/postgres.py $(BIN)/python -m pytest -s tests/desk/test_killed_server.py $(PYTEST_ARGS)

campaign-stale: $(VENV)/.installed-dev ## 20,000 reads of two processes during writes, on each database: none may be stale
	env -u DATABASE_URL CAMPAIGN_READS=20000 $(BIN)/python -m pytest -s tests/web/test_never_stale.py $(PYTEST_ARGS)
	CAMPAIGN_READS=20000 $(BIN)/python tests/postgres.py $(BIN)/python -m pytest -s tests/web/test_never_stale.py $(PYTEST_ARGS)

campaign-exact: $(VENV)/.installed-dev ## 500 things done at the desk; after each every address in every language is read, on each database
	env -u DATABASE_URL CAMPAIGN_ACTIONS=500 CAMPAIGN_READ=0 $(BIN)/python -m pytest -s tests/web/test_exact_after_actions.py $(PYTEST_ARGS)
	CAMPAIGN_ACTIONS=500 CAMPAIGN_READ=0 $(BIN)/python tests/postgres.py $(BIN)/python -m pytest -s tests/web/test_exact_after_actions.py $(PYTEST_ARGS)

bench: $(VENV)/.installed-dev ## compare speed with a bare view, plain DRF and Wagtail, on both databases; BENCH_ARGS="--help"
	$(BIN)/python -m benchmarks.side_by_side $(BENCH_ARGS)

campaign-press: $(VENV)/.installed-dev ## print 1,000 made-up documents and look for every word of them within the pages
	env -u DATABASE_URL PRESS_EXAMPLES=1000 $(BIN)/python -m pytest --timeout 7200 tests/press/test_whole.py $(PYTEST_ARGS)

examples: $(VENV)/.installed-dev ## take the examples of the API's description from the demo record anew
	$(BIN)/python -m pytest tests/api/take_examples.py $(PYTEST_ARGS)

campaign-editors: $(VENV)/.installed-dev ## 200 orders in which two editors save one text, on both databases
	env -u DATABASE_URL CAMPAIGN_ROUNDS=200 $(BIN)/python -m pytest tests/desk/test_two_editors.py $(PYTEST_ARGS)
	CAMPAIGN_ROUNDS=200 $(BIN)/python tests/postgres.py $(BIN)/python -m pytest tests/desk/test_two_editors.py $(PYTEST_ARGS)

check: $(VENV)/.installed-dev ## style, types, layers, migrations, catalogues, production settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check $(TEMPLATES)
	$(BIN)/djangofmt --check $(TEMPLATES)
	$(BIN)/djangofmt --profile jinja --check $(PAGES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py makemessages --check
	DEBUG=0 SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
		$(BIN)/python -W error manage.py check --deploy --tag security --fail-level WARNING

format: $(VENV)/.installed-dev ## put the code and the templates into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade $(TEMPLATES) || true
	$(BIN)/djangofmt $(TEMPLATES)
	$(BIN)/djangofmt --profile jinja $(PAGES)

messages: $(VENV)/.installed-dev ## bring the four catalogues up to date with the sources
	$(BIN)/python manage.py makemessages

lock: $(VENV)/.installed-dev ## pin the newest versions that pyproject.toml allows
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header --upgrade \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header --upgrade \
		pyproject.toml --group dev -o requirements-dev.lock

clean: ## remove what was installed and built, not the data in var/
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache staticfiles

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Relations needs Python 3.11 or newer; name one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	-@$(BIN)/python -m pip install --quiet --disable-pip-version-check '$(UV)' || \
		echo "uv could not be had: pip installs instead, which takes longer" >&2

$(VENV)/.installed: requirements.lock | $(BIN)/pip
	$(call install,requirements.lock)

$(VENV)/.installed-dev: requirements-dev.lock | $(BIN)/pip
	$(call install,requirements-dev.lock)
