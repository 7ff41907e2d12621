# The verbs of this project. `make demo` and `make test` work on a fresh Debian machine with a
# Rust toolchain, as root or as a user with sudo.

CARGO ?= cargo
export CARGO_TERM_COLOR ?= auto
# Clippy's findings are errors here, and only here: an editor shows them as warnings.
DENY := -- -D warnings
# tools/setup puts the checks' tools there.
export PATH := $(abspath $(or $(CARGO_TARGET_DIR),target))/tools/bin:$(PATH)

.PHONY: help demo build test check-format spelling forbidden lint unused deny unit doc-tests test-camera \
	bench bench-smoke fuzz coverage evaluate samples deb reproducible test-install sbom \
	setup setup-test setup-package setup-bench setup-coverage setup-fuzz

help: ## What the verbs do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

demo: setup ## Practise: the counter on sample pictures, sandbox service inside, nothing is kept
	$(CARGO) build --release --locked
	$${CARGO_TARGET_DIR:-target}/release/kiosk demo

build: setup ## A release build
	$(CARGO) build --release --locked

test: setup setup-test check-format spelling forbidden lint unused deny unit coverage bench-smoke doc-tests fuzz test-camera ## Everything that CI checks

check-format:
	$(CARGO) fmt --check

spelling:
	typos --format brief

forbidden:
	tools/ci/forbidden

lint:
	$(CARGO) clippy --locked --all-targets $(DENY)

unused:
	$(CARGO) shear

deny:
	$(CARGO) deny --locked check bans licenses sources
	tools/ci/advisories

unit:
	$(CARGO) nextest run --locked --no-fail-fast

doc-tests:
	$(CARGO) test --locked --doc

test-camera: setup setup-test ## The camera against real drivers, in an emulated machine (eight minutes)
	$(CARGO) nextest run --locked --no-fail-fast --ignore-default-filter -j 1 --test camera_rig

bench: setup setup-bench ## Measure: one table with targets and peers, put into docs/performance.md
	tools/bench/run

bench-smoke: setup ## Whether the benches still run, each once
	$(CARGO) test --locked --bench '*' -- --test

fuzz: setup setup-fuzz ## Each fuzz target for a minute
	tools/ci/fuzz

coverage: setup setup-test setup-coverage ## How much of the deciding and keeping code the tests run
	tools/ci/coverage

evaluate: setup ## Measure outline and quality on drawn pictures, OpenCV beside it (needs Python; FOLDERS="..." for more)
	tools/evaluate $(FOLDERS)

samples: ## Make the sample pictures anew (needs Python, see tools/specimens/README.md)
	cd tools && python3 -m specimens --samples

deb: setup setup-package ## The Debian package, in target/package/debian
	tools/package/deb

reproducible: setup setup-package ## Builds the release here and in another folder, and compares the bytes
	tools/package/reproducible

test-install: setup setup-package ## Installs the package in a throw-away Debian and uses it there (needs root)
	tools/package/test-install

sbom: setup-package ## What is built in, as CycloneDX: target/package/sbom.cdx.json
	tools/package/sbom

setup:
	@tools/setup build

setup-package:
	@tools/setup package

setup-bench:
	@tools/setup bench

setup-coverage:
	@tools/setup coverage

setup-fuzz:
	@tools/setup fuzz

setup-test:
	@tools/setup test
