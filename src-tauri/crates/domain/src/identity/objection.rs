//! Why a document doesn't count.

use super::{Actor, Case, Channel, Detail, Document, DocumentKind, Rule, Rules, Sides};
use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

macro_rules! objections {
    ($($name:ident $sentence:literal,)+) => {
        /// Why a document doesn't count. Where several rows object, the last in this order is named: the document
        /// came nearest to counting there.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum Objection {
            $(#[doc = $sentence] $name,)+
        }

        impl Objection {
            /// Every objection, in order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The Japanese sentence.
            pub fn sentence(self) -> &'static str {
                match self { $(Self::$name => $sentence,)+ }
            }
        }
    };
}

objections! {
    NeverAccepted "番号確認にも身元確認にも使えない書類です。",
    NotYetAccepted "この日には、まだ使えません。",
    NoLongerAccepted "この日には、もう使えません。",
    OutOfDate "期限が切れています。",
    OtherPerson "氏名や生年月日が、届けの人と一致しません。",
    IssuedTooEarly "交付日が古いため使えません。",
    RegisterNotConfirmed "住民票の記載と一致することを、まだ確かめていません。",
    NotForThisActor "届け出る人（本人か代理人か）に合わない書類です。",
    NotForChannel "この受け方（対面・郵送・オンライン・電話）では使えません。",
    NotForVerifier "確認する人に許されていない方法です。",
    NotForAgentKind "この種類の代理人には使えません。",
    WrongOwner "だれの書類かが書かれていないか、ちがう人の書類です。",
    NoExistingFile "本人確認をして作った特定個人情報ファイルがあるときだけ使えます。",
    CopyNotAccepted "写しではなく、原本が必要です。",
    BothSidesNeeded "郵送のときは、両面の写しが必要です。",
    DoesNotShow "要る記載（氏名、生年月日か住所など）がありません。",
    NeedsHardship "ほかの書類が難しい理由を書いたときだけ使えます。",
    OneOfTwo "2つ要るうちの1つだけです。",
}

/// The first objection of the kind itself, whatever the row.
pub(super) fn of_kind(
    kind: &DocumentKind,
    document: &Document,
    date: NaiveDate,
) -> Option<Objection> {
    let is_before = |day: Option<NaiveDate>| day.is_some_and(|day| date < day);
    let is_after = |day: Option<NaiveDate>| day.is_some_and(|day| date > day);
    let issued_early = document
        .issued
        .zip(kind.issued_from)
        .is_some_and(|(on, from)| on < from);
    let must_match = kind.register_match_from.is_some_and(|from| date >= from);
    first([
        (kind.never, Objection::NeverAccepted),
        (is_before(kind.valid_from), Objection::NotYetAccepted),
        (is_after(kind.valid_to), Objection::NoLongerAccepted),
        (
            is_after(document.expires) || document.in_date == Some(false),
            Objection::OutOfDate,
        ),
        (
            document.matches_person == Some(false),
            Objection::OtherPerson,
        ),
        (issued_early, Objection::IssuedTooEarly),
        (
            must_match && document.matches_register != Some(true),
            Objection::RegisterNotConfirmed,
        ),
    ])
}

/// The first objection of a row that names the kind.
pub(super) fn of_row(
    rules: &Rules,
    case: &Case,
    row: &Rule,
    document: &Document,
) -> Option<Objection> {
    let kind = rules.document(&document.id)?;
    let has_hardship = row
        .elements
        .iter()
        .all(|element| case.hardship.is_given_for(*element));
    let over = row.valid_to.is_some_and(|day| case.date > day);
    let wrong_kind = case
        .agent_kind
        .is_some_and(|kind| excludes(&row.agent_kinds, kind));
    let copied = document.copy && case.channel == Channel::InPerson && !row.copy_in_person;
    first([
        (row.by != case.by, Objection::NotForThisActor),
        (
            !row.channels.contains(&case.channel),
            Objection::NotForChannel,
        ),
        (case.date < row.valid_from, Objection::NotYetAccepted),
        (over, Objection::NoLongerAccepted),
        (
            excludes(&row.verifiers, case.verifier),
            Objection::NotForVerifier,
        ),
        (wrong_kind, Objection::NotForAgentKind),
        (
            is_someone_elses(case, row, kind, document),
            Objection::WrongOwner,
        ),
        (
            row.existing_file && !case.existing_file,
            Objection::NoExistingFile,
        ),
        (copied, Objection::CopyNotAccepted),
        (
            lacks_a_side(rules, case, row, document),
            Objection::BothSidesNeeded,
        ),
        (lacks_a_detail(row, document), Objection::DoesNotShow),
        (row.hardship && !has_hardship, Objection::NeedsHardship),
    ])
}

fn first<const N: usize>(objections: [(bool, Objection); N]) -> Option<Objection> {
    objections
        .into_iter()
        .find_map(|(holds, objection)| holds.then_some(objection))
}

/// An empty list excludes nobody.
fn excludes<T: PartialEq>(only: &[T], one: T) -> bool {
    !only.is_empty() && !only.contains(&one)
}

fn is_someone_elses(case: &Case, row: &Rule, kind: &DocumentKind, document: &Document) -> bool {
    let wanted = match case.by {
        Actor::Person => Some(Actor::Person),
        Actor::Agent => row.of,
    };
    match (wanted, document.of) {
        (None, _) => false,
        (Some(wanted), Some(of)) => wanted != of,
        (Some(_), None) => case.by == Actor::Agent && kind.personal,
    }
}

fn lacks_a_side(rules: &Rules, case: &Case, row: &Rule, document: &Document) -> bool {
    let is_card = rules
        .document(&document.id)
        .is_some_and(|kind| kind.both_sides_by_post);
    if case.channel != Channel::Post || !is_card {
        return false;
    }
    match document.sides {
        Some(Sides::Both) => false,
        Some(Sides::Back) => !has_companion(rules, case, row),
        Some(Sides::Front) | None => true,
    }
}

/// Whether 別添15's form is there and counts; with it the card's back is enough for the number (S2§2.11.2).
fn has_companion(rules: &Rules, case: &Case, row: &Rule) -> bool {
    let counts = |document: &Document| {
        let mut naming = rules
            .rows
            .iter()
            .filter(|row| row.documents.contains(&document.id));
        naming.any(|row| of_row(rules, case, row, document).is_none())
    };
    let is_companion = |document: &&Document| row.back_suffices_with.as_ref() == Some(&document.id);
    case.documents.iter().filter(is_companion).any(counts)
}

fn lacks_a_detail(row: &Rule, document: &Document) -> bool {
    let Some(shown) = &document.shows else {
        return false;
    };
    let bears = |any: &Vec<Detail>| any.iter().any(|detail| shown.contains(detail));
    !row.shows.iter().all(bears)
}
