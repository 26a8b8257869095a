-- Append-only: a released migration is never edited. Add 0002_….sql and its line in database.rs.

-- Small sets of records: users, profiles, certificates, accounts, settings, hand-overs.
CREATE TABLE shelf (
    name TEXT NOT NULL,
    key  TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (name, key)
) WITHOUT ROWID;

CREATE TABLE job (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    state  TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    body   TEXT NOT NULL
);
CREATE INDEX job_by_state ON job (state);
CREATE INDEX job_by_sha256 ON job (sha256);

-- What happened to a job, oldest first.
CREATE TABLE job_event (
    job     INTEGER NOT NULL REFERENCES job (id),
    ordinal INTEGER NOT NULL,
    body    TEXT NOT NULL,
    PRIMARY KEY (job, ordinal)
) WITHOUT ROWID;

CREATE TABLE finding (
    job      INTEGER NOT NULL REFERENCES job (id),
    code     TEXT NOT NULL,
    ordinal  INTEGER NOT NULL,
    row      INTEGER NOT NULL,
    is_error INTEGER NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (job, code, ordinal)
) WITHOUT ROWID;

-- Rows that the server refused.
CREATE TABLE failed_row (
    job  INTEGER NOT NULL REFERENCES job (id),
    row  INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (job, row)
) WITHOUT ROWID;

-- The message log: what was exchanged with the server.
CREATE TABLE message (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    at   TEXT NOT NULL,
    job  INTEGER,
    body TEXT NOT NULL
);

-- Sealed work files. `identity` opens the file; destroying it destroys the content.
CREATE TABLE sealed_file (
    id          TEXT PRIMARY KEY,
    identity    TEXT,
    bytes       INTEGER NOT NULL,
    sha256      TEXT NOT NULL,
    made_at     TEXT NOT NULL,
    disposed_at TEXT
);

-- The audit log: who did what. Each hash covers the entry and the hash before it.
CREATE TABLE audit (
    entry INTEGER PRIMARY KEY,
    body  TEXT NOT NULL,
    hash  TEXT NOT NULL
);
CREATE TABLE audit_head (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    entries INTEGER NOT NULL,
    hash    TEXT NOT NULL
);
INSERT INTO audit_head VALUES (1, 0, '');
