# make demo   four regional nodes verify a household; `make demo KEEP=1` leaves them running
# make test   build everything and run every test
# make lint   the formatter's strict lint
SWIFT_FLAGS := -debug-info-format none
.DEFAULT_GOAL := help
.PHONY: help dependencies test-dependencies demo test lint clean

help:
	@sed -n 's/^# make/make/p' Makefile

dependencies:
	@deploy/install-dependencies.sh build

test-dependencies:
	@deploy/install-dependencies.sh test

demo: dependencies
	swift build $(SWIFT_FLAGS) --product hedui
	.build/debug/hedui demo $(if $(KEEP),--keep)

test: test-dependencies
	swift build --build-tests $(SWIFT_FLAGS)
	swift test --skip-build $(SWIFT_FLAGS)

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

clean:
	rm -rf .build .hedui
