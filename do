#!/bin/sh
# The chores of this project, each one word; every chore first sets up what it needs.
#
#   ./do site      build the site from content/ into site/, and verify it
#   ./do serve     show the site in the browser, drawn anew at each save
#   ./do shop      open the demonstration shop, where real consent clients run on what is exported for them
#   ./do test      lint, then run every test; words after it go to pytest, such as ./do test -k durations
#   ./do lint      style, types and the direction of imports
#   ./do bench     how fast it is, as ratios: against itself on more, and against Hugo where that is installed
#   ./do renew     write the golden sites, the map of the house and the transcripts anew; then read the diff
#   ./do schema    write content/.schema anew, with which editors complete and check YAML while you type
#   ./do module    make the published form of the module for front ends anew, and tell its size
#   ./do head      the digest of the newest release, for --head; it needs nothing but the folder releases/
#   ./do pins      write the newest packages down in constraints.txt; run it with the oldest Python that must do
set -eu
cd "$(dirname "$0")"

help() { sed -n '2,/^set/s/^# \{0,1\}//p' do; }
say() { printf '%s\n' "$*" >&2; }
pip() { .venv/bin/python -m pip --disable-pip-version-check -qq "$@"; }
pinned() { pip install --constraint constraints.txt --build-constraint constraints.txt "$@"; }

# Where and from what something was installed: when that changes, it is installed anew.
made_from() { { pwd && cat "$@"; } | cksum; }
is_made_from() { [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }

has() { { command -v "$1" || ldconfig -p | grep -F "$1"; } >/dev/null 2>&1; }
can_fetch() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
fetch() {
    say "Installing $* ..."
    policy= # While this says 101, no server that is installed for tests is started.
    [ -e /usr/sbin/policy-rc.d ] || policy=/usr/sbin/policy-rc.d
    [ -z "$policy" ] || { printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod +x "$policy"; }
    has_failed=0
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "$@" >/dev/null || has_failed=1
    [ -z "$policy" ] || rm -f "$policy"
    return $has_failed
}

find_python() {
    for python in python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
        "$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    done
}

new_venv() {
    find_python || { can_fetch && fetch python3-venv && find_python; } ||
        { say "Python 3.11 or newer is needed, with its module venv (on Debian: python3-venv)."; exit 1; }
    "$python" -m venv --clear .venv
}

install_project() {
    source=$(made_from pyproject.toml constraints.txt)
    is_made_from .venv/project "$source" && return
    say "Installing policygen into .venv ..."
    new_venv
    pip install --constraint constraints.txt pip # An older one does not know all the options of `pinned`.
    pinned --editable '.[serve]'
    echo "$source" >.venv/project
}

install_tools() {
    install_project
    is_made_from .venv/tools "$source" && return
    say "Installing the tools of the tests into .venv ..."
    pinned --group dev
    echo "$source" >.venv/tools
}

install_programs() {
    missing=
    for each in chromium:chromium node:nodejs npm:npm java:default-jre-headless strace:strace libatomic.so.1:libatomic1 \
        openssl:openssl nginx:nginx-light apache2:apache2-bin caddy:caddy \
        libpangoft2-1.0.so.0:libpangoft2-1.0-0 libharfbuzz-subset.so.0:libharfbuzz-subset0; do
        has "${each%:*}" || missing="$missing ${each#*:}"
    done
    # shellcheck disable=SC2086 # one word a package
    if [ "$missing" ] && can_fetch; then fetch $missing || say "Without$missing some tests cannot run."; fi
    install_packages
}

install_packages() {
    command -v npm >/dev/null || return 0
    source=$(made_from tests/node/package-lock.json)
    is_made_from tests/node/node_modules/.made-from "$source" && return
    say "Installing the packages of tests/node ..."
    (cd tests/node && npm ci --silent && echo "$source" >node_modules/.made-from)
}

lint() {
    .venv/bin/python -m ruff check --quiet --output-format concise
    .venv/bin/python -m ruff format --check --quiet
    .venv/bin/python -m mypy
    .venv/bin/lint-imports --no-logo
}

# The release to which no other one refers.
newest_release() {
    for each in releases/*/release.yaml; do
        [ -f "$each" ] || continue
        digest=$(sha256sum "$each" | cut -c 1-64)
        grep -qF "previous: \"$digest\"" releases/*/release.yaml || echo "$digest"
    done
}

chore=${1-help}
[ $# = 0 ] || shift
case $chore in
    site)
        install_project
        .venv/bin/policygen build; .venv/bin/policygen verify site --against .
        say "Browse it with: .venv/bin/python -m http.server --bind 127.0.0.1 --directory site 8000"
        say "Change it and see: ./do serve" ;;
    serve) install_project; .venv/bin/policygen serve "$@" ;;
    shop) install_project; install_packages; .venv/bin/python examples/shop/serve.py ;;
    test) install_tools; install_programs; lint; .venv/bin/python -m pytest -n auto --dist worksteal --cov "$@" ;;
    lint) install_tools; lint ;;
    bench) install_project; .venv/bin/python bench/run.py ;;
    renew) install_tools; .venv/bin/python -m pytest --quiet --renew tests/test_golden.py tests/test_architecture.py tests/test_checking.py "$@" ;;
    schema) install_project; .venv/bin/policygen schema --write content/.schema ;;
    module)
        install_programs
        (cd tests/node && npm run --silent module -- --outfile=../../src/policygen/front_end/policygen.min.mjs)
        say "$(wc -c <src/policygen/front_end/policygen.min.mjs) bytes, of 3000." ;;
    head) newest_release ;;
    pins)
        new_venv; pip install --upgrade pip; pip install --editable . --group dev
        pip freeze --all --exclude-editable --exclude setuptools >constraints.txt ;;
    help) help ;; *) help >&2; exit 2 ;;
esac
