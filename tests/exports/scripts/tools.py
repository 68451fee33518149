"""Give the exports to tools of others, and print what each says: `tools.py FOLDER`, an environment set up by `make`.

Exit code 1 if any of them is not content; a tool that is not there ends it.
"""

import json
import logging
import os
import sys
from pathlib import Path

import others
import workflows
from attacks import schemathesis, wrong_documents
from running import HERE, KEY, SEED, beside_python, run

from callsheet.resolve import load
from callsheet_contracts import Simulator

SPECS = HERE.parents[2] / "specs"


def main(folder):
    """Give everything to everyone."""
    # Some of what is sent is no HTTP, on purpose: the server's word about it is no finding.
    logging.disable(logging.WARNING)
    catalog = load(SPECS).compile()
    exports, node = folder / "documents", folder / "node" / "node_modules" / ".bin"
    os.environ["PATH"] = f"{node}{os.pathsep}{os.environ['PATH']}"
    for target in ("openapi", "arazzo", "postman"):
        run([beside_python("callsheet"), "export", target, "--specs", SPECS, "--out", exports]).check_returncode()
    found = [others.redocly(node, exports, target) for target in ("openapi", "arazzo")]
    files = {one.name: exports / "openapi" / f"{one.name}.json" for one in catalog.providers}
    wholes = {name: json.loads(file.read_text("utf-8")) for name, file in files.items()}
    with Simulator(catalog, key=KEY, seed=SEED, task_seconds=60) as simulator:
        for provider in catalog.providers:
            file, whole, url = files[provider.name], wholes[provider.name], simulator.url(provider.name)
            found += [
                others.validated(provider, whole),
                schemathesis(folder, provider, whole, url),
                wrong_documents(folder, provider, whole, url),
                others.prism(node, provider, file, whole),
                others.client(folder, provider, file, whole),
                others.newman(node, folder, provider, exports, url),
            ]
    # The first answer is that it is at work: so there is something to ask again.
    with Simulator(catalog, key=KEY, seed=SEED, task_seconds=2) as simulator:
        for provider in catalog.providers:
            url = simulator.url(provider.name)
            found.append(workflows.respect(node, folder, provider, exports, wholes[provider.name], url))
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
