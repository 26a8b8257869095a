//! Backups, and coming back from one.

use crate::{
    args::Global,
    opening::{credentials, data_dir, open, secret},
    output::{Ending, Printer},
    words::{count, when},
};
use clap::{Args, Subcommand};
use kakehashi_terminal::{
    Answer, Consent, RestoreRequest, World, restore,
    view::{BackupCheck, BackupsView},
};

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct BackupArgs {
    #[command(subcommand)]
    pub command: Option<BackupCommand>,
    /// バックアップを書き出すファイル（なければ、これまでの一覧）
    #[arg(long, value_name = "F")]
    pub out: Option<String>,
    /// バックアップのパスフレーズのファイル（12文字以上。なければ、予定で決めたもの）
    #[arg(long, value_name = "F", requires = "out")]
    pub pass_file: Option<String>,
}

#[derive(Subcommand, Debug)]
pub enum BackupCommand {
    /// バックアップを開いて、データと記録のつながりを確かめる（何も変えない）
    Test {
        file: String,
        #[arg(long, value_name = "F")]
        pass_file: String,
    },
    /// フォルダーに、決まった日ごとに作る
    Plan {
        /// 置くフォルダー
        #[arg(long, value_name = "DIR")]
        folder: String,
        /// 何日ごとに作るか
        #[arg(long, value_name = "DAYS", default_value_t = 1)]
        every: u32,
        /// いくつ残すか
        #[arg(long, value_name = "N", default_value_t = 14)]
        keep: u32,
        #[arg(long, value_name = "F")]
        pass_file: String,
    },
    /// 予定をやめる（作ったものは残る）
    Stop,
}

#[derive(Args, Debug)]
pub struct RestoreArgs {
    /// バックアップのファイル
    pub file: String,
    /// バックアップのパスフレーズのファイル
    #[arg(long, value_name = "F")]
    pub pass_file: String,
    /// いっしょに戻す、もう1人の利用者ID（--user は1人目）
    #[arg(long, value_name = "ID")]
    pub second_user: String,
    /// もう1人のパスワードのファイル
    #[arg(long, value_name = "F")]
    pub second_password_file: String,
}

pub async fn backup(global: &Global, printer: &Printer, args: BackupArgs) -> Answer<Ending> {
    let BackupArgs {
        command,
        out,
        pass_file,
    } = args;
    let terminal = open(global).await?;
    let backups = match (command, out) {
        (Some(BackupCommand::Test { file, pass_file }), _) => {
            let phrase = secret(&pass_file)?;
            let check = terminal.try_backup(file, phrase.to_string()).await?;
            return Ok(print_check(printer, &check));
        }
        (
            Some(BackupCommand::Plan {
                folder,
                every,
                keep,
                pass_file,
            }),
            _,
        ) => {
            let phrase = secret(&pass_file)?.to_string();
            terminal.plan_backups(folder, every, keep, phrase).await
        }
        (Some(BackupCommand::Stop), _) => terminal.stop_backups().await,
        (None, Some(out)) => {
            let phrase = pass_file.as_deref().map(secret).transpose()?;
            let phrase = phrase.map(|phrase| phrase.to_string());
            terminal.back_up(out, phrase).await
        }
        (None, None) => terminal.backups().await,
    }?;
    printer.answer(&backups, lines(&backups));
    Ok(Ending::Fine)
}

pub async fn restore_data(global: &Global, printer: &Printer, args: RestoreArgs) -> Answer<Ending> {
    let (user, password) = credentials(global)?;
    let key_pass_phrase = global.key_pass_file.as_deref().map(secret).transpose()?;
    let second = Consent {
        user: args.second_user,
        password: secret(&args.second_password_file)?,
    };
    let request = RestoreRequest {
        file: &args.file,
        pass_phrase: secret(&args.pass_file)?,
        by: [Consent { user, password }, second],
        key_pass_phrase,
    };
    let report = restore(&data_dir(global)?, World::default(), request).await?;
    let mut lines = vec![format!(
        "{} のバックアップから戻しました。記録 {} 件",
        when(report.backup.made_at),
        count(report.backup.entries)
    )];
    if report.held > 0 {
        lines.push(format!(
            "終わっていない送信 {} 件を保留にしました。承認者が1件ずつ確かめて、kakehashi queue release で進めてください。",
            report.held
        ));
    }
    if let Some(aside) = &report.set_aside {
        lines.push(format!(
            "いままでのデータは {aside} に残しました。30日たつと廃棄します。"
        ));
    }
    printer.answer(&report, lines);
    Ok(Ending::Fine)
}

fn lines(backups: &BackupsView) -> Vec<String> {
    let mut lines: Vec<String> = backups
        .lines
        .iter()
        .map(|line| {
            let entries = count(line.entries);
            format!(
                "{}　{}　記録 {entries} 件　{}",
                when(line.at),
                line.path,
                line.by
            )
        })
        .collect();
    if lines.is_empty() {
        lines.push("バックアップはまだありません。".to_owned());
    }
    if let Some(plan) = &backups.plan {
        let keep = plan.keep;
        lines.push(format!(
            "予定: {}日ごと、{}（{keep} 個を残す）",
            plan.every_days, plan.folder
        ));
        lines.extend(plan.problem.clone());
    }
    lines
}

fn print_check(printer: &Printer, check: &BackupCheck) -> Ending {
    let made = when(check.made_at);
    let (entries, files) = (count(check.entries), count(check.files));
    let chain = if check.intact {
        "つながっています"
    } else {
        "つながっていません"
    };
    let line = format!(
        "{made} のバックアップを開けました。記録 {entries} 件は{chain}。預かったファイル {files} 個"
    );
    printer.answer(check, [line]);
    if check.intact {
        Ending::Fine
    } else {
        Ending::WithFindings
    }
}
