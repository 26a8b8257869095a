//! What would complete a case: the smallest additions.

use super::{Actor, Case, Document, Element, Rule, Rules, Sides, bench::Bench};
use serde::{Serialize, Serializer};

/// Something to be added: a document in good order, or a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// Its kind.
    pub id: String,
    /// Whose it must be.
    pub of: Option<Actor>,
    /// Which one, where several of a kind are wanted.
    nth: usize,
    /// Row and column of the table.
    place: (usize, usize),
    is_document: bool,
}

impl Needed {
    /// The document that would count.
    pub fn document(&self) -> Document {
        Document {
            of: self.of,
            sides: Some(Sides::Both),
            label: Some(format!("needed {}", self.nth)),
            matches_register: Some(true),
            ..Document::of_kind(&self.id)
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        (&self.id, self.of, self.nth) == (&other.id, other.of, other.nth)
    }
}

impl Serialize for Needed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.id)
    }
}

/// A set of additions that completes the case, none of which can be left out. In the order 番号, 身元, 代理権.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Way(pub Vec<Needed>);

impl Way {
    /// Both, what they share once.
    fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        let is_new = |needed: &&Needed| !self.0.iter().any(|own| own.is_same(needed));
        both.0.extend(other.0.iter().filter(is_new).cloned());
        both
    }

    fn holds(&self, other: &Self) -> bool {
        let has = |needed: &Needed| self.0.iter().any(|own| own.is_same(needed));
        other.0.iter().all(has)
    }

    fn rank(&self) -> (usize, Vec<(usize, usize)>) {
        let documents = self.0.iter().filter(|needed| needed.is_document).count();
        (
            documents,
            self.0.iter().map(|needed| needed.place).collect(),
        )
    }
}

/// Every minimal way to complete the case, fewest documents first, then in the table's order.
pub(super) fn minimal(rules: &Rules, case: &Case, elements: &[Element]) -> Vec<Way> {
    let mut ways = combined(&Bench::new(rules, case), elements);
    for companion in companions(rules, case) {
        let mut with = case.clone();
        with.documents.push(companion.document());
        let rest = combined(&Bench::new(rules, &with), elements);
        let companion = Way(vec![companion]);
        ways.extend(rest.iter().map(|way| way.and(&companion)));
    }
    ways.sort_by_key(|way| (way.0.len(), way.rank()));
    let mut minimal: Vec<Way> = Vec::new();
    for way in ways {
        if !minimal.iter().any(|smaller| way.holds(smaller)) {
            minimal.push(way);
        }
    }
    minimal.sort_by_key(Way::rank);
    minimal
}

/// One way for every element that is still lacking.
fn combined(bench: &Bench, elements: &[Element]) -> Vec<Way> {
    let lacking = elements
        .iter()
        .filter(|element| bench.meeting(**element).is_none());
    lacking.fold(vec![Way::default()], |ways, element| {
        let more = of_element(bench, *element);
        ways.iter()
            .flat_map(|way| more.iter().map(|add| way.and(add)))
            .collect()
    })
}

/// Documents whose presence makes others count that are already there.
fn companions(rules: &Rules, case: &Case) -> Vec<Needed> {
    let bench = Bench::new(rules, case);
    let named: Vec<&String> = rules
        .rows
        .iter()
        .filter_map(|row| row.back_suffices_with.as_ref())
        .collect();
    let is_absent = |needed: &Needed| !case.documents.iter().any(|d| d.id == needed.id);
    let rows = rules.rows.iter().enumerate();
    rows.flat_map(|(at, row)| candidates(&bench, at, row))
        .filter(|needed| named.contains(&&needed.id) && is_absent(needed))
        .collect()
}

fn of_element(bench: &Bench, element: Element) -> Vec<Way> {
    let mut at = 0;
    let mut ways = Vec::new();
    for route in bench.rules.routes() {
        if route.iter().all(|row| row.elements.contains(&element)) {
            ways.extend(of_route(bench, at, route));
        }
        at += route.len();
    }
    ways
}

/// What these rows still want beside what already counts for them.
fn of_route(bench: &Bench, at: usize, route: &[Rule]) -> Vec<Way> {
    let counted = bench.counted(route);
    let rows = route.iter().enumerate();
    let mut open: Vec<Needed> = rows
        .flat_map(|(offset, row)| candidates(bench, at + offset, row))
        .collect();
    let is_repeatable = |id: &str| bench.rules.document(id).is_some_and(|kind| kind.several);
    open.retain(|needed| {
        let is_there = counted
            .iter()
            .any(|counted| counted.document.id == needed.id);
        !is_there || is_repeatable(&needed.id)
    });
    let wanted = route
        .first()
        .map_or(0, |row| row.n)
        .saturating_sub(counted.len());
    choose(&open, wanted, &is_repeatable)
}

/// Documents of the row that would count if they were brought in good order.
fn candidates(bench: &Bench, at: usize, row: &Rule) -> Vec<Needed> {
    let ids = row.documents.iter().enumerate();
    let needed = ids.map(|(column, id)| Needed {
        id: id.clone(),
        of: row.of,
        nth: 0,
        place: (at, column),
        is_document: bench
            .rules
            .document(id)
            .is_some_and(|kind| !kind.is_statement()),
    });
    needed
        .filter(|needed| bench.accepts(row, &needed.document()))
        .collect()
}

/// Every choice of so many; a repeatable one may be taken again.
fn choose(open: &[Needed], wanted: usize, is_repeatable: &dyn Fn(&str) -> bool) -> Vec<Way> {
    if wanted == 0 {
        return vec![Way::default()];
    }
    let Some((head, tail)) = open.split_first() else {
        return Vec::new();
    };
    let again = Needed {
        nth: head.nth + 1,
        ..head.clone()
    };
    let rest = if is_repeatable(&head.id) {
        [&[again], tail].concat()
    } else {
        tail.to_vec()
    };
    let with = choose(&rest, wanted - 1, is_repeatable);
    let mut ways: Vec<Way> = with
        .iter()
        .map(|way| Way(vec![head.clone()]).and(way))
        .collect();
    // Taking the second of a kind without the first would be the same choice once more.
    ways.extend(choose(tail, wanted, is_repeatable));
    ways
}
