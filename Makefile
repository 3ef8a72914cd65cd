# What a developer does here. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help setup cuda demo demo-dub demo-nodes demo-flow test test-long lint bench quality bench-asr bench-clients bench-live bench-flows bench-nodes screenshots sim-nodes drill clients dev-up dev-down clean run-api stop-api watch-api run-monitor stop-monitor watch-monitor node-agent run-node stop-node watch-node \
  images images-test k8s-test k8s-real compose-up compose-down monitoring-up monitoring-down
SETUP := @bash tools/setup/setup.sh
export VIDEO
# programs that setup put into this folder
export PATH := $(CURDIR)/.switchyard/bin:$(PATH)
export NODE_COMPILE_CACHE := $(CURDIR)/.switchyard/compile-cache
DEV := @node tools/dev/dist/main.js

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what is missing, build
	$(SETUP)

cuda: ## fetch the builds of engines for NVIDIA GPUs, 390 MB; again after an update
	$(SETUP)
	@sh docker/cuda.sh whisper-worker llm-worker

demo: ## subtitles out of a video, read and heard, over the whole system; VIDEO=my.mp4 for one of yours
	$(SETUP)
	$(DEV) demo

demo-dub: ## the video of the demo in Spanish: speakers, translation, voice, subtitles; VIDEO=my.mp4 for one of yours
	$(SETUP)
	$(DEV) dub

demo-nodes: ## three machines that lend their time, twenty programs, one machine switched off: who did what, and why
	$(SETUP)
	$(DEV) nodes

demo-flow: ## three flows over the whole system: two languages, a folder in order, a PDF; what each routine did
	$(SETUP)
	$(DEV) flow

test: ## every check and test
	@bash tools/test/run.sh

test-long: ## what make test shows by one case by all: every worker's ends and deaths, more calls of schemathesis, drills; PATHS=… picks files
	@bash tools/setup/setup.sh --for-tests
	@bash tools/setup/s3-server.sh
	@LONG=1 npx jest --selectProjects=e2e long --runInBand --testPathPatterns $(or $(PATHS),test/conformance whisper-worker/test tools/drill long.spec)

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

screenshots: ## pictures of every page of the dashboard, wide and narrow, light and dark, into .switchyard/screenshots
	@FONTS=noto bash tools/setup/setup.sh --for-tests
	@LONG=1 SCREENSHOTS=$(CURDIR)/.switchyard/screenshots npx jest --selectProjects=long --runInBand --testPathPatterns apps/dashboard/test/pages

bench-live: ## measure live views: 1 000 WebSockets, and the page over 100 000 tasks
	$(SETUP)
	@node tools/bench/dist/live/run.js

quality: ## how well and how fast, beside the Python originals, into docs/quality.md; about 15 minutes, ONLY=hearing,reading picks parts, QUICK=1 takes fewer talks
	$(SETUP)
	@node tools/quality/dist/main.js $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick)

bench-asr: ## measure speech recognition beside faster-whisper
	$(SETUP)
	@node tools/bench/dist/asr/run.js

bench-clients: ## measure many clients at once beside faster-whisper behind FastAPI, on the same weights
	$(SETUP)
	@node tools/bench/dist/clients/run.js

clients: ## OpenAI's own clients, LiteLLM and every snippet of docs/clients.md against a running system
	@bash tools/setup/setup.sh --for-tests
	@LONG=1 npx jest --selectProjects=long --runInBand --testPathPatterns e2e/test/clients

bench-flows: ## how long calls over a running job of a hundred routines take
	$(SETUP)
	@node tools/bench/dist/flows/run.js

bench-nodes: ## 100 and 10 000 idle machines that hold a request open: each gets one task, and what that costs
	$(SETUP)
	@node tools/bench/dist/nodes/run.js

sim-nodes: ## 200 idle machines over a simulated week on the real store: what is lost, and how evenly they wait
	@bash tools/setup/setup.sh --for-tests
	@LONG=1 npx jest --selectProjects=long --runInBand --testPathPatterns nodes/src/simulation

drill: ## kill, stop and starve a working system for two minutes, then count broken promises; SEED=n repeats one
	$(SETUP)
	@node tools/drill/dist/main.js $(if $(SEED),--seed $(SEED))

dev-up: ## Redis, gateway, monitor and workers in the background
	$(SETUP)
	$(DEV) up

dev-down: ## end them
	$(SETUP)
	$(DEV) down

run-api: ## the gateway alone in the background; run-monitor and run-worker-NAME likewise (NAME: ffmpeg, whisper, …)
	$(SETUP)
	$(DEV) start api-gateway

stop-api: ## end it; stop-monitor and stop-worker-NAME likewise
	@node tools/dev/dist/main.js stop api-gateway

watch-api: ## its log as it comes; watch-monitor and watch-worker-NAME likewise
	@tail -n 50 -F .switchyard/logs/api-gateway.log

run-monitor:
	$(SETUP)
	$(DEV) start monitor

stop-monitor:
	@node tools/dev/dist/main.js stop monitor

watch-monitor:
	@tail -n 50 -F .switchyard/logs/monitor.log

node-agent: ## the agent as one file that needs nothing but Node: apps/node-agent/dist/node-agent.cjs
	$(SETUP)
	@npm run --silent bundle --workspace @switchyard/node-agent

run-node: ## lend this machine to AGENT_SERVER, by default to the system here; AGENT_ALWAYS=1 also while it is used
	$(SETUP)
	$(DEV) start node-agent

stop-node: ## end it: what it runs ends in time or is handed back
	@node tools/dev/dist/main.js stop node-agent

watch-node: ## what it does and why, then its log as it comes
	@node apps/node-agent/dist/main.js status --home $(or $(AGENT_HOME),.switchyard/node-agent)
	@tail -n 50 -F .switchyard/logs/node-agent.log

run-worker-%:
	$(SETUP)
	$(DEV) start $*-worker

stop-worker-%:
	@node tools/dev/dist/main.js stop $*-worker

watch-worker-%:
	@tail -n 50 -F .switchyard/logs/$*-worker.log

images: ## build the images of all apps; NODE_IMAGE=… takes another base
	@bash tools/deploy/images.sh

images-test: ## build images, start Compose with them, end a worker in mid-task, replace the gateway: nothing is lost
	$(SETUP)
	@bash tools/deploy/images-test.sh

compose-up: ## the whole product in containers (after make images); PROFILES=ai adds OCR, speech and the other models
	@bash tools/deploy/compose-up.sh

compose-down: ## end it; the volumes stay
	@docker compose -f docker/compose.yaml --profile '*' down

monitoring-up: ## Prometheus on 9090, Alertmanager and Grafana on 3001 (admin/admin): in containers, or beside make dev-up with MONITORING=local
	$(SETUP)
	@bash tools/deploy/monitoring.sh up

monitoring-down: ## end them
	@bash tools/deploy/monitoring.sh down

k8s-test: ## a real API server takes every overlay and its pods, and refuses pods that may do too much; KUBECONFIG=… asks a cluster of yours
	$(SETUP)
	@bash tools/deploy/k8s-test.sh

k8s-real: ## the core in real pods: a task over the service, new versions in mid-task, scaling by KEDA, network policies; KUBECONFIG=… takes a cluster of yours
	$(SETUP)
	@bash tools/deploy/k8s-real.sh

clean: ## remove what was built and everything in .switchyard
	@if [ -f tools/dev/dist/main.js ]; then node tools/dev/dist/main.js down; fi
	rm -rf .switchyard .nx apps/*/dist libs/*/dist tools/*/dist
