"""Validate a request file from Python, as the README shows."""

import json
from pathlib import Path

from callsheet_clients.dashscope.validators import pixverse_t2v

for problem in pixverse_t2v.validate(json.loads(Path("request.json").read_text("utf-8"))):
    print(problem.at, problem.says, problem.suggest, problem.cite)
