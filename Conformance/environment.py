"""What the checks share: the environment with the pinned peers, the built command, and Keras's names."""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent


def in_environment(script, only=None, folder=".venv"):
    """Runs this script again with the pinned peers, or with some of them in an environment of their own."""
    folder, pins = HERE.resolve() / folder, HERE / "requirements.txt"
    python = folder / "bin" / "python"
    wanted = ["-r", pins]
    if only:
        wanted = [line for line in pins.read_text().splitlines() if line.split("==")[0] in only]
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)
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
