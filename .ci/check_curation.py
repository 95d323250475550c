"""Checks that every public symbol of a module stands under a topic of its page: `check_curation.py MODULE`, after its documentation was made."""

import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).parent.parent
# What DocC calls the groups it makes of symbols that nobody has put anywhere.
GENERATED = {"Structures", "Classes", "Enumerations", "Protocols", "Functions", "Type Aliases", "Variables", "Macros", "Operators"}


def main():
    module = sys.argv[1]
    pages = list(ROOT.glob(f".build/plugins/Swift-DocC/outputs/{module}.doccarchive/data/documentation/{module.lower()}.json"))
    topics = json.loads(pages[0].read_text()).get("topicSections", [])
    strangers = [name.split("/")[-1] for topic in topics if topic["title"] in GENERATED for name in topic["identifiers"]]
    sys.exit(f"{module} has symbols under no topic: {', '.join(strangers)}" if strangers else None)


if __name__ == "__main__":
    main()
