"""What is asked of the store to draw certifications: one question per kind of fact, for all of them at once."""

from __future__ import annotations

CERTIFICATIONS = """SELECT ?certification ?title ?level ?partial WHERE {
  ?certification a rg:Certification ; dcterms:title ?title
  OPTIONAL { ?certification rg:level/skos:prefLabel ?level FILTER (lang(?level) IN ("fr", "")) }
  OPTIONAL { ?certification rg:allowsPartialBlocValidation ?partial }
} ORDER BY ?certification ?title ?level"""

CERTIFIERS = """SELECT DISTINCT ?certification ?name WHERE {
  ?certification a rg:Certification ; rg:certifier/rdfs:label ?name } ORDER BY ?certification ?name"""

SEGMENTS = """SELECT DISTINCT ?certification ?segment ?label WHERE {
  ?certification a rg:Certification ; rg:targetsSegment ?segment
  OPTIONAL { ?segment skos:prefLabel ?label FILTER (lang(?label) IN ("fr", "")) }
} ORDER BY ?certification ?segment"""

BLOCS = """SELECT DISTINCT ?certification ?bloc ?order ?code ?title WHERE {
  ?certification a rg:Certification ; rg:hasBloc ?bloc . ?bloc rg:order ?order ; rg:code ?code ; dcterms:title ?title
} ORDER BY ?certification ?order"""

COMPETENCES = """SELECT DISTINCT ?bloc ?competence ?order ?statement ?code WHERE {
  ?bloc a rg:Bloc ; rg:hasCompetence ?competence . ?competence rg:order ?order ; rg:statement ?statement
  OPTIONAL { ?competence rg:code ?code }
} ORDER BY ?bloc ?order"""

STEPS = """SELECT DISTINCT ?competence ?statement ?order WHERE {
  ?step a rg:Competence ; skos:broader ?competence ; rg:order ?order ; rg:statement ?statement .
  ?bloc rg:hasCompetence ?competence } ORDER BY ?competence ?order"""

ACTIVITIES = """SELECT DISTINCT ?competence ?title ?order ?rank WHERE {
  ?activity rg:mobilises ?competence .
  { ?activity rg:statement ?title ; rg:order ?order BIND (0 AS ?rank) }
  UNION { ?activity rg:order ?order ; rg:hasSubActivity ?sub . ?sub rg:statement ?title ; rg:order ?rank }
} ORDER BY ?competence ?order ?rank ?title"""

BLOC_ACTIVITIES = """SELECT DISTINCT ?bloc ?title ?order ?activity WHERE {
  ?bloc a rg:Bloc ; rg:hasActivity ?activity . ?activity rg:statement ?title ; rg:order ?order
  FILTER NOT EXISTS { ?parent rg:hasSubActivity ?activity }
} ORDER BY ?bloc ?order ?activity"""

ASSESSED = """SELECT DISTINCT ?competence ?modality WHERE {
  ?competence rg:isAssessedBy ?modality . ?modality rg:statement ?text } ORDER BY ?competence ?modality"""

BLOC_MODALITIES = """SELECT DISTINCT ?bloc ?modality WHERE {
  ?bloc a rg:Bloc ; rg:usesModality|rg:hasExamination ?modality
  FILTER NOT EXISTS { ?whole rg:hasComponent ?modality }
} ORDER BY ?bloc ?modality"""

MODALITIES = """SELECT DISTINCT ?modality ?text ?title ?duration ?weight ?exam WHERE {
  ?modality rg:statement ?text { ?modality a rg:AssessmentModality } UNION { ?modality a rg:Examination }
  OPTIONAL { ?modality dcterms:title ?title }
  OPTIONAL { ?modality rg:duration ?duration }
  OPTIONAL { ?modality rg:weight ?weight }
  BIND (EXISTS { ?modality a rg:Examination } AS ?exam)
} ORDER BY ?modality"""

METHODS = """SELECT DISTINCT ?modality ?label WHERE {
  ?modality rg:assessmentMethod/skos:prefLabel ?label FILTER (lang(?label) IN ("fr", ""))
} ORDER BY ?modality ?label"""

CRITERIA = """SELECT DISTINCT ?competence ?heading ?criterion ?text ?ratio ?group WHERE {
  ?group a rg:CriteriaGroup ; rg:evaluates ?competence ; rg:hasCriterion ?criterion . ?criterion rg:statement ?text
  OPTIONAL { ?group skos:prefLabel ?heading }
  OPTIONAL { ?criterion rg:minimumRatio ?ratio }
} ORDER BY ?competence ?group ?criterion"""

REGULATIONS = """SELECT DISTINCT ?subject ?regulation ?label WHERE {
  ?subject rg:concernsRegulation ?regulation { ?subject a rg:Competence } UNION { ?subject a rg:Certification }
  OPTIONAL { ?regulation dcterms:title ?label FILTER (lang(?label) IN ("fr", "")) }
} ORDER BY ?subject ?regulation"""

CITATIONS = """SELECT DISTINCT ?certification ?regulation ?mention ?line WHERE {
  ?certification a rg:Certification . ?mention rg:mentionTarget/eli:is_part_of* ?regulation ;
    rg:mainExcerpt/rg:line ?line FILTER (STRSTARTS(STR(?mention), CONCAT(STR(?certification), "/")))
} ORDER BY ?certification ?regulation ?line ?mention"""

PASSAGES = """SELECT DISTINCT ?item ?document ?line ?quote WHERE {
  ?item rg:mainExcerpt ?excerpt . ?excerpt rg:line ?line ; oa:hasSource/dcterms:source ?document ;
    oa:hasSelector/oa:exact ?quote }"""
