//! All minimal complete sets, as a list to be laid beside the tables.
//!
//! Where nothing is shown yet and everything is open, what is lacking is exactly the list of minimal complete sets. It is
//! the product of what serves each element, beside sets that serve two at once; so the list gives the factors, and
//! the number of sets by verifier and date.

use crate::cases::{COMING, DATES, answer, day, open_case, rules, with};
use kakehashi_domain::identity::{Actor, AgentKind, Case, Channel, Element, Needed, Verifier, Way};
use std::{collections::BTreeMap, fmt::Write};

/// What serves which elements, by which rows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    elements: Vec<Element>,
    rows: Vec<String>,
    words: Vec<String>,
}

const HEADING: &str = "\
理由はどれも書かれ、前の本人確認のファイルもある場面の、過不足のない組のすべて。
組は、各要素（番号確認・身元確認・代理権）から1つずつ選んだもの。「＋」の要素は1つで両方を満たす。
要素　表の行　確認する人　日（書いていない側は端まで）。日は次の6つで見た:
2016-02-01 2020-05-24 2020-05-25 2025-12-01 2025-12-02 2026-04-01（組の数もこの順）

";

/// Elements, places of the rows, and when.
type Paragraph = (Vec<Element>, Vec<usize>, When);

type When = Vec<(Verifier, &'static str)>;

#[test]
fn all_minimal_complete_sets() {
    let mut sections: Vec<(Vec<String>, String)> = Vec::new();
    for who in COMING {
        for channel in Channel::ALL {
            let coming = who.1.map_or(who.0.title(), AgentKind::title);
            let title = format!("{coming} × {}", channel.title());
            let body = section(who, *channel);
            match sections.iter_mut().find(|(_, other)| *other == body) {
                Some((titles, _)) => titles.push(title),
                None => sections.push((vec![title], body)),
            }
        }
    }
    let text = |(titles, body): (Vec<String>, String)| format!("━━ {}\n{body}", titles.join("、"));
    let sections: Vec<String> = sections.into_iter().map(text).collect();
    let list = format!("{HEADING}{}", sections.join("\n"));
    insta::assert_snapshot!(list);
}

fn section(who: (Actor, Option<AgentKind>), channel: Channel) -> String {
    let mut parts: BTreeMap<Part, When> = BTreeMap::new();
    let mut counts = String::new();
    for verifier in Verifier::ALL {
        write!(counts, "   組の数 {}", verifier.title()).unwrap();
        for date in DATES {
            let case = open_case(who, channel, *verifier, date);
            let ways = answer(&case).lacking;
            write!(counts, "  {}", ways.len()).unwrap();
            for part in factors(&case, &ways) {
                parts.entry(part).or_default().push((*verifier, date));
            }
        }
        counts.push('\n');
    }
    let mut body = String::new();
    lines(&mut body, parts);
    body.push_str(&counts);
    body
}

/// The parts of which all ways are the product.
fn factors(case: &Case, ways: &[Way]) -> Vec<Part> {
    let required = if case.by == Actor::Person { 2 } else { 3 };
    let divided: Vec<Vec<Part>> = ways.iter().map(|way| divide(case, way)).collect();
    let mut parts: Vec<Part> = divided.iter().flatten().cloned().collect();
    parts.sort();
    parts.dedup();
    let of = |elements: &[Element]| parts.iter().filter(|p| p.elements == elements).count();
    let [n, i, a] = [Element::Number, Element::Identity, Element::Authority];
    let authority = if required == 3 { of(&[a]) } else { 1 };
    let product =
        of(&[n]) * of(&[i]) * authority + of(&[n, i]) * authority + of(&[n]) * of(&[i, a]);
    assert_eq!(
        product,
        ways.len(),
        "the list stands for every set: {case:?}"
    );
    parts
}

/// A set by what its documents serve.
fn divide(case: &Case, way: &Way) -> Vec<Part> {
    let whole = answer(&with(case, way));
    assert!(
        whole.complete && whole.refused.is_empty(),
        "{case:?} {way:?}"
    );
    let rows = || whole.rules.iter().filter_map(|id| rules().row(id));
    let mut parts: Vec<Part> = Vec::new();
    for needed in &way.0 {
        let serving: Vec<_> = rows()
            .filter(|row| row.documents.contains(&needed.id))
            .collect();
        // The person's card and the agent's card stand in one table.
        let serving = serving.into_iter().filter(|row| row.of == needed.of);
        let serving: Vec<_> = serving.collect();
        let elements: Vec<_> = serving
            .iter()
            .flat_map(|row| row.elements.clone())
            .collect();
        let rows = serving.iter().map(|row| row.id.clone());
        match parts.iter_mut().find(|part| part.elements == elements) {
            Some(part) => {
                part.words.push(word(case, needed));
                part.rows.extend(rows);
                part.rows.dedup();
            }
            None => parts.push(Part {
                elements,
                rows: rows.collect(),
                words: vec![word(case, needed)],
            }),
        }
    }
    parts
}

fn word(case: &Case, needed: &Needed) -> String {
    let kind = rules().document(&needed.id).unwrap();
    let must_match = kind
        .register_match_from
        .is_some_and(|from| case.date >= from);
    let condition = if must_match { "[matches_register]" } else { "" };
    format!("{}{condition}", needed.id)
}

/// Parts of the same rows that hold at the same times share a paragraph.
fn lines(list: &mut String, parts: BTreeMap<Part, When>) {
    let mut grouped: BTreeMap<Paragraph, Vec<Vec<String>>> = BTreeMap::new();
    for (part, when) in parts {
        let rows = part.rows.iter().map(|id| row_place(id)).collect();
        grouped
            .entry((part.elements, rows, when))
            .or_default()
            .push(part.words);
    }
    for ((elements, rows, when), mut words) in grouped {
        let titles: Vec<_> = elements.iter().map(|element| element.title()).collect();
        let ids: Vec<_> = rows
            .iter()
            .map(|at| rules().rows[*at].id.as_str())
            .collect();
        words.sort_by_key(|ids| ids.iter().map(|id| document_place(id)).collect::<Vec<_>>());
        let words: Vec<_> = words.iter().map(|ids| ids.join("+")).collect();
        writeln!(
            list,
            "{}　{}　{}",
            titles.join("＋"),
            ids.join(" "),
            times(&when)
        )
        .unwrap();
        paragraph(list, &words);
    }
}

fn paragraph(list: &mut String, words: &[String]) {
    const WIDTH: usize = 150;
    let mut line = String::new();
    for word in words {
        if line.len() + word.len() > WIDTH {
            writeln!(list, "    {}", line.trim_end()).unwrap();
            line.clear();
        }
        line.push_str(word);
        line.push_str(" | ");
    }
    writeln!(list, "    {}", line.trim_end_matches(" | ")).unwrap();
}

fn row_place(id: &str) -> usize {
    rules().rows.iter().position(|row| row.id == id).unwrap()
}

fn document_place(word: &str) -> usize {
    let id = word.trim_end_matches("[matches_register]");
    rules()
        .documents
        .iter()
        .position(|kind| kind.id == id)
        .unwrap()
}

/// For whom and from when to when, as a product of both.
fn times(when: &When) -> String {
    let is_in = |verifier: Verifier, date: &str| when.contains(&(verifier, date));
    let has = |verifier: &&Verifier| when.iter().any(|(other, _)| other == *verifier);
    let verifiers: Vec<Verifier> = Verifier::ALL.iter().filter(has).copied().collect();
    let dates: Vec<&str> = DATES
        .into_iter()
        .filter(|date| is_in(verifiers[0], date))
        .collect();
    assert_eq!(verifiers.len() * dates.len(), when.len(), "{when:?}");
    let whom = if verifiers.len() == Verifier::ALL.len() {
        "だれでも".to_owned()
    } else {
        verifiers
            .iter()
            .map(|verifier| verifier.title())
            .collect::<Vec<_>>()
            .join("・")
    };
    let (first, last) = (dates[0], dates[dates.len() - 1]);
    assert!(day(first) <= day(last));
    let from = if first == DATES[0] { "" } else { first };
    let to = if last == DATES[5] { "" } else { last };
    match (from, to) {
        ("", "") => whom,
        (from, to) => format!("{whom}　{from}〜{to}"),
    }
}
