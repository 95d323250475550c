"""What the comparisons share: the peers' environment, two processors for every program, and the machine's name."""

import os
import platform
import subprocess
import venv

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


def quiet(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def install_peers():
    folder = os.path.join(HERE, ".build/peers")
    python = os.path.join(folder, "bin/python")
    if not os.path.exists(python):
        venv.create(folder, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-r",
                    os.path.join(HERE, "requirements.txt")], check=True)
    return python


def on_two_processors(command):
    """Limits a command to two of the processors that this process may use."""
    if not hasattr(os, "sched_getaffinity"):
        return command
    processors = sorted(os.sched_getaffinity(0))[:2]
    return ["taskset", "-c", ",".join(map(str, processors)), *command]


def machine():
    """The processor's name, how many there are, and its widest vectors."""
    name, flags = platform.machine(), ""
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as file:
            lines = [line.partition(":")[::2] for line in file]
        fields = {key.strip(): value.strip() for key, value in lines}
        name = fields.get("model name", name)
        family, flags = fields.get("cpu family"), fields.get("flags", "")
        if family:
            name += f" (family {family}, model {fields.get('model')})"
    vectors = "AVX-512" if "avx512f" in flags else "AVX2" if "avx2" in flags else "128-bit vectors"
    return f"{name}, {os.cpu_count()} processors, {vectors}"
