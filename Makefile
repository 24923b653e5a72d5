# The work is done by the scripts in .ci/.
.DEFAULT_GOAL := help
.PHONY: help run test check bench clean ready-to-run ready-to-test

export PORT ?= 8000
T ?=

help:
	@echo "make run           start de site met demogegevens op poort $(PORT) (anders: make run PORT=8001)"
	@echo "make test          alle controles en tests; een deel: make test T=tests/actions"
	@echo "make check         alleen de controles van code, sjablonen, imports en typen"
	@echo "make bench         meet de snelheid op landelijke omvang"
	@echo "make clean         verwijder omgeving, opgehaalde vormgeving en tussenbestanden; gegevens blijven staan"
	@echo
	@echo "Elke opdracht zet eerst zelf klaar wat er nog ontbreekt."

run: ready-to-run
	@.ci/serve

test: ready-to-test
	@.ci/test $(T)

check: ready-to-run
	@.ci/check

bench: ready-to-test
	@DEBUG=1 .venv/bin/python manage.py bench

clean:
	rm -rf .venv static/vendor/node_modules staticfiles .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready-to-run:
	@.ci/packages run
	@.ci/environment
	@.ci/assets

ready-to-test:
	@.ci/packages test
	@.ci/environment
	@.ci/assets
