# Sourced by ./run and ./test in the top folder: sets up what is missing, and only that.
# POSIX sh, because a minimal Debian has nothing else.

libraries="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core"
test_tools="chromium libatomic1 libjaxb-java openjdk-17-jre-headless"

say() {
    printf '%s\n' "$*"
}

stop() {
    say "$*" >&2
    exit 1
}

# Shows what the command prints only if it fails; nothing may wait for standard input.
quietly() {
    mkdir -m 700 -p var
    "$@" >var/setup.log 2>&1 </dev/null || {
        cat var/setup.log >&2
        return 1
    }
}

# Prints the first Python that is new enough and can make virtual environments.
find_python() {
    for python in python3 /usr/bin/python3; do
        if "$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$python"
            return
        fi
    done
}

# Prints which system packages of those given are missing; where there is no dpkg, nobody can tell.
list_missing_packages() {
    [ -x .venv/bin/python ] || [ -n "$(find_python)" ] || printf 'python3 python3-venv '
    command -v dpkg-query >/dev/null || return 0
    installed=$(dpkg-query --show --showformat '${db:Status-Status}:${Package} ' "$@" 2>/dev/null) || true
    for package in "$@"; do
        case " $installed" in
            *" installed:$package "*) ;;
            *) printf '%s ' "$package" ;;
        esac
    done
}

# The application starts without its PDF libraries and says so; without Python nothing does, and
# the tests take a missing tool for a failure.
set_up_system() {
    missing=$(list_missing_packages "$@")
    [ -n "$missing" ] || return 0
    mend="apt-get update && apt-get install --yes --no-install-recommends ${missing% }"
    if ! command -v apt-get >/dev/null; then
        stop "Threshold needs Python 3.11 or newer with venv: install it as your system does it."
    elif [ "$(id -u)" -eq 0 ]; then
        say "Installing system packages: $missing"
        export DEBIAN_FRONTEND=noninteractive
        quietly sh -c "$mend" || stop "The system packages did not install; mend that with: $mend"
    else
        say "System packages are missing; let root mend that with: $mend" >&2
        [ "$requirements" = requirements.txt ] && [ -n "$(find_python)" ] || exit 1
    fi
}

# Changes with the requirements, with the place of this folder and with the Python underneath.
print_key() {
    {
        cat "$requirements"
        pwd
        readlink -f .venv/bin/python
    } | sha256sum
}

# An environment that was never finished, or that was made for another place, is made anew.
is_sound() {
    [ ! -e .venv/unfinished ] || return 1
    case $(.venv/bin/pip --version 2>/dev/null) in
        *" $PWD/.venv/"*) ;;
        *) return 1 ;;
    esac
}

set_up_environment() {
    stamp=.venv/made-from-$requirements
    [ "$(cat "$stamp" 2>/dev/null)" != "$(print_key)" ] || [ -e .venv/unfinished ] || return 0
    if ! is_sound; then
        say "Making the virtual environment .venv"
        rm -rf .venv
        mkdir .venv
        : >.venv/unfinished
        python=$(find_python)
        [ -n "$python" ] || stop "Threshold needs Python 3.11 or newer with venv; this system's is older."
        quietly "$python" -m venv .venv || stop "The virtual environment could not be made with $python."
    fi
    : >.venv/unfinished
    say "Installing $requirements"
    quietly .venv/bin/pip install --disable-pip-version-check --no-input --quiet \
        --require-hashes --requirement "$requirements" ||
        stop "The requirements did not install; see above, and start again once that is mended."
    print_key >"$stamp"
    rm .venv/unfinished
}

# Takes the requirements file and the system packages that are needed. Of two that are started at
# once the second waits for the first.
set_up() {
    requirements=$1
    shift
    (
        if command -v flock >/dev/null; then flock 9; fi
        set_up_system "$@"
        set_up_environment
    ) 9<"$requirements"
}
