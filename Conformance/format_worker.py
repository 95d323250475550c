"""One process that makes cases, asks this project's reader and the others, and compares."""

import collections
import dataclasses
import json
import os
import pathlib
import re
import resource
import select
import shutil
import subprocess
import warnings

import format_peers
import mutations

# Of address space: what a header promises is not there to be allocated.
MEMORY = 4 << 30
SECONDS = 30


@dataclasses.dataclass
class Tally:
    """Numbers that add up."""

    counts: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    peers: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    refusals: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    differences: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    # Of files with one change: how many there are, and how many this project and the first peer accept.
    changes: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    examples: dict = dataclasses.field(default_factory=dict)

    def add(self, other):
        for field in ("counts", "peers", "refusals", "differences", "changes"):
            getattr(self, field).update(getattr(other, field))
        for kind, example in other.examples.items():
            self.keep(kind, example)

    def keep(self, kind, example):
        """Keeps the plainest example: of few changes, and short."""
        if kind not in self.examples or example["weight"] < self.examples[kind]["weight"]:
            self.examples[kind] = example


class Reader:
    """The process of `Fuzzing/Sources/read`, which is started again if a file stops it."""

    def __init__(self, command):
        self.command, self.process = command, None

    def start(self):
        self.process = subprocess.Popen([self.command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        env=os.environ | {"SWIFT_BACKTRACE": "enable=no"})
        self.left = b""

    def ask(self, paths):
        """Gives paths to it, so few that they fit into the pipe."""
        if self.process is None:
            self.start()
        self.process.stdin.write("".join(f"{path}\n" for path in paths).encode())
        self.process.stdin.flush()

    def line(self):
        while b"\n" not in self.left:
            output = self.process.stdout.fileno()
            if not select.select([output], [], [], SECONDS)[0]:
                return "hangs"
            part = os.read(output, 1 << 16)
            if not part:
                return "crashes"
            self.left += part
        line, self.left = self.left.split(b"\n", 1)
        return json.loads(line)

    def answers(self, paths):
        """The answers to what was asked."""
        for position, path in enumerate(paths):
            answer = self.line()
            if isinstance(answer, str):
                self.stop()
                self.ask(paths[position + 1:])
                answer = {"ok": False, "fault": answer}
            yield answer

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.communicate()
            self.process = None


def message_class(message, path):
    """A message without what differs from file to file."""
    message = message.replace(str(path.parent) + "/", "").split("\n")[0]
    message = re.sub(r"(header that is not safetensors'|is no index of shards): .*", r"\1: …", message, flags=re.S)
    # Names stand behind the words for what they name.
    words = "tensor|member|called|file|name|of type|such as|lists|header says"
    message = re.sub(rf"\b((?:{words}) )(?!with|has|is|that|in|of\b)\S+?(?=,? |,?$)", r"\1…", message, flags=re.S)
    message = re.sub(r"\S+\.(npy|safetensors)(?=[ :])", "…", message)
    return re.sub(r"\d+", "N", message)[:120]


def seen(read, path):
    """What a peer finds: (view, None), (None, why it refuses), or (None, None) if it has no view."""
    try:
        return read(path), None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # A panic in Rust is no Exception.
        return None, f"{type(error).__name__}: {error}"


def compared(ours, theirs):
    """The first kind of difference between two views, or None."""
    (mine, metadata), (others, facts) = ours, theirs
    for position, what in enumerate(["names", "types", "shapes", "bytes"]):
        if [tensor[position] for tensor in mine] != [tensor[position] for tensor in others]:
            return what
    return "facts" if facts is not None and metadata != facts else None


class Worker:
    def __init__(self, command, folder, seed, position):
        self.reader, self.folder, self.seed, self.position = Reader(command), folder, seed, position
        self.formats = mutations.formats()

    def batch(self, name, numbers, stopped):
        """Compares the cases of these numbers; `stopped` says what those did to peers that are not shown to them again."""
        tally, cases = Tally(), []
        for number in numbers:
            case = self.formats[name].case(self.seed, number)
            folder = self.folder / str(number)
            folder.mkdir(parents=True)
            for file, content in case.files.items():
                (folder / file).write_bytes(content)
            cases.append((number, case, folder / case.read))
        paths = [path for _, _, path in cases]
        self.reader.ask(paths)
        peers, types = format_peers.PEERS[name]
        views = []
        for number, _, path in cases:
            self.position.value = number
            # Where one of them was stopped, none is asked again.
            views.append({peer: (None, stopped[number]) if number in stopped else seen(read, path) for peer, read in peers.items()})
        self.position.value = -1
        for (number, case, path), answer, view in zip(cases, self.reader.answers(paths), views):
            self.judged(tally, case, path, answer, view, types, number)
        for path in paths:
            shutil.rmtree(path.parent)
        return tally

    def judged(self, tally, case, path, answer, view, types, number):
        first = next(iter(view))
        taken = view[first][1] is None
        change = case.changes[0] if len(case.changes) == 1 else "no change" if not case.changes else None
        tally.counts.update({"files": 1, "accepted": answer["ok"], "harmless": case.neutral,
                             "harmless accepted": case.neutral and answer["ok"]})
        tally.peers.update({peer: error is None and found is not None for peer, (found, error) in view.items()})
        if change:
            tally.changes.update({(change, "files"): 1, (change, "accepted"): answer["ok"], (change, first): taken})
        kinds = []
        if "fault" in answer:
            kinds.append(f"this project's reader {answer['fault']}")
        elif not answer["ok"]:
            if taken:
                tally.refusals[message_class(answer["error"], path)] += 1
            if case.neutral:
                kinds.append("a harmless change is refused")
        else:
            ours = sorted([name, types[kind], shape, content] for name, kind, shape, content in answer["tensors"]), answer["metadata"]
            for peer, (found, error) in view.items():
                if error is not None:
                    kinds.append(f"refused by {peer}")
                elif found is not None and (what := compared(ours, found)):
                    kinds.append(f"other {what} in {peer}")
        for kind in kinds:
            label = (kind, " + ".join(sorted(case.changes)) if len(case.changes) < 2 else "several")
            tally.differences[label] += 1
            # What stops a peer is not kept.
            if not any(error in ("crashes", "hangs") for _, error in view.values()):
                tally.keep(label, self.example(case, answer, view, number))

    @staticmethod
    def example(case, answer, view, number):
        size = sum(map(len, case.files.values()))
        return {"weight": (len(case.changes), size, number), "number": number, "changes": case.changes,
                "files": {name: repr(content)[2:-1] for name, content in case.files.items()},
                "this project": answer, "peers": {peer: error or found for peer, (found, error) in view.items()}}


def work(connection, position, command, folder, seed):
    """The loop of a process."""
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    worker = Worker(command, pathlib.Path(folder), seed, position)
    while (task := connection.recv()) is not None:
        connection.send(worker.batch(*task))
    worker.reader.stop()
