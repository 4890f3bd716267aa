"""From the words that a document prints to the text that they name: laws, codes, articles, standards, authorities."""

from refgraph.mentions.citation import Citation, State
from refgraph.mentions.lexicon import Lexicon, lexicon_of, lexicon_with, load_lexicon
from refgraph.mentions.memory import Recogniser
from refgraph.mentions.recogniser import recognise

__all__ = ["Citation", "Lexicon", "Recogniser", "State", "lexicon_of", "lexicon_with", "load_lexicon", "recognise"]
