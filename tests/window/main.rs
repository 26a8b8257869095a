//! The main job through the real window: Tauri, the web view, the screens, the controller, the practice server.
//! A picture of every screen is left under `target/screens/`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Test code: a failure here is a failed test.
#![cfg(target_os = "linux")] // The web view's driver is WebKitGTK's.

mod change_over;
mod driver;
mod findings;
mod kit;
mod leaving;
mod main_job;
mod mismatches;
mod notices;
mod people_checked;
mod session_bus;
mod set_up;
mod start_up;
mod window;
