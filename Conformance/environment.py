"""What the checks share: the environment with the pinned peers, the built command, and Keras's names."""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent


def in_environment(script):
    """Runs this script again with the pinned peers."""
    folder = HERE.resolve() / ".venv"
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True)
    os.execv(python, [python, script, "--installed", *sys.argv[1:]])


def command(*traits):
    """The command, built for release, with traits of the package."""
    build = ".build" + "".join(f"-{trait.lower()}" for trait in traits)
    options = ["--scratch-path", build, *(["--traits", ",".join(traits)] if traits else [])]
    subprocess.run(["swift", "build", "-c", "release", "--product", "initialize", *options], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)
    return ROOT / build / "release" / "initialize"


def unique(paths):
    """Keras's paths, with ~1, ~2 … for repeated ones."""
    seen = {}
    for path in paths:
        repetition = seen[path] = seen.get(path, -1) + 1
        yield f"{path}~{repetition}" if repetition else path
