//! Whether a file could be handed in and sent now: everything but taking it in. Nothing of it is kept.

use crate::{
    core::{blocking::blocking, clock::japan_day, controller::Terminal, gate::Permit, look::Look},
    files::{self, listed::Listed, recognising::version_of_file},
    sending::{checking::limits_of, earlier::filling::earlier_of},
};
use kakehashi_domain::{Code, InsurerNumber, Outcome};
use kakehashi_layouts::{CheckSetting, Encoding, Layout, Limits, ProtectedPerson, check};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, io, ops::ControlFlow, sync::Arc};
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

/// What a trial needs of the terminal.
struct Stand {
    layout: Arc<Layout>,
    protected: Vec<ProtectedPerson>,
    insurer: Option<InsurerNumber>,
    house: Encoding,
    goes_to: String,
    today: chrono::NaiveDate,
    compares: bool,
    limits: Limits,
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
    let stand = terminal.see(move |look| look.stand(&kind)).await?;
    let name = path.clone();
    let read = move || Ok((hash(&name)?, Listed::of(&name, listed)?.unwrap_or_default()));
    let (sha256, listed) = blocking(read).await?;
    listed.require_content(&sha256, &path)?;
    let content = sha256.clone();
    terminal
        .see(move |look| look.refuse_second_copy(&look.profile()?.name, None, &content))
        .await?;
    let looker = terminal.clone();
    let check = move || {
        let layout = version_of_file(&path, &stand.layout);
        Stand { layout, ..stand }.check(&looker, &path, sha256, &listed)
    };
    blocking(check).await
}

impl Look {
    fn stand(&self, kind: &str) -> Outcome<Stand> {
        let (name, layout) = self.ready_for(kind)?;
        if layout.looks_up() {
            return Err(Code::LookUpUnstated.into());
        }
        let profile = self.profile_named(&name)?;
        Ok(Stand {
            layout,
            protected: self.watched_over()?,
            insurer: InsurerNumber::parse(&profile.insurer).ok(),
            house: self.house().encoding(),
            goes_to: profile.in_words(),
            today: japan_day(self.now()),
            compares: self.index_setting()?.is_some(),
            limits: limits_of(self)?,
        })
    }
}

impl Stand {
    fn check(
        &self,
        terminal: &Terminal,
        path: &str,
        sha256: String,
        listed: &Listed,
    ) -> Outcome<TrialView> {
        let earlier = match self.compares {
            true => earlier_of(terminal, &self.layout)?,
            false => None,
        };
        let setting = CheckSetting {
            own_insurer: self.insurer.as_ref(),
            own_encoding: Some(self.house),
            earlier: earlier.as_ref(),
            protected: &self.protected,
            limits: Some(self.limits),
            expected_rows: listed.rows,
            expected_sum: listed.sum_in(&self.layout)?,
            ..CheckSetting::new(&self.layout, self.today)
        };
        let mut source = io::BufReader::new(files::open(path)?);
        let mut go_on = |_| ControlFlow::Continue(());
        let summary = check(&mut source, &setting, &mut |_| {}, &mut go_on)
            .map_err(|fault| fault.with("file", files::name_of(path)))?;
        let by_code = summary.by_code.iter();
        let layout = &self.layout;
        Ok(TrialView {
            kind: layout.kind.clone(),
            kind_title: layout.title.clone(),
            layout_version: layout.version.clone(),
            provisional: layout.provisional,
            goes_to: self.goes_to.clone(),
            sha256,
            rows: summary.rows,
            errors: summary.errors.all(),
            confirms: summary.confirms.all(),
            warnings: summary.warnings.all(),
            by_code: by_code
                .map(|(code, count)| (code.as_str().to_owned(), *count))
                .collect(),
            ready: summary.errors.all() + summary.confirms.all() == 0,
        })
    }
}

fn hash(path: &str) -> Outcome<String> {
    let mut hash = Sha256::new();
    let copied = io::copy(&mut files::open(path)?, &mut hash);
    copied.map_err(|e| files::read_fault(path, &e))?;
    Ok(hex::encode(hash.finalize()))
}
