# demo: the main job, no account, no network.  test: all tests.  check: what CI runs.  serve: for real.
# bench-wechat: 50 pushes a second for a minute.
# bench-news: 100,000 recipients, pacing lifted; then a minute at the real pace.
# bench-search: how fast the search is, beside other ways; sizes by ARGS="10000 1000000".
# tune-search: weights of the search.  pictures: the screenshots in docs, from the browser tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo serve test lint check bench-news bench-search bench-wechat tune-search pictures clean

# The stamps are newer than pyproject.toml once the packages it names are installed.
$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(VENV)/.installed
	@$(BIN)/isabot demo $(ARGS)

serve: $(VENV)/.installed
	@$(BIN)/isabot serve

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest --numprocesses 3 $(ARGS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m directory.search.concepts

check: lint test

bench-wechat: $(VENV)/.installed-dev
	@$(BIN)/python -m benchmarks.wechat_pushes $(ARGS)

bench-news: $(VENV)/.installed-dev
	@$(BIN)/python -m benchmarks.news_send $(ARGS)

bench-search: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python -m benchmarks.bench_search $(ARGS)

# Weights of the search from the tuning half of the questions; see docs/search.md.
tune-search: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.tune_search

# Screenshots for docs, handbook, card and README: of the pages, and of the stories in the chat.
pictures: $(VENV)/.installed-dev
	$(BIN)/python -m tests.unit.test_admin_browser
	ISABOT_SCREENSHOTS=docs/img $(BIN)/python -m pytest -q tests/acceptance/test_story.py

clean:
	rm -rf $(VENV) build dist *.egg-info
