-- Which terminal sent a file, and the file's SHA-256; none for what came before this was kept.
ALTER TABLE jobs ADD COLUMN terminal TEXT;
ALTER TABLE jobs ADD COLUMN sha256 TEXT;

CREATE INDEX jobs_of_terminal ON jobs (terminal, id);

-- How far each terminal's own log had come, as it told at the end of its days.
CREATE TABLE log_heads (
    terminal TEXT NOT NULL,
    entries  INTEGER NOT NULL,
    sha256   TEXT NOT NULL,
    told_at  INTEGER NOT NULL,
    PRIMARY KEY (terminal, entries)
) STRICT, WITHOUT ROWID;
