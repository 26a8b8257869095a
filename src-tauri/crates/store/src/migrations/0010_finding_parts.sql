-- What findings are sought by stands together, many findings a row and a line for each: an index entry for each of a
-- million takes longer to write and to read through. A text that is the same for all lines stands there once.
CREATE TABLE finding_part (
    job           INTEGER NOT NULL REFERENCES job (id),
    code          TEXT NOT NULL,
    severity      TEXT NOT NULL,
    first         INTEGER NOT NULL,     -- the place of the first of them
    rows          TEXT NOT NULL,
    columns       TEXT NOT NULL,
    registrations TEXT NOT NULL,
    employers     TEXT NOT NULL,
    PRIMARY KEY (job, code, severity, first)
);
INSERT INTO finding_part
    SELECT job, code, severity, min(place), group_concat(row, char(10) ORDER BY place),
           CASE WHEN min("column") = max("column") THEN min("column")
                ELSE group_concat("column", char(10) ORDER BY place) END,
           CASE WHEN min(registration) = max(registration) THEN min(registration)
                ELSE group_concat(registration, char(10) ORDER BY place) END,
           CASE WHEN min(employer) = max(employer) THEN min(employer)
                ELSE group_concat(employer, char(10) ORDER BY place) END
    FROM (SELECT job, code, severity, place, row, "column",
                 replace(replace(registration, char(13), ' '), char(10), ' ') AS registration,
                 replace(replace(employer, char(13), ' '), char(10), ' ') AS employer
          FROM finding)
    GROUP BY job, code, severity, place / 2000;

ALTER TABLE finding RENAME TO finding_before;
CREATE TABLE finding (
    job      INTEGER NOT NULL REFERENCES job (id),
    code     TEXT NOT NULL,
    severity TEXT NOT NULL,
    place    INTEGER NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (job, code, severity, place)
) WITHOUT ROWID;
INSERT INTO finding SELECT job, code, severity, place, body FROM finding_before ORDER BY job, code, severity, place;
DROP TABLE finding_before;
