//! The rules of a definition, each as a sentence.

use crate::definition::{
    across_rows::{FileTest, Gate, Previous},
    layout::Layout,
    row_rule::{AgeLimit, Condition, RowTest},
    severity::Severity,
};

/// Every rule across columns and rows, in the order of the definition.
pub fn rules(layout: &Layout) -> Vec<String> {
    let words = Words(layout);
    let rows = layout.row_rules.iter();
    let rows = rows.map(|rule| with(rule.severity, words.row_rule(&rule.test)));
    let files = layout.file_rules.iter();
    let files = files.map(|rule| {
        let is_shared = matches!(rule.test, FileTest::SharedValue { .. });
        let usual = is_shared.then_some(Severity::Warning);
        with(rule.severity.or(usual), words.file_rule(&rule.test))
    });
    let gates = layout.gates.iter().map(|gate| words.gate(gate));
    let previous = layout.previous.iter().flat_map(|it| words.previous(it));
    let order = words.order().into_iter();
    let mut all: Vec<String> = rows.chain(files).chain(gates).collect();
    all.extend(previous.chain(order).chain(words.timeline()));
    all.extend(words.protection().into_iter().chain(words.earlier()));
    all
}

fn with(severity: Option<Severity>, sentence: String) -> String {
    match severity {
        None | Some(Severity::Error) => sentence,
        Some(Severity::Confirm) => format!("{sentence}（ちがうときは確認）"),
        Some(Severity::Warning) => format!("{sentence}（ちがうときは警告）"),
        Some(Severity::Info) => format!("{sentence}（ちがうときは情報）"),
    }
}

struct Words<'a>(&'a Layout);

impl Words<'_> {
    fn title(&self, column: usize) -> String {
        format!("「{}」", self.0.columns[column].title)
    }

    fn titles(&self, columns: &[usize]) -> String {
        columns.iter().map(|column| self.title(*column)).collect()
    }

    fn case(&self, Condition { column, is }: &Condition) -> String {
        let codes = &self.0.columns[*column].codes;
        let code = |code: &String| match codes.get(code) {
            Some(meaning) => format!("{code} {meaning}"),
            None => code.clone(),
        };
        let codes = is.iter().map(code).collect::<Vec<_>>();
        format!("{}が「{}」", self.title(*column), codes.join("」か「"))
    }

    fn row_rule(&self, test: &RowTest) -> String {
        match test {
            RowTest::RequiredWhen { column, when } => {
                format!(
                    "{}のとき、{}は必須です。",
                    self.case(when),
                    self.title(*column)
                )
            }
            RowTest::EmptyWhen { column, when } => {
                format!(
                    "{}のとき、{}は空にします。",
                    self.case(when),
                    self.title(*column)
                )
            }
            RowTest::NotBefore { column, than } => {
                let (column, than) = (self.title(*column), self.title(*than));
                format!("{column}は、{than}より前の日になりません。")
            }
            RowTest::NotFuture { column } => {
                format!("{}は、今日より後の日になりません。", self.title(*column))
            }
            RowTest::OwnInsurer { column } => {
                format!("{}は、接続先の保険者番号です。", self.title(*column))
            }
            RowTest::OwnEncoding { column, .. } => {
                format!("{}は、基幹システムの文字コードです。", self.title(*column))
            }
            RowTest::AllOrNone { columns } => {
                format!(
                    "{}は、すべて入れるか、すべて空にします。",
                    self.titles(columns)
                )
            }
            RowTest::OneOf { columns } => {
                format!("{}のどれかは必須です。", self.titles(columns))
            }
            RowTest::Age {
                birth,
                on,
                years,
                when,
            } => {
                let case = when
                    .as_ref()
                    .map_or_else(String::new, |when| format!("{}のとき、", self.case(when)));
                let day = on.map_or_else(|| "今日".to_owned(), |on| self.title(on));
                let birth = self.title(*birth);
                match years {
                    AgeLimit::AtLeast(years) => {
                        format!("{case}{birth}から数えて、{day}に{years}歳以上です。")
                    }
                    AgeLimit::Below(years) => {
                        format!("{case}{birth}から数えて、{day}に{years}歳未満です。")
                    }
                }
            }
            RowTest::NotOlder { column, years } => {
                format!(
                    "{}は、{years}年より前の日になりません。",
                    self.title(*column)
                )
            }
            RowTest::ExpectedWhen { column, is, when } => format!(
                "{}のとき、{}は「{}」です。",
                self.case(when),
                self.title(*column),
                is.join("」か「")
            ),
            RowTest::Differs { column, from } => {
                let both = self.titles(&[*column, *from]);
                format!("{both}に同じ値は入りません。")
            }
        }
    }

    fn file_rule(&self, test: &FileTest) -> String {
        match test {
            FileTest::OneValue { columns } => {
                format!("{}は、どの行でも同じ値です。", self.titles(columns))
            }
            FileTest::Unique { columns } => {
                format!(
                    "{}の組み合わせは、1つのファイルに1回だけです。",
                    self.titles(columns)
                )
            }
            FileTest::SeveralValues { columns } => {
                format!("{}は、全員が同じ値にはなりません。", self.titles(columns))
            }
            FileTest::SharedValue { columns, percent } => {
                let titles = self.titles(columns);
                format!("{titles}は、同じ値の人が{percent}%までです。")
            }
            FileTest::Readings { kanji, kana } => {
                let (kanji, kana) = (self.title(*kanji), self.title(*kana));
                format!("{kana}は、{kanji}の読みです（ちがう人が多いときは確認）。")
            }
            FileTest::NoOrder { columns } => {
                let titles = self.titles(columns);
                format!("{titles}だけが順に並んではいません（ちがうときは確認）。")
            }
        }
    }

    fn gate(&self, gate: &Gate) -> String {
        match gate {
            Gate::OneNumberTwoPeople => "1つの個人番号が、2人の行にあってはなりません。同じ人でも、2つの登録に同時にあるときは確認します。"
                .to_owned(),
            Gate::OnePersonTwoNumbers => {
                "1つの登録に、2つの個人番号や2人があってはなりません。".to_owned()
            }
            Gate::TwoHeads => "1つの世帯に、本人は1人です（ちがうときは確認）。".to_owned(),
            Gate::ChildOlder { years } => {
                format!("子は、本人より{years}歳以上若いはずです（ちがうときは確認）。")
            }
            Gate::SameRegistrationTwice { columns } if columns.is_empty() => {
                "同じ登録の行は、1回だけです（ちがうときは警告）。".to_owned()
            }
            Gate::SameRegistrationTwice { columns } => format!(
                "{}も同じ登録の行は、1回だけです（ちがうときは警告）。",
                self.titles(columns)
            ),
            Gate::SwapInHousehold => {
                "前回のファイルから、世帯の中で個人番号が入れかわってはなりません。".to_owned()
            }
            Gate::NumberChanged { unless: None } => {
                "前回のファイルと個人番号がちがう登録は、理由を確かめます。".to_owned()
            }
            Gate::NumberChanged {
                unless: Some(unless),
            } => format!(
                "{}の行のほかは、個人番号が前回のファイルとちがってはなりません。",
                self.case(unless)
            ),
        }
    }

    fn previous(&self, previous: &Previous) -> Vec<String> {
        let Previous {
            columns,
            steady,
            min_rows_percent,
            max_removed_percent,
            max_changed_percent,
            removal,
        } = previous;
        let removal = removal
            .as_ref()
            .map(|when| format!("（{}の行）", self.case(when)));
        let mut sentences = vec![
            format!(
                "前回のファイルからなくなる登録{}は、{max_removed_percent}%までです。",
                removal.unwrap_or_default()
            ),
            format!("行の数は、前回のファイルの{min_rows_percent}%以上です（ちがうときは確認）。"),
            format!("前回のファイルから変わる登録は、{max_changed_percent}%までです。"),
        ];
        if !columns.is_empty() {
            let titles = self.titles(columns);
            sentences.push(format!("{titles}は、急に1つの値だけになりません。"));
        }
        if !steady.is_empty() {
            let titles = self.titles(steady);
            sentences.push(format!(
                "{titles}は、前回と同じ登録なら、大勢でいちどに変わりません（ちがうときは確認）。"
            ));
        }
        sentences
    }

    fn protection(&self) -> Option<String> {
        let protection = self.0.protection.as_ref()?;
        let titles = self.titles(&protection.columns);
        let set = protection.set.join("」か「");
        Some(match titles.is_empty() {
            true => {
                "保護の対象の人の行は、フラグの列がある版で送ります（この版では2人で決めます）。"
                    .to_owned()
            }
            false => format!(
                "{titles}が「{set}」の人は、保護の対象です。前にあったものが外れる行と、その人のいない全件のファイルは、2人が決めるまで誤りです。"
            ),
        })
    }

    fn earlier(&self) -> Option<String> {
        let earlier = self.0.earlier.as_ref()?;
        let without = self.0.columns.len() - earlier.lacking..self.0.columns.len();
        let titles = self.titles(&without.collect::<Vec<_>>());
        let version = &earlier.version;
        Some(format!(
            "{titles}の列がないファイルは、版 {version} として読みます。"
        ))
    }

    fn timeline(&self) -> Option<String> {
        let timeline = self.0.timeline.as_ref()?;
        let rows = timeline.starts.as_ref();
        let rows = rows.map_or_else(String::new, |when| format!("{}の行は、", self.case(when)));
        let step = timeline.step.title();
        let day = timeline
            .received_on
            .map(|column| format!("。期限は{}から数えます", self.title(column)));
        let day = day.unwrap_or_default();
        Some(format!("{rows}1人ずつ「{step}」として日を追います{day}。"))
    }

    fn order(&self) -> Vec<String> {
        let Some(order) = &self.0.order else {
            return Vec::new();
        };
        let after = order.after.iter();
        let after = after.map(|kind| format!("先に、種類「{kind}」を送って結果を読みます。"));
        let person = order.person.iter().map(|person| {
            let (column, by) = (self.title(person.column), &person.registered_by);
            format!("{column}の人は、種類「{by}」で誤りなく登録されていなければなりません。")
        });
        after.chain(person).collect()
    }
}
