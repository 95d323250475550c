"""Shows changed files to this project's reader and to others: `python3 Conformance/fuzz_formats.py [--count N] [--formats NAME …] [--seed N]`.

Of each format it makes files from a seed, unchanged ones and such with a bit, a byte or a part of their structure changed. Whatever this
project accepts must be accepted by the others, with the same names, types, shapes, bytes and facts; what it refuses and they take is counted.
The numbers are left in `formats-fuzzed.json`, and differences end it with an error.
"""

import argparse
import importlib.metadata
import json
import multiprocessing
import multiprocessing.connection
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import time

import environment

RESULTS = environment.HERE / "formats-fuzzed.json"
FORMATS = ["safetensors", "npz", "npy", "index"]
BATCH = 200
# A batch takes a second.
SECONDS = 120


def built():
    """The reader, built for release."""
    folder = environment.ROOT / "Fuzzing"
    subprocess.run(["swift", "build", "-c", "release", "--product", "read", "-j", "2", "--scratch-path", ".build-read"], cwd=folder,
                   check=True, stdout=sys.stderr)
    return folder / ".build-read/release/read"


class Process:
    """A process with a batch; one that is stopped by a file is replaced, and the file is not shown to the peers again."""

    def __init__(self, number, command, folder, seed):
        self.arguments = (command, f"{folder}/{number}", seed)
        self.start()

    def start(self):
        self.connection, other = multiprocessing.Pipe()
        self.position = multiprocessing.Value("q", -1)
        import format_worker

        self.process = multiprocessing.Process(target=format_worker.work, args=(other, self.position, *self.arguments), daemon=True)
        self.process.start()
        other.close()

    def give(self, task):
        self.task, self.deadline = task, time.time() + SECONDS
        self.connection.send(task)

    def answer(self):
        """The tally of the batch, or None if it had to be given again."""
        try:
            if self.connection.poll():
                return self.connection.recv()
            what = "hangs"
        except (EOFError, ConnectionResetError):
            what = "crashes"
        name, numbers, stopped = self.task
        place = self.position.value
        if place < 0:
            sys.exit(f"a process that compares {name} {what}")
        self.process.kill()
        self.process.join()
        subprocess.run(["rm", "-rf", self.arguments[1]], check=True)
        self.start()
        self.give((name, numbers, stopped | {place: what}))
        return None

    def end(self):
        self.connection.send(None)
        self.process.join()


def compared(name, count, processes):
    """The tally of a format."""
    import format_worker

    total, stopped = format_worker.Tally(), {}
    tasks = iter([(name, range(start, min(count, start + BATCH)), {}) for start in range(0, count, BATCH)])
    busy = []
    for process in processes:
        if task := next(tasks, None):
            process.give(task)
            busy.append(process)
    while busy:
        ready = multiprocessing.connection.wait([process.connection for process in busy], timeout=1)
        for process in list(busy):
            if process.connection not in ready and time.time() < process.deadline:
                continue
            tally = process.answer()
            if tally is None:
                continue
            total.add(tally)
            stopped |= process.task[2]
            if task := next(tasks, None):
                process.give(task)
            else:
                busy.remove(process)
    return total, stopped


def summary(total, stopped):
    """What is recorded of a format."""
    counts = total.counts
    changes = {}
    for (change, what), number in sorted(total.changes.items()):
        changes.setdefault(change, {})[what] = number
    common = [(message, number) for message, number in total.refusals.most_common(40)]
    rest = sum(total.refusals.values()) - sum(number for _, number in common)
    return {
        "files": counts["files"], "accepted": counts["accepted"], "accepted by": dict(total.peers),
        "with harmless changes": counts["harmless"], "of these accepted": counts["harmless accepted"],
        "differences": sum(total.differences.values()),
        "peers stopped": len(stopped),
        "refused, but taken by the first peer": sum(total.refusals.values()),
        "why": dict(common) | ({"other": rest} if rest else {}),
        "by change": changes}


def shown(total, count):
    """Prints the kinds of differences, and the plainest examples."""
    for (kind, change), number in total.differences.most_common():
        print(f"  {number:6}  {kind:36}{change}")
    for example in sorted(total.examples.values(), key=lambda example: example["weight"])[:count]:
        print(json.dumps({key: value for key, value in example.items() if key != "weight"}, ensure_ascii=True)[:3_000])


def main(arguments):
    command = arguments.read or built()
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    faults = 0
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=memory, prefix="formats-") as folder:
        processes = [Process(number, str(command), folder, arguments.seed) for number in range(arguments.processes)]
        for name in arguments.formats:
            start = time.time()
            total, stopped = compared(name, arguments.count, processes)
            result = summary(total, stopped)
            results[name] = {"seed": arguments.seed} | result
            faults += result["differences"]
            print(f"{name}: {result['files']} files in {time.time() - start:.0f} s; {result['accepted']} accepted here, elsewhere "
                  f"{result['accepted by']}; {result['of these accepted']} of {result['with harmless changes']} with harmless changes "
                  f"accepted; {result['differences']} differences", flush=True)
            shown(total, arguments.examples)
            if arguments.all_examples:
                pathlib.Path(arguments.all_examples).with_suffix(f".{name}.json").write_text(
                    json.dumps({" | ".join(key): value for key, value in total.examples.items()}, indent=1))
        for process in processes:
            process.end()
    results["versions"] = {peer: importlib.metadata.version(peer) for peer in ("numpy",
                                                                               "safetensors")} | {"python": platform.python_version()}
    if not arguments.dry:
        RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=lambda text: int(float(text)), default=100_000, help="files of each format")
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=5, help="how many differences are shown")
    parser.add_argument("--all-examples", help="a path to leave an example of each kind of difference at")
    parser.add_argument("--read", help="the built reader")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--dry", action="store_true", help="leaves the recorded numbers as they are")
    parser.add_argument("--installed", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.installed:
        main(arguments)
    else:
        environment.in_environment(__file__, only=["numpy", "safetensors"], folder=".venv-formats")
