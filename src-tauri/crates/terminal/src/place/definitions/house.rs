//! The character code of the insurer's own 基幹システム: one value for all kinds, for reading, checking, correcting,
//! writing and handing over.

use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    place::definitions::view::HouseEncodingView,
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Fault, Outcome, Shelf};
use kakehashi_layouts::{Encoding, HouseEncoding};
use kakehashi_store::{Reader, Transaction};
use serde::{Deserialize, Serialize};

/// Its key on the shelf.
const ENCODING: &str = "encoding";
const TOLD: &str = "told";

/// The character code as it is set; UTF-8, as the shipped definitions have it, where nobody said.
pub(crate) async fn house_encoding(terminal: &Terminal, _: Permit) -> Outcome<HouseEncodingView> {
    terminal.see(Look::house_encoding_view).await
}

/// Sets it. A file that is under way was checked by the one before, so that it goes first.
///
/// # Errors
/// `INPUT_INVALID`, `FILES_UNDER_WAY`.
pub(crate) async fn set_house_encoding(
    terminal: &Terminal,
    permit: Permit,
    encoding: String,
) -> Outcome<HouseEncodingView> {
    let chosen = HouseEncoding::parse(&encoding.to_ascii_lowercase()).ok_or_else(unknown)?;
    let set = move |c: &mut Controller| {
        c.require_none_under_way()?;
        let permit = permit.on(chosen.title());
        c.write(&permit, |store| {
            store.put(Shelf::House, ENCODING, &chosen.as_str())
        })?;
        c.load_definitions()?;
        c.house_encoding_view()
    };
    terminal.ask(set).await
}

/// What the server was told last by ⑦, once it had taken it.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct ToldRecord {
    encoding: String,
    at: DateTime<Utc>,
}

impl Look {
    /// As it is used.
    pub(crate) fn house(&self) -> HouseEncoding {
        self.definitions().house
    }

    fn house_encoding_view(&self) -> Outcome<HouseEncodingView> {
        let chosen = self.house_encoding()?;
        let used = chosen.unwrap_or(HouseEncoding::Utf8);
        let told: Option<ToldRecord> = self.books()?.get(Shelf::House, TOLD)?;
        let word = told.as_ref().and_then(|it| Encoding::parse(&it.encoding));
        Ok(HouseEncodingView {
            encoding: used.as_str().to_owned(),
            title: used.title().to_owned(),
            chosen: chosen.is_some(),
            told: word.map(|word| word.title().to_owned()),
            told_at: told.map(|told| told.at),
            differs: word.is_some_and(|word| word != used.encoding()),
        })
    }

    /// None where nobody said.
    pub(crate) fn house_encoding(&self) -> Outcome<Option<HouseEncoding>> {
        chosen(self.books()?)
    }
}

pub(crate) fn chosen(books: &Reader) -> Outcome<Option<HouseEncoding>> {
    let word: Option<String> = books.get(Shelf::House, ENCODING)?;
    Ok(word.and_then(|word| HouseEncoding::parse(&word)))
}

/// Notes what the server was told, with the change that says so.
pub(crate) fn note_told(
    store: &Transaction<'_>,
    encoding: Encoding,
    at: DateTime<Utc>,
) -> Outcome<()> {
    let encoding = encoding.as_str().to_owned();
    store.put(Shelf::House, TOLD, &ToldRecord { encoding, at })
}

fn unknown() -> Fault {
    let words: Vec<&str> = HouseEncoding::all().iter().map(|it| it.as_str()).collect();
    Fault::invalid(
        "文字コード",
        format!("{}のどれかにしてください。", words.join("、")),
    )
}
