//! The end of a terminal: its key and data are destroyed, and a sheet says so (廃棄記録).
//!
//! Two persons whom the data know must want it, one of them an administrator; where the data know only one, that one. Data
//! that can't be opened any more, since their key is lost, ask for nobody: nobody reads them either. The sheet is what remains
//! for the file.

use crate::{
    alone::consent::{Consent, agree},
    core::{
        clock::{Clock, japan_time},
        controller::Answer,
        marks::Marks,
        marks::mark_name,
        problem::ProblemView,
        user::UserRecord,
    },
    files,
    place::key_home::key_names,
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Shelf};
use kakehashi_operating_system::{ForgottenKeys, forget_keys};
use kakehashi_store::{DataPlace, Destroyed, Store};
use serde::Serialize;
use std::path::Path;
use ts_rs::TS;
use zeroize::Zeroizing;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What was destroyed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DisposalReport {
    /// Tells the destroyed key from others.
    pub key_mark: String,
    /// Whether the OS key store kept it.
    pub key_in_os_key_store: bool,
    /// Files that went.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// What could not be deleted; without the key nobody reads it.
    pub left: Vec<String>,
    /// Keys of certificates that the operating system still has.
    pub certificate_keys_left: usize,
}

/// What is to become of the terminal, and who wants it.
pub struct DisposalRequest<'a> {
    /// The sheet, a new file.
    pub sheet: &'a str,
    /// Those who want it.
    pub by: Vec<Consent>,
    /// What opens the key, where a pass phrase guards it.
    pub key_pass_phrase: Option<Zeroizing<String>>,
}

/// Destroys the key and the data in `dir`, and writes the sheet.
///
/// # Errors
/// `NOT_SET_UP` when there is nothing; `DISPOSAL_NEEDS_TWO`, `KEY_PASS_PHRASE_WRONG`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE` and
/// `ALREADY_RUNNING` before anything is touched; `KEY_STORE_UNAVAILABLE`, `DATA_UNWRITABLE` when the key can't be taken away.
/// A file that can't be deleted is named in the sheet.
pub async fn dispose_terminal(
    dir: &Path,
    clock: &dyn Clock,
    marks: &dyn Marks,
    request: DisposalRequest<'_>,
) -> Answer<DisposalReport> {
    let disposed = dispose_now(dir, clock, marks, request).await;
    disposed.map_err(|fault| ProblemView::new(&fault, &uuid::Uuid::new_v4().to_string()))
}

async fn dispose_now(
    dir: &Path,
    clock: &dyn Clock,
    marks: &dyn Marks,
    request: DisposalRequest<'_>,
) -> Outcome<DisposalReport> {
    if !dir.exists() {
        return Err(Code::NotSetUp.into());
    }
    let place = DataPlace::take(dir)?;
    if !place.holds_anything() {
        return Err(Code::NotSetUp.into());
    }
    let sheet = request.sheet;
    let by = wanted_by(&place, &request, clock.now()).await?;
    let mark = place.key_mark().map(|key| mark_name(&key, dir));
    let mut report = None;
    // The sheet's file is there before anything is destroyed, and gets its name after.
    files::hand_out(sheet, |file| {
        let destroyed = place.destroy()?;
        let keys = forget_certificate_keys(&destroyed);
        let text = sheet_text(&destroyed, keys, dir, &japan_time(clock.now()), &by);
        file.write_all(text.as_bytes())
            .map_err(|e| files::write_fault(&e).with("file", files::name_of(sheet)))?;
        report = Some(DisposalReport {
            certificate_keys_left: keys.map_or(0, |keys| keys.left),
            ..DisposalReport::from(destroyed)
        });
        Ok(0)
    })?;
    if let Ok(mark) = mark {
        marks.remove(&mark);
    }
    report.ok_or_else(|| Fault::new(Code::Internal))
}

/// Who wants it, as the sheet says it.
async fn wanted_by(
    place: &DataPlace,
    request: &DisposalRequest<'_>,
    now: DateTime<Utc>,
) -> Outcome<String> {
    let Some(accounts) = accounts(place, request)? else {
        return Ok("確かめていません（データを開けないため）".to_owned());
    };
    if accounts.is_empty() {
        return Ok("利用者の登録がありません".to_owned());
    }
    let known = |user: &str| {
        let account = accounts.iter().find(|account| account.id == user);
        Ok(account.cloned())
    };
    let enough = request.by.len() >= accounts.len().min(2);
    if !enough || !agree(&request.by, known, now).await? {
        return Err(Code::DisposalNeedsTwo.into());
    }
    let users = request.by.iter().map(|consent| consent.user.as_str());
    let users: Vec<&str> = users.collect();
    Ok(format!("{}（パスワードで確かめました）", users.join("、")))
}

/// Whom the data know; None where they can't be opened any more.
fn accounts(place: &DataPlace, request: &DisposalRequest<'_>) -> Outcome<Option<Vec<UserRecord>>> {
    let phrase = request.key_pass_phrase.as_ref();
    let key = match place.bring_key(phrase.map(|phrase| phrase.as_str())) {
        Ok(key) => key,
        Err(fault) if fault.code == Code::KeyPassPhraseNeeded => {
            return Err(Code::DisposalNeedsTwo.into());
        }
        Err(fault)
            if [Code::KeyPassPhraseWrong, Code::KeyStoreUnavailable].contains(&fault.code) =>
        {
            return Err(fault);
        }
        Err(_) => return Ok(None),
    };
    Ok(Store::look(place, &key, |books| books.all(Shelf::User)).ok())
}

impl From<Destroyed> for DisposalReport {
    fn from(destroyed: Destroyed) -> Self {
        let key = destroyed.key.as_ref();
        Self {
            key_mark: key.map_or_else(|| "-".to_owned(), |key| key.mark.clone()),
            key_in_os_key_store: key.is_some_and(|key| key.in_os_key_store),
            files: destroyed.files,
            bytes: destroyed.bytes,
            left: destroyed.left,
            certificate_keys_left: 0,
        }
    }
}

/// Of those that the operating system keeps; others lay in the database. None where it can't be told.
fn forget_certificate_keys(destroyed: &Destroyed) -> Option<ForgottenKeys> {
    let key = destroyed.key.as_ref()?;
    let forgotten = forget_keys(&key_names(&key.mark));
    if let Err(cause) = &forgotten {
        tracing::warn!(%cause, "the keys of certificates can't be looked through");
    }
    forgotten.ok()
}

fn sheet_text(
    destroyed: &Destroyed,
    keys: Option<ForgottenKeys>,
    dir: &Path,
    at: &str,
    by: &str,
) -> String {
    let key = match &destroyed.key {
        None => "見つかりませんでした（前に失われています）".to_owned(),
        Some(key) if key.in_os_key_store => format!("{}（OSの鍵の保管場所）", key.mark),
        Some(key) => format!("{}（パスフレーズで守った鍵）", key.mark),
    };
    let keys = match keys {
        None => "Windowsの鍵の保管場所を確かめられません。管理者が確かめてください".to_owned(),
        Some(ForgottenKeys { gone: 0, left: 0 }) => "データといっしょに消えました".to_owned(),
        Some(ForgottenKeys { gone, left: 0 }) => {
            format!("{gone}個をWindowsの鍵の保管場所から消しました")
        }
        Some(ForgottenKeys { gone, left }) => {
            format!("{gone}個を消し、{left}個はWindowsの鍵の保管場所に残っています")
        }
    };
    let left = if destroyed.left.is_empty() {
        "ありません".to_owned()
    } else {
        let names = destroyed.left.join("、");
        format!("{names}（鍵がないので読めません。手で消してください）")
    };
    let (dir, files, bytes) = (dir.display(), destroyed.files, destroyed.bytes);
    let lines: &[&str] = &[
        "廃棄記録　　Kakehashi（統合専用端末）",
        "",
        &format!("廃棄した日時　　　{at}（日本時間）"),
        &format!("データの場所　　　{dir}"),
        &format!("廃棄すると決めた人　{by}"),
        &format!("廃棄した鍵の照合値　{key}"),
        &format!("証明書の秘密鍵　　　{keys}"),
        &format!("廃棄したファイル　{files}個、{bytes}バイト"),
        &format!("消せなかったもの　　{left}"),
        "廃棄のしかた　　　データはすべて暗号化してあり、その鍵を先に消しました。",
        "",
        "このプログラムの外に残っているものを確かめてください。",
        "　□ 基幹システムへ引き渡したファイル　　□ 取り込む前のファイル",
        "　□ 証明書（.p12）とその控え　　　　　　□ バックアップ",
        "",
        "廃棄した人　　　　　　　　　　　　　　　確かめた人",
        "",
    ];
    format!("{BYTE_ORDER_MARK}{}", lines.join("\r\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_names_what_is_left() {
        let mut destroyed = Destroyed {
            key: None,
            files: 3,
            bytes: 4096,
            left: Vec::new(),
        };
        let sheet = |destroyed: &Destroyed, keys| {
            sheet_text(
                destroyed,
                keys,
                Path::new("/data"),
                "きょう",
                "kanri、shonin",
            )
        };
        let text = |destroyed: &Destroyed| sheet(destroyed, Some(ForgottenKeys::default()));
        assert!(text(&destroyed).contains("消せなかったもの　　ありません"));
        destroyed.left = vec!["work/held.age".to_owned(), "work".to_owned()];
        let told = text(&destroyed);
        assert!(
            told.contains("work/held.age、work（鍵がないので読めません"),
            "{told}"
        );
        let keys = |gone, left| sheet(&destroyed, Some(ForgottenKeys { gone, left }));
        assert!(keys(2, 0).contains("2個をWindowsの鍵の保管場所から消しました"));
        assert!(keys(1, 1).contains("1個はWindowsの鍵の保管場所に残っています"));
        assert!(sheet(&destroyed, None).contains("確かめられません"));
    }
}
