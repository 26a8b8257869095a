-- Inquiries are listed by their kind.
CREATE INDEX job_by_kind ON job (kind, id);
