//! The built pages, under the rules that the window gives them.

use axum::{
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use std::{
    fs,
    path::{Component, Path, PathBuf},
};

const WINDOW: &str = include_str!("../../src-tauri/tauri.conf.json");

/// A file of a folder.
pub async fn page(folder: PathBuf, uri: Uri) -> Response {
    let name = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        // A browser asks for it by itself; the window doesn't.
        "favicon.ico" => return StatusCode::NO_CONTENT.into_response(),
        name => name,
    };
    let stays_inside = Path::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let found = fs::read(folder.join(name)).ok().filter(|_| stays_inside);
    std::future::ready(()).await;
    match found {
        Some(bytes) => {
            let headers = [
                (header::CONTENT_TYPE, type_of(name).to_owned()),
                (header::CONTENT_SECURITY_POLICY, policy()),
            ];
            (headers, bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The window's own policy, but that acts go to the bridge.
fn policy() -> String {
    let window: Value = serde_json::from_str(WINDOW).unwrap();
    let policy = window["app"]["security"]["csp"].as_str().unwrap();
    policy.replace(
        "connect-src ipc: http://ipc.localhost",
        "connect-src 'self'",
    )
}

fn type_of(name: &str) -> &'static str {
    match Path::new(name).extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some(_) | None => "application/octet-stream",
    }
}
