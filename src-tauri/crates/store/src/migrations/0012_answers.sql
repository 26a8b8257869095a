-- The sum of a file's rows, by which the same rows are known again; as text, since it is larger than SQLite's numbers.
ALTER TABLE job ADD COLUMN digest TEXT AS (body -> '$.digest');
CREATE INDEX job_of_digest ON job (digest);

-- What people answered to a 確認 in files that went: it holds for the same person and ground in later files of the kind. A
-- ground is a sum that tells nothing else.
CREATE TABLE answer (
    kind   TEXT NOT NULL,
    code   TEXT NOT NULL,
    ground TEXT NOT NULL,
    job    INTEGER NOT NULL,            -- in which it was given last
    body   TEXT NOT NULL,
    PRIMARY KEY (kind, code, ground)
) WITHOUT ROWID;
INSERT INTO answer
    SELECT job.body ->> '$.kind', said.value ->> '$.code', ground.value, job.id,
           json_object('reason', said.value ->> '$.reason', 'note', said.value ->> '$.note',
                       'by', said.value ->> '$.by', 'at', said.value ->> '$.at')
    FROM job, json_each(job.body, '$.decisions') AS said, json_each(said.value, '$.grounds') AS ground
    WHERE job.body ->> '$.approved_by' IS NOT NULL
    ORDER BY job.id
    ON CONFLICT (kind, code, ground) DO UPDATE SET job = excluded.job, body = excluded.body WHERE excluded.job > job;
UPDATE job SET body = json_set(body, '$.decisions', json((
        SELECT json_group_array(json(json_remove(said.value, '$.grounds'))) FROM json_each(job.body, '$.decisions') AS said)))
    WHERE body ->> '$.approved_by' IS NOT NULL AND json_array_length(body, '$.decisions') > 0;
