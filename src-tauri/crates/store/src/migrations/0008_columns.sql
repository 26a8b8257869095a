-- What is searched, sorted or counted of a job is a column, read from its record, so that the two can't disagree.
ALTER TABLE job ADD COLUMN profile TEXT AS (body ->> '$.profile');
ALTER TABLE job ADD COLUMN kind TEXT AS (body ->> '$.kind');
ALTER TABLE job ADD COLUMN updated_at TEXT AS (body ->> '$.updated_at');
ALTER TABLE job ADD COLUMN words TEXT AS (
    (body ->> '$.file_name') || char(10) || coalesce(body ->> '$.receipt', '') || char(10) || (body ->> '$.source.sha256'));
ALTER TABLE job ADD COLUMN disposed INTEGER AS (coalesce(body ->> '$.disposed', 0));
ALTER TABLE job ADD COLUMN indexed INTEGER AS (coalesce(body ->> '$.indexed', 0));
ALTER TABLE job ADD COLUMN looks_up INTEGER AS (body ->> '$.look_up.purpose' IS NOT NULL);
DROP INDEX job_by_state;
CREATE INDEX job_by_state ON job (state, kind, profile);
CREATE INDEX job_to_dispose_of ON job (state, disposed, updated_at);
CREATE INDEX job_looking_up ON job (looks_up, id);

-- Rows that were left out of a file, as ranges: `1-3,7`. Read only by whoever walks the file.
CREATE TABLE left_out (
    job  INTEGER PRIMARY KEY REFERENCES job (id),
    rows TEXT NOT NULL
);
INSERT INTO left_out
    SELECT job, group_concat(CASE first WHEN last THEN first ELSE first || '-' || last END, ',')
    FROM (SELECT job, min(row) AS first, max(row) AS last
          FROM (SELECT job.id AS job, value AS row,
                       value - row_number() OVER (PARTITION BY job.id ORDER BY value) AS island
                FROM job, json_each(job.body, '$.excluded'))
          GROUP BY job, island ORDER BY job, first)
    GROUP BY job;
UPDATE job SET body = json_set(json_remove(body, '$.excluded'), '$.excluded_rows', json_array_length(body, '$.excluded'))
    WHERE json_type(body, '$.excluded') = 'array';

-- Who still has something to say of a pair, over all comparisons.
CREATE INDEX pair_waiting ON pair (standing, said_by);
CREATE INDEX timeline_ended ON timeline (coalesce(qualified_at, registered_at, closed_at))
    WHERE registered_at IS NOT NULL OR closed_at IS NOT NULL;
CREATE INDEX sealed_file_kept ON sealed_file (disposed_at, id);
CREATE INDEX message_of_job ON message (job, id);
