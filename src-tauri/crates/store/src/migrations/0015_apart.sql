-- What was answered in a job stands apart from it, its rows as ranges; a ground leads to the answer that was given on it.
ALTER TABLE job ADD COLUMN approved INTEGER AS (body ->> '$.approved_by' IS NOT NULL);
ALTER TABLE answer RENAME TO answer_before;
CREATE TABLE answer (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    job  INTEGER NOT NULL REFERENCES job (id),
    code TEXT NOT NULL,
    rows TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX answer_of_job ON answer (job);
CREATE TABLE ground (
    kind   TEXT NOT NULL,
    code   TEXT NOT NULL,
    ground TEXT NOT NULL,
    answer INTEGER NOT NULL REFERENCES answer (id),
    PRIMARY KEY (kind, code, ground, answer)
) WITHOUT ROWID;
CREATE INDEX ground_of_answer ON ground (answer);
INSERT INTO answer (job, code, rows, body)
    SELECT job.id, said.value ->> '$.code',
           coalesce((SELECT group_concat(CASE first WHEN last THEN first ELSE first || '-' || last END, ',' ORDER BY first)
                     FROM (SELECT min(row) AS first, max(row) AS last
                           FROM (SELECT value AS row, value - row_number() OVER (ORDER BY value) AS island
                                 FROM json_each(said.value, '$.rows'))
                           GROUP BY island)), ''),
           json_remove(said.value, '$.code', '$.rows', '$.grounds')
    FROM job, json_each(job.body, '$.decisions') AS said ORDER BY job.id, said.key;
INSERT OR IGNORE INTO ground
    SELECT before.kind, before.code, before.ground, max(answer.id)
    FROM answer_before AS before JOIN answer ON answer.job = before.job AND answer.code = before.code
         AND answer.body ->> '$.at' = before.body ->> '$.at' AND answer.body ->> '$.note' = before.body ->> '$.note'
         AND answer.body ->> '$.reason' = before.body ->> '$.reason'
    GROUP BY before.kind, before.code, before.ground;
INSERT OR IGNORE INTO ground
    SELECT job.body ->> '$.kind', said.value ->> '$.code', ground.value, answer.id
    FROM job, json_each(job.body, '$.decisions') AS said, json_each(said.value, '$.grounds') AS ground
         JOIN answer ON answer.job = job.id AND answer.code = said.value ->> '$.code'
         AND answer.body ->> '$.at' = said.value ->> '$.at' AND answer.body ->> '$.note' = said.value ->> '$.note'
         AND answer.body ->> '$.reason' = said.value ->> '$.reason'
    WHERE job.body ->> '$.approved_by' IS NULL;
DROP TABLE answer_before;
-- Whether the same content was let through stands in the job.
UPDATE job SET body = json_set(body, '$.lifted', json('true'))
    WHERE EXISTS (SELECT 1 FROM answer WHERE answer.job = job.id AND answer.code = 'SENT_BEFORE');
UPDATE job SET body = json_remove(body, '$.decisions') WHERE json_type(body, '$.decisions') = 'array';

-- Who is followed up and who is protected are records with a number like the other lists that grow.
INSERT INTO record
    SELECT name, row_number() OVER (ORDER BY body ->> '$.at', key), body ->> '$.ended' IS NULL, body ->> '$.ended.at', key,
           (body ->> '$.who.registration') || char(10) || (body ->> '$.who.name'),
           json_set(body, '$.id', row_number() OVER (ORDER BY body ->> '$.at', key))
    FROM shelf WHERE name = 'follow-up';
INSERT INTO record
    SELECT name, row_number() OVER (ORDER BY body ->> '$.since', key), body ->> '$.ended' IS NULL, body ->> '$.ended.at', key,
           (body ->> '$.shown') || char(10) || (body ->> '$.name'),
           json_set(body, '$.id', row_number() OVER (ORDER BY body ->> '$.since', key))
    FROM shelf WHERE name = 'protected';
INSERT INTO numbering SELECT shelf, max(id) FROM record WHERE shelf IN ('follow-up', 'protected') GROUP BY shelf;
DELETE FROM shelf WHERE name IN ('follow-up', 'protected');

-- What is sought and counted is a column.
ALTER TABLE job ADD COLUMN ok_rows INTEGER AS (body ->> '$.ok_rows');
ALTER TABLE job ADD COLUMN look_up_words TEXT AS (
    (body ->> '$.file_name') || char(10) || coalesce(body ->> '$.receipt', '') || char(10) || (body ->> '$.source.sha256')
    || char(10) || (body ->> '$.look_up.purpose_title') || char(10) || (body ->> '$.look_up.reason'));
ALTER TABLE timeline ADD COLUMN name TEXT AS (body ->> 'name');
