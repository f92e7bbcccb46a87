"""The faces: the command `thongtri`, the web server with the workbench, captions as data."""

from ui.captions import Captions, captions
from ui.settings import Settings, resolve

__all__ = ["Captions", "Settings", "captions", "resolve"]
