//! How a window calls an act: arguments and answer as JSON, and the TypeScript of both, with every type that it takes.

use crate::core::{
    act::{Act, Who},
    changed::Changed,
    controller::Answer,
    problem::ProblemView,
};
use kakehashi_domain::{Code, Fault};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::{collections::BTreeMap, pin::Pin};
use ts_rs::{Config, TS, TypeVisitor};

/// An act on its way to its answer.
pub(crate) type Doing<'t> = Pin<Box<dyn Future<Output = Answer<Value>> + Send + 't>>;

/// One call.
pub struct Call {
    /// Which act; none for what the window's own program answers.
    pub act: Option<Act>,
    name: &'static str,
    arguments: Vec<(&'static str, String)>,
    answer: String,
    types: Types,
}

/// Declarations by name, found by walking from a type to what it holds.
#[derive(Default)]
pub(crate) struct Types {
    pub config: Config,
    pub found: BTreeMap<String, String>,
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if self.found.contains_key(&name) {
                return;
            }
            self.found.insert(name, T::decl(&self.config));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

impl Call {
    /// The call of an act that is answered by `A`.
    pub fn of<A: TS + 'static>(act: Act) -> Self {
        Self {
            act: Some(act),
            ..Self::named::<A>(act.name)
        }
    }

    /// A call that the window's own program answers by `A`.
    pub fn named<A: TS + 'static>(name: &'static str) -> Self {
        let mut types = Types::default();
        types.visit::<A>();
        Self {
            act: None,
            name,
            arguments: Vec::new(),
            answer: A::name(&types.config),
            types,
        }
    }

    /// With one more argument.
    #[must_use]
    pub fn with<T: TS + 'static>(mut self, name: &'static str) -> Self {
        self.types.visit::<T>();
        let kind = T::name(&self.types.config);
        self.arguments.push((name, kind));
        self
    }

    fn typescript(&self) -> String {
        let (act, name, answer) = (self.name, camel(self.name), &self.answer);
        if self.arguments.is_empty() {
            return format!("export const {name} = () => invoke<{answer}>(\"{act}\");\n");
        }
        let argument = |(name, kind): &(&str, String)| format!("{}: {kind}", camel(name));
        let fields: Vec<String> = self.arguments.iter().map(argument).collect();
        let fields = fields.join("; ");
        format!(
            "export const {name} = (args: {{ {fields} }}) => invoke<{answer}>(\"{act}\", args);\n"
        )
    }
}

/// Writes the types and the calls in TypeScript.
pub fn typescript(calls: &[Call]) -> String {
    let mut types = Types::default();
    types.visit::<ProblemView>();
    types.visit::<Changed>();
    let mut types = types.found;
    types.extend(calls.iter().flat_map(|call| call.types.found.clone()));
    let types: String = types.values().map(|it| format!("export {it}\n")).collect();
    let functions: String = calls.iter().map(Call::typescript).collect();
    format!("{types}\n{functions}")
}

/// Writes in TypeScript who may do what.
pub fn typescript_acts() -> String {
    let rows: String = Act::ASKED.iter().map(row).collect();
    format!(
        "const rows = {{\n{rows}}} satisfies Record<string, Row>;\n\n\
         export type ActName = keyof typeof rows;\n\n\
         export const ACTS: Record<ActName, Row> = rows;\n"
    )
}

fn row(act: &Act) -> String {
    let who = match act.who {
        Who::Open | Who::Terminal => "\"open\"".to_owned(),
        Who::Person => "\"person\"".to_owned(),
        Who::Roles(roles) => {
            let words: Vec<String> = roles.iter().map(|r| format!("\"{}\"", r.word())).collect();
            format!("[{}]", words.join(", "))
        }
    };
    format!(
        "\t{}: {{ title: \"{}\", who: {who} }},\n",
        act.name, act.title
    )
}

fn camel(snake: &str) -> String {
    let mut upper = false;
    snake.chars().fold(String::new(), |mut out, c| {
        match c {
            '_' => upper = true,
            c if std::mem::take(&mut upper) => out.push(c.to_ascii_uppercase()),
            c => out.push(c),
        }
        out
    })
}

/// Reads the arguments of an act.
///
/// # Errors
/// K901 when they don't fit.
pub fn parse<T: DeserializeOwned>(arguments: Value) -> Answer<T> {
    serde_json::from_value(arguments).map_err(|e| misuse(&e.to_string()))
}

/// Writes the answer of an act.
///
/// # Errors
/// K901 when it has no shape in JSON.
pub fn shape(answer: impl Serialize) -> Answer<Value> {
    serde_json::to_value(answer).map_err(|e| misuse(&e.to_string()))
}

/// Says that window and program don't fit.
pub fn misuse(cause: &str) -> ProblemView {
    tracing::error!(cause, "the window and the program don't fit");
    ProblemView::new(&Fault::new(Code::Internal), "-")
}
