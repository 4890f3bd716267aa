"""``python -m refgraph.cli`` is the command `refgraph`."""

from refgraph.cli import main

main()
