"""`python -m policygen` is `policygen`."""

import sys

from policygen.cli import main

sys.exit(main())
