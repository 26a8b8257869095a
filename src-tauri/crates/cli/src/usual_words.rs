//! What an argument is, where its command doesn't say it in words of its own: one word has one meaning everywhere.

use clap::{Arg, Command};

/// By name of the argument, or `command argument` where it means something else there.
const MEANINGS: &[(&str, &str)] = &[
    ("case", "本人確認の番号（case list にある）"),
    ("comparison", "突合の番号（comparison list にある）"),
    ("delivery", "受領の番号（collection list にある）"),
    ("entry", "番号の入力の番号（numbers list にある）"),
    ("job", "送信の番号（jobs の一覧にある）"),
    ("kind", "ファイルの種類（kinds で一覧を見られる）"),
    ("mismatch", "突合不一致の番号（mismatch list にある）"),
    ("out", "書き出すファイル。もうあるファイルには書かない"),
    ("pass_file", "パスフレーズのファイル（- は標準入力）"),
    ("reason", "理由。記録に残る"),
    ("row", "行の番号（見出しは数えない）"),
    (
        "audit verify file",
        "書き出した記録（audit export のファイル）",
    ),
    ("backup test file", "控えのファイル"),
    ("cert import file", "証明書と鍵のファイル（.p12、.pfx）"),
    ("cert install file", "認証局が発行した証明書のファイル"),
    ("cert request out", "証明書発行要求を書き出すファイル"),
    ("cert show file", "証明書のファイル（取り込まない）"),
    ("cert trust add file", "認証局の証明書のファイル"),
    (
        "cert trust remove fingerprint",
        "外す証明書の指紋（SHA-256）",
    ),
    (
        "check files",
        "検査するファイル（- は標準入力。いくつでも）",
    ),
    (
        "collection employers file",
        "番号を出す事業所の一覧（CSVか.xlsx）",
    ),
    ("comparison answer finding", "何と確かめたか"),
    (
        "comparison take file",
        "比べる組のファイル（CSV。ひな形は comparison template）",
    ),
    ("completions shell", "シェルの名前"),
    ("layout check file", "ファイルの定義（TOML）"),
    ("layout diff new", "新しい定義（TOML）"),
    ("layout diff old", "元の定義（TOML）"),
    ("layout import file", "ファイルの定義（TOML）"),
    ("lookups asked how", "本人にどう聞き、何と答えたか"),
    ("lookups cost yen", "照会結果1件あたりの金額（円）"),
    (
        "jobs note status",
        "サーバーの画面にある処理ステータスの言葉",
    ),
    (
        "jobs take-result file",
        "サーバーの画面で受け取った結果のファイル",
    ),
    (
        "masters take file",
        "配信マスターのファイル（媒体などで受け取ったもの）",
    ),
    ("profile add name", "接続先の名前（自分で決める）"),
    ("profile url url", "接続先のURL（https://…）"),
    ("profile use name", "接続先の名前（profile list にある）"),
    (
        "send file",
        "送るファイル。--job で承認された送信を続けるときは書かない",
    ),
    ("server account set system", "サーバーのシステム利用者ID"),
    (
        "server account set system_password_file",
        "システム利用者のパスワードのファイル（- は標準入力）",
    ),
    ("server login server_user", "サーバーの利用者ID"),
    (
        "server login server_password_file",
        "サーバーのパスワードのファイル（- は標準入力）",
    ),
    ("settings set key", "設定の名前（settings の一覧にある）"),
    (
        "settings set value",
        "新しい値（する=1、しない=0、ほかは数）",
    ),
    (
        "timeline settle how",
        "何を見て、登録されていると確かめたか",
    ),
    (
        "users add id",
        "利用者ID（英字で始める。後から変えられない）",
    ),
    ("case form to", "次にしたこと"),
    ("mismatch resolve how", "片づけ方"),
    ("profile number-place place", "保険者番号のある場所"),
    ("profile server-to-server planned", "予定があるか"),
    ("profile way way", "送りかた"),
    ("users add name", "氏名。画面と記録に出る"),
    ("users add roles", "役割（いくつでも、1つずつ付ける）"),
    ("users unlock id", "ロックを解く利用者ID"),
];

/// Says of each argument of a command what it is, where the command itself doesn't.
pub fn said(command: Command, path: &str) -> Command {
    command.mut_args(|arg| {
        if arg.get_help().is_some() {
            return arg;
        }
        match meaning(path, &arg) {
            Some(meaning) => arg.help(meaning),
            None => arg,
        }
    })
}

fn meaning(path: &str, arg: &Arg) -> Option<&'static str> {
    let name = arg.get_id().as_str();
    let here = format!("{path} {name}");
    let of = |wanted: &str| MEANINGS.iter().find(|(name, _)| *name == wanted);
    of(&here).or_else(|| of(name)).map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words_of_clap::command;
    use std::collections::BTreeSet;

    fn each(command: &Command, path: &str, look: &mut impl FnMut(&str, &Arg)) {
        for arg in command.get_arguments() {
            look(path, arg);
        }
        for sub in command.get_subcommands() {
            each(sub, format!("{path} {}", sub.get_name()).trim(), look);
        }
    }

    #[test]
    fn every_argument_of_every_command_says_what_it_is() {
        let mut silent = Vec::new();
        let mut used = BTreeSet::new();
        let mut count = 0;
        each(&command(), "", &mut |path, arg| {
            count += 1;
            let name = arg.get_id().as_str();
            used.insert(name.to_owned());
            used.insert(format!("{path} {name}"));
            if arg.get_help().is_none() && !arg.is_hide_set() {
                silent.push(format!("{path} {name}"));
            }
        });
        assert!(count > 300, "only {count}");
        assert!(silent.is_empty(), "{silent:#?}");
        let unused = MEANINGS.iter().find(|(name, _)| !used.contains(*name));
        assert_eq!(unused, None, "said of what isn't there");
    }
}
