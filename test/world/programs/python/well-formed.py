"""Reads documents, a JSON list of texts, from stdin; fails at the first that is not well-formed XML."""
import json, sys
from lxml import etree

for document in json.load(sys.stdin):
    etree.fromstring(document.encode("utf-8"), etree.XMLParser(resolve_entities=False))
