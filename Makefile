# The verbs of this project. `make demo` and `make test` work on a fresh Debian machine with a
# Rust toolchain, as root or as a user with sudo.

CARGO ?= cargo
export CARGO_TERM_COLOR ?= auto
# Clippy's findings are errors here, and only here: an editor shows them as warnings.
DENY := -- -D warnings

.PHONY: help demo build test test-camera check-format lint unit doc-tests deny bench evaluate samples setup setup-test

help: ## What the verbs do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

demo: setup ## Practise: the counter on sample pictures, sandbox service inside, nothing is kept
	$(CARGO) build --release --locked
	$${CARGO_TARGET_DIR:-target}/release/kiosk demo

build: setup ## A release build
	$(CARGO) build --release --locked

test: setup setup-test check-format lint unit doc-tests deny ## Everything that CI checks

check-format:
	$(CARGO) fmt --check

lint:
	$(CARGO) clippy --locked --all-targets $(DENY)

unit:
	$(CARGO) nextest run --locked --no-fail-fast

test-camera: setup setup-test ## The camera against real drivers, in an emulated machine (ten minutes)
	$(CARGO) nextest run --locked --no-fail-fast --run-ignored ignored-only -j 1 --test camera_rig

doc-tests:
	$(CARGO) test --locked --doc

deny:
	$(CARGO) deny --locked check bans licenses sources

bench: setup ## Measure (criterion)
	$(CARGO) bench --locked

evaluate: setup ## Measure outline and quality on drawn pictures, OpenCV beside it (needs Python; FOLDERS="..." for more)
	tools/evaluate $(FOLDERS)

samples: ## Make the sample pictures anew (needs Python, see tools/specimens/README.md)
	cd tools && python3 -m specimens --samples

setup:
	@tools/setup build

setup-test:
	@tools/setup test
