"""Call, rule pack, eligibility, choice, explanation, mission."""
