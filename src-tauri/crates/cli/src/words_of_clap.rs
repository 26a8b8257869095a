//! The argument parser, speaking Japanese: its own words in help, and what it says of wrong words.

use crate::{args::Arguments, examples, taken::Taken, usual_words};
use clap::{
    Arg, Command, CommandFactory, Error,
    error::{ContextKind, ContextValue, ErrorKind},
};
use kakehashi_domain::Fault;

/// What the parser writes by itself, and what stands there instead.
const WORDS: &[(&str, &str)] = &[
    ("Usage:", "使い方:"),
    ("Commands:", "コマンド:"),
    ("Arguments:", "引数:"),
    ("Options:", "オプション:"),
    ("[OPTIONS]", "[オプション]"),
    ("<COMMAND>", "<コマンド>"),
    ("[COMMAND]", "[コマンド]"),
    (
        "Print help (see more with '--help')",
        "ヘルプを表示する（くわしくは --help）",
    ),
    (
        "Print help (see a summary with '-h')",
        "ヘルプを表示する（短くは -h）",
    ),
    ("Print help", "ヘルプを表示する"),
    ("Print version", "版を表示する"),
    ("Possible values:", "使える値:"),
    ("[possible values: ", "[使える値: "),
    ("[default: ", "[なければ: "),
];

/// Every command with its options, examples and exit codes.
pub fn command() -> Command {
    let command = Arguments::command();
    let common: Vec<Arg> = command.get_arguments().cloned().collect();
    finished(command, &common, "")
}

/// Help shows no option that the command refuses.
fn finished(command: Command, common: &[Arg], path: &str) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let is_empty = |arg: &Arg| arg.get_default_values().iter().any(|it| it.is_empty());
    let mut command = usual_words::said(command, path)
        .after_help(examples::after_help(path))
        .mut_args(|arg| match is_empty(&arg) {
            true => arg.hide_default_value(true),
            false => arg,
        });
    // What can't be typed by itself takes nothing of its own.
    let taken = Taken::by(path).filter(|_| !command.is_subcommand_required_set());
    if let Some(taken) = taken {
        let refused = common.iter().filter(|it| !taken.has(it.get_id().as_str()));
        command = command.args(refused.map(|it| it.clone().hide(true)));
    }
    names.into_iter().fold(command, |command, name| {
        let below = format!("{path} {name}");
        command.mut_subcommand(&name, |sub| finished(sub, common, below.trim()))
    })
}

/// A text of the parser, in Japanese.
pub fn in_japanese(text: &str) -> String {
    let said = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
    WORDS.iter().fold(text.to_owned(), said)
}

/// Whether the parser answers what was asked for, rather than says what is wrong.
pub fn is_help(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    )
}

/// What is wrong with the words that were typed.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser may add kinds of errors"
)]
pub fn fault(error: &Error) -> Fault {
    let of = |kind| error.get(kind).map(words).unwrap_or_default();
    let argument = of(ContextKind::InvalidArg);
    let value = of(ContextKind::InvalidValue);
    let (field, hint) = match error.kind() {
        ErrorKind::UnknownArgument => {
            let near = of(ContextKind::SuggestedArg);
            let hint = format!(
                "「{argument}」という引数やオプションはありません。{}",
                instead(&near)
            );
            (argument, hint)
        }
        ErrorKind::InvalidSubcommand => {
            let (name, near) = (
                of(ContextKind::InvalidSubcommand),
                of(ContextKind::SuggestedSubcommand),
            );
            let hint = format!("「{name}」というコマンドはありません。{}", instead(&near));
            (name, hint)
        }
        ErrorKind::MissingRequiredArgument => {
            let hint = format!("{argument} を付けてください。");
            (argument, hint)
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let hint = "コマンドを選んでください。一覧は --help で見られます。";
            ("kakehashi".to_owned(), hint.to_owned())
        }
        ErrorKind::ArgumentConflict => {
            let other = of(ContextKind::PriorArg);
            let hint = if other.is_empty() || other == argument {
                format!("{argument} は1回だけ付けてください。")
            } else {
                format!("{argument} と {other} は、いっしょに使えません。")
            };
            (argument, hint)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            let hint = format!(
                "{argument} の値を書いてください。{}",
                usable(&of(ContextKind::ValidValue))
            );
            (argument, hint)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let hint = format!(
                "{argument} に「{value}」は使えません。{}",
                usable(&of(ContextKind::ValidValue))
            );
            (argument, hint)
        }
        _ => {
            let hint = "値の数や書き方を確かめてください。使い方は --help で見られます。";
            (argument, hint.to_owned())
        }
    };
    Fault::invalid(field, hint)
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser may add kinds of values"
)]
fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        other => other.to_string(),
    }
}

fn instead(near: &str) -> String {
    match near {
        "" => "使い方は --help で見られます。".to_owned(),
        near => format!("「{near}」のことですか。"),
    }
}

fn usable(values: &str) -> String {
    match values {
        "" => String::new(),
        values => format!("使える値: {values}。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(command: &mut Command, look: &mut impl FnMut(&mut Command)) {
        look(command);
        for sub in command.get_subcommands_mut() {
            each(sub, look);
        }
    }

    /// Words that are names: of programs, options, formats, values.
    fn is_name(word: &str) -> bool {
        let is_value = word.chars().all(|c| !c.is_ascii_lowercase());
        is_value || word.starts_with('-') || word.contains(['.', '_', '/', '-', '='])
    }

    #[test]
    fn no_help_is_in_english() {
        let mut all = command();
        all.build();
        let mut looked_at = 0;
        each(&mut all, &mut |command| {
            for text in [command.render_help(), command.render_long_help()] {
                let text = in_japanese(&text.to_string());
                looked_at += 1;
                for line in text.lines() {
                    let is_whole = line.matches('[').count() == line.matches(']').count();
                    assert!(is_whole && !line.contains("\"\""), "a torn line: {line}");
                    let words: Vec<&str> = line
                        .split([
                            ' ', '　', '、', '［', '］', ':', '(', ')', '<', '>', '[', ']', '|',
                        ])
                        .collect();
                    let english = words.windows(2).find(|pair| {
                        pair.iter().all(|word| {
                            word.len() > 1
                                && word.chars().all(|c| c.is_ascii_alphabetic())
                                && !is_name(word)
                        })
                    });
                    let is_example = line.contains("kakehashi ");
                    assert!(
                        english.is_none() || is_example,
                        "{}: {line}",
                        command.get_name()
                    );
                }
            }
            assert!(
                command.get_about().is_some(),
                "{} says nothing",
                command.get_name()
            );
        });
        assert!(looked_at > 150);
    }

    #[test]
    fn what_is_wrong_is_said_in_japanese() {
        for (line, said) in [
            ("check a.csv --kin x", "--kin"),
            ("chekc a.csv", "check」のことですか"),
            ("check a.csv", "--kind <KIND> を付けてください"),
            ("jobs show one", "「one」は使えません"),
            (
                "check a.csv --kind x --today tomorrow",
                "「tomorrow」は使えません",
            ),
            ("check a.csv --kind x --kind y", "1回だけ"),
            ("send --job 1 --kind x", "いっしょに使えません"),
            (
                "profile way fax",
                "使える値: direct、official-screen、media",
            ),
            ("cert", "コマンドを選んでください"),
        ] {
            let words = std::iter::once("kakehashi").chain(line.split(' '));
            let error = command().try_get_matches_from(words).unwrap_err();
            let fault = fault(&error);
            assert!(
                fault.next_step().contains(said),
                "{line}: {}",
                fault.next_step()
            );
            assert!(fault.next_step().ends_with('。'));
        }
    }
}
