"""`python -m ui` is the command `thongtri`."""

from ui.cli import main

if __name__ == "__main__":
    main()
