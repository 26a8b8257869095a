//! The main job by `kakehashi`, step by step, as a clerk and an approver would do it.

use crate::{Done, parts::built, practice::Practice};
use std::{fs, process::Command};

/// Statuses: done, and done with findings.
const FINE: i32 = 0;
const FINDINGS: i32 = 1;

pub(crate) fn main_job(practice: &Practice) -> Done {
    let job = Cli { practice };
    let fingerprint =
        fs::read_to_string(practice.dir.join("pki/ca.sha256.txt")).map_err(|e| e.to_string())?;
    let sample = practice.sample(1_000)?;
    let (admin, clerk, approver) = ("kanri admin", "tantou clerk", "shonin approver");

    println!("\n1. 端末を使い始める");
    job.step(
        None,
        "init --admin kanri --password-file admin.secret",
        FINE,
    )?;
    let add = format!(
        "profile add 研修 --kind training --url {} --insurer 06990014 --terminal RENSHU01 --ca pki/ca.pem --ca-fingerprint {}",
        practice.url,
        fingerprint.trim()
    );
    job.step(Some(admin), &add, FINE)?;
    job.step(
        Some(admin),
        "cert import RENSHU01.p12 --pass-file p12.secret",
        FINE,
    )?;
    println!("\n2. 人を決める（用意する人と、承認する人は別の人）");
    let user =
        "users add tantou --name 練習花子 --role clerk --first-password-file clerk-first.secret";
    job.step(Some(admin), user, FINE)?;
    let user = "users add shonin --name 承認次郎 --role approver --first-password-file approver-first.secret";
    job.step(Some(admin), user, FINE)?;
    job.step(
        Some("tantou clerk-first"),
        "password change --new-password-file clerk.secret",
        FINE,
    )?;
    job.step(
        Some("shonin approver-first"),
        "password change --new-password-file approver.secret",
        FINE,
    )?;
    println!("\n3. つながるかを確かめて、サーバーにログインする");
    job.step(None, "connection test", FINE)?;
    let login = "server login --server-user clerk --server-password-file server-first.secret --new-password-file server.secret";
    job.step(Some(clerk), login, FINE)?;
    println!("\n4. ファイルを検査する（架空の1,000人、わざと誤りを入れてあります）");
    job.step(
        None,
        "check kanyusha.csv --kind member-registration --findings findings.csv",
        FINDINGS,
    )?;
    println!("\n5. 誤りの行を除いて預け、別の人が承認する");
    job.step(
        Some(clerk),
        "send kanyusha.csv --kind member-registration --exclude-errors",
        FINDINGS,
    )?;
    job.step(Some(approver), "approve 1", FINE)?;
    println!("\n6. 送り、受付 → 処理中 → 「処理完了」を待って、結果を受け取る");
    job.step(Some(clerk), "send --job 1 --wait", FINDINGS)?;
    println!("\n7. 結果を読み、被保険者枝番と、登録されていない行を書き出す");
    job.step(Some(clerk), "result 1 --out .", FINDINGS)?;
    job.step(Some(clerk), "branch-numbers 1 --out edaban.csv", FINE)?;
    job.step(Some(clerk), "jobs resend 1 --out saisou.csv", FINE)?;
    println!("\n8. 結果を確認して、終わる");
    job.step(Some(clerk), "jobs confirm 1", FINE)?;
    job.step(Some(admin), "audit verify", FINE)?;
    println!("\n置き場所");
    println!("  預けたファイル　　　　　　　　　{}", sample.display());
    println!(
        "  見つかったこと　　　　　　　　　{}",
        practice.dir.join("findings.csv").display()
    );
    println!(
        "  被保険者枝番（基幹システムへ）　{}",
        practice.dir.join("edaban.csv").display()
    );
    println!(
        "  登録されていない行　　　　　　　{}",
        practice.dir.join("saisou.csv").display()
    );
    println!(
        "  端末のデータ（暗号化）　　　　　{}",
        practice.dir.join("terminal").display()
    );
    Ok(())
}

struct Cli<'a> {
    practice: &'a Practice,
}

impl Cli<'_> {
    /// Runs a command as `who` (利用者ID and the name of the secret) and expects an exit status.
    fn step(&self, who: Option<&str>, line: &str, expected: i32) -> Done {
        println!("\n$ kakehashi {line}");
        let mut command = Command::new(built("kakehashi"));
        command
            .current_dir(&self.practice.dir)
            .args(line.split_whitespace());
        command.args(["--data-dir", "terminal", "--key-pass-file", "key.secret"]);
        if let Some((user, secret)) = who.and_then(|who| who.split_once(' ')) {
            command.args([
                "--user",
                user,
                "--password-file",
                &format!("{secret}.secret"),
            ]);
        }
        let status = command.status().map_err(|e| e.to_string())?;
        match status.code() {
            Some(code) if code == expected => Ok(()),
            code => Err(format!(
                "kakehashi {line}: exit status {code:?}, {expected} was expected"
            )),
        }
    }
}
