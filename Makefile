PREFIX ?= /usr/local
# Where toolchains are usually put, for shells whose PATH does not say.
export PATH := $(PATH):/opt/swift/usr/bin:$(HOME)/.local/share/swiftly/bin

# An executable that needs no Swift on the machine it is copied to.
release := swift build -c release --product supportkit --static-swift-stdlib
executable := .build/release/supportkit
swift_sources := Package.swift Plugins Sources Tests Fuzzing/Package.swift Fuzzing/Sources
shell_scripts := $(shell grep -l '^\#!/bin/sh' Scripts/* .ci/*)

.PHONY: help demo test fuzz build static check check-sources format install clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | expand -t 16

demo: ## collect from a demonstration server: bundle and request in demo-output/
	@Scripts/install-packages demo
	$(release)
	@Scripts/demo $(executable)

test: ## run all tests (starts a Tomcat, needs root or sudo for it)
	@Scripts/install-packages test
	@Scripts/run-tests

build: ## build the release executable
	@Scripts/install-packages build
	$(release)

fuzz: ## search ten minutes (FUZZ_SECONDS) for inputs that break the redactor
	@Scripts/install-packages build
	@Scripts/fuzz

static: ## build one fully static executable and prove that it stands alone
	@Scripts/install-packages static
	@executable=$$(Scripts/build-static) && Scripts/check-static "$$executable"

check: check-sources ## all checks but the tests: format, scripts, dependencies, warnings
	@Scripts/install-packages build
	swift build

# Those that need no build.
check-sources:
	@Scripts/install-packages check
	swift format lint --strict --recursive --parallel $(swift_sources)
	shellcheck $(shell_scripts)
	Scripts/check-dependencies
	gcc -std=c11 -Wall -Wextra -Werror -fsyntax-only Demo/amps/ampServer.c

format: ## put the Swift sources into the one format
	swift format --in-place --recursive --parallel $(swift_sources)

install: build ## install to PREFIX (default /usr/local), with shell completions
	install -D -s -m 755 $(executable) $(DESTDIR)$(PREFIX)/bin/supportkit
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	$(executable) --generate-completion-script bash \
	    > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/supportkit
	$(executable) --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_supportkit

clean: ## remove what was built
	swift package clean
	rm -rf Fuzzing/.build .build/static .build/demo-instance demo-output
