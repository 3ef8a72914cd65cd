# What a developer does here. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint bench bench-asr drill dev-up dev-down clean
SETUP := @bash tools/setup/setup.sh
export VIDEO
# programs that setup put into this folder
export PATH := $(CURDIR)/.switchyard/bin:$(PATH)
DEV := @node tools/dev/dist/main.js

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what is missing, build
	$(SETUP)

demo: ## subtitles out of a video, read and heard, over the whole system; VIDEO=my.mp4 for one of yours
	$(SETUP)
	$(DEV) demo

test: ## every check and test
	@bash tools/test/run.sh

lint: ## types, rules, format
	$(SETUP)
	@npm run --silent typecheck
	@npm run --silent lint
	@npm run --silent format:check

bench: ## measure beside the bare stack and Celery, OCR beside RapidOCR, the GPU lease beside a polling lock, monitoring
	$(SETUP)
	@node tools/bench/dist/run.js
	@node tools/bench/dist/ocr/run.js
	@node tools/bench/dist/gpu-lock/run.js
	@node tools/bench/dist/monitoring/run.js

bench-asr: ## measure speech recognition beside faster-whisper
	$(SETUP)
	@node tools/bench/dist/asr/run.js

drill: ## kill, stop and starve a working system for two minutes, then count broken promises; SEED=n repeats one
	$(SETUP)
	@node tools/drill/dist/main.js $(if $(SEED),--seed $(SEED))

dev-up: ## Redis, gateway, monitor and workers in the background
	$(SETUP)
	$(DEV) up

dev-down: ## end them
	$(SETUP)
	$(DEV) down

clean: ## remove what was built and everything in .switchyard
	@if [ -f tools/dev/dist/main.js ]; then node tools/dev/dist/main.js down; fi
	rm -rf .switchyard .nx apps/*/dist libs/*/dist tools/*/dist
