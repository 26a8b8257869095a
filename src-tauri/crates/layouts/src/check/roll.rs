//! 登録もれ照合: the people of a list held against those who were registered, however either of them is written.

use super::{
    earlier::Remembered,
    keys::{Keys, Room},
};
use crate::definition::{ColumnType, Identity, Layout};
use ahash::RandomState;
use std::collections::HashMap;

/// Who is registered, by registration, and who of them was found in a list.
pub struct Roll<'a> {
    layout: &'a Layout,
    who: &'a Identity,
    hash_state: RandomState,
    room: Room,
    registered: HashMap<u64, Registered>,
}

struct Registered {
    keys: Keys,
    row: Remembered,
    is_listed: bool,
}

/// How a person of a list stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Not registered.
    Missing,
    /// Registered, as the list has it.
    Same,
    /// Registered otherwise in these columns.
    Differs(Vec<usize>),
}

impl<'a> Roll<'a> {
    /// An empty one for a kind that registers people. None for others.
    pub fn new(layout: &'a Layout) -> Option<Self> {
        let who = layout.identity.as_ref()?;
        Some(Self {
            layout,
            who,
            hash_state: RandomState::new(),
            room: Room::default(),
            registered: HashMap::new(),
        })
    }

    /// Takes what was registered next: later rows stand in the place of earlier ones, and one that ends a registration
    /// takes it out.
    pub fn register(&mut self, row: Remembered) {
        let keys = self.keys(&row);
        if row.is_removed {
            self.registered.remove(&keys.registration);
            return;
        }
        let registered = Registered {
            keys,
            row,
            is_listed: false,
        };
        self.registered.insert(keys.registration, registered);
    }

    /// How many are registered.
    pub fn len(&self) -> usize {
        self.registered.len()
    }

    /// Whether nobody is.
    pub fn is_empty(&self) -> bool {
        self.registered.is_empty()
    }

    /// Looks for a person of a list. What either side doesn't tell differs in nothing.
    pub fn find(&mut self, row: &Remembered) -> Standing {
        let keys = self.keys(row);
        let Some(known) = self.registered.get_mut(&keys.registration) else {
            return Standing::Missing;
        };
        known.is_listed = true;
        let found = keys.person.differences(known.keys.person);
        let number = keys.number != known.keys.number && !row.number.trim().is_empty();
        let number = number.then_some(self.who.number).flatten();
        let of_person = self.who.person.iter().copied().filter(|at| {
            let column_type = self.layout.columns[*at].column_type;
            (column_type == ColumnType::Date && found.birth)
                || (column_type == ColumnType::Code && found.other)
                || (!matches!(column_type, ColumnType::Date | ColumnType::Code) && found.name)
        });
        let differs: Vec<usize> = of_person.chain(number).collect();
        match differs.as_slice() {
            [] => Standing::Same,
            _ => Standing::Differs(differs),
        }
    }

    /// Who is registered and wasn't looked for, by registration.
    pub fn unlisted(self) -> Vec<Remembered> {
        let rest = self.registered.into_values().filter(|it| !it.is_listed);
        let mut rest: Vec<Remembered> = rest.map(|it| it.row).collect();
        rest.sort_by(|a, b| a.registration.cmp(&b.registration));
        rest
    }

    fn keys(&mut self, row: &Remembered) -> Keys {
        row.keys(self.layout, self.who, &self.hash_state, &mut self.room)
    }
}

/// People stay out of logs and test output.
impl std::fmt::Debug for Roll<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Roll({})", self.registered.len())
    }
}
