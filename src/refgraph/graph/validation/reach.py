"""What a rule may look at from a focus node on: which predicates it reads, and which it follows backward."""

from __future__ import annotations

from dataclasses import dataclass, field

from refgraph.core.namespaces import PREFIXES

TYPE, SUBCLASS = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "subClassOf"
"""An instance of a class, as SHACL defines it, is so by these."""


@dataclass
class Reach:
    """What a rule may look at.

    ``read`` are the predicates of the statements that it may see; ``classes`` those whose instances it tells from other
    nodes; ``backward`` the predicates that it follows from object to subject.

    A rule is ``local`` when it starts from its focus node and goes on from node to node. Take data that hold, for each
    node in them, all statements of which it is the subject, and all of which it is the object by a predicate followed
    backward: there such a rule finds what it finds in all data.
    """

    read: set[str] = field(default_factory=lambda: {SUBCLASS})
    classes: set[str] = field(default_factory=set)
    backward: set[str] = field(default_factory=set)
    reads_anything: bool = False
    is_local: bool = True

    def step(self, predicate: str, ahead: bool) -> None:
        """Follow ``predicate``, from subject to object (``ahead``) or backward."""
        self.read.add(predicate)
        if not ahead:
            self.backward.add(predicate)

    def instance_of(self, class_iri: str) -> None:
        """Ask whether a node is an instance of a class."""
        self.classes.add(class_iri)

    def read_anything(self) -> None:
        """See the statements of a node whatever their predicate."""
        self.reads_anything = True

    def start_elsewhere(self) -> None:
        """Look at nodes to which no path leads from the focus node."""
        self.is_local = False

    def look_anywhere(self) -> None:
        """See what cannot be told beforehand."""
        self.reads_anything, self.is_local = True, False
