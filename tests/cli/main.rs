//! The product by its command line, as real processes: the whole way, wrong input, sudden death, lost answers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)] // Test code: a failure here is a failed test, and what it prints belongs to the report.

mod accounts;
mod asked;
mod backups;
mod before_sending;
mod certificate_life;
mod certificates_explained;
mod collections;
mod connection;
mod contract;
mod crash;
mod day_close;
mod definitions;
mod disposals;
mod drafts;
mod earlier_data;
mod every_kind;
mod given;
mod good_samples;
mod harmful;
mod house_encoding;
mod imported_definitions;
mod inquiries;
mod kit;
mod leaks;
mod look_ups;
mod lost_answers;
mod main_job;
mod masters;
mod members;
mod mismatches;
mod numbers;
mod paths;
mod people_checked;
mod pipelines;
mod protected;
mod proxies;
mod queue;
mod sample_findings;
mod settings;
mod stock_server;
mod this_pc;
mod timelines;
mod unattended;
mod vendor_book;
mod watch;
mod wrong_certificates;
mod wrong_data;
mod wrong_files;
mod wrong_order;
mod wrong_people;
mod wrong_servers;
