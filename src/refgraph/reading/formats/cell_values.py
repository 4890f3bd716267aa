"""A value of a cell of a workbook as Excel shows it in French."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_ZEROS = re.compile(r"0+")
_DECIMALS = re.compile(r"0[.,](0+)")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_GENERAL = ("", "General", "@")
_LITERAL_ZEROS = re.compile(r"(?P<before>(?:\"[^\"]*\"|\\.)*)0+(?P<after>(?:\"[^\"]*\"|\\.)*)$")


def printed(value: object, form: str) -> str:
    """``value`` as a cell of the number format ``form`` shows it; a format that is not known here shows it plainly.

    >>> printed(0.6, "0%"), printed(1, "00"), printed(2.5, "General"), printed(3, '"C"0')
    ('60\\xa0%', '01', '2,5', 'C3')
    """
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.strftime("%d/%m/%Y" if is_day else "%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, int | float):
        return _number(value, form.split(";")[0])
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def _number(value: float, form: str) -> str:
    if form in _GENERAL:
        return _plain(value)
    decimals = _DECIMALS.search(form)
    if form.rstrip().endswith("%"):
        return f"{_fixed(value * 100, len(decimals[1]) if decimals else 0)}\u00a0%"
    if decimals:
        return _fixed(value, len(decimals[1]))
    if shape := _LITERAL_ZEROS.fullmatch(form):
        zeros = _ZEROS.search(_QUOTED.sub("", form))
        digits = f"{round(value):0{len(zeros[0]) if zeros else 1}}"
        return f"{_literal(shape['before'])}{digits}{_literal(shape['after'])}"
    return _plain(value)


def _literal(form: str) -> str:
    return _QUOTED.sub(lambda found: found[1] or found[2] or "", form)


def _plain(value: float) -> str:
    return f"{value:.12g}".replace(".", ",")


def _fixed(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")
