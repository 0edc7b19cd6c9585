"""Start the browser app: `python app.py --corpus corpus`; the same as `quoth serve`."""

import sys

from rag.cli import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
