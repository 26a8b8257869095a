//! What the window may ask: what the window answers itself, and what goes on to the terminal.

use crate::shell::Shell;
use kakehashi_terminal::{Answer, misuse, parse, shape};
use serde::Deserialize;
use serde_json::Value;
use std::{path::PathBuf, sync::Arc};
use tauri::{
    Manager, Runtime,
    ipc::{Invoke, InvokeBody},
};

#[derive(Deserialize)]
struct Choose {
    title: String,
    extensions: Vec<String>,
}

#[derive(Deserialize)]
struct ChooseSave {
    title: String,
    name: String,
}

#[derive(Deserialize)]
struct Zoom {
    factor: f64,
}

#[derive(Deserialize)]
struct Show {
    path: PathBuf,
}

async fn dispatch(shell: &Shell, act: &str, arguments: Value) -> Answer<Value> {
    match act {
        "choose_file" => {
            let Choose { title, extensions } = parse(arguments)?;
            shape(text(shell.desktop.choose_file(&title, &extensions).await))
        }
        "choose_save_file" => {
            let ChooseSave { title, name } = parse(arguments)?;
            shape(text(shell.desktop.choose_save_file(&title, &name).await))
        }
        "suggested_folder" => shape(shell.desktop.suggested_folder().display().to_string()),
        "zoom" => {
            let Zoom { factor } = parse(arguments)?;
            shell.desktop.zoom(factor);
            shape(())
        }
        "show_in_folder" => {
            let Show { path } = parse(arguments)?;
            shell.desktop.show_in_folder(&path);
            shape(())
        }
        "setup_sheet" => shape(&shell.setup_sheet),
        of_the_terminal => {
            let answer = shell.terminal.call(of_the_terminal, arguments).await?;
            if let Some(seconds) = shown_for(of_the_terminal, &answer) {
                shell.desktop.keep_from_captures(seconds);
            }
            Ok(answer)
        }
    }
}

/// For how many seconds an answer shows what is hidden otherwise.
fn shown_for(act: &str, answer: &Value) -> Option<u64> {
    let reveals = ["reveal_number", "show_whereabouts"].contains(&act);
    answer["seconds"].as_u64().filter(|_| reveals)
}

/// Answers what the window asks, each act in a task of its own.
pub fn answer<R: Runtime>(invoke: Invoke<R>) -> bool {
    let Invoke {
        message, resolver, ..
    } = invoke;
    let shell = message.webview().state::<Arc<Shell>>().inner().clone();
    let act = message.command().to_owned();
    let arguments = match message.payload() {
        InvokeBody::Json(arguments) => arguments.clone(),
        InvokeBody::Raw(_) => Value::Null,
    };
    // A task in a task: a panic ends the inner one, and the window hears of it.
    tauri::async_runtime::spawn(async move {
        let done = tokio::spawn(async move { dispatch(&shell, &act, arguments).await });
        match done.await {
            Ok(Ok(answer)) => resolver.resolve(answer),
            Ok(Err(problem)) => resolver.reject(problem),
            Err(panic) => resolver.reject(misuse(&panic.to_string())),
        }
    });
    true
}

fn text(path: Option<std::path::PathBuf>) -> Option<String> {
    path.map(|path| path.display().to_string())
}

#[cfg(test)]
mod bindings;
