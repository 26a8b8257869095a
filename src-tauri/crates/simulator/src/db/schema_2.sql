-- By which version of its layout a file is read; none for what came before there were two.
ALTER TABLE jobs ADD COLUMN layout_version TEXT;

CREATE INDEX registrations_by_branch ON registrations (insurer, server_branch);

-- Copies of people's data and masters; the key is a JSON list, so is the row.
CREATE TABLE entries (
    kind          TEXT NOT NULL,
    key           TEXT NOT NULL,
    server_branch TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX entries_by_branch ON entries (kind, server_branch);

-- The practice 住基.
CREATE TABLE residents (
    personal_number TEXT PRIMARY KEY,
    name_kanji      TEXT NOT NULL,
    name_kana       TEXT NOT NULL,
    birth_date      TEXT NOT NULL,
    sex             TEXT NOT NULL,
    address         TEXT NOT NULL,
    state           TEXT NOT NULL,
    match_key       TEXT NOT NULL,
    former_key      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX residents_by_match ON residents (match_key);
CREATE INDEX residents_by_former ON residents (former_key) WHERE former_key <> '';
