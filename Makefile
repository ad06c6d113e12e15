# make demo   four regional nodes verify a household; `make demo KEEP=1` leaves them running
# make test   build everything and run every test
# make bench  measure a release build (half an hour the first time); prints the tables of docs/benchmarks.md
# make lint   the formatter's strict lint
SWIFT_FLAGS := -debug-info-format none
.DEFAULT_GOAL := help
.PHONY: help dependencies test-dependencies demo test bench lint clean

help:
	@sed -n 's/^# make/make/p' Makefile

dependencies:
	@deploy/install-dependencies.sh build

test-dependencies:
	@deploy/install-dependencies.sh test

demo: dependencies
	swift build $(SWIFT_FLAGS) --product hedui
	.build/debug/hedui demo $(if $(KEEP),--keep)

test: SHELL := /bin/bash
test: test-dependencies
	swift build --build-tests $(SWIFT_FLAGS)
	@mkdir -p .build
	@set -o pipefail; swift test --skip-build $(SWIFT_FLAGS) 2>&1 | tee .build/test.log
	@sed -nE 's/^.*Test run with ([1-9][0-9]* tests?) in ([0-9]+ suites?) passed.*$$/hedui: \1 in \2 passed/p' \
		.build/test.log | tail -n 1 | grep . || { echo "make test: no count of tests was printed" >&2; exit 1; }

bench: test-dependencies
	swift build -c release $(SWIFT_FLAGS) --product hedui
	swift build -c release $(SWIFT_FLAGS) --product Benchmarks
	.build/release/Benchmarks $(ONLY)

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

clean:
	rm -rf .build .hedui
