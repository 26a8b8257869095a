//! Which command takes which of the options that stand before every command. What a command doesn't use it refuses: no
//! option is silently dropped.

use crate::commands::TAKEN;
use clap::{ArgMatches, parser::ValueSource};
use kakehashi_domain::Fault;

/// What a command takes, beside `--json`, which every command takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It touches nothing stored.
    Nothing,
    /// Where data lies, and no more.
    Place,
    /// Data, without login.
    Data,
    /// Data and a first password.
    Beginning,
    /// Data and connection, without login.
    Connection,
    /// Data and login.
    Login,
    /// Data, login and connection.
    Way,
}

use Taken::{Beginning, Connection, Data, Login, Nothing, Place, Way};

/// The options by the names that clap knows them by.
pub const OPTIONS: [&str; 6] = [
    "data_dir",
    "key_pass_file",
    "wait_lock",
    "user",
    "password_file",
    "profile",
];

impl Taken {
    /// What the command of a path takes; None for no command.
    pub fn by(path: &str) -> Option<Self> {
        let (first, below) = path.split_once(' ').unwrap_or((path, ""));
        let is_named = |variant: &str| first.replace('-', "").eq_ignore_ascii_case(variant);
        let (_, taken, but) = TAKEN.iter().find(|(variant, ..)| is_named(variant))?;
        let other = but.iter().find(|(name, _)| *name == below);
        Some(other.map_or(*taken, |(_, taken)| *taken))
    }

    /// Whether an option is among them.
    pub fn has(self, option: &str) -> bool {
        match option {
            "data_dir" => self != Nothing,
            "key_pass_file" | "wait_lock" => !matches!(self, Nothing | Place),
            "password_file" => matches!(self, Beginning | Login | Way),
            "user" => matches!(self, Login | Way),
            "profile" => matches!(self, Connection | Way),
            _ => true,
        }
    }
}

/// The words of the command that was chosen, and what it takes. Some take more or less by an option of their own.
pub fn chosen(matches: &ArgMatches) -> (String, Taken) {
    let (mut path, mut last) = (String::new(), matches);
    while let Some((name, below)) = last.subcommand() {
        path = format!("{path} {name}").trim().to_owned();
        last = below;
    }
    let says = |id: &str| {
        let there = last.try_contains_id(id).unwrap_or(false);
        there && last.value_source(id) == Some(ValueSource::CommandLine)
    };
    let taken = match path.as_str() {
        "pia" if says("keep") => Login,
        "audit verify" if says("file") => Nothing,
        "cert show" if !says("user") && !says("profile") => Data,
        _ => Taken::by(&path).unwrap_or(Nothing),
    };
    (path, taken)
}

/// # Errors
/// `INPUT_INVALID` for an option that was given and that the command doesn't use.
pub fn refuse_unused(matches: &ArgMatches) -> Result<Taken, Fault> {
    let (path, taken) = chosen(matches);
    for option in OPTIONS {
        let given = matches.value_source(option) == Some(ValueSource::CommandLine);
        if given && !taken.has(option) {
            let option = format!("--{}", option.replace('_', "-"));
            let hint = format!("「kakehashi {path}」は {option} を使いません。外してください。");
            return Err(Fault::invalid(option, hint));
        }
    }
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words_of_clap::command;
    use clap::Command;

    fn leaves(command: &Command, path: &str, all: &mut Vec<String>) {
        let below: Vec<_> = command.get_subcommands().collect();
        if !path.is_empty() && (below.is_empty() || !command.is_subcommand_required_set()) {
            all.push(path.to_owned());
        }
        for sub in below {
            leaves(sub, format!("{path} {}", sub.get_name()).trim(), all);
        }
    }

    fn all() -> Vec<String> {
        let mut all = Vec::new();
        leaves(&command(), "", &mut all);
        assert!(all.len() > 70, "{all:?}");
        all
    }

    #[test]
    fn every_command_says_what_it_takes_and_the_table_names_no_other() {
        let all = all();
        for path in &all {
            assert!(Taken::by(path).is_some(), "{path}");
        }
        for (variant, _, but) in TAKEN {
            for (below, _) in *but {
                let is_that = |path: &&String| {
                    let (first, rest) = path.split_once(' ').unwrap_or((path, ""));
                    first.replace('-', "").eq_ignore_ascii_case(variant) && rest == *below
                };
                assert!(all.iter().any(|path| is_that(&path)), "{variant} {below}");
            }
        }
    }

    /// With one argument for each that the command asks for; only the words count here.
    fn words(path: &str, option: &str) -> Vec<String> {
        let command = command();
        let mut last = &command;
        for name in path.split(' ') {
            last = last.find_subcommand(name).unwrap();
        }
        let mut words = vec!["kakehashi".to_owned()];
        words.extend(path.split(' ').map(str::to_owned));
        for argument in last.get_arguments().filter(|it| it.is_required_set()) {
            words.extend(argument.get_long().map(|long| format!("--{long}")));
            let values = argument.get_possible_values();
            let value = values.first().map_or("1", |value| value.get_name());
            if argument.get_action().takes_values() {
                words.push(value.to_owned());
            }
        }
        words.extend([format!("--{}", option.replace('_', "-")), "1".to_owned()]);
        words
    }

    #[test]
    fn every_option_is_used_by_a_command_or_refused_by_it() {
        let (mut used, mut refused) = (0, 0);
        for path in all() {
            for option in OPTIONS {
                // An option that stands elsewhere too is that command's own.
                let parsed = command()
                    .ignore_errors(true)
                    .try_get_matches_from(words(&path, option))
                    .unwrap();
                let (chosen, taken) = chosen(&parsed);
                assert_eq!(chosen, path);
                let answer = refuse_unused(&parsed);
                assert_eq!(answer.is_ok(), taken.has(option), "{path} {option}");
                match answer {
                    Ok(_) => used += 1,
                    Err(fault) => {
                        assert!(fault.next_step().contains(&path), "{fault}");
                        refused += 1;
                    }
                }
            }
        }
        assert!(used > 200 && refused > 100, "{used} {refused}");
    }
}
