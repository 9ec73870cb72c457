"""`python -m desktop` is `qingkong`."""

import sys

from desktop.cli import main

sys.exit(main())
