"""The rules of schema.json as SQL over DuckDB's CSV reader. Prints how many cells break one, and how long that took."""

import json
import sys
import time

import duckdb

file, schema, threads = sys.argv[1:4]
fields = json.load(open(schema, encoding="utf-8"))["fields"]


def rule(field):
    cell, limits = '"' + field["name"] + '"', field.get("constraints", {})
    broken = []
    if "maxLength" in limits:
        broken.append(f"length({cell}) > {limits['maxLength']}")
    if "enum" in limits:
        broken.append(f"{cell} NOT IN ({', '.join(repr(code) for code in limits['enum'])})")
    if "pattern" in limits:
        broken.append(f"NOT regexp_full_match({cell}, '{limits['pattern']}')")
    filled = f"coalesce({' OR '.join(broken)}, false)"
    missing = f"{cell} IS NULL" if limits.get("required") else "false"
    return f"count_if({missing} OR {filled})"


columns = ", ".join(f"'{field['name']}': 'VARCHAR'" for field in fields)
table = f"read_csv('{file}', header = true, delim = ',', quote = '\"', nullstr = '', columns = {{{columns}}})"
sql = f"SELECT {' + '.join(rule(field) for field in fields)} FROM {table}"
database = duckdb.connect(config={"threads": int(threads)})
began = time.perf_counter()
(broken,) = database.execute(sql).fetchone()
print(json.dumps({"seconds": time.perf_counter() - began, "broken": int(broken)}))
