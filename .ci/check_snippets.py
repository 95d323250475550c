"""Checks that the Swift code of the documentation and the README is code of `Snippets/`, which is compiled and run: `check_snippets.py`."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).parent.parent


def main():
    snippets = [[line.strip() for line in path.read_text().splitlines() if line.strip()] for path in sorted((ROOT / "Snippets").glob("*.swift"))]
    documents = [ROOT / "README.md", *sorted(ROOT.glob("Sources/*/Documentation.docc/*.md"))]
    (count, faults) = (0, [])
    for document in documents:
        for block in re.findall(r"^```swift\n(.*?)^```", document.read_text(), re.S | re.M):
            lines = [line.strip() for line in block.splitlines() if line.strip()]
            count += 1
            # The lines of a block follow each other in one snippet, others may stand between.
            def holds(snippet):
                rest = iter(snippet)
                return all(line in rest for line in lines)

            if not any(holds(snippet) for snippet in snippets):
                faults.append(f"{document.relative_to(ROOT)}: no snippet has\n{block}")
    print(f"{count} blocks of code")
    sys.exit("\n".join(faults) or None)


if __name__ == "__main__":
    main()
