"""What people and programs look at: pages, static site, SPARQL over HTTP, and the HTML that they share."""
