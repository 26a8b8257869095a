//! 本人確認: checking a case without login.

use crate::{
    args::Global,
    output::{Ending, Printer},
};
use clap::Subcommand;
use kakehashi_domain::identity::{Actor, Element, Needed, Refused, Rule, Standing, Way};
use kakehashi_terminal::{Answer, CheckedCase, check_case};

#[derive(Subcommand, Debug)]
pub enum IdentityCommand {
    /// 示されたもので本人確認がそろうかを調べる
    Check {
        /// 本人確認の場面を書いたJSON
        #[arg(value_name = "CASE.json")]
        file: String,
    },
}

/// With more ways than this nobody reads on.
const WAYS_SHOWN: usize = 8;

pub async fn identity(_: &Global, printer: &Printer, command: IdentityCommand) -> Answer<Ending> {
    let IdentityCommand::Check { file } = command;
    let checked = check_case(file).await?;
    printer.answer(&checked.answer, lines(&checked));
    Ok(Ending::with_findings_if(!checked.answer.complete))
}

fn lines(checked: &CheckedCase) -> Vec<String> {
    let complete = checked.answer.complete;
    let heading = if complete {
        "本人確認はそろっています。"
    } else {
        "本人確認は、まだそろっていません。"
    };
    let mut lines = vec![heading.to_owned()];
    let elements = checked.answer.elements;
    let standings = [
        (Element::Number, elements.number),
        (Element::Identity, elements.identity),
        (Element::Authority, elements.authority),
    ];
    lines.extend(standings.map(|(element, standing)| standing_line(element, standing)));
    lines.extend(
        checked
            .answer
            .rules
            .iter()
            .filter_map(|id| checked.rules.row(id))
            .map(rule_line),
    );
    if !checked.answer.refused.is_empty() {
        lines.push("数えなかったもの".to_owned());
        lines.extend(
            checked
                .answer
                .refused
                .iter()
                .map(|refused| refused_line(checked, refused)),
        );
    }
    if !complete {
        lines.extend(way_lines(checked));
    }
    lines.push(format!("  → {}", next_step(checked)));
    lines
}

fn standing_line(element: Element, standing: Standing) -> String {
    let word = match standing {
        Standing::Ok => "○ 済み",
        Standing::Lacking => "× まだ",
        Standing::NotRequired => "－ 要らない",
    };
    format!("  {}　{word}", element.title())
}

fn rule_line(rule: &Rule) -> String {
    let seed = rule.seed_article.as_deref().unwrap_or(&rule.source);
    let today = match &rule.current_article {
        Some(article) if rule.current_verified => format!("、いまの{article}"),
        Some(_) | None => "。いまの条番号は未確認".to_owned(),
    };
    format!("    根拠 {}　{}（{seed}{today}）", rule.id, rule.title)
}

fn refused_line(checked: &CheckedCase, refused: &Refused) -> String {
    let label = label(checked, &refused.id);
    format!("  {}{label}　{}", owner(refused.of), refused.why.sentence())
}

fn way_lines(checked: &CheckedCase) -> Vec<String> {
    let ways = &checked.answer.lacking;
    if ways.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["次のどれか1組がそろえば済みます（少ない順）".to_owned()];
    let numbered = ways.iter().take(WAYS_SHOWN).enumerate();
    lines.extend(numbered.map(|(at, way)| format!("  {}. {}", at + 1, way_words(checked, way))));
    if ways.len() > WAYS_SHOWN {
        lines.push(format!(
            "  ほか{}通り（--json ですべて）",
            ways.len() - WAYS_SHOWN
        ));
    }
    lines
}

fn way_words(checked: &CheckedCase, way: &Way) -> String {
    let word = |needed: &Needed| format!("{}{}", owner(needed.of), label(checked, &needed.id));
    way.0.iter().map(word).collect::<Vec<_>>().join(" ＋ ")
}

fn next_step(checked: &CheckedCase) -> &'static str {
    if checked.answer.complete {
        "書類の種類と確認した人・日を記録してください。書類の番号や写真は残しません。"
    } else if checked.answer.lacking.is_empty() {
        "この受け方では済ませられません。ほかの受け方（対面、郵送など）で受けてください。"
    } else {
        "いちばん上の組から、出せるものを頼んでください。難しいときは、その理由を書くと選べる書類が増えます。"
    }
}

fn label(checked: &CheckedCase, id: &str) -> String {
    let kind = checked.rules.document(id);
    kind.map_or_else(|| id.to_owned(), |kind| kind.label.clone())
}

fn owner(of: Option<Actor>) -> &'static str {
    match of {
        Some(Actor::Agent) => "代理人の",
        Some(Actor::Person) => "本人の",
        None => "",
    }
}
