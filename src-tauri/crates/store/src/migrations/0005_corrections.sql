-- What a person wanted cells to hold instead, before sending.
CREATE TABLE correction (
    job      INTEGER NOT NULL REFERENCES job (id),
    row      INTEGER NOT NULL,
    "column" TEXT NOT NULL,
    after    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    PRIMARY KEY (job, row, "column")
) WITHOUT ROWID;
