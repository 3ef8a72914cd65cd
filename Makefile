# What a developer does here. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint bench dev-up dev-down clean
SETUP := @bash tools/setup/setup.sh
export VIDEO
DEV := @node tools/dev/dist/main.js

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what is missing, build
	$(SETUP)

demo: ## subtitles out of a video, over the whole system; VIDEO=my.mp4 for one of yours
	$(SETUP)
	$(DEV) demo

test: ## every check and test
	$(SETUP)
	@bash tools/test/run.sh

lint: ## types, rules, format
	$(SETUP)
	@npm run --silent typecheck
	@npm run --silent lint
	@npm run --silent format:check

bench: ## measure beside the bare stack, and the OCR beside RapidOCR
	$(SETUP)
	@node tools/bench/dist/run.js
	@node tools/bench/dist/ocr/run.js

dev-up: ## Redis, gateway and workers in the background
	$(SETUP)
	$(DEV) up

dev-down: ## end them
	$(SETUP)
	$(DEV) down

clean: ## remove what was built and everything in .switchyard
	@if [ -f tools/dev/dist/main.js ]; then node tools/dev/dist/main.js down; fi
	rm -rf .switchyard .nx apps/*/dist libs/*/dist tools/*/dist
