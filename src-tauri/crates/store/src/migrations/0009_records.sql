-- Records with a number of their own, on shelves that grow with the years: what is searched, sorted or counted of them is a
-- column, and lists are read part by part.
CREATE TABLE record (
    shelf TEXT NOT NULL,
    id    INTEGER NOT NULL,
    open  INTEGER NOT NULL,             -- whether it still asks something of somebody
    ended TEXT,                         -- from when on its days of keeping count
    about TEXT,                         -- what else it is found by
    words TEXT NOT NULL,                -- what people seek it by
    body  TEXT NOT NULL,
    PRIMARY KEY (shelf, id)
) WITHOUT ROWID;
CREATE INDEX record_standing ON record (shelf, open, id);
CREATE INDEX record_ended ON record (shelf, ended) WHERE ended IS NOT NULL;
CREATE INDEX record_about ON record (shelf, about) WHERE about IS NOT NULL;

-- The last number that was given: none is given twice, though its record is gone.
CREATE TABLE numbering (
    shelf TEXT PRIMARY KEY,
    last  INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO record
    SELECT name, CAST(key AS INTEGER), body ->> '$.settled_at' IS NULL, NULL, NULL,
           (body ->> '$.what') || char(10) || (body ->> '$.path'), body
    FROM shelf WHERE name = 'hand-over';
INSERT INTO record
    SELECT name, CAST(key AS INTEGER), 0, NULL, NULL, (body ->> '$.what') || char(10) || (body ->> '$.why'), body
    FROM shelf WHERE name = 'disposal';
INSERT INTO record
    SELECT name, CAST(key AS INTEGER), body ->> '$.saved_at' IS NULL,
           CASE WHEN body ->> '$.disposed' THEN NULL ELSE body ->> '$.saved_at' END,
           CAST(body ->> '$.job' AS TEXT), body ->> '$.file_name', body
    FROM shelf WHERE name = 'comparison';
INSERT INTO record
    SELECT name, CAST(key AS INTEGER), body ->> '$.state' <> 'closed', body ->> '$.closed.at',
           body ->> '$.form.state', body ->> '$.subject', body
    FROM shelf WHERE name = 'case';
INSERT INTO record
    SELECT name, CAST(key AS INTEGER), body ->> '$.closed_at' IS NULL,
           CASE WHEN body ->> '$.both' IS NULL THEN NULL ELSE body ->> '$.closed_at' END,
           (body ->> '$.profile') || '/' || (body ->> '$.server_id'),
           (body ->> '$.registration') || char(10) || coalesce(body ->> '$.both.registered.kanji', ''), body
    FROM shelf WHERE name = 'mismatch';
INSERT INTO record
    SELECT name, CAST(key AS INTEGER), body ->> '$.number' IS NOT NULL, body ->> '$.taken_at',
           CAST(body ->> '$.hand_over' AS TEXT),
           trim(replace((body ->> '$.owner.symbol') || '-' || (body ->> '$.owner.number') || '-'
                        || (body ->> '$.owner.card_branch'), '--', '-'), '-')
               || char(10) || (body ->> '$.owner.name_kana'), body
    FROM shelf WHERE name = 'number';
INSERT INTO record
    SELECT name, CAST(key AS INTEGER), 0, NULL, NULL, body ->> '$.path', body FROM shelf WHERE name = 'backup';

INSERT INTO numbering SELECT shelf, max(id) FROM record GROUP BY shelf;
INSERT INTO numbering SELECT 'case', CAST(body AS INTEGER) FROM shelf WHERE name = 'setting' AND key = 'last-case'
    ON CONFLICT (shelf) DO UPDATE SET last = max(last, excluded.last);
DELETE FROM shelf WHERE name IN ('hand-over', 'disposal', 'comparison', 'case', 'mismatch', 'number', 'backup')
    OR (name = 'setting' AND key = 'last-case');
