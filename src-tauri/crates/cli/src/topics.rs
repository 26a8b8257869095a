//! Explanations that belong to no single command.

use crate::examples::EXITS;
use kakehashi_terminal::{encodings, kind_names};

/// Name, title, and the text; where it is made of a table, see [`lines`].
const TOPICS: &[(&str, &str, &str)] = &[
    ("exit-codes", "終了コード", EXITS),
    ("kinds", "ファイルの種類（--kind）", ""),
    ("encodings", "文字コード（--encoding）", ""),
    (
        "environment",
        "環境変数と設定ファイル",
        "\
オプションの代わりになるもの（強い順）: コマンドのオプション、環境変数、設定ファイル。

環境変数:
  KAKEHASHI_DATA_DIR       --data-dir
  KAKEHASHI_KEY_PASS_FILE  --key-pass-file
  KAKEHASHI_WAIT_LOCK      --wait-lock
  KAKEHASHI_USER           --user
  KAKEHASHI_PASSWORD_FILE  --password-file
  KAKEHASHI_PROFILE        --profile
  KAKEHASHI_JSON           --json（0のほかの値で）
  KAKEHASHI_SETTINGS       設定ファイルの場所
  KAKEHASHI_LOG            プログラムのログの詳しさ（error、warn、info、debug。なければ info）
  KAKEHASHI_LOG_FILE       プログラムのログの場所（なければ、データの置き場所の kakehashi.log）

プログラムのログには、行った操作の名前、エラー番号、照会番号だけを書きます。個人の情報とファイル名は書きません。
1 MiBごとに新しくし、前のものを5つ（kakehashi.log.1 から .5）残します。データのないところには書きません。

設定ファイル（cli.toml。Linuxでは ~/.config/kakehashi/、Windowsでは %APPDATA%\\kakehashi\\Kakehashi\\config\\）:
  data-dir = \"/srv/kakehashi\"
  user = \"yakan\"
  password-file = \"/etc/kakehashi/yakan.secret\"
  wait-lock = 60

コマンドが使わないものは、無視されます。オプションで付けたときは、断ります。",
    ),
    (
        "stdin",
        "標準入力とパイプ",
        "\
check、compare、audit verify --file、identity check、layout check、cert import、パスワードのファイルは、
「-」か /dev/stdin で標準入力から、名前でパイプ（FIFO）からも読みます。
  zcat kanyusha.csv.gz | kakehashi check - --kind member-registration
標準入力は、1つの入力にだけ使えます。書き込むプログラムのないパイプは、数秒であきらめます（K115）。
send は2回読むので、ファイルだけを受け取ります。",
    ),
    (
        "json",
        "答えの形（--json）",
        "\
--json を付けると、標準出力に1つのJSONだけを書きます。経過と説明は標準エラー出力に書きます。
断られたときは {\"problem\": {code, number, sentence, next_step, params, retry, correlation_id}} です。
使い方の誤りも同じです（code は INPUT_INVALID、終了コードは2）。
形は、kakehashi schema（名前の一覧）と kakehashi schema NAME（JSON Schema）で見られます。
コードの一覧は kakehashi codes --json です。",
    ),
];

/// The list of topics.
pub fn list() -> Vec<String> {
    let mut lines = vec!["話題:".to_owned()];
    lines.extend(
        TOPICS
            .iter()
            .map(|(name, title, _)| format!("  {name:<14}{title}")),
    );
    lines.push("kakehashi help 話題、kakehashi help コマンド で説明を表示します。".to_owned());
    lines
}

/// A topic; None where there is none of that name.
pub fn lines(name: &str) -> Option<Vec<String>> {
    let (_, title, text) = TOPICS.iter().find(|(known, ..)| *known == name)?;
    let rows: Vec<(String, String)> = match name {
        "kinds" => kind_names(),
        "encodings" => encodings(),
        _ => return Some(text.lines().map(str::to_owned).collect()),
    };
    let rows = rows
        .iter()
        .map(|(name, title)| format!("  {name:<28}{title}"));
    Some(std::iter::once(format!("{title}:")).chain(rows).collect())
}
