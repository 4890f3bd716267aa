"""What the serving process and the worker say to each other: one message each way, as MessagePack."""

from __future__ import annotations

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder


class Request(Struct, frozen=True, tag=True):
    """A query to run on the store in the folder ``store``, which the worker opens if it has another one open.

    ``format`` is a key of `worker.RESULTS` or `worker.GRAPHS`, for whichever the query gives.
    ``default_graphs`` and ``named_graphs`` are IRIs (SPARQL 1.1 Protocol, section 2.1.4); empty means all graphs.
    Relative IRIs are resolved against ``base``; without it they are wrong.
    """

    query: str
    store: str
    seconds: float
    rows: int
    answer_bytes: int
    results_format: str = "json"
    graph_format: str = "ttl"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str = ""


class Ready(Struct, frozen=True, tag=True):
    """The worker has opened the store; ``network_is_off`` tells whether the kernel let it leave the network."""

    network_is_off: bool


class Answer(Struct, frozen=True, tag=True):
    """The answer, serialised. ``form`` is ``bindings``, ``boolean`` or ``graph``; ``truncated`` at a cap."""

    form: str
    content: bytes
    rows: int
    truncated: bool
    seconds: float


class Refusal(Struct, frozen=True, tag=True):
    """The query was not run, or did not end well: a French sentence, its place and what to do."""

    message: str
    place: str | None = None
    remedy: str | None = None
    beyond_limit: bool = False


Message = Request | Ready | Answer | Refusal

_encoder = Encoder()
_decoder: Decoder[Message] = Decoder(Message)


def pack(message: Message) -> bytes:
    """``message`` as bytes."""
    return _encoder.encode(message)


def unpack(raw: bytes) -> Message:
    """The message whose bytes are ``raw``."""
    return _decoder.decode(raw)
