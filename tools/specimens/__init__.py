"""Specimen photographs for the counter: invented people, every document marked 見本 SAMPLE."""
