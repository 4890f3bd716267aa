"""One page of the explorer per module, inside one frame, made of one set of components.

A page module has ``TITLE`` (in the menu), ``URL`` (its address, ``""`` for the home page) and ``render()``; its name
stands in `refgraph.faces.pages.menu.PAGES`. A page whose module does not exist is not in the menu. Pages compute
nothing: they ask the wings below for dataclasses and `Table`, and show them. About 120 lines a page.

``resources``: ``workspace()``, ``store()``, ``dataset()``, of the build that the page is drawn from, shared by all
sessions and read-only. What a page computes from the build is kept by ``@resources.of_build()``, never by a cache of
Streamlit, which would outlive the build. What a person does and has not saved lies in ``st.session_state``.

``state``: the state of a page is its address. ``choice``, ``choices``, ``switch``, ``words``, ``moment`` are widgets
bound to a parameter; ``pick`` reads a choice that is made by links; ``here(param=…)`` is the address of this page with
changes; ``link("comparer", {"a": …})`` that of another page. Parameters that a page doesn't know are left alone, values
that it doesn't know count as not given.

``components``: ``heading`` (the only h1), ``section`` (h2), ``text``, ``figures``, ``facts``, ``table`` (a `Table`;
`Resource` cells become links), ``matrix`` (a `MatrixView`: cells are links such as ``state.here(case="…")``, arrow
keys move, the detail is drawn below when the address names a case), ``tabs`` and ``facet`` (views and filters as
links), ``passages`` (quotes highlighted in their document: `resources.passages`), ``downloads`` and ``files``
(written when pressed), ``empty``, ``notice``, ``error``. ``part(name, …)`` gives a macro of
``html/templates/components.html.j2`` as markup, ``markup(…)`` puts markup on the page; a page with a layout of its
own has a template there (``renderer().page("compare.html.j2", …)``): never HTML in Python.

``tasks``: long work with steps, progress and « Annuler »: see `refgraph.faces.pages.tasks`.

Traps: links in our HTML change page without a reload only inside ``markup`` (class ``rg``); give a link that redraws
the page it stands on a ``data-key`` so that the focus comes back to it. A colour never speaks alone: symbol and word
beside it. Never ``st.caption`` or ``st.subheader`` (contrast, order of headings), never ``st.dataframe`` for what
people read. An error on purpose is a `RefgraphError`: let it rise, the frame shows it.
"""
