DELETE { GRAPH id:graph\/system { ?store tt:generation ?now } }
INSERT { GRAPH id:graph\/system { id:store tt:generation ?next } }
WHERE {
  OPTIONAL { GRAPH id:graph\/system { ?store tt:generation ?now } }
  BIND(COALESCE(?now, 0) + 1 AS ?next)
}
