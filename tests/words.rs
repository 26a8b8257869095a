//! One glossary for every text that people read: a word that the office's papers don't use, and the one that they do.

use std::{fs, path::Path};

/// Left: not used on screens, on paper, in help or by the command line. Right: what stands there instead.
const GLOSSARY: &[(&str, &str)] = &[
    ("要ります", "必要です"),
    ("が要る", "が必要"),
    ("を足す", "を追加する"),
    ("足します", "追加します"),
    ("足しました", "追加しました"),
    ("足してください", "追加してください"),
    ("足せます", "追加できます"),
    ("確かめのため", "確認のため再入力"),
    ("暗号にして", "暗号化して保存"),
    ("暗号にしない", "暗号化しない"),
    ("暗号になら", "暗号化され"),
    ("暗号になりません", "だれにでも読めます"),
    ("\"だれの\"", "発行先"),
    ("出したところ", "発行者"),
    ("使える間", "有効期間"),
    ("ようす", "状態"),
    ("どうするか", "対処方法"),
    ("番号を写す", "番号をコピー"),
    ("出ていくもの", "送信内容"),
    ("ファイルの指紋", "ファイルのハッシュ値"),
    ("検査数字", "検査用数字"),
    ("検査用の数字", "検査用数字"),
    ("番号が2人に", "番号が複数の人に"),
    ("サーバーのことば", "処理ステータス"),
    ("\"できた\"", "成功"),
    ("封じ", "暗号化"),
    ("離席・ログアウト", "ログアウト"),
];

/// Where texts for people stand. Tests quote them, and the glossary of the sources explains old words.
const FOLDERS: [&str; 3] = ["ui/src", "src-tauri", "assets"];
const ENDINGS: [&str; 5] = ["rs", "ts", "tsx", "toml", "md"];

#[test]
fn no_text_uses_a_word_that_the_glossary_replaces() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let root = root.canonicalize().unwrap();
    let mut found = Vec::new();
    let mut texts = 0;
    for folder in FOLDERS {
        each_file(&root.join(folder), &mut |path| {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy();
            let name = format!("/{}", name.replace('\\', "/"));
            let is_text = ENDINGS.iter().any(|end| name.ends_with(&format!(".{end}")));
            if !is_text || name.ends_with("glossary.md") || name.contains("/tests/") {
                return;
            }
            texts += 1;
            let text = fs::read_to_string(path).unwrap();
            for (at, line) in text.lines().enumerate() {
                let wrong = GLOSSARY.iter().filter(|(word, _)| line.contains(word));
                found.extend(wrong.map(|(word, instead)| {
                    format!("{name}:{}: 「{word}」 → 「{instead}」", at + 1)
                }));
            }
        });
    }
    assert!(texts > 300, "only {texts} files were read");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn each_file(folder: &Path, take: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !["target", "node_modules", "dist", "gen"].contains(&name.as_str()) {
            each_file(&path, take);
        } else if path.is_file() {
            take(&path);
        }
    }
}
