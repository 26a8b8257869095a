//! A file kind as its definition says: reading the definition, and telling people what it says.

mod parse;

pub use parse::DefinitionProblem;
