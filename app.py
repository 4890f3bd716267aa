from refgraph.faces.pages import shell

shell.run()
