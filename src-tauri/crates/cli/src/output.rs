//! What is printed: Japanese lines for people, or one JSON document. Progress and problems go to stderr.

use crate::line::write_line;
use kakehashi_domain::ExitClass;
use kakehashi_terminal::view::ProblemView;
use serde::Serialize;
use std::{
    fmt::Display,
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

/// How a command ended, when nothing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Nothing to object.
    Fine,
    /// Done, with findings.
    WithFindings,
    /// Answered, and what it found is a problem of this class.
    Stopped(ExitClass),
}

impl Ending {
    pub fn with_findings_if(found: bool) -> Self {
        if found {
            Self::WithFindings
        } else {
            Self::Fine
        }
    }

    pub fn status(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::WithFindings => 1,
            Self::Stopped(class) => class.status(),
        }
    }
}

/// Writes to stdout and stderr.
#[derive(Debug)]
pub struct Printer {
    json: bool,
}

impl Printer {
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// Prints the answer: `document` with `--json`, otherwise the lines.
    pub fn answer<L: Display>(
        &self,
        document: &impl Serialize,
        lines: impl IntoIterator<Item = L>,
    ) {
        let mut out = io::stdout().lock();
        if self.json {
            let text = serde_json::to_string_pretty(document).unwrap_or_else(|_| "null".into());
            let _closed = writeln!(out, "{text}");
            return;
        }
        for line in lines {
            let _closed = write_line(&mut out, line);
        }
    }

    /// Prints a line about what goes on.
    pub fn note(&self, line: impl Display) {
        let _closed = write_line(&mut io::stderr(), line);
    }

    /// Whether a person watches.
    pub fn is_watched(&self) -> bool {
        io::stderr().is_terminal()
    }

    /// Prints a problem and gives its exit status.
    pub fn problem(&self, problem: &ProblemView) -> ExitCode {
        self.explain(problem);
        if self.json {
            self.answer(&serde_json::json!({ "problem": problem }), [""; 0]);
        }
        ExitCode::from(problem.code.exit().status())
    }

    /// Explains a problem that an answer holds, if it holds one.
    pub fn stopped_by(&self, problem: Option<&ProblemView>) -> Ending {
        let Some(problem) = problem else {
            return Ending::Fine;
        };
        self.explain(problem);
        Ending::Stopped(problem.code.exit())
    }

    fn explain(&self, problem: &ProblemView) {
        self.note(&problem.sentence);
        self.note(format_args!("  → {}", problem.next_step));
        self.note(format_args!(
            "  エラー番号 {}　照会番号 {}",
            problem.number, problem.correlation_id
        ));
    }

    /// Prints what can't be explained by a code.
    pub fn bug(&self, cause: &str) -> ExitCode {
        self.note(format_args!("Kakehashiを始められません: {cause}"));
        ExitCode::from(70)
    }
}

/// Prints what the argument parser answers by itself: help, version, or what was wrong with the words.
pub fn help(answer: &clap::Error) -> ExitCode {
    let text = answer.render().to_string();
    let _closed = if answer.use_stderr() {
        write_line(&mut io::stderr(), text.trim_end())
    } else {
        write_line(&mut io::stdout(), text.trim_end())
    };
    ExitCode::from(u8::try_from(answer.exit_code()).unwrap_or(2))
}
