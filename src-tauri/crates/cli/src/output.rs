//! What is printed: Japanese lines for people, or one JSON document. Progress and problems go to stderr.

use crate::{in_commands, line::write_line, opening::problem, words_of_clap};
use kakehashi_domain::{Code, ExitClass, harmless_json};
use kakehashi_terminal::{Answer, view::ProblemView};
use serde::Serialize;
use std::{
    fmt::Display,
    io::{self, IsTerminal, Write},
    process::ExitCode,
    sync::Mutex,
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
    /// Why some of the answer found no way out.
    lost: Mutex<Option<io::ErrorKind>>,
}

impl Printer {
    pub fn new(json: bool) -> Self {
        Self {
            json,
            lost: Mutex::default(),
        }
    }

    /// Prints the answer: `document` with `--json`, otherwise the lines. That there are none is said beside the answer.
    pub fn answer<L: Display>(
        &self,
        document: &impl Serialize,
        lines: impl IntoIterator<Item = L>,
    ) {
        let mut out = io::stdout().lock();
        let (mut written, mut is_empty) = (Ok(()), !self.json);
        if self.json {
            let text = serde_json::to_string_pretty(document).unwrap_or_else(|_| "null".into());
            written = writeln!(out, "{}", harmless_json(&text));
        } else {
            for line in lines {
                written = written.and_then(|()| write_line(&mut out, line));
                is_empty = false;
            }
        }
        self.keep(written.and_then(|()| out.flush()));
        drop(out);
        if is_empty {
            self.note("ありません。");
        }
    }

    /// Prints a text that is for machines, as it is.
    pub fn text(&self, text: &[u8]) {
        let mut out = io::stdout().lock();
        self.keep(out.write_all(text).and_then(|()| out.flush()));
    }

    fn keep(&self, written: io::Result<()>) {
        if let (Err(error), Ok(mut lost)) = (written, self.lost.lock()) {
            lost.get_or_insert(error.kind());
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

    /// The exit status of what a command came to. An answer that nobody could read is no success.
    pub fn end(&self, ended: Answer<Ending>) -> ExitCode {
        match ended {
            Err(problem) => self.problem(&problem),
            Ok(ending) => match self.lost.lock().ok().and_then(|lost| *lost) {
                None => ExitCode::from(ending.status()),
                // Whoever reads has read enough, as `head` does: that needs no words.
                Some(io::ErrorKind::BrokenPipe) => ExitCode::from(ExitClass::Usage.status()),
                Some(_) => self.problem(&problem(&Code::AnswerUnwritable.into())),
            },
        }
    }

    /// Prints a problem and gives its exit status.
    pub fn problem(&self, problem: &ProblemView) -> ExitCode {
        let told = in_commands::told(problem);
        self.explain(problem);
        if self.json {
            self.answer(&serde_json::json!({ "problem": told }), [""; 0]);
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
        let problem = in_commands::told(problem);
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

    /// Prints what the argument parser answers by itself: help or version.
    pub fn help(&self, answer: &clap::Error) -> ExitCode {
        let text = words_of_clap::in_japanese(&answer.render().to_string());
        self.lines(text.trim_end().lines());
        self.end(Ok(Ending::Fine))
    }

    /// Prints lines for people, with `--json` too.
    pub fn lines<L: Display>(&self, lines: impl IntoIterator<Item = L>) {
        let mut out = io::stdout().lock();
        for line in lines {
            self.keep(write_line(&mut out, line));
        }
        self.keep(out.flush());
    }
}
