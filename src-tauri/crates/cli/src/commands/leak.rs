//! Leaks and whom to call.

use crate::{
    args::{Global, PartArgs},
    commands::pia::YesNo,
    opening::open,
    output::{Ending, Printer},
    words::{count, when},
};
use chrono::{NaiveDate, Utc};
use clap::{Args, Subcommand, ValueEnum};
use kakehashi_domain::{ContactRole, LeakData, LeakSealed, LeakStep};
use kakehashi_terminal::{
    Answer, japan_day,
    view::{Contact, LeakDue, LeakFacts, LeakReport, LeakView},
};

#[derive(Subcommand, Debug)]
pub enum LeakCommand {
    /// 漏えいの記録の一覧
    List(PartArgs),
    /// 漏えいの記録を開く（印刷する紙と同じ中身）
    Show {
        /// 漏えいの番号
        id: u32,
    },
    /// 漏えいを書きとめる（分からないことは、あとで change で追記する）
    New {
        /// 概要（氏名や住所は書かない）
        #[arg(long)]
        what: String,
        /// 知った日（なければ今日）
        #[arg(long, value_name = "DAY")]
        found: Option<NaiveDate>,
        #[command(flatten)]
        more: FactsArgs,
    },
    /// 分かったことを追記する（書いた項目だけが変わる）
    Change {
        /// 漏えいの番号
        id: u32,
        /// 概要
        #[arg(long)]
        what: Option<String>,
        /// 知った日
        #[arg(long, value_name = "DAY")]
        found: Option<NaiveDate>,
        #[command(flatten)]
        more: FactsArgs,
    },
    /// 速報か確報をしたことを記録する
    Report {
        /// 漏えいの番号
        id: u32,
        /// 速報か確報か
        #[arg(long)]
        step: StepArg,
        /// 報告した日（なければ今日）
        #[arg(long, value_name = "DAY")]
        on: Option<NaiveDate>,
        /// 報告先と受付番号
        #[arg(long)]
        to: String,
    },
}

#[derive(Args, Debug)]
pub struct FactsArgs {
    /// 起きた日
    #[arg(long, value_name = "DAY")]
    happened: Option<NaiveDate>,
    /// 人数（分からないうちは書かない）
    #[arg(long, value_name = "N")]
    people: Option<u32>,
    /// どのデータか（いくつでも）
    #[arg(long)]
    data: Vec<DataArg>,
    /// 暗号化していたか
    #[arg(long)]
    encrypted: Option<SealedArg>,
    /// 不正の目的のおそれがあるか
    #[arg(long)]
    malice: Option<YesNo>,
    /// 不特定多数の人が見られたか
    #[arg(long)]
    public: Option<YesNo>,
    /// 原因
    #[arg(long)]
    cause: Option<String>,
    /// 二次被害か、そのおそれ
    #[arg(long)]
    harm: Option<String>,
    /// 本人への対応
    #[arg(long)]
    told: Option<String>,
    /// 公表
    #[arg(long)]
    published: Option<String>,
    /// 再発防止のための措置
    #[arg(long)]
    prevention: Option<String>,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum StepArg {
    /// 速報
    Preliminary,
    /// 確報
    Final,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum SealedArg {
    /// 暗号化していた
    Yes,
    /// 暗号化していなかった
    No,
    /// 調べている
    Unknown,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum DataArg {
    /// 個人番号
    PersonalNumber,
    /// 氏名・生年月日・性別・住所
    Identity,
    /// 資格・被保険者枝番
    Qualification,
    /// 給付・医療の情報
    Benefit,
    /// パスワード・鍵・証明書
    Secret,
    /// その他
    Other,
}

#[derive(Subcommand, Debug)]
pub enum ContactsCommand {
    /// 連絡先（報告連絡網）の一覧
    List,
    /// 連絡先を決める
    Set {
        /// だれか
        role: ContactArg,
        /// 名前
        #[arg(long)]
        name: String,
        /// 電話など
        #[arg(long)]
        reach: String,
        /// 受付の時間など
        #[arg(long, default_value = "")]
        note: String,
    },
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum ContactArg {
    /// 実務責任者
    Responsible,
    /// システム管理者
    Admin,
    /// システムの業者
    Vendor,
    /// 取りまとめ機関の窓口
    Desk,
    /// 個人情報保護委員会
    Commission,
}

pub async fn leak(global: &Global, printer: &Printer, command: LeakCommand) -> Answer<Ending> {
    let terminal = open(global).await?;
    let leak = match command {
        LeakCommand::List(part) => {
            let leaks = terminal.leaks(part.into()).await?;
            printer.answer(&leaks, leaks.iter().map(line));
            return Ok(Ending::Fine);
        }
        LeakCommand::Show { id } => terminal.leak(id).await?,
        LeakCommand::New { what, found, more } => {
            let facts = nothing(what, found.unwrap_or_else(today));
            terminal.note_leak(more.onto(facts)).await?
        }
        LeakCommand::Change {
            id,
            what,
            found,
            more,
        } => {
            let known = terminal.leak(id).await?.facts;
            let facts = LeakFacts {
                what: what.unwrap_or_else(|| known.what.clone()),
                found_on: found.unwrap_or(known.found_on),
                ..known
            };
            terminal.change_leak(id, more.onto(facts)).await?
        }
        LeakCommand::Report { id, step, on, to } => {
            let step = match step {
                StepArg::Preliminary => LeakStep::Preliminary,
                StepArg::Final => LeakStep::Final,
            };
            let on = on.unwrap_or_else(today);
            let report = LeakReport { step, on, to };
            terminal.report_leak(id, report).await?
        }
    };
    printer.answer(&leak, sheet(&leak));
    Ok(Ending::Fine)
}

pub async fn contacts(
    global: &Global,
    printer: &Printer,
    command: ContactsCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    let contacts = match command {
        ContactsCommand::List => terminal.contacts().await?,
        ContactsCommand::Set {
            role,
            name,
            reach,
            note,
        } => {
            let contact = Contact {
                role: role.into(),
                name,
                reach,
                note,
            };
            terminal.set_contact(contact).await?
        }
    };
    printer.answer(&contacts, contacts.iter().map(contact_line));
    Ok(Ending::Fine)
}

fn today() -> NaiveDate {
    japan_day(Utc::now())
}

fn nothing(what: String, found_on: NaiveDate) -> LeakFacts {
    LeakFacts {
        what,
        found_on,
        happened_on: None,
        people: None,
        data: Default::default(),
        sealed: LeakSealed::Unknown,
        malice: false,
        public: false,
        cause: String::new(),
        harm: String::new(),
        told: String::new(),
        published: String::new(),
        prevention: String::new(),
    }
}

impl FactsArgs {
    /// What was typed, in the place of what was known.
    fn onto(self, known: LeakFacts) -> LeakFacts {
        let data: std::collections::BTreeSet<_> =
            self.data.into_iter().map(LeakData::from).collect();
        LeakFacts {
            happened_on: self.happened.or(known.happened_on),
            people: self.people.or(known.people),
            data: if data.is_empty() { known.data } else { data },
            sealed: self.encrypted.map_or(known.sealed, LeakSealed::from),
            malice: self.malice.map_or(known.malice, bool::from),
            public: self.public.map_or(known.public, bool::from),
            cause: self.cause.unwrap_or(known.cause),
            harm: self.harm.unwrap_or(known.harm),
            told: self.told.unwrap_or(known.told),
            published: self.published.unwrap_or(known.published),
            prevention: self.prevention.unwrap_or(known.prevention),
            ..known
        }
    }
}

impl From<DataArg> for LeakData {
    fn from(data: DataArg) -> Self {
        match data {
            DataArg::PersonalNumber => Self::PersonalNumber,
            DataArg::Identity => Self::Identity,
            DataArg::Qualification => Self::Qualification,
            DataArg::Benefit => Self::Benefit,
            DataArg::Secret => Self::Secret,
            DataArg::Other => Self::Other,
        }
    }
}

impl From<SealedArg> for LeakSealed {
    fn from(sealed: SealedArg) -> Self {
        match sealed {
            SealedArg::Yes => Self::Sealed,
            SealedArg::No => Self::Clear,
            SealedArg::Unknown => Self::Unknown,
        }
    }
}

impl From<ContactArg> for ContactRole {
    fn from(role: ContactArg) -> Self {
        match role {
            ContactArg::Responsible => Self::Responsible,
            ContactArg::Admin => Self::Admin,
            ContactArg::Vendor => Self::Vendor,
            ContactArg::Desk => Self::Desk,
            ContactArg::Commission => Self::Commission,
        }
    }
}

fn people(facts: &LeakFacts) -> String {
    let known = facts.people.map(|people| format!("{} 人", count(people)));
    known.unwrap_or_else(|| LeakSealed::Unknown.title().to_owned())
}

fn line(leak: &LeakView) -> String {
    let (found, people) = (leak.facts.found_on, people(&leak.facts));
    format!(
        "漏えい{}　{found}　{people}　{}　{}",
        leak.id, leak.state_title, leak.facts.what
    )
}

fn due_line(due: &LeakDue) -> String {
    let made = due.made.as_ref();
    let state = made.map_or_else(
        || format!("まだ（あと {} 日）", due.days_left),
        |made| format!("{}にしました（{}）", made.on, made.to),
    );
    format!("{}　{} まで　{state}", due.title, due.by)
}

fn contact_line(contact: &Contact) -> String {
    let Contact {
        name, reach, note, ..
    } = contact;
    let role = contact.role.title();
    match name.is_empty() {
        true => format!("{role}　決めていません"),
        false => format!("{role}　{name}　{reach}　{note}")
            .trim_end()
            .to_owned(),
    }
}

/// As it is printed.
fn sheet(leak: &LeakView) -> Vec<String> {
    let facts = &leak.facts;
    let yes = |is: bool| if is { "おそれがある" } else { "ない" };
    let or_open = |text: &str| match text {
        "" => LeakSealed::Unknown.title().to_owned(),
        text => text.to_owned(),
    };
    let happened = facts.happened_on.map(|day| day.to_string());
    let mut lines = vec![
        format!("漏えい{}　{}", leak.id, leak.state_title),
        format!("概要　{}", facts.what),
        format!("知った日　{}", facts.found_on),
        format!("起きた日　{}", or_open(&happened.unwrap_or_default())),
        format!("人数　{}", people(facts)),
        format!("データ　{}", leak.data.join("、")),
        format!("暗号化　{}", facts.sealed.title()),
        format!("不正の目的　{}", yes(facts.malice)),
        format!("不特定多数　{}", yes(facts.public)),
        format!("原因　{}", or_open(&facts.cause)),
        format!("二次被害　{}", or_open(&facts.harm)),
        format!("本人への対応　{}", or_open(&facts.told)),
        format!("公表　{}", or_open(&facts.published)),
        format!("再発防止　{}", or_open(&facts.prevention)),
    ];
    lines.extend(leak.classes.iter().map(|class| format!("種類　{class}")));
    lines.extend(leak.left_open.iter().cloned());
    lines.extend(leak.dues.iter().map(due_line));
    lines.push("連絡先".to_owned());
    lines.extend(
        leak.contacts
            .iter()
            .map(|it| format!("  {}", contact_line(it))),
    );
    lines.push("書いたこと".to_owned());
    let event = |event: &kakehashi_terminal::view::LeakEvent| {
        format!("  {}　{}　{}", when(event.at), event.by, event.what)
    };
    lines.extend(leak.events.iter().map(event));
    lines
}
