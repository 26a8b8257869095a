//! A certificate as shown: what it says of itself, what counts today, and what an administrator should know.

use crate::{
    core::clock::in_japan,
    place::certificates::{
        record::CertificateRecord,
        view::{CertificateView, KeyView},
    },
};
use chrono::{DateTime, Utc};
use kakehashi_client_identity::CertificateInfo;
use kakehashi_domain::{ExpiryStage, Standing, Validity};

/// A certificate of the inventory.
pub(crate) fn view_of_record(
    record: &CertificateRecord,
    now: DateTime<Utc>,
) -> Option<CertificateView> {
    let terminal = Some(record.terminal.as_str());
    let info = record.info.as_ref()?;
    Some(CertificateView {
        id: Some(record.id),
        ..certificate_view(info, record.standing, terminal, now)
    })
}

/// A certificate that isn't in the inventory, for the terminal of this name, where it is known.
pub(crate) fn certificate_view(
    info: &CertificateInfo,
    standing: Standing,
    terminal: Option<&str>,
    now: DateTime<Utc>,
) -> CertificateView {
    let warnings = info.warnings.iter().cloned();
    let days_left = (info.not_after - now).num_seconds().div_euclid(86_400);
    CertificateView {
        id: None,
        subject: info.subject.clone(),
        issuer: info.issuer.clone(),
        serial: info.serial.clone(),
        not_before: info.not_before,
        not_after: info.not_after,
        sha256: info.sha256.clone(),
        sha1: info.sha1.clone(),
        key: KeyView {
            algorithm: info.key.algorithm.clone(),
            bits: info.key.bits,
        },
        days_left: i32::try_from(days_left).unwrap_or(i32::MAX),
        validity: Validity::at(now, info.not_before, info.not_after, standing),
        stage: ExpiryStage::of(days_left),
        notice: notice(days_left, info.not_after),
        warnings: warnings
            .chain(of_another_terminal(info, terminal))
            .collect(),
    }
}

/// The reminder in words, once there is one.
fn notice(days_left: i64, not_after: DateTime<Utc>) -> Option<String> {
    ExpiryStage::of(days_left).map(|stage| match stage {
        ExpiryStage::Over => "証明書の期限が切れています。何も送れません。".to_owned(),
        ExpiryStage::Daily if days_left == 0 => {
            let end = in_japan(not_after).format("%-m月%-d日 %-H時%M分");
            format!("証明書の期限は、{end} までです。")
        }
        ExpiryStage::Ninety
        | ExpiryStage::Sixty
        | ExpiryStage::Thirty
        | ExpiryStage::Fifteen
        | ExpiryStage::Daily => format!("証明書の期限まで、あと {days_left} 日です。"),
    })
}

/// How certificates name a terminal isn't public, so that another name is only warned of.
fn of_another_terminal(info: &CertificateInfo, terminal: Option<&str>) -> Option<String> {
    let (named, own) = (info.common_name.as_deref()?, terminal?);
    (named != own).then(|| format!("「{named}」という端末の証明書です。この端末は「{own}」です。"))
}

#[cfg(test)]
mod tests {
    use super::notice;
    use chrono::{DateTime, Utc};

    #[test]
    fn the_last_day_is_told_by_its_hour_in_japan() {
        let end: DateTime<Utc> = "2026-11-30T16:05:00Z".parse().unwrap();
        for (left, words) in [
            (0, "証明書の期限は、12月1日 1時05分 までです。"),
            (1, "証明書の期限まで、あと 1 日です。"),
            (-1, "証明書の期限が切れています。何も送れません。"),
        ] {
            assert_eq!(notice(left, end).as_deref(), Some(words));
        }
        assert_eq!(notice(91, end), None);
    }
}
