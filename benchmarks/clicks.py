"""What a click costs with five référentiels and with many: CPU of the server for each page, the first visit and after.

usage: clicks.py [--certifications 150] [--tries 10]

The explorer's own server is asked over its web socket, as a browser does. A warm click is told as a ratio to the same
click with the five; the first page of a server that has just started as a ratio to a warm one. The many are the five in
the words of other trades, built as any documents are. Proposals are those of the application, with its own threshold.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from refgraph.core import assets
from refgraph.pipeline import build
from refgraph.workspace import Workspace

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.pages import children, free_port, serving

_ONE, _OTHER = "RNCP31919", "cqp-charge-affaires-entreprises"
PAGES = {
    "Accueil": ("", ""),
    "Comparer": ("comparer", f"cote={_ONE}&cote={_OTHER}"),
    "Comparer, écarts": ("comparer", f"cote={_ONE}&cote={_OTHER}&vue=ecarts"),
    "Comparer, propositions": ("comparer", f"cote={_ONE}&cote={_OTHER}&propositions=oui"),
    "Aligner, deux": ("aligner", f"entre={_ONE}&entre={_OTHER}"),
    "Réglementation": ("reglementation", ""),
    "Veille": ("reglementation", "vue=veille"),
    "Fiche d’une certification": ("explorer", f"fiche=certification/{_ONE}"),
    "Fiche d’une compétence": ("explorer", f"fiche=certification/{_ONE}/bloc/1/competence/C1"),
    "Explorer": ("explorer", ""),
}
WORDS = ("de", "c", "risque", "C14", "piloter un portefeuille")
_TRADES = {
    "client": "patient élève locataire visiteur abonné passager usager résident voyageur",
    "clients": "patients élèves locataires visiteurs abonnés passagers usagers résidents voyageurs",
    "portefeuille": "chantier stock parc atelier verger réseau troupeau entrepôt jardin",
    "crédit": "soin transport semis chauffage tirage montage coulage forage câblage",
    "vente": "taille pose cuisson récolte livraison réparation couture soudure mesure",
    "financement": "calibrage nettoyage étalonnage stockage rabotage décapage broyage séchage pesage",
    "projet": "bâtiment moteur véhicule spectacle vêtement circuit logiciel pont tunnel",
    "produits": "pièces plantes tissus câbles machines semences meubles outils métaux",
    "données": "mesures analyses images cartes plans notices relevés schémas courbes",
}
_TICKS = os.sysconf("SC_CLK_TCK")


def varied(folder: Path, count: int) -> None:
    """In ``folder`` the shipped data, and copies of their documents in the words of other trades: ``count`` in all."""
    shutil.copytree(assets.data(), folder)
    catalogue = (folder / "catalogue.toml").read_text("utf-8")
    ids = dict(re.findall(r'file = "(.*?)"\nid = "(.*?)"', catalogue))
    for copy in range(1, count // 5):
        for source in sorted(assets.data().joinpath("sources").iterdir()):
            name = f"{copy:03}{source.name}"
            text = in_other_words(source.read_bytes().decode("utf-8"), Random(name)).replace("31919", f"{40000 + copy}")
            (folder / "sources" / name).write_bytes(text.encode("utf-8"))
            if source.name in ids:
                catalogue += f'\n[[document]]\nfile = "{name}"\nid = "{ids[source.name]}-s{copy}"\n'
    (folder / "catalogue.toml").write_text(catalogue, "utf-8")


def in_other_words(text: str, chance: Random) -> str:
    chosen = {word: chance.choice(others.split()) for word, others in _TRADES.items()}
    return re.sub(rf"(?<!\w)({'|'.join(chosen)})(?!\w)", lambda found: chosen[found[1]], text)


class Server:
    """An explorer of its own process, and what it has used of the processor."""

    def __init__(self, process: subprocess.Popen[bytes], base: str) -> None:
        self.base = base
        self._pid = process.pid

    def cpu(self) -> float:
        """Seconds so far, of the server and of the processes that it started."""
        return sum(_seconds(pid) for pid in (self._pid, *children(self._pid)))

    @contextmanager
    def session(self) -> Iterator[Session]:
        address = f"ws://{self.base}/_stcore/stream"
        protocol, origin = Subprotocol("streamlit"), Origin(f"http://{self.base}")
        with connect(address, subprotocols=[protocol], max_size=None, origin=origin) as socket_:
            yield Session(socket_)


class Session:
    """One reader's web socket."""

    def __init__(self, socket_: ClientConnection) -> None:
        self._socket = socket_

    def visit(self, page: str, query: str) -> None:
        """Ask for a page and wait until it is whole: no long work goes on behind it."""
        while self._asks_again(page, query):
            time.sleep(1)

    def _asks_again(self, page: str, query: str) -> bool:
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = page, query
        self._socket.send(message.SerializeToString())
        waits = False
        while True:
            answer = ForwardMsg.FromString(self._socket.recv(timeout=900))
            kind = answer.WhichOneof("type")
            waits = waits or kind == "auto_rerun"
            if kind == "script_finished":
                return waits


@contextmanager
def explorer(data: Path, cache: Path) -> Iterator[Server]:
    """The explorer on ``data``, from when it answers until the end of the block."""
    port = free_port()
    variables = {"REFGRAPH_DATA": str(data), "REFGRAPH_CACHE": str(cache)}
    command = [sys.executable, "-m", "refgraph.cli", "explore", "--port", str(port)]
    with serving(command, variables, port) as process:
        yield Server(process, f"127.0.0.1:{port}")


def measured(server: Server, tries: int) -> dict[str, tuple[float, float]]:
    """For each page and search the CPU seconds of the first visit, and of one after that."""
    found = {}
    for name, (page, query) in PAGES.items():
        with server.session() as session:
            before = server.cpu()
            session.visit(page, query)
            first = server.cpu()
            session.visit(page, query)
            begun = server.cpu()
            for _ in range(tries):
                session.visit(page, query)
        found[name] = first - before, (server.cpu() - begun) / tries
    for words in WORDS:
        address = f"http://{server.base}/recherche?q={urllib.parse.quote(words)}"
        before = server.cpu()
        urllib.request.urlopen(address).read()
        begun = server.cpu()
        for _ in range(tries * 5):
            urllib.request.urlopen(address).read()
        found[f"search {words}"] = begun - before, (server.cpu() - begun) / (tries * 5)
    return found


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--certifications", type=int, default=150, help="so many, beside the five")
    parser.add_argument("--tries", type=int, default=10)
    options = parser.parse_args()
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for count in (5, options.certifications):
            data, cache = Path(folder) / f"data{count}", Path(folder) / f"cache{count}"
            varied(data, count)
            build(Workspace(data=data, cache=cache, endpoint=None))
            with explorer(data, cache) as server:
                results.append(measured(server, options.tries))
    five, many = results
    print(f"CPU of a click: with five, with {options.certifications}, ratio of warm clicks (limit 1.5); first visits")
    for name, (first, warm) in five.items():
        there, after = many[name]
        ratio = after / max(warm, 1e-3)
        verdict = "ok" if ratio <= 1.5 else "OVER"
        print(
            f"   {name:28} {warm * 1000:5.0f} ms {after * 1000:5.0f} ms  × {ratio:4.2f} {verdict}"
            f"   first {first * 1000:6.0f} ms {there * 1000:6.0f} ms"
        )
    for name, found in (("five", five), (f"{options.certifications}", many)):
        first, warm = found["Accueil"]
        print(f"first page of a fresh server, {name}: × {first / max(warm, 1e-3):.1f} a warm one (limit 4)")


if __name__ == "__main__":
    main()
