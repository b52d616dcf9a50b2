# SPDX-License-Identifier: MIT
SHELL := bash
MAKEFLAGS += --no-print-directory
.NOTPARALLEL:
# A Python that was set up for something else must not lead ours astray.
unexport PYTHONHOME PYTHONPATH VIRTUAL_ENV

bin := .venv/bin
step := setup/step.sh
# The tests of one file stay together, for they share what was made for them; `tests/order.py` says
# in which order files are dealt, so that nobody waits for the build of the real content.
pytest := $(bin)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
compile := $(bin)/uv pip compile --quiet --upgrade --generate-hashes --universal \
	--python-version 3.11 --fork-strategy fewest \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --group install

.PHONY: help site check serve test audit lock schemas clean setup-site setup-test

help:
	@echo "make site    生成网站、海报和疏散图，写入 dist/ · build the site, posters and sheets into dist/"
	@echo "make check   只检查内容，不生成 · judge the content, build nothing"
	@echo "make serve   在本机预览 · look at it on this machine"
	@echo "make test    检查格式、类型、导入次序，并运行测试 · format, lint, types, import order and tests"
	@echo "make audit   运行耗时的核查 · run the long campaigns"
	@echo "make lock    重新锁定组件版本 · lock the newest fitting packages"
	@echo "make schemas 更新 docs/format/schemas · renew the schemas that editors check content with"
	@echo "make clean   删除 dist/、.venv 和缓存 · remove dist/, .venv and caches"

site: setup-site
	@$(bin)/muster build

check: setup-site
	@$(bin)/muster check

serve: setup-site
	@$(bin)/muster serve

# All four judge the source before one of them stops the tests; pytest has the last line.
test: setup-test
	@failed=0; \
	$(step) "格式 · format" $(bin)/ruff format --check --output-format concise . || failed=1; \
	$(step) "写法 · lint" $(bin)/ruff check --output-format concise . || failed=1; \
	$(step) "类型 · types" $(bin)/mypy || failed=1; \
	$(step) "导入次序 · import order" $(bin)/lint-imports || failed=1; \
	exit $$failed
	@$(pytest)

# pytest fails when it finds no campaign, and so does this: nothing audited is nothing passed.
# A campaign shares nothing with others of its file, and some files are most of the hours.
audit: setup-test
	@$(pytest) --dist worksteal -m audit

lock: setup-test
	@$(step) "锁定组件 · lock packages" $(compile) --output-file lock/site.txt pyproject.toml
	@$(step) "锁定测试组件 · lock packages for the tests" $(compile) --extra test \
		--constraint lock/site.txt --output-file lock/test.txt pyproject.toml

schemas: setup-site
	@$(step) "更新格式说明 · write schemas" $(bin)/python setup/write_schemas.py

clean:
	@rm -rf dist .dist.muster-* .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis \
		.benchmarks muster.egg-info
	@find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

setup-site:
	@setup/prepare.sh site

setup-test:
	@setup/prepare.sh test
