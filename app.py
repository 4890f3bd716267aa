from refgraph.pages import shell

shell.run()
