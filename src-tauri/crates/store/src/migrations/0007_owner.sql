-- Whose a sealed file is, and as what. There is one of each part; a later one takes its place.
ALTER TABLE sealed_file ADD COLUMN owner TEXT;
ALTER TABLE sealed_file ADD COLUMN part TEXT;
UPDATE sealed_file SET owner = 'job/' || job.id, part = 'source'
    FROM job WHERE sealed_file.id = job.body ->> '$.source.id';
UPDATE sealed_file SET owner = 'job/' || job.id, part = 'corrected'
    FROM job WHERE sealed_file.id = job.body ->> '$.corrected.id';
UPDATE sealed_file SET owner = 'job/' || job.id, part = 'outgoing'
    FROM job WHERE sealed_file.id = job.body ->> '$.outgoing.id';
UPDATE sealed_file SET owner = 'job/' || job.id, part = 'result'
    FROM job WHERE sealed_file.id = job.body ->> '$.result.id';
UPDATE sealed_file SET owner = 'comparison/' || (shelf.body ->> '$.id'), part = 'source'
    FROM shelf WHERE shelf.name = 'comparison' AND sealed_file.id = shelf.body ->> '$.source.id';

-- What nothing refers to was kept for ever; its key goes now, its bytes with the sweep of this start.
UPDATE sealed_file SET identity = NULL, disposed_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
    WHERE owner IS NULL AND disposed_at IS NULL;
CREATE UNIQUE INDEX sealed_file_part ON sealed_file (owner, part) WHERE disposed_at IS NULL;
