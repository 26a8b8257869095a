"""The rules of schema.json over a pandas frame. Prints how many cells break one, and how long that took."""

import json
import sys
import time

import pandas

file, schema = sys.argv[1:3]
fields = json.load(open(schema, encoding="utf-8"))["fields"]
began = time.perf_counter()
frame = pandas.read_csv(file, dtype=str, encoding="utf-8")
broken = 0
for field in fields:
    column, limits = frame[field["name"]], field.get("constraints", {})
    filled = column.dropna()
    if limits.get("required"):
        broken += len(column) - len(filled)
    if "maxLength" in limits:
        broken += int((filled.str.len() > limits["maxLength"]).sum())
    if "enum" in limits:
        broken += int((~filled.isin(limits["enum"])).sum())
    if "pattern" in limits:
        broken += int((~filled.str.match(limits["pattern"])).sum())
print(json.dumps({"seconds": time.perf_counter() - began, "broken": broken}))
