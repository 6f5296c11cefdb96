"""The demonstration's site: rubrics and articles (rubrics.toml, articles/), their pictures (drawn here), and their pages."""
