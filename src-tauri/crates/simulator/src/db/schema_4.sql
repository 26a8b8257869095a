-- Who is protected: 1 = 不開示該当 or 自己情報提供不可, so that whoever asks is told 不開示.
ALTER TABLE registrations ADD COLUMN withheld INTEGER NOT NULL DEFAULT 0;
