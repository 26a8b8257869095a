//! The controller without a window, on a paused clock, against a server that says what the test tells it to.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Test code: a failure here is a failed test.

mod authority;
mod backups;
mod by_hand;
mod cases;
mod certificate_names;
mod certificates;
mod change_over;
mod changes;
mod clocks;
mod comparisons;
mod corrections;
mod data;
mod definitions;
mod earlier;
mod findings;
mod gate;
mod intermediate;
mod interruptions;
mod inventory;
mod keys;
mod leaving;
mod look_ups;
#[cfg(target_os = "linux")]
mod memory;
mod mismatches;
mod older_copies;
mod people;
mod persons;
mod pia;
mod profiles;
mod revocation;
mod script;
mod settings;
mod timelines;
mod today;
mod trust;
mod world;
