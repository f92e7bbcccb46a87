"""The faces: the command `thongtri`, the web server with the workbench, captions as data."""

from ui.captions import LANGUAGES, Captions, captions
from ui.settings import Settings, resolve

__all__ = ["LANGUAGES", "Captions", "Settings", "captions", "resolve"]
