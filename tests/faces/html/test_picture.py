"""A map as a picture of its own: what is in it, and that a reader of XML reads it."""

from __future__ import annotations

from lxml import etree

from refgraph.faces.html import AppLinks, Axis, MatrixCell, MatrixView, Renderer
from refgraph.faces.html.picture import matrix_svg

SVG = "{http://www.w3.org/2000/svg}"
VIEW = MatrixView(
    "Compétences <communes>",
    (Axis("Fleuriste"), Axis("Boulanger & pâtissier d’une très longue dénomination, que deux lignes portent à peine")),
    ((Axis("Fleuriste"), (MatrixCell("", "la même"), MatrixCell("6/20", "6 sur 20", "heat2"))),),
    legend=(("◐", "en partie"),),
)


def test_a_map_is_a_picture_with_all_its_words() -> None:
    """Each cell keeps its tint, its figure and its sentence; names are text, whatever signs they hold."""
    root = etree.fromstring(matrix_svg(VIEW, Renderer(AppLinks())))
    assert root.tag == f"{SVG}svg"
    assert [one.text for one in root.iter(f"{SVG}title")] == ["Compétences <communes>", "la même", "6 sur 20"]
    assert [one.get("fill") for one in root.iter(f"{SVG}rect")] == ["#fff", "#fff", "#b3d3ea"]
    words = ["".join(one.itertext()).strip() for one in root.iter(f"{SVG}text")]
    assert words[0] == "Compétences <communes>"
    assert "Boulanger &" in words[2]
    assert words[-1] == "◐\u00a0: en partie"
