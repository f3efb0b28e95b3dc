"""The only SQL: engine, models, one repository per aggregate, migrations."""
