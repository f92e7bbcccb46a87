"""The commands of `thongtri`, one subject a module: each parses, calls one function and prints."""
