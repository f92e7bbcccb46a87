"""Every well-known IRI of the product, in one place."""

from __future__ import annotations

from typing import Final

ONTOLOGY: Final = "https://w3id.org/thongtri/ontology#"
"""Namespace of the project's own classes and properties, prefix `tt:`."""
ID: Final = "https://w3id.org/thongtri/id/"
"""Base of the IRIs of things: bodies, notices, people, places, topics."""

PREFIXES: Final[dict[str, str]] = {
    "tt": ONTOLOGY,
    "id": ID,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "oa": "http://www.w3.org/ns/oa#",
    "time": "http://www.w3.org/2006/time#",
    "qb": "http://purl.org/linked-data/cube#",
    "lode": "http://linkedevents.org/ontology/",
    "dcterms": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "void": "http://rdfs.org/ns/void#",
    "sh": "http://www.w3.org/ns/shacl#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
}
"""Prefixes known to every query, template and export."""
