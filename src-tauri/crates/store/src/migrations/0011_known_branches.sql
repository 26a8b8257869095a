-- Which 被保険者枝番 a person had in an earlier result, both as marks that only the data key makes: nobody is named.
CREATE TABLE known_branch (
    profile  TEXT NOT NULL,
    person   BLOB NOT NULL,
    branch   BLOB NOT NULL,
    disputed INTEGER,                   -- the job whose result says another one, until that job is given up
    PRIMARY KEY (profile, person)
) WITHOUT ROWID;
CREATE INDEX known_branch_disputed ON known_branch (disputed) WHERE disputed IS NOT NULL;
