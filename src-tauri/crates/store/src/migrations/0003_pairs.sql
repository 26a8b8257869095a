-- Pairs of a comparison that a person looks at. `said_by` is the first of the two people who must not be the same.
CREATE TABLE pair (
    comparison INTEGER NOT NULL,
    row        INTEGER NOT NULL,
    standing   INTEGER NOT NULL,
    said_by    TEXT,
    body       TEXT NOT NULL,
    PRIMARY KEY (comparison, row)
) WITHOUT ROWID;
CREATE INDEX pair_by_standing ON pair (comparison, standing, row);
