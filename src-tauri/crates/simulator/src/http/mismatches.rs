//! 突合不一致: listed, and cleared by 理由付き疑いなし.

use std::sync::Arc;

use axum::extract::State;
use chrono::DateTime;
use serde::Deserialize;
use serde_json::{Value, json};

use super::extract::{After, Json, Name, Session};
use crate::{
    app::App,
    db::mismatches::{self as stored, Five, Mismatch},
    problem::{Code, Problem},
    residents::FiveItems,
    scenario::in_japan,
};

/// Of the real values of 本人確認判定フラグ only this one is public.
const FLAG: &str = "2";
const LONGEST_WORD: usize = 64;
const ITEMS: [&str; 5] = ["name_kanji", "name_kana", "birth_date", "sex", "address"];

#[derive(Deserialize)]
pub struct NoDoubt {
    reason: String,
    evidence: String,
}

pub async fn list(
    State(app): State<Arc<App>>,
    _: Session,
    After(after): After,
) -> Result<axum::Json<Value>, Problem> {
    let insurer = app.insurer.clone();
    let page: Vec<Mismatch> = app
        .db
        .read(move |c| stored::page(c, &insurer, after))
        .await?;
    Ok(axum::Json(page.iter().map(shown).collect()))
}

pub async fn clear(
    State(app): State<Arc<App>>,
    _: Session,
    Name(id): Name,
    Json(said): Json<NoDoubt>,
) -> Result<axum::Json<Value>, Problem> {
    let is_word = |word: &str| (1..=LONGEST_WORD).contains(&word.len());
    if !is_word(&said.reason) || !is_word(&said.evidence) {
        return Err(Code::BadRequest.because("理由と証拠の種類を入れてください"));
    }
    let id: i64 = id.parse().map_err(|_| Code::NotFound)?;
    let insurer = app.insurer.clone();
    app.db
        .write(move |c| {
            let known = stored::find(c, &insurer, id)?.ok_or(Code::NotFound)?;
            match known.state {
                stored::State::Open => stored::clear(c, id, &said.reason, &said.evidence)?,
                // The same again: the answer got lost.
                stored::State::NoDoubt => {}
                stored::State::Resolved => return Err(Code::MismatchClosed.into()),
            }
            let cleared = stored::find(c, &insurer, id)?.ok_or(Code::Internal)?;
            Ok(axum::Json(shown(&cleared)))
        })
        .await
}

fn shown(mismatch: &Mismatch) -> Value {
    let at = DateTime::from_timestamp_millis(mismatch.reported_at).unwrap_or_default();
    let [symbol, number, card_branch] = &mismatch.registration;
    json!({
        "id": mismatch.id,
        "state": mismatch.state.word(),
        "flag": FLAG,
        "reported_at": in_japan(at).to_rfc3339(),
        "symbol": symbol,
        "number": number,
        "card_branch": card_branch,
        "server_branch": mismatch.server_branch,
        "differs": differing(&mismatch.registered, &mismatch.resident),
        "registered": five(&mismatch.registered),
        "resident": five(&mismatch.resident),
    })
}

fn five(values: &Five) -> Value {
    ITEMS
        .iter()
        .zip(values)
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

/// The items that differ even after folding, by the server's own reading.
pub fn differing(a: &Five, b: &Five) -> Vec<&'static str> {
    let key = |five: &Five| {
        let [name_kanji, name_kana, birth_date, sex, address] = five.each_ref().map(String::as_str);
        let items = FiveItems {
            name_kanji,
            name_kana,
            birth_date,
            sex,
            address,
        };
        items.folded()
    };
    let (a, b) = (key(a), key(b));
    ITEMS
        .into_iter()
        .zip(a.into_iter().zip(b))
        .filter(|(_, (a, b))| a != b)
        .map(|(name, _)| name)
        .collect()
}
