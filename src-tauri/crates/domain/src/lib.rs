//! Numbers, names, dates and error codes of the field, as values that can't be wrong once made.
//!
//! Owns: the newtypes that the other crates speak in, and the one table of error codes.
//! Never: does I/O, reads a clock, knows of async or of a window.
#![cfg_attr(test, allow(missing_docs))]

mod branch_number;
mod certificate;
mod code;
pub mod compare;
mod contact;
mod corporate_number;
mod date;
mod deadline;
mod decision;
mod fault;
mod harmless;
pub mod identity;
mod insurer_number;
mod job_state;
mod leak;
mod leaving;
mod line_kind;
mod mask;
mod master;
mod mismatch;
mod number_place;
mod order_rules;
mod personal_number;
pub mod pia;
mod profile_kind;
mod retention;
mod role;
mod server_words;
mod service_calendar;
mod setting;
mod shelf;
mod way;

pub use branch_number::{BranchNumberError, CardBranchNumber, ServerBranchNumber};
pub use certificate::{ExpiryStage, Registration, RegistrationStep, Standing, Validity};
pub use code::{Code, ExitClass, Retry};
pub use contact::ContactRole;
pub use corporate_number::{CorporateNumber, CorporateNumberError};
pub use date::{date_value, packed_date_value, wareki, wareki_value};
pub use deadline::{DeadlineRule, DeadlineState, last_weekday, weekdays_since};
pub use decision::DecisionReason;
pub use fault::{Fault, Outcome, is_disk_full};
pub use harmless::{acts_when_shown, harmless, harmless_cell, harmless_json, harmless_short};
pub use insurer_number::{InsurerNumber, InsurerNumberError};
pub use job_state::{JobState, JobStep};
pub use leak::{LeakClass, LeakData, LeakSealed, LeakState, LeakStep};
pub use leaving::Leaving;
pub use line_kind::LineKind;
pub use mask::{lean_text, mask_number, optional_text, short_text};
pub use master::{
    MASTER_ENTRIES_MOST, Master, MasterChange, MasterEdit, MasterEntry, MasterKey, changes_together,
};
pub use mismatch::{Evidence, MismatchState, MismatchStep, NoDoubtReason, NoDoubtRules};
pub use number_place::NumberPlace;
pub use order_rules::OrderRules;
pub use personal_number::{PersonalNumber, PersonalNumberError};
pub use profile_kind::ProfileKind;
pub use retention::{Period, Retention};
pub use role::Role;
pub use server_words::{MessageMeaning, ServerWords, StatusMeaning};
pub use service_calendar::{ServiceCalendar, ServiceCalendarError, WEEKDAYS};
pub use setting::{Setting, SettingKind};
pub use shelf::{Shelf, Single};
pub use way::SendingWay;
