//! A case laid out beside the rules.

use super::{Case, Document, Element, Objection, Rule, Rules, objection};

/// A case beside the rules, with what it shows as one list.
pub(super) struct Bench<'a> {
    pub rules: &'a Rules,
    pub case: &'a Case,
    evidence: Vec<Document>,
}

/// A document that counts for a row.
pub(super) struct Counted<'a> {
    pub row: &'a Rule,
    pub document: &'a Document,
}

impl<'a> Bench<'a> {
    pub fn new(rules: &'a Rules, case: &'a Case) -> Self {
        let evidence = case.evidence(rules);
        Self {
            rules,
            case,
            evidence,
        }
    }

    /// The first rows of the table that meet the element.
    pub fn meeting(&self, element: Element) -> Option<&'a [Rule]> {
        let mut routes = self.rules.routes();
        routes.find(|route| {
            route.iter().all(|row| row.elements.contains(&element)) && self.meets(route)
        })
    }

    /// Whether what counts for these rows is enough.
    pub fn meets(&self, route: &[Rule]) -> bool {
        route
            .first()
            .is_some_and(|row| self.counted(route).len() >= row.n)
    }

    /// What counts for these rows, in the table's order; the same document twice is one.
    pub fn counted<'b>(&'b self, route: &'b [Rule]) -> Vec<Counted<'b>> {
        let mut counted: Vec<Counted> = Vec::new();
        for row in route {
            for id in &row.documents {
                for document in self.evidence.iter().filter(|document| document.id == *id) {
                    let is_new = || {
                        !counted
                            .iter()
                            .any(|one| self.is_same(one.document, document))
                    };
                    if self.accepts(row, document) && is_new() {
                        counted.push(Counted { row, document });
                    }
                }
            }
        }
        counted
    }

    /// Why the document counts for nothing, if so.
    pub fn objection(&self, document: &Document) -> Option<Objection> {
        let kind = self.rules.document(&document.id)?;
        if let Some(objection) = objection::of_kind(kind, document, self.case.date) {
            return Some(objection);
        }
        let routes = self.rules.routes();
        let naming = routes.flat_map(|route| route.iter().map(move |row| (route, row)));
        let naming = naming.filter(|(_, row)| row.documents.contains(&document.id));
        let objections: Vec<Option<Objection>> = naming
            .map(|(route, row)| {
                let lonely = || (!self.meets(route)).then_some(Objection::OneOfTwo);
                objection::of_row(self.rules, self.case, row, document).or_else(lonely)
            })
            .collect();
        // None is the smallest: a single row without objection is enough.
        let nearest = objections.iter().copied().flatten().max();
        if objections.contains(&None) {
            None
        } else {
            nearest
        }
    }

    /// What was shown, recognised and answered.
    pub fn evidence(&self) -> &[Document] {
        &self.evidence
    }

    /// Whether the document, as it is, counts for the row.
    pub fn accepts(&self, row: &Rule, document: &Document) -> bool {
        let kind = self.rules.document(&document.id);
        let fits =
            kind.is_some_and(|kind| objection::of_kind(kind, document, self.case.date).is_none());
        fits && objection::of_row(self.rules, self.case, row, document).is_none()
    }

    fn is_same(&self, a: &Document, b: &Document) -> bool {
        let several = self.rules.document(&a.id).is_some_and(|kind| kind.several);
        a.id == b.id && (!several || a.label == b.label)
    }
}
