"""RDF: the ontology, records as triples, the closure, the validation, the store, the sandbox, SSSOM."""
