"""The graph over HTTP: SPARQL 1.1 protocol, saved questions as URLs, entities with content negotiation."""
