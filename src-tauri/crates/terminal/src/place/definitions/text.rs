//! A definition as people read it.

use crate::{
    core::{controller::Terminal, gate::Permit, look::Look},
    place::definitions::view::{DefinitionFact, DefinitionText},
};
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_layouts::{COLUMN_HEADINGS, column_facts, facts, rules};

/// What a version of a kind's definition says.
///
/// # Errors
/// `KIND_UNKNOWN`.
pub(crate) async fn definition(
    terminal: &Terminal,
    _: Permit,
    kind: String,
    version: String,
) -> Outcome<DefinitionText> {
    let read = move |look: &Look| look.definition(&kind, &version);
    terminal.see(read).await
}

impl Look {
    fn definition(&self, kind: &str, version: &str) -> Outcome<DefinitionText> {
        let layout = self.definitions().of_version(kind, version)?;
        let views = self.definition_views()?;
        let of = views
            .into_iter()
            .find(|view| view.kind == kind && view.version == version)
            .ok_or_else(|| Fault::new(Code::KindUnknown).with("kind", kind))?;
        let fact = |(name, value): (&str, String)| DefinitionFact {
            name: name.to_owned(),
            value,
        };
        Ok(DefinitionText {
            of,
            facts: facts(&layout).into_iter().map(fact).collect(),
            column_headings: COLUMN_HEADINGS.map(str::to_owned).to_vec(),
            columns: layout
                .columns
                .iter()
                .map(|column| column_facts(column).to_vec())
                .collect(),
            rules: rules(&layout),
        })
    }
}
