//! Jobs and figures in words.

use chrono::{DateTime, FixedOffset, Utc};
use indicatif::HumanCount;
use kakehashi_terminal::view::JobView;

/// `1234567` → `1,234,567`.
pub fn count(number: u32) -> String {
    HumanCount(number.into()).to_string()
}

/// Bytes a second, as this program writes them; `indicatif::DecimalBytes` would change unit and decimals with the size.
pub fn speed(bytes: f64) -> String {
    format!("{:.1} MB/秒", bytes / 1_000_000.0)
}

/// Time in Japan.
pub fn when(at: DateTime<Utc>) -> String {
    let japan = FixedOffset::east_opt(9 * 3600);
    japan.map_or_else(
        || at.to_rfc3339(),
        |japan| {
            at.with_timezone(&japan)
                .format("%Y-%m-%d %H:%M")
                .to_string()
        },
    )
}

/// A job in one line.
pub fn job_line(job: &JobView) -> String {
    let provisional = if job.provisional {
        "（仮レイアウト）"
    } else {
        ""
    };
    let JobView {
        id,
        kind_title,
        state_title,
        file_name,
        ..
    } = job;
    let mut line = format!("送信{id}　{kind_title}{provisional}　{file_name}　{state_title}");
    if let Some(receipt) = &job.receipt {
        line.push_str(&format!("　受付番号 {receipt}"));
    }
    if let Some(word) = &job.server_status {
        line.push_str(&format!("　サーバーの状態「{word}」"));
    }
    if let Some(problem) = &job.problem {
        line.push_str(&format!("　{}（{}）", problem.sentence, problem.number));
    }
    line
}

/// A job with `job` in front, as scripts read it.
pub fn job_document(job: &JobView) -> serde_json::Value {
    let mut document = serde_json::json!({ "job": job.id });
    if let (Some(to), Ok(serde_json::Value::Object(from))) =
        (document.as_object_mut(), serde_json::to_value(job))
    {
        to.extend(from);
    }
    document
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn separators_stand_at_thousands() {
        assert_eq!(count(7), "7");
        assert_eq!(count(1_000), "1,000");
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(count(0), "0");
        assert_eq!(count(999_999), "999,999");
        assert_eq!(count(u32::MAX), "4,294,967,295");
    }
}
