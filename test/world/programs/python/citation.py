"""Reads a citation from stdin, in the format named, and tells its fields as JSON."""
import json, sys
import bibtexparser, rispy
from bibtexparser.middlewares import LatexDecodingMiddleware

text = sys.stdin.buffer.read().decode("utf-8")
if sys.argv[1] == "ris":
    print(json.dumps(rispy.loads(text)))
else:
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks, library.failed_blocks
    print(json.dumps([{"type": e.entry_type, "key": e.key, **{f.key: f.value for f in e.fields}} for e in library.entries]))
