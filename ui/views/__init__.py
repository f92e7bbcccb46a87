"""The tabs of the workbench: each lays out its components, calls one function and renders its value."""
