//! Whose a certificate is: the 保険者番号 stands where its authority writes it, which the profile knows from its first
//! certificate or from a person.

use crate::{
    core::{
        clock::in_japan,
        controller::{Controller, Terminal},
        gate::Permit,
        profile::ProfileRecord,
    },
    place::certificates::view::ProfileView,
};
use chrono::{DateTime, Utc};
use kakehashi_client_identity::{Authority, CertificateInfo};
use kakehashi_domain::{Code, Fault, InsurerNumber, NumberPlace, Outcome};

/// States where the authority of the profile in use writes the 保険者番号.
///
/// # Errors
/// `NO_PROFILE`.
pub(crate) async fn set_number_place(
    terminal: &Terminal,
    permit: Permit,
    place: NumberPlace,
) -> Outcome<ProfileView> {
    let change = move |c: &mut Controller| {
        let mut profile = c.profile()?;
        profile.number_place = Some(place);
        c.keep_profile(&permit, profile)
    };
    terminal.ask(change).await
}

/// Where the number of the profile's insurer stands in the certificate.
///
/// # Errors
/// `CERTIFICATE_OTHER_INSURER` where another number stands there, `CERTIFICATE_OWNER_UNSTATED` where none does and no
/// person has said so.
pub(crate) fn place_of(info: &CertificateInfo, profile: &ProfileRecord) -> Outcome<NumberPlace> {
    let numbers = |place: &NumberPlace| numbers_at(info, *place);
    let is_own = |place: &NumberPlace| numbers(place).contains(&profile.insurer);
    // Where the place is known, what stands there counts before anything else.
    let known = profile
        .number_place
        .filter(|place| !numbers(place).is_empty());
    let places = known.map_or(NumberPlace::LOOKED_AT.to_vec(), |place| vec![place]);
    if let Some(place) = places.iter().copied().find(is_own) {
        return Ok(place);
    }
    if let Some(found) = places.iter().flat_map(numbers).next() {
        return Err(Fault::new(Code::CertificateOtherInsurer)
            .with("found", found)
            .with("expected", &profile.insurer));
    }
    match profile.number_place {
        Some(NumberPlace::Nowhere) => Ok(NumberPlace::Nowhere),
        Some(_) | None => {
            Err(Fault::new(Code::CertificateOwnerUnstated).with("subject", &info.subject))
        }
    }
}

/// Checks that those who stand between the certificate and its trusted authority count today.
///
/// # Errors
/// `AUTHORITY_EXPIRED`.
pub(crate) fn check_authorities(over: &[Authority], now: DateTime<Utc>) -> Outcome<()> {
    let between = over
        .split_last()
        .map_or(over, |(_trusted, between)| between);
    let mut between = between.iter().map(Authority::info);
    let ended = between.find(|info| now > info.not_after);
    match ended {
        Some(info) => Err(Fault::new(Code::AuthorityExpired)
            .with("authority", &info.subject)
            .with("date", in_japan(info.not_after).format("%Y年%-m月%-d日"))),
        None => Ok(()),
    }
}

/// The 保険者番号 that stand at a place. A value of digits alone counts as one though its check digit is wrong; in other
/// words only a right one does, since a date has eight digits too.
fn numbers_at(info: &CertificateInfo, place: NumberPlace) -> Vec<String> {
    let values: Vec<&String> = match place {
        NumberPlace::Organization => info.organization.iter().collect(),
        NumberPlace::Unit => info.units.iter().collect(),
        NumberPlace::CommonName => info.common_name.iter().collect(),
        NumberPlace::AlternativeName => info.alternative_names.iter().collect(),
        NumberPlace::Nowhere => Vec::new(),
    };
    values
        .into_iter()
        .flat_map(|value| numbers_in(value))
        .collect()
}

fn numbers_in(value: &str) -> Vec<String> {
    let half: String = value.chars().map(half_width).collect();
    let runs = half.split(|c: char| !c.is_ascii_digit());
    let runs = runs.filter(|run| run.len() == 8 || run.len() == 6);
    let is_number = |run: &&str| *run == half.trim() || InsurerNumber::verify(run).is_ok();
    runs.filter(is_number).map(str::to_owned).collect()
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::numbers_in;

    #[test]
    fn numbers_are_found_among_words_and_in_full_width() {
        for (value, found) in [
            ("06990014", &["06990014"][..]),
            ("０６９９００１４", &["06990014"]),
            ("保険者番号:06990014 架け橋健保", &["06990014"]),
            ("12345678", &["12345678"]),
            ("terminal-20260401", &[]),
            ("健康保険組合", &[]),
            ("030-0699-0014", &[]),
        ] {
            assert_eq!(numbers_in(value), found, "{value}");
        }
    }
}
