//! What the parser of the command line says, in Japanese.

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

const HELP: &[(&str, &str)] = &[
    ("Usage:", "使い方:"),
    ("Commands:", "コマンド:"),
    ("Options:", "オプション:"),
    ("[OPTIONS]", "[オプション]"),
    ("<COMMAND>", "<コマンド>"),
    (
        "Print this message or the help of the given subcommand(s)",
        "コマンドの説明を表示する",
    ),
    (
        "Print help (see more with '--help')",
        "説明を表示する（くわしくは --help）",
    ),
    (
        "Print help (see a summary with '-h')",
        "説明を表示する（短くは -h）",
    ),
    ("Print help", "説明を表示する"),
    ("Print version", "版を表示する"),
    ("[default: ", "[なければ: "),
];

/// The help that was asked for; None for words that are wrong.
pub fn help(answer: &Error) -> Option<String> {
    let is_help = matches!(
        answer.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    let said = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
    is_help.then(|| HELP.iter().fold(answer.to_string(), said))
}

/// What is wrong with the words that were typed.
pub fn wrong(error: &Error) -> String {
    let of = |kind| error.get(kind).map(words).unwrap_or_default();
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let command = of(ContextKind::InvalidSubcommand);
    let what = if error.kind() == ErrorKind::MissingRequiredArgument {
        format!("{argument} を付けてください。")
    } else if !command.is_empty() {
        format!("「{command}」というコマンドはありません。")
    } else if !value.is_empty() {
        format!("{argument} に「{value}」は使えません。")
    } else if !argument.is_empty() {
        format!("「{argument}」の使い方がちがいます。")
    } else {
        "コマンドを選んでください。".to_owned()
    };
    format!("{what}使い方は --help で見られます。")
}

fn words(value: &ContextValue) -> String {
    if let ContextValue::Strings(all) = value {
        return all.join("、");
    }
    value.to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;
    use crate::cli::Cli;
    use clap::{CommandFactory, Parser};

    #[test]
    fn no_help_and_no_wrong_word_is_told_in_english() {
        let mut lines = vec!["--help".to_owned(), "--version".to_owned()];
        let command = Cli::command();
        lines.extend(
            command
                .get_subcommands()
                .map(|it| format!("{} --help", it.get_name())),
        );
        for line in lines {
            let words = ["kakehashi-simulator"].into_iter().chain(line.split(' '));
            let told = help(&Cli::try_parse_from(words).err().unwrap()).unwrap();
            for english in ["Usage", "Options", "Commands", "Print", "default"] {
                assert!(!told.contains(english), "{line}: {told}");
            }
        }
        for (line, part) in [
            ("nai", "「nai」というコマンドはありません。"),
            (
                "sample --rows 1 --out a",
                "--kind <KIND> を付けてください。",
            ),
            ("sample --rows x", "--rows <ROWS> に「x」は使えません。"),
            ("sample --nai", "「--nai」の使い方がちがいます。"),
            ("sample --rows", "「--rows <ROWS>」の使い方がちがいます。"),
            ("", "コマンドを選んでください。"),
        ] {
            let words = line.split(' ').filter(|word| !word.is_empty());
            let words = ["kakehashi-simulator"].into_iter().chain(words);
            let told = wrong(&Cli::try_parse_from(words).err().unwrap());
            assert!(told.starts_with(part), "{line}: {told}");
        }
    }
}
