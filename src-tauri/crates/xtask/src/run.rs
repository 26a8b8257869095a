//! `cargo xtask run`: from nothing to the window, or to the main job done by command line.

use crate::{
    Done, job_by_cli,
    parts::{Parts, built, cargo, done, npm},
    practice::{Practice, SECRETS},
    system::prepare_run,
};
use std::{env, process::Command};

pub(crate) fn run(window_wanted: bool) -> Done {
    let mut parts = Parts::default();
    parts.part("What must be on the machine", prepare_run)?;
    parts.part("Screens", || done(&mut npm("run build")))?;
    parts.part("Programs", || done(&mut cargo("build --workspace --bins")))?;
    let mut practice = None;
    parts.part("Practice server", || {
        let begun = Practice::begin()?;
        println!(
            "研修用サーバー: {}（クライアント証明書が必要です）",
            begun.url
        );
        practice = Some(begun);
        Ok(())
    })?;
    let practice = practice.ok_or("the practice server is gone")?;
    if window_wanted && has_display() {
        parts.report();
        return open_window(&practice);
    }
    parts.part("Main job", || job_by_cli::main_job(&practice))?;
    parts.report();
    Ok(())
}

fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(windows) || cfg!(target_os = "macos") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn open_window(practice: &Practice) -> Done {
    let sample = practice.sample(1_000)?;
    let secret = |name: &str| {
        SECRETS
            .iter()
            .find(|(n, _)| *n == name)
            .map_or("", |(_, secret)| secret)
    };
    println!("\n画面を開きます。はじめの設定には、研修用サーバーの値が入っています。");
    println!("  証明書のパスフレーズ　　　　　　{}", secret("p12"));
    println!("  サーバーの利用者ID　　　　　　　clerk");
    println!(
        "  サーバーの最初のパスワード　　　{}",
        secret("server-first")
    );
    println!("  送る見本（架空の1,000人）　　　{}", sample.display());
    println!("  端末のパスワードは、12文字以上で自由に決めてください。窓を閉じると終わります。\n");
    let mut app = Command::new(built("kakehashi-app"));
    let data = practice.dir.join("terminal");
    done(
        app.arg("--data-dir")
            .arg(data)
            .arg("--setup-sheet")
            .arg(practice.setup_sheet()),
    )
}
