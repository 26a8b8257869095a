//! The board as a file, for a meeting or another office.

use crate::{
    core::{controller::Terminal, gate::Permit, look::Look},
    files::{list::List, sealing::HandOutTo},
    people::mismatches::view::MismatchLine,
    sending::hand_over::view::HandOverView,
};
use kakehashi_domain::Outcome;
use std::io::Write;

const HEADINGS: [&str; 9] = [
    "番号",
    "記号・番号",
    "氏名",
    "閲覧停止の日",
    "日数",
    "ちがうところ",
    "判定フラグ",
    "状態",
    "担当",
];

/// Writes those for whom viewing is stopped, as CSV.
///
/// # Errors
/// `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, `INPUT_INVALID` for a pass phrase that is too short.
pub(crate) async fn save_mismatches(
    terminal: &Terminal,
    permit: Permit,
    to: HandOutTo,
) -> Outcome<HandOverView> {
    let viewer = permit.clone();
    let open = move |look: &Look| look.open_mismatch_lines(&viewer);
    let open = terminal.see(open).await?;
    let write = move |sink: &mut dyn Write| write(&open, sink);
    terminal
        .hand_out_line(permit, to, write, |_, _| Ok(()))
        .await
}

fn write(lines: &[MismatchLine], sink: &mut dyn Write) -> Outcome<u32> {
    let mut list = List::begin_plain(sink, HEADINGS)?;
    for line in lines {
        let cells = [
            line.id.to_string(),
            line.registration.clone(),
            line.name.clone(),
            line.reported_at.format("%Y-%m-%d").to_string(),
            line.days.to_string(),
            line.differs.join("・"),
            line.flag.to_string(),
            line.state_title.clone(),
            line.assignee.clone().unwrap_or_default(),
        ];
        list.add(cells.each_ref().map(String::as_str))?;
    }
    list.end()?;
    Ok(u32::try_from(lines.len()).unwrap_or(u32::MAX))
}
