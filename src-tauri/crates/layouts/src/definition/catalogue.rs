//! Every definition at hand: those that come with the program, and those that were imported.

use super::layout::{Direction, Layout};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, Outcome};
use std::{
    fmt,
    sync::{Arc, OnceLock},
};

const DEFINITIONS: &[&str] = &include!(concat!(env!("OUT_DIR"), "/definitions.rs"));

/// Definitions side by side: several kinds, and several versions of a kind.
#[derive(Clone, Default)]
pub struct Catalogue {
    layouts: Vec<Arc<Layout>>,
}

impl Catalogue {
    /// The definitions that come with the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Catalogue> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let parsed = DEFINITIONS.iter().map(|text| Layout::parse(text));
            let parsed = parsed.filter_map(Result::ok); // a test proves that none is lost
            Self::default().with(parsed.map(of_house))
        })
    }

    /// The text of a definition that comes with the program.
    pub fn text_of(layout: &Layout) -> Option<&'static str> {
        let is_it = |text: &&&str| {
            let parsed = Layout::parse(text);
            let is_it = |it: &Layout| (&it.kind, &it.version) == (&layout.kind, &layout.version);
            parsed.is_ok_and(|it| is_it(&it) || it.before().is_some_and(|it| is_it(it)))
        };
        DEFINITIONS.iter().find(is_it).copied()
    }

    /// The same with more definitions; one of the same kind and version replaces the one before.
    #[must_use]
    pub fn with(&self, more: impl IntoIterator<Item = Layout>) -> Self {
        let mut layouts = self.layouts.clone();
        for layout in more {
            layouts.retain(|old| (&old.kind, &old.version) != (&layout.kind, &layout.version));
            layouts.push(Arc::new(layout));
        }
        layouts.sort_by(|a, b| order(a).cmp(&order(b)));
        Self { layouts }
    }

    /// All definitions by group, kind and first day.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Layout>> {
        self.layouts.iter()
    }

    /// The definition of each kind for a day, by group and kind.
    pub fn in_force(&self, on: NaiveDate) -> impl Iterator<Item = &Arc<Layout>> {
        let best = move |layout: &&Arc<Layout>| {
            let best = self.of_kind(&layout.kind, on);
            best.is_ok_and(|best| Arc::ptr_eq(best, layout))
        };
        self.layouts.iter().filter(best)
    }

    /// The definition of a kind for a day: official before 仮, then the one that came into force last.
    ///
    /// # Errors
    /// [`Code::KindUnknown`] for a kind that isn't there or isn't in force.
    pub fn of_kind(&self, kind: &str, on: NaiveDate) -> Outcome<&Arc<Layout>> {
        let versions = self.layouts.iter();
        let in_force = versions.filter(|layout| layout.kind == kind && layout.is_in_force(on));
        let best = in_force.max_by_key(|layout| (!layout.provisional, layout.effective_from));
        best.ok_or_else(|| Fault::new(Code::KindUnknown).with("kind", kind))
    }

    /// A certain version of a kind, in force or not.
    ///
    /// # Errors
    /// [`Code::KindUnknown`].
    pub fn of_version(&self, kind: &str, version: &str) -> Outcome<&Arc<Layout>> {
        let before = self.layouts.iter().filter_map(|it| it.before());
        let mut layouts = self.layouts.iter().chain(before);
        let layout = layouts.find(|it| it.kind == kind && it.version == version);
        layout.ok_or_else(|| {
            let wanted = format!("{kind}（{version}）");
            Fault::new(Code::KindUnknown).with("kind", wanted)
        })
    }
}

/// What the 基幹システム writes and reads follows the house; the server's and the employers' files are their own.
fn of_house(mut layout: Layout) -> Layout {
    let is_of_house = [Direction::Send, Direction::HandOver].contains(&layout.direction);
    layout.format.follows_house = is_of_house;
    layout
}

fn order(layout: &Layout) -> impl Ord {
    let Layout {
        group,
        kind,
        effective_from,
        version,
        ..
    } = layout;
    (*group, kind.clone(), *effective_from, version.clone())
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self
            .layouts
            .iter()
            .map(|layout| (&layout.kind, &layout.version));
        f.debug_list().entries(names).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_definition_reads_and_names_kinds_that_are_there() {
        for text in DEFINITIONS {
            assert_eq!(Layout::problems(text), [], "{}", &text[..200]);
        }
        let shipped = Catalogue::shipped();
        assert_eq!(shipped.all().count(), DEFINITIONS.len());
        let has = |kind: &String| shipped.all().any(|layout| layout.kind == *kind);
        for layout in shipped.all() {
            let order = layout.order.iter();
            let order = order.flat_map(|order| {
                let person = order.person.iter().map(|person| &person.registered_by);
                order.after.iter().chain(person)
            });
            let result = layout
                .result
                .iter()
                .filter_map(|roles| roles.hand_over.as_ref());
            for kind in order.chain(result).chain(&layout.result_kind) {
                assert!(has(kind), "{} names {kind}", layout.kind);
            }
        }
    }
}
