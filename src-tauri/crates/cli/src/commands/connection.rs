//! Trying the connection.

use crate::{
    args::{ConnectionCommand, Global},
    opening::{choose_profile, open_data},
    output::{Ending, Printer},
    words::count,
};
use kakehashi_terminal::{
    Answer,
    view::{ConnectionView, LayerView, Light, LineView},
};

pub async fn connection(
    global: &Global,
    printer: &Printer,
    command: ConnectionCommand,
) -> Answer<Ending> {
    let ConnectionCommand::Test = command;
    let terminal = open_data(global)?;
    choose_profile(&terminal, global).await?;
    let found = terminal.test_connection().await?;
    printer.answer(&found, lines(&found));
    Ok(printer.stopped_by(found.problem.as_ref()))
}

fn lines(found: &ConnectionView) -> Vec<String> {
    let mut lines: Vec<String> = found.layers.iter().map(layer_line).collect();
    if let Some(server) = &found.server {
        let open = if server.open {
            "受付中"
        } else {
            "受付時間の外"
        };
        lines.push(format!("{}　{open}（{}）", server.name, server.hours));
    }
    lines.extend(found.line.as_ref().map(line_line));
    lines
}

fn layer_line(layer: &LayerView) -> String {
    let mark = match layer.light {
        Light::Green => "✓",
        Light::Yellow => "▲",
        Light::Red => "●",
    };
    let words = layer.sentence.as_deref().or(layer.detail.as_deref());
    let (title, ms) = (layer.layer.title(), layer.ms);
    format!("{mark} {title}　{ms} ミリ秒　{}", words.unwrap_or_default())
}

fn line_line(line: &LineView) -> String {
    let LineView {
        up_mbps, down_mbps, ..
    } = line;
    let speed = format!("回線の速さ　送る {up_mbps} Mbps　受け取る {down_mbps} Mbps");
    let files = match (line.files, line.enough) {
        (0, _) => "まだ送っていないファイルはありません".to_owned(),
        (files, true) => format!(
            "まだ送っていない {} 件は、約 {} 秒で送れます",
            count(files),
            count(line.seconds)
        ),
        (files, false) => format!(
            "▲ まだ送っていない {} 件に、1時間より長くかかります",
            count(files)
        ),
    };
    format!("{speed}　{files}")
}
