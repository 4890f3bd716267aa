"""The state of a page is its address: each choice is read from the URL and written back, so that every view is a link.

Streamlit's own ``bind="query-params"`` writes labels instead of ids, so that choices are bound here by hand. What a
widget shows is set at each run, not only when it changes: the browser never hears of a change in a run that another
cuts short, would show the widget empty, and send that back as the reader's choice. Only text is left alone, which may
be half typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any

import streamlit as st

from refgraph.core.french import listing, quote, typeset
from refgraph.faces.html.links import Params, query_string
from refgraph.faces.pages.markup import literal, notice

_LONGEST_NUMBER = 9
_LONGEST_NAME = 60


def value(param: str, default: str = "") -> str:
    """What the address says of ``param``."""
    return str(st.query_params.get(param, default))


def values(param: str) -> list[str]:
    """All that the address says of ``param``, each value once, in its order."""
    return list(dict.fromkeys(st.query_params.get_all(param)))


def put(**changes: str | Sequence[str] | None) -> None:
    """Write choices to the address; None or an empty value removes them."""
    for param, new in changes.items():
        if new in (None, "", []):
            st.query_params.pop(param, None)
        else:
            st.query_params[param] = new


def here(**changes: str | int | list[str] | None) -> str:
    """The address of this page in its present state but for ``changes``."""
    present: dict[str, str | int | list[str] | None] = {
        name: found[0] if len(found := st.query_params.get_all(name)) == 1 else found for name in st.query_params
    }
    return query_string({**present, **changes}) or "?"


def pick(param: str, allowed: Iterable[str], default: str = "") -> str:
    """The value of ``param`` if it is one of ``allowed``, else ``default``: for choices that are shown as links."""
    found = value(param, default)
    return found if found in set(allowed) else default


def choice(label: str, options: Mapping[str, str], param: str, default: str | None = None, **widget: Any) -> str | None:
    """A list to choose one id from; ``options`` maps ids to what is shown. Gives the id, None if nothing is chosen."""
    key, ids = f"url.{param}", list(options)
    wanted: str | None = value(param)
    if wanted not in options:
        tell_unknown(label, [wanted] if wanted else [])
        wanted = default if default in options else None
    st.session_state[key] = wanted
    chosen = st.selectbox(
        literal(label),
        ids,
        index=None,
        format_func=lambda one: options.get(one, one),
        key=key,
        on_change=_writer(key, param, default),
        placeholder=widget.pop("placeholder", "Choisir…"),
        **widget,
    )
    return None if chosen is None else str(chosen)


def choices(
    label: str,
    options: Mapping[str, str],
    param: str,
    default: Sequence[str] = (),
    *,
    tells: bool = True,
    **widget: Any,
) -> list[str]:
    """A list to choose several ids from, in the order in which they were chosen.

    What the address names beside ``options`` is said, unless the page ``tells`` it itself.
    """
    key = f"url.{param}"
    if tells:
        tell_unknown(label, [one for one in values(param) if one not in options])
    wanted = [one for one in values(param) if one in options] or [one for one in default if one in options]
    st.session_state[key] = wanted
    st.multiselect(
        literal(label),
        list(options),
        format_func=lambda one: options.get(one, one),
        key=key,
        on_change=_writer(key, param, list(default)),
        placeholder=widget.pop("placeholder", "Choisir…"),
        **widget,
    )
    return list(st.session_state[key])


def tell_unknown(label: str, names: Sequence[str]) -> None:
    """Say that the address asks for what there is not: the reader must not take what is shown for the answer to it."""
    if names:
        said = listing([quote(shorten(name, _LONGEST_NAME, placeholder="…") or name[:1]) for name in names])
        notice(
            typeset(f"{label} : {said} ne se trouve pas ici."),
            "L’adresse le demande, mais il n’en est pas tenu compte.",
            tone="warn",
        )


def switch(label: str, param: str, default: bool = False, **widget: Any) -> bool:
    """A switch; the address says ``oui`` or ``non`` where it differs from ``default``."""
    key = f"url.{param}"
    st.session_state[key] = {"oui": True, "non": False}.get(value(param), default)
    return bool(st.toggle(literal(label), key=key, on_change=_writer(key, param, default, _yes_or_no), **widget))


def words(label: str, param: str, **widget: Any) -> str:
    """A line of text."""
    key = f"url.{param}"
    _follow(key, value(param))
    return str(st.text_input(literal(label), key=key, on_change=_writer(key, param, ""), **widget)).strip()


def moment(label: str, param: str, default: date | None = None, **widget: Any) -> date | None:
    """A date, typed JJ/MM/AAAA, ISO in the address; what is no date is said, and ``default`` is given.

    A line of text, because Streamlit's calendar speaks English and its fields are too small to hit (WCAG 2.5.8).
    """
    key = f"url.{param}"
    said = value(param)
    wanted = _day(said) or (None if said else default)
    _follow(key, f"{wanted:%d/%m/%Y}" if wanted else said)
    hint = widget.pop("placeholder", "JJ/MM/AAAA")
    st.text_input(literal(label), key=key, placeholder=hint, on_change=_writer(key, param, "", _iso), **widget)
    if said and not wanted:
        notice(
            f"{quote(said[:_LONGEST_NAME])} n’est pas une date.", "Écrivez-la sous la forme JJ/MM/AAAA.", tone="warn"
        )
    return wanted or default


def _day(text: str) -> date | None:
    """The day that ``text`` writes, in French or ISO form."""
    french = re.fullmatch(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*", text)
    try:
        return date(int(french[3]), int(french[2]), int(french[1])) if french else date.fromisoformat(text.strip())
    except ValueError:
        return None


def _iso(text: str) -> str:
    day = _day(text)
    return day.isoformat() if day else text.strip()


@dataclass(frozen=True)
class Pager:
    """A page (from 1) of a list that is cut into pages, with the addresses of the page before and after, if any."""

    page: int
    pages: int
    previous: str | None
    next: str | None


def page_of(param: str) -> int:
    """The page (from 1) that the address asks for, which may be beyond the last."""
    return max(1, whole(param))


def whole(param: str) -> int:
    """The number, 0 or more, that the address gives; 0 where it gives none, or one that is too long to be meant."""
    wanted = value(param)
    return int(wanted) if wanted.isdecimal() and len(wanted) < _LONGEST_NUMBER else 0


def pager(param: str, total: int, size: int) -> Pager:
    """The page that the address asks for, within bounds, of ``total`` rows cut into pages of ``size``."""
    pages = max(1, -(-total // size))
    page = min(page_of(param), pages)
    return Pager(
        page,
        pages,
        previous=here(**{param: page - 1 if page > 2 else None}) if page > 1 else None,
        next=here(**{param: page + 1}) if page < pages else None,
    )


def link(page: str, params: Params | None = None) -> str:
    """The address of another page, relative to this one."""
    return (page or "./") + query_string(params or {})


def _follow(key: str, wanted: Any) -> None:
    """Let a line of text show what the address says, before it is drawn; what is being typed stays."""
    if key not in st.session_state or st.session_state[key] != wanted:
        st.session_state[key] = wanted


def _yes_or_no(flag: bool) -> str:
    return "oui" if flag else "non"


def _writer(key: str, param: str, default: Any, spell: Callable[[Any], Any] = lambda one: one) -> Callable[[], None]:
    def write() -> None:
        new = st.session_state[key]
        put(**{param: None if new == default else spell(new)})

    return write
