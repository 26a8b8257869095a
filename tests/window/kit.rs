//! What the themes share: a terminal that was set up by command line, and people who log in at its window.

use crate::window::Window;
use kakehashi_acceptance::{Cli, Practice};
use std::{fs, time::Duration};
use tokio::time::sleep;

/// Opens the window of a terminal that was set up, and its key.
pub async fn unlocked(practice: &Practice) -> Window {
    unlocked_on(practice, None).await
}

/// The same, on a session bus.
pub async fn unlocked_on(practice: &Practice, bus: Option<&str>) -> Window {
    let data = practice.file("terminal").display().to_string();
    let window = Window::open_on(practice, &["--data-dir".into(), data], bus).await;
    window
        .fill("key-pass-phrase", &secret(practice, "key"))
        .await;
    window.press("鍵をあける").await;
    window
}

/// Logs in by the name of a secret.
pub async fn log_in(window: &Window, practice: &Practice, user: &str, password: &str) {
    window.wait_for_field("login-user").await;
    window.fill("login-user", user).await;
    window
        .fill("login-password", &secret(practice, password))
        .await;
    window.press("ログインする").await;
    window.wait_for_button("ホーム").await;
}

/// A session ends a little before its program lets go of the data.
pub async fn until_let_go(cli: &Cli<'_>) {
    const IN_USE: i32 = 5;
    for _ in 0..40 {
        if cli.clerk("case list").status != IN_USE {
            return;
        }
        sleep(Duration::from_millis(250)).await;
    }
}

fn secret(practice: &Practice, name: &str) -> String {
    let text = fs::read_to_string(practice.file(&format!("{name}.secret"))).unwrap();
    text.trim_end().to_owned()
}
