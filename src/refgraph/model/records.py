"""What a référentiel says, as read: frozen records, no RDF.

``None`` always means « non documenté » (the source does not say), never « non » or 0.
The ``id`` of an item is its path below the certification (``bloc/1/competence/C14``), so that its IRI is that path
behind the IRI of the certification. Records are written to and read from JSON as they stand here.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct


class Basis(StrEnum):
    """How a statement is known."""

    EXTRAIT = "extrait"  # printed in the passage
    DEDUIT = "déduit"  # follows from the layout: merged cells, order, a heading above
    SAISI = "saisi"  # typed by a person
    EXTERNE = "externe"  # another source


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all records: immutable, keyword-only, compared by value."""


class Passage(Record, frozen=True, kw_only=True):
    """A slice of the source: ``document_text[start:end] == quote``, in Unicode code points; ``line`` counts from 1."""

    start: int
    end: int
    line: int
    quote: str
    basis: Basis = Basis.EXTRAIT


class Sourced(Record, frozen=True, kw_only=True):
    """Something that a document says, with the passage that says it.

    ``other_sources`` are the further passages: the rest of a statement cut by a page break, or a second printing.
    """

    source: Passage
    other_sources: tuple[Passage, ...] = ()


class Fact(Sourced, frozen=True, kw_only=True):
    """One thing said of the certification as a whole.

    ``code`` is its notation in the scheme that the field names (``313``, ``C1206``, ``entreprises``, ``7``, ``CQP``).
    """

    text: str
    code: str | None = None


class Jury(Record, frozen=True, kw_only=True):
    """Who judges: the words as printed, and what they say of number and profile."""

    text: str
    member_count: int | None = None
    member_profile: str | None = None


class AccessRoute(Sourced, frozen=True, kw_only=True):
    """A way to the certification; ``code`` is FI, CA, FC, CQ, CL or VAE. ``is_open`` is None where the text lost it."""

    id: str
    code: str
    text: str
    is_open: bool | None = None
    open_since: int | None = None
    jury: Jury | None = None


class Territory(Sourced, frozen=True, kw_only=True):
    """Access from a territory; ``code`` is ``nouvelle-caledonie`` or ``polynesie-francaise``."""

    code: str
    text: str
    is_accessible: bool | None = None


class Registration(Sourced, frozen=True, kw_only=True):
    """Registration in the répertoire; dates are ISO (``2018-12-18``), the duration is in whole years.

    ``publication_date`` is that of the decision in the Journal officiel, ``last_journal_date`` that of the last issue
    that speaks of the certification, maybe for an earlier decision, ``sheet_date`` the day on which the fiche came out.
    ``is_active`` is what a dated source says, never what follows from the dates.
    """

    id: str
    text: str
    decision_date: str | None = None
    publication_date: str | None = None
    effect_date: str | None = None
    end_date: str | None = None
    duration_years: int | None = None
    delivery_deadline: str | None = None
    sheet_date: str | None = None
    last_journal_date: str | None = None
    is_active: bool | None = None


class RegistrationAct(Sourced, frozen=True, kw_only=True):
    """A published text by which a certification exists; ``code`` is ``general``, ``creation`` or ``autre``.

    ``journal_date`` is the ISO day of the Journal officiel that the fiche gives for it.
    """

    id: str
    code: str
    text: str
    journal_date: str | None = None


class Habilitation(Sourced, frozen=True, kw_only=True):
    """What a partner may do for a certification; ``text`` is its name, ``siret`` its number as printed.

    ``code`` is ``former``, ``organiser`` or ``former-organiser``, ``state`` a notation of the scheme
    ``habilitation-status``; ``active_since`` and ``changed_on`` are ISO days.
    """

    id: str
    text: str
    siret: str | None = None
    code: str | None = None
    state: str | None = None
    active_since: str | None = None
    changed_on: str | None = None


class Equivalence(Sourced, frozen=True, kw_only=True):
    """What the register holds equal: all of ``source_codes`` together, to all of ``target_codes`` together.

    Codes are those of blocs in the register (``RNCP37873BC02``); without any, a side is the whole certification.
    ``target`` is the number of the other certification.
    """

    id: str
    target: str
    source_codes: tuple[str, ...] = ()
    target_codes: tuple[str, ...] = ()


class ValidationRule(Sourced, frozen=True, kw_only=True):
    """A rule of validation; ``code`` is ``all-blocs``, ``no-partial-bloc``, ``bloc-validation``, ``bloc-certificate``,
    ``partial-certification``, ``component-validity`` or ``prerequisite``. The id of a bloc's rule stands below it."""

    id: str
    code: str
    text: str


class Accommodation(Sourced, frozen=True, kw_only=True):
    """An adaptation of the assessment for candidates with a disability; ``legal_basis`` is the text that it names."""

    id: str
    text: str
    legal_basis: str | None = None


class Certification(Record, frozen=True, kw_only=True):
    """The certification itself: what its document says of it as a whole. ``title`` is None where none is printed.

    ``replaced`` and ``replacing`` are certifications of the register before and after it, by their numbers (``code``);
    ``partial_validation`` has the code ``oui`` or ``non``, ``validity`` a number of whole years where one is printed.
    """

    id: str
    title: Fact | None = None
    kind: Fact | None = None
    kind_label: Fact | None = None
    level: Fact | None = None
    rncp_number: Fact | None = None
    certifiers: tuple[Fact, ...] = ()
    signatories: tuple[Fact, ...] = ()
    segments: tuple[Fact, ...] = ()
    nsf: tuple[Fact, ...] = ()
    rome: tuple[Fact, ...] = ()
    formacodes: tuple[Fact, ...] = ()
    sectors: tuple[Fact, ...] = ()
    jobs: tuple[Fact, ...] = ()
    regulated_activities: tuple[Fact, ...] = ()
    places: tuple[Fact, ...] = ()
    links: tuple[Fact, ...] = ()
    pages: tuple[Fact, ...] = ()
    summary_activities: tuple[Fact, ...] = ()
    attested_capacities: tuple[Fact, ...] = ()
    objectives: tuple[Fact, ...] = ()
    entry_requirements: tuple[Fact, ...] = ()
    registration_type: Fact | None = None
    sheet_status: Fact | None = None
    replaced: tuple[Fact, ...] = ()
    replacing: tuple[Fact, ...] = ()
    former_certifiers: tuple[Fact, ...] = ()
    collective_agreements: tuple[Fact, ...] = ()
    partial_validation: Fact | None = None
    mastery_level: Fact | None = None
    validity: Fact | None = None
    renewal: Fact | None = None
    acts: tuple[RegistrationAct, ...] = ()
    habilitations: tuple[Habilitation, ...] = ()
    equivalences: tuple[Equivalence, ...] = ()
    registration: Registration | None = None
    access_routes: tuple[AccessRoute, ...] = ()
    territories: tuple[Territory, ...] = ()
    validation_rules: tuple[ValidationRule, ...] = ()
    accommodations: tuple[Accommodation, ...] = ()


class Bloc(Sourced, frozen=True, kw_only=True):
    """A bloc de compétences or a fonction. ``text`` is its title; ``code`` is as normalised (``1``, ``F1``).

    ``alternative_titles`` are the titles that differ elsewhere in the document (table against list).
    """

    id: str
    number: int
    text: str
    code: str
    source_code: str | None = None
    alternative_titles: tuple[Fact, ...] = ()
    entry_requirements: tuple[Fact, ...] = ()
    certificate_delivered: bool | None = None


class Activity(Sourced, frozen=True, kw_only=True):
    """An activity, or a sub-activity when ``parent`` names one. ``order`` counts from 1 inside its parent."""

    id: str
    bloc: str
    text: str
    order: int
    code: str | None = None
    source_code: str | None = None
    parent: str | None = None


class Competence(Sourced, frozen=True, kw_only=True):
    """A competence, or an ordered step of one when ``parent`` names it. ``order`` counts from 1 inside its parent."""

    id: str
    bloc: str
    statement: str
    order: int
    code: str | None = None
    local_code: str | None = None
    source_code: str | None = None
    parent: str | None = None
    activities: tuple[str, ...] = ()

    @property
    def is_step(self) -> bool:
        """Whether it is an ordered step of another: a part of one that has a code of its own is a competence."""
        return self.parent is not None and self.code is None


class Component(Record, frozen=True, kw_only=True):
    """A part of a modality (« + quiz »). ``methods`` and ``roles`` are notations of the schemes
    ``assessment-method`` and ``evaluator``; ``text`` are its words as printed."""

    id: str
    text: str
    methods: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


class Modality(Sourced, frozen=True, kw_only=True):
    """How competences are assessed: one cell of the table, or one entry of a list.

    ``duration_minutes`` and ``weight`` (0.80 for « 80 % de la note ») are None where not printed; ``continues`` names
    the épreuve that a « suite » carries on; ``delivery_modes`` are notations of the scheme ``delivery-mode``.
    A modality that a document names for a bloc only has no ``competences``.
    """

    id: str
    bloc: str
    text: str
    competences: tuple[str, ...] = ()
    title: str | None = None
    theme: str | None = None
    code: str | None = None
    components: tuple[Component, ...] = ()
    is_examination: bool = False
    duration_minutes: int | None = None
    weight: Decimal | None = None
    is_individual: bool | None = None
    jury: Jury | None = None
    delivery_modes: tuple[str, ...] = ()
    continues: str | None = None


class Criterion(Sourced, frozen=True, kw_only=True):
    """One criterion; a threshold when ``minimum_ratio`` is set (0.60), tied to the component ``threshold_on``."""

    id: str
    text: str
    minimum_ratio: Decimal | None = None
    threshold_on: str | None = None


class CriteriaGroup(Sourced, frozen=True, kw_only=True):
    """Criteria that belong together and the competences that they evaluate; ``text`` is the heading, if printed.

    ``continues`` names the group whose heading a « (suite) » carries on beside another competence.
    """

    id: str
    bloc: str
    text: str | None = None
    competences: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    continues: str | None = None


class Assertion(Record, frozen=True, kw_only=True):
    """How a link between two items is known, where nothing in the row or the words of either prints it.

    ``relation`` is ``isAssessedBy`` (a competence by a modality), ``evaluates`` (a group of criteria a competence) or
    ``mobilises`` (an activity a competence). What is not among the links of a reading is printed: side by side in one
    row, or by a code. ``ground`` says in French by what a deduced link is known; ``author`` and ``date`` (ISO), who
    typed one, and when.
    """

    subject: str
    relation: str
    object: str
    basis: Basis = Basis.DEDUIT
    ground: str | None = None
    author: str | None = None
    date: str | None = None


class Mention(Sourced, frozen=True, kw_only=True):
    """The words by which a document names a regulation, as printed, and the id of the item that contains them.

    ``owner`` is the empty string where the certification as a whole (its header, its rules) names the text.
    """

    id: str
    text: str
    owner: str


class Furniture(Record, frozen=True, kw_only=True):
    """A line that carries no content of its own: page header, column title, stray bullet. ``kind`` says which."""

    kind: str
    source: Passage


class Issue(Record, frozen=True, kw_only=True):
    """Something in a file that could not be read, or not with certainty; ``message`` is a French sentence."""

    path: str
    line: int
    message: str


class DocumentInfo(Record, frozen=True, kw_only=True):
    """The file that was read; ``family`` is the name of its layout (``colonnes``)."""

    name: str
    sha256: str
    family: str


class Generator(Record, frozen=True, kw_only=True):
    """What made a reading: ``layout`` with its version and package, and ``lexicon``, the checksum of the names by which
    it knew texts of law (PROV ``wasGeneratedBy``)."""

    layout: str
    lexicon: str


class Reading(Record, frozen=True, kw_only=True):
    """All that one document says, in the order of the document, and what could not be read."""

    document: DocumentInfo
    generator: Generator | None = None
    certification: Certification
    blocs: tuple[Bloc, ...] = ()
    activities: tuple[Activity, ...] = ()
    competences: tuple[Competence, ...] = ()
    modalities: tuple[Modality, ...] = ()
    criteria_groups: tuple[CriteriaGroup, ...] = ()
    mentions: tuple[Mention, ...] = ()
    links: tuple[Assertion, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    issues: tuple[Issue, ...] = ()
