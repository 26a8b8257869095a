//! The definitions at hand without login: the shipped ones, and those that were imported where a terminal has its data.

use crate::core::definitions::Definitions;
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_layouts::{Catalogue, Encoding, Layout};
use kakehashi_store::{DataPlace, Store};
use serde::Serialize;
use std::path::PathBuf;
use ts_rs::TS;
use zeroize::Zeroizing;

/// Where a terminal's data may lie, and what may open it.
#[derive(Debug, Clone)]
pub struct KeptData {
    /// The data directory; nothing need be there.
    pub dir: PathBuf,
    /// What guards the key, where it is known.
    pub pass_phrase: Option<Zeroizing<String>>,
}

/// Where a definition comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// It comes with the program.
    Shipped,
    /// An administrator imported it here.
    Imported,
    /// It was named.
    File,
}

impl Origin {
    /// The word for it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Shipped => "同梱",
            Self::Imported => "取り込んだもの",
            Self::File => "ファイル",
        }
    }
}

/// Definitions that were found.
pub(crate) struct AtHand {
    pub used: Catalogue,
    /// The character code of the house, where there is data that says so.
    pub house: Option<Encoding>,
    /// Why imported ones, should there be any, aren't among them.
    pub note: Option<String>,
}

impl AtHand {
    /// Data that can't be looked at leaves the shipped ones, and says so.
    pub fn of(data: Option<&KeptData>) -> Self {
        let shipped = |note| Self {
            used: Catalogue::shipped().clone(),
            house: None,
            note,
        };
        match data
            .filter(|data| DataPlace::is_begun(&data.dir))
            .map(imported)
        {
            None => shipped(None),
            Some(Ok(kept)) => Self {
                house: Some(kept.house.encoding()),
                used: kept.used,
                note: None,
            },
            Some(Err(fault)) => {
                let why = if fault.code == Code::KeyPassPhraseNeeded {
                    "--key-pass-file がない".to_owned()
                } else {
                    fault.sentence().trim_end_matches('。').to_owned()
                };
                let note =
                    format!("取り込んだ定義は見ていません（{why}）。同梱の定義を使いました。");
                shipped(Some(note))
            }
        }
    }

    /// Where one of them comes from.
    pub fn origin(&self, layout: &Layout) -> Origin {
        match Catalogue::shipped().of_version(&layout.kind, &layout.version) {
            Ok(_) => Origin::Shipped,
            Err(_) => Origin::Imported,
        }
    }
}

fn imported(data: &KeptData) -> Outcome<Definitions> {
    let place = DataPlace::beside(&data.dir)?;
    let phrase = data.pass_phrase.as_ref().map(|phrase| phrase.as_str());
    let key = place.bring_key(phrase)?;
    Store::look(&place, &key, Definitions::kept)
}

/// A definition that was named, for files of this kind.
///
/// # Errors
/// `INPUT_INVALID` where it defines another kind.
pub(crate) fn require_kind(layout: &Layout, kind: &str) -> Outcome<()> {
    if layout.kind == kind {
        return Ok(());
    }
    let hint = format!(
        "--layout の定義は「{}」のもので、--kind の「{kind}」とちがいます。どちらかを直してください。",
        layout.kind
    );
    Err(Fault::invalid("--kind", hint))
}
