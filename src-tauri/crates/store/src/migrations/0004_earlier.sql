-- Who was sent before with which 個人番号: only while an administrator has turned it on, until its purge date.
CREATE TABLE earlier (
    kind         TEXT NOT NULL,
    registration TEXT NOT NULL,
    job          INTEGER NOT NULL REFERENCES job (id),
    body         TEXT NOT NULL,
    PRIMARY KEY (kind, registration)
) WITHOUT ROWID;
