"""The notice as a document: number, type, dates, who issued it for which province, who signed and receives it.

read_header(repaired, layout) -> NoticeHeader     without `id`, which needs the file's hash
"""

from ingest.header.read import notice_id, read_header

__all__ = ["notice_id", "read_header"]
