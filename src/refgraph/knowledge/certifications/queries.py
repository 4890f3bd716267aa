"""What is asked of the store to draw certifications as they are compared: one question per kind of fact.

Each is about ``?certification``: with values bound to it, nothing is read of any other certification.
"""

from __future__ import annotations

from refgraph.graph.triples import UNDER_DEVELOPMENT
from refgraph.knowledge.excerpts import WORDS

_COMPETENCE = "?certification a rg:Certification ; rg:hasBloc ?bloc . ?bloc rg:hasCompetence ?competence ."

CERTIFICATIONS = f"""SELECT ?certification ?title ?level ?partial ?status WHERE {{
  ?certification a rg:Certification ; rdfs:label ?title
  OPTIONAL {{ ?certification rg:level/skos:prefLabel ?level FILTER (lang(?level) IN ("fr", "")) }}
  OPTIONAL {{ ?certification rg:allowsPartialBlocValidation ?partial }}
  OPTIONAL {{ ?certification adms:status ?status FILTER (?status = {UNDER_DEVELOPMENT}) }}
}} ORDER BY ?certification ?title ?level"""

CERTIFIERS = """SELECT DISTINCT ?certification ?name WHERE {
  ?certification a rg:Certification ; rg:certifier/rdfs:label ?name } ORDER BY ?certification ?name"""

SEGMENTS = """SELECT DISTINCT ?certification ?segment ?label WHERE {
  ?certification a rg:Certification ; rg:targetsSegment ?segment
  OPTIONAL { ?segment skos:prefLabel ?label FILTER (lang(?label) IN ("fr", "")) }
} ORDER BY ?certification ?segment"""

BLOCS = """SELECT DISTINCT ?certification ?bloc ?order ?code ?title WHERE {
  ?certification a rg:Certification ; rg:hasBloc ?bloc . ?bloc rg:order ?order ; rg:code ?code ; dcterms:title ?title
} ORDER BY ?certification ?order"""

COMPETENCES = f"""SELECT DISTINCT ?bloc ?competence ?order ?statement ?code WHERE {{
  {_COMPETENCE} ?bloc a rg:Bloc . ?competence rg:order ?order ; rg:statement ?statement
  OPTIONAL {{ ?competence rg:code ?code }}
}} ORDER BY ?bloc ?order"""

STEPS = f"""SELECT DISTINCT ?competence ?statement ?order WHERE {{
  {_COMPETENCE} ?step skos:broader ?competence ; a rg:Competence ; rg:order ?order ; rg:statement ?statement
}} ORDER BY ?competence ?order"""

ACTIVITIES = f"""SELECT DISTINCT ?competence ?title ?order ?rank WHERE {{
  {_COMPETENCE} ?activity rg:mobilises ?competence .
  {{ ?activity rg:statement ?title ; rg:order ?order BIND (0 AS ?rank) }}
  UNION {{ ?activity rg:order ?order ; rg:hasSubActivity ?sub . ?sub rg:statement ?title ; rg:order ?rank }}
}} ORDER BY ?competence ?order ?rank ?title"""

BLOC_ACTIVITIES = """SELECT DISTINCT ?bloc ?title ?order ?activity WHERE {
  ?certification a rg:Certification ; rg:hasBloc ?bloc . ?bloc a rg:Bloc ; rg:hasActivity ?activity .
  ?activity rg:statement ?title ; rg:order ?order
  FILTER NOT EXISTS { ?parent rg:hasSubActivity ?activity }
} ORDER BY ?bloc ?order ?activity"""

ASSESSED = f"""SELECT DISTINCT ?competence ?modality WHERE {{
  {_COMPETENCE} ?competence rg:isAssessedBy ?modality . ?modality rg:statement ?text
}} ORDER BY ?competence ?modality"""

BLOC_MODALITIES = """SELECT DISTINCT ?bloc ?modality WHERE {
  ?certification a rg:Certification ; rg:hasBloc ?bloc .
  ?bloc a rg:Bloc ; rg:usesModality|rg:hasExamination ?modality
  FILTER NOT EXISTS { ?whole rg:hasComponent ?modality }
} ORDER BY ?bloc ?modality"""

_MODALITY = f"""{{ {_COMPETENCE} ?competence rg:isAssessedBy ?modality }} UNION {{
  ?certification a rg:Certification ; rg:hasBloc ?bloc . ?bloc rg:usesModality|rg:hasExamination ?modality }}"""

MODALITIES = f"""SELECT DISTINCT ?modality ?text ?title ?duration ?weight ?exam WHERE {{
  {{ SELECT DISTINCT ?modality WHERE {{ {_MODALITY} }} }}
  ?modality rg:statement ?text
  FILTER (EXISTS {{ ?modality a rg:AssessmentModality }} || EXISTS {{ ?modality a rg:Examination }})
  OPTIONAL {{ ?modality dcterms:title ?title }}
  OPTIONAL {{ ?modality rg:duration ?duration }}
  OPTIONAL {{ ?modality rg:weight ?weight }}
  BIND (EXISTS {{ ?modality a rg:Examination }} AS ?exam)
}} ORDER BY ?modality"""

METHODS = f"""SELECT DISTINCT ?modality ?label WHERE {{
  {{ SELECT DISTINCT ?modality WHERE {{ {_MODALITY} }} }}
  ?modality rg:assessmentMethod/skos:prefLabel ?label FILTER (lang(?label) IN ("fr", ""))
}} ORDER BY ?modality ?label"""

CRITERIA = f"""SELECT DISTINCT ?competence ?heading ?criterion ?text ?ratio ?group WHERE {{
  {_COMPETENCE} ?group rg:evaluates ?competence ; a rg:CriteriaGroup ; rg:hasCriterion ?criterion .
  ?criterion rg:statement ?text
  OPTIONAL {{ ?group skos:prefLabel ?heading }}
  OPTIONAL {{ ?criterion rg:minimumRatio ?ratio }}
}} ORDER BY ?competence ?group ?criterion"""

_CONCERNS = """?subject rg:concernsRegulation ?regulation
  OPTIONAL { ?regulation dcterms:title ?label FILTER (lang(?label) IN ("fr", "")) }"""

REGULATIONS = f"""SELECT DISTINCT ?subject ?regulation ?label WHERE {{
  {{ {_COMPETENCE} BIND (?competence AS ?subject) }} UNION {{
  ?certification a rg:Certification BIND (?certification AS ?subject) }}
  {_CONCERNS}
}} ORDER BY ?subject ?regulation"""

CITATIONS = """SELECT DISTINCT ?certification ?regulation ?mention ?line WHERE {
  GRAPH ?graph { ?certification a rg:Certification . ?owner rg:hasMention ?mention .
    ?mention rg:mainExcerpt/rg:line ?line }
  ?mention rg:mentionTarget/eli:is_part_of* ?regulation
} ORDER BY ?certification ?regulation ?line ?mention"""

PASSAGES = f"""SELECT DISTINCT ?item ?document ?line ?quote WHERE {{
  GRAPH ?graph {{ ?certification a rg:Certification . ?item rg:mainExcerpt ?excerpt . ?excerpt rg:line ?line ;
    {WORDS} }} }}"""
