-- Findings stand in groups (a code with a severity), each at its place from 0 without gaps, so that any window of a
-- million is found at once. The narrow index serves what people search by, without touching the records.

ALTER TABLE finding RENAME TO finding_before;
CREATE TABLE finding (
    job          INTEGER NOT NULL REFERENCES job (id),
    code         TEXT NOT NULL,
    severity     TEXT NOT NULL,
    place        INTEGER NOT NULL,
    row          INTEGER NOT NULL,
    "column"     TEXT NOT NULL,
    registration TEXT NOT NULL,
    employer     TEXT NOT NULL,
    body         TEXT NOT NULL,
    PRIMARY KEY (job, code, severity, place)
) WITHOUT ROWID;
CREATE INDEX finding_search ON finding (job, code, severity, place, row, "column", registration, employer);
INSERT INTO finding
    SELECT job, code, severity, row_number() OVER (PARTITION BY job, code, severity ORDER BY ordinal) - 1, row,
           json_extract(body, '$.column'), json_extract(body, '$.who.registration'), '', body
    FROM (SELECT *, CASE is_error WHEN 1 THEN 'error' ELSE 'warning' END AS severity FROM finding_before);
DROP TABLE finding_before;

-- How many findings a group has in each column.
CREATE TABLE finding_group (
    job      INTEGER NOT NULL REFERENCES job (id),
    code     TEXT NOT NULL,
    severity TEXT NOT NULL,
    "column" TEXT NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (job, code, severity, "column")
) WITHOUT ROWID;
INSERT INTO finding_group
    SELECT job, code, severity, "column", count(*) FROM finding GROUP BY job, code, severity, "column";
