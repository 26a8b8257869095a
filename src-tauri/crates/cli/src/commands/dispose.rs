//! Disposal: of what is due, of a job's files before their time, of a file that was written out.

use crate::{
    args::Global,
    opening::{open, secret},
    output::{Ending, Printer},
    words::count,
};
use clap::Subcommand;
use kakehashi_terminal::{
    Answer,
    view::{DisposalView, SecondPerson},
};

#[derive(Subcommand, Debug)]
pub enum DisposeCommand {
    /// 保存期間の過ぎたものを、いま廃棄する（この端末は、動いているあいだ自動でも行う）
    Due,
    /// 終わった送信のファイルと結果を、期限の前に廃棄する（もう1人のパスワードが必要。元には戻せない）
    Job {
        job: u32,
        #[arg(long)]
        reason: String,
        /// もう1人の利用者ID（承認者かシステム管理者）
        #[arg(long, value_name = "ID")]
        second_user: String,
        /// その人のパスワードのファイル（- は標準入力）
        #[arg(long, value_name = "F")]
        second_password_file: String,
    },
    /// 書き出したファイルを安全に消し、授受簿の引き渡しを済ませる
    File {
        /// 授受簿の番号
        line: u32,
    },
}

pub async fn dispose(
    global: &Global,
    printer: &Printer,
    command: DisposeCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    let lines = match command {
        DisposeCommand::Due => terminal.dispose_due().await?,
        DisposeCommand::Job {
            job,
            reason,
            second_user,
            second_password_file,
        } => {
            let second = SecondPerson {
                user: second_user,
                password: secret(&second_password_file)?.to_string(),
            };
            terminal.dispose_job(job, reason, second).await?
        }
        DisposeCommand::File { line } => {
            let line = terminal.erase_hand_over(line).await?;
            let said = format!("安全に消しました: {}（授受簿 {}）", line.path, line.id);
            printer.answer(&line, [said]);
            return Ok(Ending::Fine);
        }
    };
    let said = match lines.is_empty() {
        true => vec!["廃棄するものはありませんでした".to_owned()],
        false => lines.iter().map(text).collect(),
    };
    printer.answer(&lines, said);
    Ok(Ending::Fine)
}

fn text(line: &DisposalView) -> String {
    let rows = count(line.rows);
    format!(
        "廃棄しました: {}（{rows} 行）　{}（廃棄記録簿 {}）",
        line.what, line.why, line.id
    )
}
