//! The bridge: the real controller and the real practice server, in as many worlds as wanted, for a page in a browser.
//!
//! For tests and development only; it is an example of this package, which nothing that ships is built with.
//!
//! ```text
//! screens ──HTTP──▶ acts of a world ──▶ Terminal::call ──▶ controller ──mutual TLS──▶ practice server
//!         ◀─lines── what changed
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Test code: a failure here is a failed test.
#![allow(clippy::print_stdout)] // It says where it listens.

mod authority;
mod files;
mod http;
mod outside;
mod pages;
mod scenarios;
mod world;
mod worlds;

use std::{env, net::Ipv4Addr, path::PathBuf};
use tokio::net::TcpListener;

/// `bridge [PORT [PAGES]]`: listens on a port, or on any; answers with the pages of a folder besides.
#[tokio::main]
async fn main() {
    let mut words = env::args().skip(1);
    let port = words.next().map_or(0, |port| port.parse().unwrap());
    let pages = words.next().map(PathBuf::from);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .unwrap();
    println!("listening on http://{}", listener.local_addr().unwrap());
    axum::serve(listener, http::router(pages)).await.unwrap();
}
