//! Every area of every room, for whoever collects what all of them add.

use crate::{core::area::Area, desk, people, place, sending};

/// In the order in which tasks of one urgency stand.
pub(crate) fn all() -> impl Iterator<Item = &'static Area> {
    let rooms = [desk::AREAS, place::AREAS, sending::AREAS, people::AREAS];
    rooms.into_iter().flatten()
}
