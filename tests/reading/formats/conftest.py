"""What LibreOffice writes of the two shipped documents of tables, once a session and format."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.reading.formats import shipped
from tests.servers import program

Converted = Callable[[str, str], bytes]


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Converted:
    """``converted(name, suffix)``: the shipped document ``name`` in a format of LibreOffice."""
    office = program("soffice", "libreoffice-writer-nogui and libreoffice-calc-nogui")
    folder = tmp_path_factory.mktemp("office")

    @cache
    def written(suffix: str) -> Path:
        workbook = suffix == "ods"
        sources = []
        for name in (shipped.TITRE, shipped.FONCTIONS):
            source = folder / f"{Path(name).stem}.{'xlsx' if workbook else 'docx'}"
            source.write_bytes(shipped.as_workbook(name) if workbook else shipped.as_word(name))
            sources.append(str(source))
        options = [f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", suffix]
        subprocess.run(
            [office, *options, "--outdir", str(folder / suffix), *sources],
            check=True,
            capture_output=True,
            timeout=300,
        )
        return folder / suffix

    return lambda name, suffix: (written(suffix) / f"{Path(name).stem}.{suffix}").read_bytes()
