"""When two entries look like one: names, scripts, sites. Imports, registration and agencies ask here."""
