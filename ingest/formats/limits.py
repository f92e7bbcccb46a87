"""How much a file may hold. Real notices stay far below; what goes over is refused before it is unpacked."""

from __future__ import annotations

from typing import Final

MAX_TEXT_BYTES: Final = 4 * 1024 * 1024
"""Largest plain text, in bytes, and longest text out of any format, in code points: a thousand long notices."""
MAX_FILE_BYTES: Final = 64 * 1024 * 1024
"""Largest document or image; a colour scan of fifty pages stays below."""
MAX_UNPACKED: Final = 256 * 1024 * 1024
"""Bytes that all members of an archive, or all parts of an office document, may unpack to."""
MAX_RATIO: Final = 200
"""Unpacked to packed size of one member; XML of office documents stays below 50."""
RATIO_FROM: Final = 1024 * 1024
"""Members that unpack to less than this are never bombs."""
MAX_MEMBERS: Final = 2000
"""Files in one archive."""
MAX_PAGES: Final = 500
"""Pages of a document with a text layer."""
MAX_SCANNED: Final = 100
"""Pages to be recognised in one document; each takes seconds."""
MAX_PIXELS: Final = 60_000_000
"""Pixels of one page image; A3 at 400 dots per inch has 30 million."""
TOOL_SECONDS: Final = 120
"""Longest run of an outside program on one page or document, seconds."""
