"""Reading notices: a file in, everything it says out, as plain values with raw offsets.

read_source(path) -> RawText      the text as decoded; raises a leaf of `SourceError`
extract(raw) -> Record            what the notice says; raises `NotANoticeError`
to_json(record) / from_json(data) the JSON of `thongtri extract --json`
"""

from ingest.errors import IngestError, NotANoticeError, SourceError
from ingest.model import Record, from_json, to_json
from ingest.pipeline import extract
from ingest.sources import RawText, from_text, read_source

__all__ = [
    "IngestError",
    "NotANoticeError",
    "RawText",
    "Record",
    "SourceError",
    "extract",
    "from_json",
    "from_text",
    "read_source",
    "to_json",
]
