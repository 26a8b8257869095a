//! Which room of a crate may know which: those above know those below. What runs up stands here, with its reason.

use crate::texts;
use std::collections::BTreeSet;

/// A crate, its rooms from the lowest to the highest, and the files that know a room above.
struct House {
    folder: &'static str,
    rooms: &'static [&'static str],
    up: &'static [(&'static str, &'static str)],
}

const HOUSES: [House; 2] = [
    House {
        folder: "src-tauri/crates/terminal/src/",
        rooms: &[
            "core", "files", "alone", "place", "sending", "people", "desk",
        ],
        up: &[
            // What the controller looks after at every moment has a shape of its business.
            ("core/world.rs", "place"), // where keys lie is of the world outside
            ("core/definitions.rs", "place"), // the insurer's own encoding is read with the definitions
            ("core/look.rs", "sending"),      // what stopped a job is told by every look
            ("core/older.rs", "alone"),       // older data hold every job, as a restore does
            ("core/older.rs", "sending"),
            ("files/reports/mod.rs", "alone"), // a report is of a check
            // Without login, and yet about this terminal's data as a whole.
            ("alone/consent.rs", "desk"), // two persons' passwords are tried as at the login
            ("alone/definitions.rs", "place"),
            ("alone/dispose.rs", "place"),
            ("alone/restore.rs", "sending"),
            ("alone/restore.rs", "desk"),
            ("alone/waiting.rs", "sending"),
            // What waits to be sent keeps a profile in use, and is what a try of the connection reckons with.
            ("place/profiles.rs", "sending"),
            ("place/connection/examination.rs", "sending"),
            // A line of the 授受簿 that is settled ends the numbers in its file, in one commit.
            ("sending/hand_over/register.rs", "people"),
            // Two persons decide on a finding that takes a protection away as on others.
            ("sending/decisions.rs", "people"),
            // Who is protected is marked, and not told where they live, wherever rows are shown.
            ("sending/findings/mod.rs", "people"),
            ("sending/findings/out.rs", "people"),
            ("sending/by_hand/post.rs", "people"),
            ("sending/results/answers.rs", "people"),
        ],
    },
    House {
        folder: "src-tauri/crates/layouts/src/",
        rooms: &["definition", "read", "check", "write"],
        up: &[
            ("read/rows.rs", "check"), // rows are split where what is wrong with them is told
            ("read/shown.rs", "check"), // and shown as the check sees them
        ],
    },
];

/// The modules at the root of its crate that a source names, but in its tests.
fn named(text: &str) -> BTreeSet<String> {
    let shipped = text.split("#[cfg(test)]").next().unwrap();
    let first = |part: &str| {
        let name = part
            .trim_start()
            .split(|c: char| !c.is_alphanumeric() && c != '_');
        name.map(str::to_owned).next().unwrap()
    };
    let mut names = BTreeSet::new();
    for part in shipped.split("crate::").skip(1) {
        let Some(listed) = part.strip_prefix('{') else {
            names.insert(first(part));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (at, c) in listed.char_indices() {
            match c {
                '{' => depth += 1,
                ',' if depth == 0 => {
                    names.insert(first(&listed[start..at]));
                    start = at + 1;
                }
                '}' if depth == 0 => {
                    names.insert(first(&listed[start..at]));
                    break;
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
    }
    names
}

#[test]
fn a_room_knows_only_those_below_it() {
    for House { folder, rooms, up } in HOUSES {
        let floor = |name: &str| rooms.iter().position(|room| *room == name);
        let mut found = BTreeSet::new();
        for (path, text) in texts(&[folder]) {
            let within = path.strip_prefix(folder).unwrap();
            let Some(own) = within.split('/').next().and_then(floor) else {
                continue;
            };
            let known = named(&text);
            let above = rooms[own + 1..]
                .iter()
                .filter(|room| known.contains(**room));
            found.extend(above.map(|room| (within.to_owned(), *room)));
        }
        let known = up.iter().map(|(file, room)| ((*file).to_owned(), *room));
        assert_eq!(found, known.collect(), "{folder}: arrows that run up");
    }
}
