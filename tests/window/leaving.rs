//! Nobody is at the window for longer than the setting allows.

use crate::kit::{log_in, unlocked};
use kakehashi_acceptance::{Cli, Practice};
use std::time::Duration;
use tokio::time::sleep;

#[tokio::test]
#[ignore = "nobody may touch the window for more than a minute; `cargo xtask test --long` waits"]
async fn a_window_that_nobody_touches_locks_itself_and_opens_where_it_was() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    cli.admin("settings set idle-minutes 1").expect_status(0);
    let mut window = unlocked(&practice).await;
    log_in(&window, &practice, "tantou", "clerk").await;
    window.press("送る").await;
    window.look("before-leaving").await;
    sleep(Duration::from_secs(80)).await;
    window.heading("画面に鍵をかけています").await;
    window.look("left").await;
    window
        .fill("come-back-password", "tantou-renshu-2026")
        .await;
    window.press("続きから使う").await;
    window.wait_for_field("send-path").await;
    window.look("back").await;
    window.close().await;
}
