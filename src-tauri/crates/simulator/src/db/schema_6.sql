-- 機関別符号 of each person: since when it is asked for, and how often it was. Where it stands follows from the time.
CREATE TABLE symbols (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    insurer       TEXT NOT NULL,
    server_branch TEXT NOT NULL,
    asked_at      INTEGER NOT NULL,
    tries         INTEGER NOT NULL DEFAULT 1,
    UNIQUE (insurer, server_branch)
) STRICT;

INSERT INTO symbols (insurer, server_branch, asked_at)
    SELECT DISTINCT insurer, server_branch, 0 FROM registrations ORDER BY server_branch;

-- 情報提供等記録: what was asked of others, and what others asked.
CREATE TABLE records (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    insurer       TEXT NOT NULL,
    at            INTEGER NOT NULL,
    direction     TEXT NOT NULL,
    server_branch TEXT NOT NULL,
    other         TEXT NOT NULL,
    procedure     TEXT NOT NULL,
    item          TEXT NOT NULL,
    state         TEXT NOT NULL
) STRICT;
