//! 事業主からの番号: who is to bring them, files that came, reminders.

use super::jobs::{hand_out_to, path_text};
use crate::{
    args::{Global, OutArgs, PartArgs},
    opening::open,
    output::{Ending, Printer},
    words::count,
};
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use kakehashi_terminal::{
    Answer, Terminal,
    view::{
        CameBy, CollectionView, DeliveryLine, DeliveryView, EmployerLine, HandOverView, ListPart,
        NewDelivery, ReminderLetter,
    },
};
use std::path::PathBuf;

#[derive(Subcommand, Debug)]
pub enum CollectionCommand {
    /// 番号を出す事業所と、届いたファイル。足りない人数も（番号は出さない）
    List {
        #[command(flatten)]
        part: PartArgs,
    },
    /// 番号を出す事業所の一覧を取り込む（CSVか.xlsx。見出しは 法人番号、事業所名、人数、期限）
    Employers { file: String },
    /// 届いたファイルを受け取り、検査する（CSVか.xlsx。授受簿に残る。サーバーには送らない）
    Take(TakeArgs),
    /// 受け取ったファイルの誤りを、事業所ごとに見る
    Show { delivery: u32 },
    /// 受け取ったファイルの誤りの一覧を、事業主に返すために書き出す（CSV。番号は伏せる）
    Findings {
        delivery: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// 本人確認が済んだ人の番号を、基幹システムへ渡すファイルに書き出す（授受簿に残る）
    Save {
        delivery: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// まちがえて受け取ったファイルを廃棄する（理由とともに、廃棄記録簿に残る）
    Remove {
        delivery: u32,
        #[arg(long)]
        reason: String,
    },
    /// 届いていない事業所に知らせたことを記録する。--out を付けると、全部の一覧を書き出す
    Remind(RemindArgs),
}

#[derive(Args, Debug)]
pub struct TakeArgs {
    /// 届いたファイル（CSVか.xlsx）
    pub file: String,
    /// ブックのシートの名前（様式に合うシートが1枚なら要らない）
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// どう届いたか
    #[arg(long, value_enum, default_value_t = Came::Hand)]
    pub came_by: Came,
    /// 追跡番号
    #[arg(long, value_name = "N", default_value = "")]
    pub tracking: String,
    /// 届いた日（省くと今日）
    #[arg(long, value_name = "DATE")]
    pub received_on: Option<NaiveDate>,
}

#[derive(Args, Debug)]
pub struct RemindArgs {
    /// 事業所の番号（collection list にある。省くと、届いていないところ全部）
    pub employers: Vec<u32>,
    /// どう知らせたか
    #[arg(long, default_value = "手紙")]
    pub how: String,
    /// 届いていない事業所の一覧を書き出すファイル（CSV）
    #[arg(long, value_name = "F", conflicts_with = "employers")]
    pub out: Option<PathBuf>,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum Came {
    /// 持参
    Hand,
    /// 郵便（書留など）
    Post,
    /// 宅配便・セキュリティ便
    Courier,
    /// 専用サイトなど、回線
    Online,
}

impl From<Came> for CameBy {
    fn from(came: Came) -> Self {
        match came {
            Came::Hand => Self::Hand,
            Came::Post => Self::Post,
            Came::Courier => Self::Courier,
            Came::Online => Self::Online,
        }
    }
}

pub async fn collection(
    global: &Global,
    printer: &Printer,
    command: CollectionCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    let view = match command {
        CollectionCommand::List { part } => terminal.collection(part.into()).await?,
        CollectionCommand::Employers { file } => terminal.take_employers(file).await?,
        CollectionCommand::Take(args) => {
            let new = NewDelivery {
                sheet: args.sheet,
                came_by: args.came_by.into(),
                tracking: args.tracking,
                received_on: args.received_on,
            };
            let taken = terminal.take_collection(args.file, new).await?;
            return Ok(say(printer, &taken));
        }
        CollectionCommand::Show { delivery } => {
            return Ok(say(printer, &terminal.delivery(delivery).await?));
        }
        CollectionCommand::Findings { delivery, to } => {
            let to = hand_out_to(&to)?;
            let line = terminal.save_delivery_findings(delivery, to).await?;
            return Ok(written(printer, &line));
        }
        CollectionCommand::Save { delivery, to } => {
            let line = terminal.save_delivery(delivery, hand_out_to(&to)?).await?;
            return Ok(written(printer, &line));
        }
        CollectionCommand::Remove { delivery, reason } => {
            terminal.remove_delivery(delivery, reason).await?
        }
        CollectionCommand::Remind(args) => return remind(&terminal, printer, args).await,
    };
    printer.answer(&view, lines(&view));
    Ok(Ending::Fine)
}

async fn remind(terminal: &Terminal, printer: &Printer, args: RemindArgs) -> Answer<Ending> {
    if let Some(out) = args.out {
        let line = terminal.save_reminders(path_text(&out)?.into()).await?;
        return Ok(written(printer, &line));
    }
    let employers = match args.employers.is_empty() {
        false => args.employers,
        true => {
            let all = terminal.collection(ListPart::default()).await?;
            all.waiting.iter().map(|it| it.id).collect()
        }
    };
    let letters = terminal.remind_employers(employers, args.how).await?;
    let line =
        |it: &ReminderLetter| format!("知らせたことを記録しました: {}　{}", it.office, it.what);
    printer.answer(&letters, letters.iter().map(line));
    Ok(Ending::Fine)
}

fn written(printer: &Printer, line: &HandOverView) -> Ending {
    let words = format!(
        "{} 行を書き出しました: {}（授受簿 {}）",
        count(line.rows),
        line.path,
        line.id
    );
    printer.answer(line, [words]);
    Ending::Fine
}

/// A file that came, with what is wrong in it.
fn say(printer: &Printer, view: &DeliveryView) -> Ending {
    let mut lines = vec![delivery(&view.line)];
    for sheet in &view.sheets {
        lines.push(format!("  {}", sheet.employer));
        for group in &sheet.groups {
            let (severity, rows) = (group.severity.title(), count(group.count));
            lines.push(format!(
                "    {severity}　{}　{rows} 件　{}",
                group.title, group.remedy
            ));
        }
    }
    if !view.restored.is_empty() {
        let rows: Vec<String> = view.restored.iter().map(u32::to_string).collect();
        let rows = rows.join("、");
        lines.push(format!(
            "  落ちていた先頭の0を、検査用数字で確かめて補った行: {rows}"
        ));
    }
    printer.answer(view, lines);
    Ending::with_findings_if(view.line.settled < view.line.rows)
}

fn lines(view: &CollectionView) -> Vec<String> {
    let mut lines = vec![format!("番号が足りない人　{} 人", count(view.missing))];
    lines.extend(view.waiting.iter().chain(&view.complete).map(employer));
    lines.extend(view.files.iter().map(delivery));
    lines
}

fn employer(of: &EmployerLine) -> String {
    let people = of.people.map_or_else(|| "?".to_owned(), count);
    let state = match (of.delivered, of.missing, of.overdue) {
        (true, 0, _) => "そろいました".to_owned(),
        (true, missing, _) => format!("あと {} 人", count(missing)),
        (false, _, true) => "まだ届いていません（期限を過ぎています）".to_owned(),
        (false, ..) => "まだ届いていません".to_owned(),
    };
    let due = of
        .due
        .map_or_else(String::new, |due| format!("　期限 {due}"));
    let reminded = match of.reminded.first() {
        Some(last) => format!("　知らせた {} 回（{}）", of.reminded.len(), last.how),
        None => String::new(),
    };
    let settled = count(of.settled);
    format!(
        "事業所{}　{}　{}　{settled} / {people} 人　{state}{due}{reminded}",
        of.id, of.number, of.name
    )
}

fn delivery(of: &DeliveryLine) -> String {
    let state = match of.hand_over {
        Some(line) => format!("授受簿 {line} で渡しました。取り込みを待っています"),
        None => "まだ渡していません".to_owned(),
    };
    let (settled, rows) = (count(of.settled), count(of.rows));
    format!(
        "受領{}　{}　{}　{} {}　{rows} 人のうち {settled} 人の番号を渡せます　{state}",
        of.id, of.office, of.file_name, of.received_on, of.came_by
    )
}
