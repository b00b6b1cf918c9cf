"""Make .venv and install shelftalk into it; says plainly what failed and what to do.

Runs on the machine's own Python before anything is installed: standard library only, and in words that an old
Python 3 can still read, so that it can say that it is too old.

    python3 scripts/install.py serve    # what it takes to run
    python3 scripts/install.py test     # and what it takes to test
"""

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

OLDEST = (3, 11)
NEWER_PYTHONS = ("python3.13", "python3.12", "python3.11", "python3.14")  # tried in this order: wheels exist for most
NEEDED_BYTES = 3 * 10**9  # .venv measures 2.2 GB with the CPU build of torch, and wheels are unpacked beside it
WHAT = {"serve": ".", "test": ".[dev]"}
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"


class InstallError(Exception):
    """What failed and what to do about it, ready to be printed."""


def main(arguments):
    what = arguments[0] if len(arguments) == 1 else ""
    if what not in WHAT:
        print("Say what to install: {}. Example: python3 scripts/install.py serve".format(" or ".join(WHAT)))
        return 2
    try:
        install(what)
    except InstallError as failure:
        print(f"\nCould not install shelftalk. {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again; what was done is kept.", file=sys.stderr)
        return 130
    return 0


def install(what):
    python = suitable_python(sys.version_info[:3])
    if not VENV.exists() or not works(venv_python()):
        check_disk(VENV.parent, shutil.disk_usage(str(VENV.parent)).free)
        make_venv(python)
    say("Installing what it takes to {} (the first time fetches about 600 MB)".format(what))
    uv = find_uv()
    installed = False
    if uv:
        command = [uv, "pip", "install", "--python", str(venv_python()), "-e", WHAT[what]]
        installed = run(command, uv_environment(os.environ, pip_settings()))
        if not installed and not disk_is_full():
            say("uv could not install it; trying once more with pip")
    if not installed and (disk_is_full() or not has_pip() or not run([*pip(), "install", "-e", WHAT[what]])):
        raise InstallError(why_it_failed())
    for done in ("serve", "test") if what == "test" else ("serve",):
        (VENV / f".installed-{done}").write_text("Newer than pyproject.toml: everything it asks for is here.\n")
    say("Installed in .venv")


def suitable_python(version):
    """The command of a Python that is new enough: this one, else a newer one on the PATH."""
    if version[:2] >= OLDEST:
        return sys.executable
    for name in NEWER_PYTHONS:
        found = shutil.which(name)
        if found and works(found):
            return found
    raise InstallError(
        "It needs Python {}.{} or newer, and python3 here is {}.\n"
        "Install a newer Python and say which: make PYTHON=/path/to/python3.12 serve".format(
            OLDEST[0], OLDEST[1], ".".join(str(part) for part in version)
        )
    )


def works(python):
    """Whether this command is a Python that is new enough and can be started."""
    try:
        started = subprocess.run(
            [str(python), "-c", f"import sys; sys.exit(sys.version_info < {OLDEST})"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    except OSError:
        return False
    return started.returncode == 0


def check_disk(folder, free):
    if free < NEEDED_BYTES:
        raise InstallError(
            f"The disk of {folder} has {free / 1e9:.1f} GB free and they need about {NEEDED_BYTES / 1e9:.0f} GB.\n"
            "Free some space, or clone shelftalk to a larger disk, and run the same command again."
        )


def make_venv(python):
    say("Making .venv with {}".format(python))
    if run([python, "-m", "venv", "--clear", str(VENV)]):
        return
    uv = shutil.which("uv")  # makes one where Debian's Python lacks its venv module
    if uv and run([uv, "venv", "--clear", "--python", python, str(VENV)]):
        return
    raise InstallError(
        f"{python} could not make the virtual environment {VENV} (its own words are above).\n"
        "On Debian and Ubuntu: sudo apt-get install python3-venv. Elsewhere: check that the folder can be written."
    )


def venv_python():
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def pip():
    return [str(venv_python()), "-m", "pip"]


def has_pip():
    return run([*pip(), "--version"], quiet=True)


def find_uv():
    """The command of uv, which installs several times faster than pip; empty when it cannot be had."""
    here = venv_python().with_name("uv")
    if here.exists():
        return str(here)
    found = shutil.which("uv")
    if found:
        return found
    say("Fetching uv, which installs faster than pip")
    if run([*pip(), "install", "--quiet", "--retries", "1", "--timeout", "15", "uv"], quiet=True) and here.exists():
        return str(here)
    say("uv cannot be had here; installing with pip, which takes some minutes longer")
    return ""


def uv_environment(environment, pip_settings):
    """uv does not read pip's settings: hand it the ones that say where packages come from."""
    own = dict(environment)
    own.setdefault("UV_SYSTEM_CERTS", "1")
    for setting, variable, separator in (
        ("find-links", "UV_FIND_LINKS", ","),
        ("index-url", "UV_DEFAULT_INDEX", " "),
        ("extra-index-url", "UV_INDEX", " "),
        ("cert", "SSL_CERT_FILE", " "),
    ):
        if setting in pip_settings:
            own.setdefault(variable, separator.join(pip_settings[setting].split()))
    if "extra-index-url" in pip_settings:
        own.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")  # pip's own: the newest release of all indexes
    return own


def pip_settings():
    """pip's settings from its files and from PIP_... variables, which win; empty where pip is not to be had."""
    try:
        listed = subprocess.run(
            [*pip(), "config", "list"], stdout=subprocess.PIPE, universal_newlines=True, check=False
        )
    except OSError:
        return {}
    return merged_settings(listed.stdout)


def merged_settings(listed):
    """`global.find-links='/wheels'` and the like, one a line, as a dict; later sections win over earlier ones."""
    found = {}
    for section in ("global.", "install.", ":env:."):
        for line in listed.splitlines():
            name, equals, value = line.partition("=")
            if equals and name.startswith(section):
                found[name[len(section) :]] = str(ast.literal_eval(value))
    return found


def why_it_failed():
    """Asks the package index for one small package, to tell a dead network from a package that does not install."""
    again = "Run the same command again afterwards; what was fetched is kept."
    if disk_is_full():
        return f"The disk of {VENV} is full. Free about {NEEDED_BYTES / 1e9:.0f} GB. {again}"
    if not has_pip():
        return f"The installer's own words are above. Remove {VENV} and run the same command again."
    with tempfile.TemporaryDirectory() as folder:
        asked = [*pip(), "download", "--quiet", "--no-deps", "--no-cache-dir", "--retries", "1", "--timeout", "15"]
        reached = run([*asked, "--dest", folder, "hatchling"], quiet=True)
    if not reached:
        return (
            "The package index cannot be reached.\n"
            "Check the network; behind a proxy set HTTPS_PROXY, with a mirror set PIP_INDEX_URL. " + again
        )
    return (
        "The package index answers, so it is one package that does not install: its name is in the lines above.\n"
        "A Python or a processor without wheels for it is the usual cause; "
        "make PYTHON=python3.12 serve tries another Python after rm -r .venv."
    )


def disk_is_full():
    return shutil.disk_usage(str(VENV.parent)).free < NEEDED_BYTES // 10


def run(command, environment=None, quiet=False):
    """Whether the command succeeded. Its progress goes to the screen, unless it is to be quiet."""
    nowhere = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.run(command, cwd=str(ROOT), env=environment, stdout=nowhere, stderr=nowhere).returncode == 0
    except OSError as error:
        print(f"{command[0]}: {error}", file=sys.stderr)
        return False


def say(line):
    print(f"==> {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
