//! Whether a file could be handed in and sent now: everything but taking it in. Nothing of it is kept.

use crate::{
    core::{blocking::blocking, controller::Terminal, gate::Permit, look::Look},
    files::{self, listed::Listed, recognising::Opened},
    sending::checking::Standard,
};
use kakehashi_domain::{Code, Outcome};
use kakehashi_layouts::{CheckSummary, Layout};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fs::File, io, ops::ControlFlow};
use ts_rs::TS;

/// What would become of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TrialView {
    /// File kind.
    pub kind: String,
    /// Its name on screen.
    pub kind_title: String,
    /// Version of the layout that it was checked by.
    pub layout_version: String,
    /// Whether that is 仮.
    pub provisional: bool,
    /// Where it would go, in words.
    pub goes_to: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Data rows.
    pub rows: u32,
    /// Rows with 誤り, and such findings of the whole file.
    pub errors: u32,
    /// Rows with nothing worse than 確認, and such findings of the whole file.
    pub confirms: u32,
    /// Rows with nothing worse than 警告, and such findings of the whole file.
    pub warnings: u32,
    /// Findings by code.
    pub by_code: BTreeMap<String, u32>,
    /// Whether it would go to the approver as it is.
    pub ready: bool,
}

/// Tries whether a file could be handed in: its kind, its turn, that it isn't here already, and its check.
///
/// # Errors
/// Those of taking it in.
pub(crate) async fn try_send(
    terminal: &Terminal,
    _: Permit,
    path: String,
    kind: String,
    listed: Option<Listed>,
) -> Outcome<TrialView> {
    let stand = move |look: &Look| {
        let (name, layout) = look.ready_for(&kind)?;
        if layout.looks_up() {
            return Err(Code::LookUpUnstated.into());
        }
        let goes_to = look.profile_named(&name)?.in_words();
        Ok((look.standard(&name, layout)?, goes_to))
    };
    let (standard, goes_to) = terminal.see(stand).await?;
    let read = move || {
        let mut opened = Opened::at(&path)?;
        let sha256 = hash(opened.whole()?, &path)?;
        let listed = Listed::of(&path, listed)?.unwrap_or_default();
        listed.require_content(&sha256, &path)?;
        Ok((opened, sha256, listed))
    };
    let (opened, sha256, listed) = blocking(read).await?;
    let content = sha256.clone();
    terminal
        .see(move |look| look.refuse_second_copy(&look.profile()?.name, None, &content))
        .await?;
    let looker = terminal.clone();
    let check = move || {
        let mut standard = standard;
        standard.layout = opened.version(&standard.layout).clone();
        let summary = checked(&standard, &looker, opened, &listed)?;
        Ok(view(&standard.layout, &summary, goes_to, sha256))
    };
    blocking(check).await
}

fn checked(
    standard: &Standard,
    terminal: &Terminal,
    mut opened: Opened<File>,
    listed: &Listed,
) -> Outcome<CheckSummary> {
    let mut source = io::BufReader::new(opened.whole()?);
    let mut go_on = |_| ControlFlow::Continue(());
    let checked = standard.check(terminal, &mut source, listed, &mut |_| {}, &mut go_on);
    let (summary, _) = checked.map_err(|fault| fault.with("file", opened.name()))?;
    Ok(summary)
}

fn view(layout: &Layout, summary: &CheckSummary, goes_to: String, sha256: String) -> TrialView {
    let by_code = summary.by_code.iter();
    TrialView {
        kind: layout.kind.clone(),
        kind_title: layout.title.clone(),
        layout_version: layout.version.clone(),
        provisional: layout.provisional,
        goes_to,
        sha256,
        rows: summary.rows,
        errors: summary.errors.all(),
        confirms: summary.confirms.all(),
        warnings: summary.warnings.all(),
        by_code: by_code
            .map(|(code, count)| (code.as_str().to_owned(), *count))
            .collect(),
        ready: summary.errors.all() + summary.confirms.all() == 0,
    }
}

fn hash(file: &mut File, path: &str) -> Outcome<String> {
    let mut hash = Sha256::new();
    let copied = io::copy(file, &mut hash);
    copied.map_err(|e| files::read_fault(path, &e))?;
    Ok(hex::encode(hash.finalize()))
}
