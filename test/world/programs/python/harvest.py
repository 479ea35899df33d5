"""Harvests as another library would. Arguments: the address, the method, the arguments of ListRecords as JSON, and
after how many records to wait for a line on stdin (0: never). Each record is told as a line of JSON; one in MARCXML
is read by pymarc, written as ISO 2709 and read again."""
import io, json, sys
from lxml import etree
from pymarc import MARCReader, parse_xml_to_array
from sickle import Sickle

marc = "{http://www.loc.gov/MARC21/slim}record"


def read_marc(record):
    parsed = parse_xml_to_array(io.BytesIO(etree.tostring(record.xml.find(".//" + marc))), strict=True)
    [again] = list(MARCReader(parsed[0].as_marc()))
    return again.as_dict()


address, method, arguments, pause_after = sys.argv[1:]
sickle = Sickle(address, http_method=method)
for count, record in enumerate(sickle.ListRecords(**json.loads(arguments)), start=1):
    told = {
        "identifier": record.header.identifier,
        "datestamp": record.header.datestamp,
        "sets": record.header.setSpecs,
        "deleted": record.deleted,
    }
    if not record.deleted:
        is_marc = record.xml.find(".//" + marc) is not None
        told["metadata"] = read_marc(record) if is_marc else record.metadata
    print(json.dumps(told), flush=True)
    if count == int(pause_after):
        sys.stdin.readline()
