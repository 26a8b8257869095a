//! Reading a definition: all of it, whatever is wrong, so that one look tells everything to put right.

mod columns;
mod format;
mod keys;
mod problem;
mod roles;
mod rules;

pub use problem::DefinitionProblem;

use crate::definition::{
    across_rows::{Gate, Identity},
    choice::words,
    layout::{Direction, Layout},
};
use columns::Columns;
use kakehashi_domain::{Code, Fault, Outcome};
use keys::Keys;
use problem::Problems;
use toml::de::DeTable;

/// The longest definition.
const LONGEST: usize = 1024 * 1024;

words!(Status {
        Provisional "provisional",
        Official "official",
});

impl Layout {
    /// Reads a definition in TOML.
    ///
    /// # Errors
    /// [`Code::LayoutBroken`], where `where` names the first line that is wrong, and what is wrong with it.
    pub fn parse(text: &str) -> Outcome<Self> {
        read(text).map_err(|problems| {
            let first = problems.first().map(ToString::to_string);
            Fault::new(Code::LayoutBroken).with("where", first.unwrap_or_default())
        })
    }

    /// Everything that is wrong with a definition, by line; empty for a right one.
    pub fn problems(text: &str) -> Vec<DefinitionProblem> {
        read(text).err().unwrap_or_default()
    }
}

fn read(text: &str) -> Result<Layout, Vec<DefinitionProblem>> {
    let problems = Problems::of(text);
    if text.len() > LONGEST {
        problems.add(0, "定義が長すぎます（1 MiBまで）。");
        return Err(problems.into_list());
    }
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let what = format!("TOMLとして読めません（{}）。", error.message());
            problems.add(at, what);
            return Err(problems.into_list());
        }
    };
    let read = |is_before| layout(Keys::of(&table, "", 0, &problems), is_before);
    let layout = read(false);
    if problems.is_empty() && layout.as_ref().is_some_and(|it| it.earlier.is_some()) {
        read(true); // no rule may need a column that files of the version before lack
    }
    match layout {
        Some(layout) if problems.is_empty() => Ok(layout.with_before()),
        Some(_) | None => Err(problems.into_list()),
    }
}

/// `is_before` reads it without the columns that the version before lacks.
fn layout(root: Keys, is_before: bool) -> Option<Layout> {
    // Everything is read before anything is missed: each problem is to be told.
    let kind = root.needed_word("kind");
    let kind = kind.map(|word| roles::kind(&root, word));
    let [title, file_title, version] =
        ["title", "file_title", "version"].map(|key| root.needed_text(key));
    let status: Option<Status> = root.needed_choice("status");
    let effective_from = root.day("effective_from");
    let effective_from = root.must("effective_from", effective_from);
    let effective_to = root.day("effective_to");
    let [source, note] = ["source", "note"].map(|key| root.text(key));
    let direction = root.needed_choice("direction");
    let group = root.needed_choice("group");
    let result_kind = root.word("result_kind");
    let result_kind = result_kind.map(|word| roles::kind(&root, word));
    let format = format::format(&root);
    let mut columns = Columns::read(&root, format.as_ref());
    let earlier = columns.earlier(&root);
    let protection = columns.protection(&root);
    if is_before {
        let lacking = earlier.as_ref().map_or(0, |it| it.lacking);
        columns.columns.truncate(columns.columns.len() - lacking);
    }
    let row_rules = columns.row_rules(&root);
    let file_rules = columns.file_rules(&root);
    let identity = columns.identity(&root);
    let gates = columns.gates(&root, identity.as_ref());
    let identity = identity.map(|who| Identity {
        new_number: gates.iter().find_map(Gate::new_number).cloned(),
        ..who
    });
    let previous = columns.previous(&root, identity.as_ref());
    let subject = columns.subject(&root, identity.as_ref());
    let order = columns.order(&root);
    let result = columns.result(&root, direction);
    let (service, answers, inquiring) = columns.service(&root, direction);
    let timeline = columns.timeline(&root);
    if direction.is_some_and(|it| (it == Direction::Send) != result_kind.is_some()) {
        root.say("result_kindは、directionがsendの定義に要り、ほかの定義には書けません。");
    }
    if effective_to.is_some_and(|to| effective_from.is_some_and(|from| to < from)) {
        root.say("effective_toがeffective_fromより前です。");
    }
    root.end();
    Some(Layout {
        kind: kind?,
        title,
        file_title,
        version,
        provisional: status? == Status::Provisional,
        effective_from: effective_from?,
        effective_to,
        source,
        note,
        direction: direction?,
        group: group?,
        result_kind,
        format: format?,
        columns: columns.columns,
        order,
        result,
        service,
        inquiring,
        timeline,
        earlier,
        protection,
        row_rules,
        file_rules,
        identity,
        gates,
        previous,
        subject,
        answers,
    })
}
