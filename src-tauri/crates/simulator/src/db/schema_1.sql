CREATE TABLE accounts (
    user          TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL,
    must_change   INTEGER NOT NULL,
    failures      INTEGER NOT NULL DEFAULT 0,
    locked_until  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE sessions (
    token_sha256       BLOB PRIMARY KEY,
    user               TEXT NOT NULL,
    certificate_sha256 BLOB NOT NULL,
    expires_at         INTEGER NOT NULL
) STRICT;

CREATE TABLE uploads (
    id         TEXT PRIMARY KEY,
    length     INTEGER NOT NULL,
    offset     INTEGER NOT NULL DEFAULT 0,
    metadata   TEXT,
    state      TEXT NOT NULL DEFAULT 'open',
    expires_at INTEGER NOT NULL,
    sha256     TEXT
) STRICT;

-- Pieces of uploaded files and of result files; the owner is an upload's id or a receipt number.
CREATE TABLE pieces (
    owner TEXT NOT NULL,
    start INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (owner, start)
) STRICT;

CREATE TABLE jobs (
    id              INTEGER PRIMARY KEY,
    receipt         TEXT NOT NULL UNIQUE,
    idempotency_key TEXT NOT NULL UNIQUE,
    request_sha256  TEXT NOT NULL,
    upload          TEXT NOT NULL UNIQUE,
    kind            TEXT NOT NULL,
    state           TEXT NOT NULL DEFAULT 'accepted',
    message         TEXT,
    accepted_at     INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    total           INTEGER NOT NULL DEFAULT 0,
    ok              INTEGER NOT NULL DEFAULT 0,
    failed          INTEGER NOT NULL DEFAULT 0,
    result_bytes    INTEGER NOT NULL DEFAULT 0,
    result_sha256   TEXT
) STRICT;

CREATE TABLE registrations (
    insurer         TEXT NOT NULL,
    symbol          TEXT NOT NULL,
    number          TEXT NOT NULL,
    card_branch     TEXT NOT NULL,
    server_branch   TEXT NOT NULL,
    personal_number TEXT NOT NULL,
    active          INTEGER NOT NULL,
    UNIQUE (insurer, symbol, number, card_branch)
) STRICT;

CREATE UNIQUE INDEX one_active_registration_per_number
    ON registrations (insurer, personal_number) WHERE active = 1;

CREATE TABLE counters (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;
