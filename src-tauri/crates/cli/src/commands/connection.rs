//! Trying the connection.

use crate::{
    args::Global,
    in_commands::{next_step, told},
    opening::{choose_profile, open_data, require_begun},
    output::{Ending, Printer},
    words::count,
};
use clap::Subcommand;
use kakehashi_terminal::{
    Answer,
    view::{ConnectionView, LayerView, Light, LineView},
};

#[derive(Subcommand, Debug)]
pub enum ConnectionCommand {
    /// つながるかを確かめる
    Test,
}

pub async fn connection(
    global: &Global,
    printer: &Printer,
    command: ConnectionCommand,
) -> Answer<Ending> {
    let ConnectionCommand::Test = command;
    require_begun(global)?;
    let terminal = open_data(global)?;
    choose_profile(&terminal, global).await?;
    let found = in_commands(terminal.test_connection().await?);
    printer.answer(&found, lines(&found));
    Ok(printer.stopped_by(found.problem.as_ref()))
}

/// With commands where the next steps of the screens name buttons.
fn in_commands(mut found: ConnectionView) -> ConnectionView {
    for layer in &mut found.layers {
        layer.next_step = layer.next_step.take().map(next_step);
    }
    found.problem = found.problem.as_ref().map(told);
    found
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
    let mut words: Vec<&str> = Vec::new();
    // What stops the way gets its next step at the end.
    if layer.light != Light::Red {
        words.extend(layer.detail.as_deref());
    }
    words.extend(layer.sentence.as_deref());
    if layer.light == Light::Yellow {
        words.extend(layer.next_step.as_deref());
    }
    let (title, ms) = (layer.layer.title(), layer.ms);
    format!("{mark} {title}　{ms} ミリ秒　{}", words.join("　"))
}

fn line_line(line: &LineView) -> String {
    match line.files {
        0 => "まだ送っていないファイルはありません".to_owned(),
        files => {
            let (files, seconds) = (count(files), count(line.seconds));
            format!("まだ送っていない {files} 件に、約 {seconds} 秒かかります")
        }
    }
}
