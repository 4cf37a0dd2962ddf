# `make run` needs Python 3.11 and nothing else; `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8000
WEB_CONCURRENCY ?= 2
AJAR_URL ?= http://127.0.0.1:$(PORT)

PY = .venv/bin/python
UV = .venv/bin/uv
MANAGE = AJAR_ENVIRONMENT=local $(PY) manage.py
COMPILE = $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate
CATALOGUES = $(wildcard questionnaire/locale/*/LC_MESSAGES/django.po)
COMPILED = $(CATALOGUES:.po=.mo)
STATIC = $(wildcard static/*/* static/*/*/*)
TEMPLATES = $(shell find templates questionnaire -name '*.html')

export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Where compiled modules are not kept, as in many containers, each process compiles all of them anew
export PYTHONDONTWRITEBYTECODE =

.PHONY: help run dev prepare test lint types messages messages-check spelling deploy-check \
	vendor format lock clean
.DELETE_ON_ERROR:

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' Makefile

# Running

run: prepare var/static/staticfiles.json ## serve Ajar on 127.0.0.1:$PORT with the production server, and send its mails
	@echo "Ajar is at http://127.0.0.1:$(PORT)/ (Ctrl-C stops it)"
	@AJAR_ENVIRONMENT=local AJAR_URL=$(AJAR_URL) exec $(PY) -m scripts.together \
		".venv/bin/gunicorn config.wsgi --bind 127.0.0.1:$(PORT) --workers $(WEB_CONCURRENCY)" \
		"$(PY) manage.py work --interval 2"

dev: prepare ## serve it with Django's development server, which reloads changed code
	@AJAR_ENVIRONMENT=local DJANGO_DEBUG=1 $(PY) manage.py runserver 127.0.0.1:$(PORT)

prepare: .venv/run.stamp $(COMPILED)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_questionnaires

var/static/staticfiles.json: .venv/run.stamp $(STATIC)
	@$(MANAGE) collectstatic --no-input --clear --verbosity 0

%.mo: %.po .venv/run.stamp
	@.venv/bin/pybabel --quiet compile --input-file $< --output-file $@

# Checking

test: .venv/dev.stamp $(COMPILED) ## the whole suite: SQLite, PostgreSQL, and a real browser
	@$(PY) -m tests.chromium
	env -u DATABASE_URL AJAR_ENVIRONMENT=test $(PY) -m pytest --numprocesses auto -m "not browser"
	AJAR_ENVIRONMENT=test $(PY) -W ignore -m tests.postgres \
		$(PY) -m pytest --numprocesses auto -m "not browser"
	env -u DATABASE_URL AJAR_ENVIRONMENT=test $(PY) -m pytest --numprocesses auto -m browser

lint: .venv/dev.stamp ## style, import rules, migrations, vendored files
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/djade --check --target-version 5.2 $(TEMPLATES)
	.venv/bin/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(PY) -m scripts.vendor check
	! grep -rnE --include='*.py' --include='*.html' --include='*.js' --include='*.css' \
		--exclude-dir=vendor '\b(TODO|FIXME|XXX)\b' config questionnaire templates static tests

types: .venv/dev.stamp ## mypy, strict
	AJAR_ENVIRONMENT=local .venv/bin/mypy

messages-check: .venv/dev.stamp ## the catalogues are complete and hold what the sources say
	$(PY) -m scripts.messages check

spelling: .venv/dev.stamp node_modules/.package-lock.json ## interface, content and documents, six languages
	$(PY) -m scripts.messages template
	node_modules/.bin/cspell lint --no-progress --no-summary
	for list in spelling/*.txt; do LC_ALL=C sort -cu $$list || exit 1; done

deploy-check: .venv/dev.stamp ## Django's own check of the production settings
	AJAR_ENVIRONMENT=production DJANGO_ALLOWED_HOSTS=ajar.example \
		DJANGO_SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(50))')" \
		$(PY) manage.py check --deploy --fail-level WARNING

# Changing

format: .venv/dev.stamp ## put code and templates into their form
	.venv/bin/ruff check --fix
	.venv/bin/ruff format
	.venv/bin/djade --target-version 5.2 $(TEMPLATES)

messages: .venv/dev.stamp ## bring new messages from the sources into the catalogues
	$(PY) -m scripts.messages update

vendor: .venv/run.stamp node_modules/.package-lock.json ## copy the vendored files anew from npm
	$(PY) -m scripts.vendor update

lock: $(UV) ## resolve the dependencies of pyproject.toml; UPGRADE=--upgrade takes newer ones
	$(COMPILE) $(UPGRADE) --output-file requirements.lock
	$(COMPILE) $(UPGRADE) --extra dev --constraint requirements.lock \
		--output-file requirements-dev.lock

clean: ## remove what make and the tools have made; var/, with the database, stays
	rm -rf .venv node_modules var/static .hypothesis .*_cache $(COMPILED)

# Environments: one .venv; the packages for developing include those for running

.venv/run.stamp: requirements.lock $(UV)
	@$(UV) pip install --quiet --python $(PY) --require-hashes -r $<
	@touch $@

.venv/dev.stamp: requirements-dev.lock $(UV)
	@$(UV) pip sync --quiet --python $(PY) --require-hashes $<
	@touch .venv/run.stamp $@

$(UV): requirements-uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Ajar needs Python 3.11 or newer: make run PYTHON=/path/to/it."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python lacks venv: on Debian and Ubuntu, apt install python3-venv."; exit 1; }
	@echo "Preparing .venv (only the first time)"
	@$(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --require-hashes -r $<
	@touch $@

node_modules/.package-lock.json: package-lock.json
	@command -v npm >/dev/null || { echo "This needs Node.js 20 with npm."; exit 1; }
	npm ci
	@touch $@
