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
use kakehashi_domain::{Fault, Outcome, Shelf};
use kakehashi_layouts::HouseEncoding;
use kakehashi_store::Reader;

/// Its key on the shelf.
const ENCODING: &str = "encoding";

/// The character code as it is set; UTF-8, as the shipped definitions have it, where nobody said.
pub(crate) async fn house_encoding(terminal: &Terminal, _: Permit) -> Outcome<HouseEncodingView> {
    terminal.see(|look| Ok(view(look.house_encoding()?))).await
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
        Ok(view(Some(chosen)))
    };
    terminal.ask(set).await
}

impl Look {
    /// None where nobody said.
    pub(crate) fn house_encoding(&self) -> Outcome<Option<HouseEncoding>> {
        chosen(self.books()?)
    }
}

pub(crate) fn chosen(books: &Reader) -> Outcome<Option<HouseEncoding>> {
    let word: Option<String> = books.get(Shelf::House, ENCODING)?;
    Ok(word.and_then(|word| HouseEncoding::parse(&word)))
}

fn view(chosen: Option<HouseEncoding>) -> HouseEncodingView {
    let used = chosen.unwrap_or(HouseEncoding::Utf8);
    HouseEncodingView {
        encoding: used.as_str().to_owned(),
        title: used.title().to_owned(),
        chosen: chosen.is_some(),
    }
}

fn unknown() -> Fault {
    let words: Vec<&str> = HouseEncoding::all().iter().map(|it| it.as_str()).collect();
    Fault::invalid(
        "文字コード",
        format!("{}のどれかにしてください。", words.join("、")),
    )
}
