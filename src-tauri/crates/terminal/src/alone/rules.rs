//! Answers from the rules alone: 本人確認 and the PIA's しきい値判断. They touch nothing stored and need no login.

use crate::{
    core::{blocking::blocking, controller::Answer, problem::ProblemView},
    files,
};
use kakehashi_domain::{
    Code, Fault, Outcome,
    identity::{self, Case, Rules},
    pia,
};

/// A case of 本人確認 with what its check came to.
#[derive(Debug, Clone)]
pub struct CheckedCase {
    /// The case as it was read.
    pub case: Case,
    /// What the check came to.
    pub answer: identity::Answer,
    /// The rules it was checked by, for their labels and articles.
    pub rules: &'static Rules,
}

/// Checks the case in a JSON file.
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `INPUT_INVALID`.
pub async fn check_case(path: String) -> Answer<CheckedCase> {
    blocking(move || check_now(&path)).await.map_err(problem)
}

/// Says which assessment (PIA) is owed.
///
/// # Errors
/// `INPUT_INVALID`.
pub fn assess_pia(question: &pia::Question) -> Answer<pia::Assessment> {
    pia::assess(question).map_err(problem)
}

/// Reads a case from a JSON file.
pub(crate) fn read_case_file(path: &str) -> Outcome<Case> {
    read_case(path, &files::read_small(path)?)
}

fn check_now(path: &str) -> Outcome<CheckedCase> {
    let rules = Rules::shipped()?;
    let case = read_case_file(path)?;
    let answer = identity::check(rules, &case)?;
    Ok(CheckedCase {
        case,
        answer,
        rules,
    })
}

fn read_case(path: &str, bytes: &[u8]) -> Outcome<Case> {
    const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let hint = format!("本人確認のJSONとして読めません（{line}行{column}文字目のあたり）。");
        let fault = Fault::new(Code::InputInvalid).with("field", files::name_of(path));
        fault.with("hint", hint).because(error)
    })
}

fn problem(fault: Fault) -> ProblemView {
    ProblemView::new(&fault, &uuid::Uuid::new_v4().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    async fn check(text: &[u8]) -> Answer<CheckedCase> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text).unwrap();
        check_case(file.path().to_string_lossy().into_owned()).await
    }

    #[tokio::test]
    async fn a_case_is_read_with_and_without_a_byte_order_mark() {
        let case =
            r#"{"date": "2016-02-01", "by": "person", "channel": "post", "verifier": "insurer"}"#;
        assert!(!check(case.as_bytes()).await.unwrap().answer.complete);
        let marked = format!("\u{feff}{case}");
        assert!(!check(marked.as_bytes()).await.unwrap().answer.complete);
    }

    #[tokio::test]
    async fn what_is_no_case_is_refused_as_input() {
        let texts: [&[u8]; 6] = [
            b"",
            b"{",
            b"\xff\xfe",
            br#"{"date": "2016-02-30", "by": "person", "channel": "post", "verifier": "insurer"}"#,
            br#"{"date": "2016-02-01", "by": "person", "channel": "fax", "verifier": "insurer"}"#,
            br#"{"date": "2016-02-01", "by": "agent", "channel": "post", "verifier": "insurer"}"#,
        ];
        for text in texts {
            let problem = check(text).await.unwrap_err();
            assert_eq!(problem.code, Code::InputInvalid);
            assert!(problem.next_step.ends_with('。'), "{}", problem.next_step);
        }
        let missing = check_case("/nowhere/case.json".into()).await;
        assert_eq!(missing.unwrap_err().code, Code::FileNotFound);
    }

    #[test]
    fn an_unknown_ground_of_exemption_is_refused() {
        let question = pia::Question {
            exempt: vec!["because".into()],
            ..pia::Question::default()
        };
        assert_eq!(assess_pia(&question).unwrap_err().code, Code::InputInvalid);
    }
}
