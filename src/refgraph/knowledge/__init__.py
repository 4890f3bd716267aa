"""One room per question that users ask of the graph."""
