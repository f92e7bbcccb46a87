"""The one module that imports gradio, after telling it to look up no outside host."""

from __future__ import annotations

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr

__all__ = ["gr"]
