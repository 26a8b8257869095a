-- 突合不一致: what a registration says of a person beside what the practice 住基 says of its number. Both are JSON lists
-- of 漢字氏名, カナ氏名, 生年月日, 性別, 住所.
CREATE TABLE mismatches (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    insurer       TEXT NOT NULL,
    symbol        TEXT NOT NULL,
    number        TEXT NOT NULL,
    card_branch   TEXT NOT NULL,
    server_branch TEXT NOT NULL,
    reported_at   INTEGER NOT NULL,
    state         TEXT NOT NULL,
    registered    TEXT NOT NULL,
    resident      TEXT NOT NULL,
    reason        TEXT,
    evidence      TEXT
) STRICT;

CREATE INDEX mismatches_by_registration ON mismatches (insurer, symbol, number, card_branch);
