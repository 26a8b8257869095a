-- How far the registration of each person has come since their 届出 was received; forgotten a while after its end.
CREATE TABLE timeline (
    profile       TEXT NOT NULL,
    registration  TEXT NOT NULL,
    acquired_on   TEXT,
    due           TEXT,                 -- the last day
    job           INTEGER,              -- the file by which the person goes, and the row in it
    row           INTEGER NOT NULL,
    entered       INTEGER NOT NULL,     -- whether a number that was entered began it
    registered_at TEXT,
    has_branch    INTEGER NOT NULL DEFAULT 0,
    qualified_job INTEGER,
    qualified_at  TEXT,
    closed_at     TEXT,                 -- a person said that nobody is to be registered
    body          TEXT NOT NULL,
    PRIMARY KEY (profile, registration)
) WITHOUT ROWID;
CREATE INDEX timeline_of_job ON timeline (job, row);
CREATE INDEX timeline_open ON timeline (profile, due) WHERE registered_at IS NULL AND closed_at IS NULL;

-- Whose a number was, without reading through everybody.
CREATE INDEX earlier_number ON earlier (body ->> 'number');
