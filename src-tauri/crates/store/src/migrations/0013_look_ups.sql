-- People who are asked after a look-up, and who was looked up before, are records with a number like the other lists that
-- grow: what is open and what is old is found without reading the rest.
INSERT INTO record
    SELECT name, row_number() OVER (ORDER BY key), body ->> '$.settled' IS NULL, body ->> '$.settled.at', key,
           (body ->> '$.who.registration') || char(10) || (body ->> '$.who.name'),
           json_set(body, '$.id', row_number() OVER (ORDER BY key))
    FROM shelf WHERE name = 'asking';
INSERT INTO record
    SELECT name, row_number() OVER (ORDER BY key), 0, body ->> '$.at', key, body ->> '$.registration',
           json_set(body, '$.id', row_number() OVER (ORDER BY key))
    FROM shelf WHERE name = 'asked';
INSERT INTO numbering SELECT shelf, max(id) FROM record WHERE shelf IN ('asking', 'asked') GROUP BY shelf;
DELETE FROM shelf WHERE name IN ('asking', 'asked');

-- What a look-up cost is booked with its result, and summed without reading the jobs.
UPDATE job SET body = json_set(body, '$.look_up.booked_yen',
        (body ->> '$.look_up.hits') * (body ->> '$.look_up.yen_per_hit')
            + CASE body ->> '$.way' WHEN 'media' THEN coalesce(body ->> '$.look_up.postage_yen', 0) ELSE 0 END)
    WHERE body ->> '$.look_up.hits' IS NOT NULL;
ALTER TABLE job ADD COLUMN booked_yen INTEGER AS (body ->> '$.look_up.booked_yen');
DROP INDEX job_looking_up;
CREATE INDEX job_looking_up ON job (looks_up, id, booked_yen);
