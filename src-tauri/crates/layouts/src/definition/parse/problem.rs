//! Collecting what is wrong with a definition, line by line.

use std::{cell::RefCell, fmt};

/// More than these nobody reads; a hostile file makes no more.
const MOST: usize = 200;

/// One thing that is wrong with a definition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DefinitionProblem {
    /// The line of the definition, from 1.
    pub line: usize,
    /// What is wrong: a Japanese sentence that names the place.
    pub text: String,
}

impl fmt::Display for DefinitionProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}行目: {}", self.line, self.text)
    }
}

/// Everything found so far.
pub(crate) struct Problems {
    /// Where each line begins.
    lines: Vec<usize>,
    found: RefCell<Vec<DefinitionProblem>>,
}

impl Problems {
    pub(crate) fn of(text: &str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            lines: std::iter::once(0).chain(ends).collect(),
            found: RefCell::default(),
        }
    }

    /// Notes what is wrong at a byte of the text.
    pub(crate) fn add(&self, at: usize, text: impl fmt::Display) {
        let mut found = self.found.borrow_mut();
        if found.len() < MOST {
            found.push(DefinitionProblem {
                line: self.lines.partition_point(|begin| *begin <= at),
                text: text.to_string(),
            });
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.borrow().is_empty()
    }

    /// By line, each once.
    pub(crate) fn into_list(self) -> Vec<DefinitionProblem> {
        let mut found = self.found.into_inner();
        found.sort();
        found.dedup();
        found
    }
}
