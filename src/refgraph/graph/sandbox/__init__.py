"""Where other people's queries run: a worker process on the read-only store, with limits that really stop the work.

No limit inside one process holds against every query (some crash the engine), so a query typed by a person or sent over
the network never runs in the process that serves the pages. `pool.Pool` is the way in.
"""
