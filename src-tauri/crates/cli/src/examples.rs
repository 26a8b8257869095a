//! Examples and exit codes that stand below the help of a command.

/// The same for every command; `cli.md` is where they are agreed.
pub const EXITS: &str = "\
終了コード:
  0   終わり、言うことはない
  1   終わり、見つかったことがある（誤りの行、一致しないもの、足りない書類）
  2   使い方の誤り、読めない入力
  3   断った（権限、承認、順序、受付時間の外）
  4   接続か証明書
  5   この端末のデータ（鍵がない、ちがう、壊れている、新しい版のもの）
  70  プログラムの誤り（照会番号を表示する）";

/// Examples by command; each is tried by a test.
pub const EXAMPLES: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "kakehashi check kanyusha.csv --kind member-registration",
            "kakehashi send kanyusha.csv --kind member-registration --user tantou --password-file pw.txt --wait",
            "kakehashi jobs show 3 --json --user tantou --password-file pw.txt",
            "kakehashi help exit-codes",
        ],
    ),
    (
        "check",
        &[
            "kakehashi check kanyusha.csv --kind member-registration --findings found.csv",
            "kakehashi check out/*.csv --kind member-registration --junit report.xml --fail-on error",
            "kakehashi check - --kind member-registration --json",
            "kakehashi check kanyusha.csv --kind member-registration --insurer 06990014 --sarif found.sarif",
        ],
    ),
    (
        "send",
        &[
            "kakehashi send kanyusha.csv --kind member-registration --dry-run",
            "kakehashi send kanyusha.csv --kind member-registration --wait --wait-lock 60",
            "kakehashi send --job 3 --wait --queue",
        ],
    ),
    ("approve", &["kakehashi jobs show 3", "kakehashi approve 3"]),
    (
        "decide",
        &[
            "kakehashi decisions reasons",
            "kakehashi decide 3 --finding AGE_TOO_HIGH --rows 5,7 --reason original-seen",
        ],
    ),
    (
        "jobs",
        &["kakehashi jobs", "kakehashi jobs --profile renshu --json"],
    ),
    ("jobs show", &["kakehashi jobs show 3"]),
    ("jobs resend", &["kakehashi jobs resend 3 --out again.csv"]),
    ("result", &["kakehashi result 3 --out results"]),
    (
        "branch-numbers",
        &["kakehashi branch-numbers 3 --out edaban.csv"],
    ),
    (
        "compare",
        &["kakehashi compare pairs.csv --out verdicts.csv"],
    ),
    ("identity check", &["kakehashi identity check case.json"]),
    (
        "audit verify",
        &[
            "kakehashi audit verify --file log.jsonl",
            "kakehashi audit verify --head 12:0f3a… --user kansa --password-file pw.txt",
        ],
    ),
    (
        "day-close",
        &[
            "kakehashi day-close",
            "kakehashi day-close --list --most 31",
        ],
    ),
    ("layout check", &["kakehashi layout check own.toml"]),
    (
        "layout draft",
        &[
            "kakehashi layout draft --from sample.csv --out own.toml",
            "kakehashi layout draft --from columns.xlsx --kind qualification --official --layout-version 正式-2027.1 --out own.toml",
        ],
    ),
    (
        "kinds",
        &[
            "kakehashi kinds --json",
            "kakehashi kinds --write-template member-registration --out templates",
        ],
    ),
    (
        "profile add",
        &["kakehashi profile add naibu --kind file-test --insurer 06990014"],
    ),
    ("schema", &["kakehashi schema check"]),
    ("completions", &["kakehashi completions bash"]),
    (
        "help",
        &["kakehashi help exit-codes", "kakehashi help check"],
    ),
];

/// What stands below the help of the command of this path.
pub fn after_help(path: &str) -> String {
    let examples = EXAMPLES.iter().find(|(name, _)| *name == path);
    let lines = examples.into_iter().flat_map(|(_, lines)| *lines);
    let lines: String = lines.map(|line| format!("\n  {line}")).collect();
    match lines.as_str() {
        "" => EXITS.to_owned(),
        lines => format!("例:{lines}\n\n{EXITS}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words_of_clap::command;

    #[test]
    fn every_example_is_a_line_that_can_be_typed() {
        for (path, lines) in EXAMPLES {
            for line in *lines {
                let parsed = command().try_get_matches_from(line.split(' '));
                assert!(parsed.is_ok(), "{path}: {line}");
                assert!(
                    path.is_empty() || lines.iter().any(|line| line.contains(path)),
                    "{path}"
                );
            }
        }
    }
}
