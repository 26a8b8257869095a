//! Definitions that an administrator imports: what is wrong, the fingerprint, the date, and jobs under way.

use crate::world::Place;
use chrono::TimeDelta;
use kakehashi_domain::{Code, JobState};
use kakehashi_terminal::view::DefinitionView;
use std::fs;

const KIND: &str = "member-registration";
const SHIPPED: &str = include_str!("../../../../../assets/layouts/member-registration.toml");

/// The shipped definition as an official one of another version, with these lines put in the place of others.
fn official(place: &Place, name: &str, version: &str, changes: &[(&str, &str)]) -> String {
    let mut text = SHIPPED
        .replace("status = \"provisional\"", "status = \"official\"")
        .replace(
            "version = \"仮-2026.2\"",
            &format!("version = \"{version}\""),
        );
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    fs::write(place.path(name), text).unwrap();
    place.text(name)
}

async fn import(place: &Place, path: &str) -> Vec<DefinitionView> {
    let file = place.terminal.read_definition(path.into()).await.unwrap();
    assert_eq!(file.problems, []);
    place
        .terminal
        .import_definition(path.into(), file.sha256)
        .await
        .unwrap()
}

async fn version_in_force(place: &Place) -> String {
    let kinds = place.terminal.kinds().await.unwrap();
    kinds
        .into_iter()
        .find(|kind| kind.kind == KIND)
        .unwrap()
        .version
}

#[tokio::test(start_paused = true)]
async fn an_imported_definition_is_used_from_its_first_day_and_jobs_keep_theirs() {
    let place = Place::ready().await;
    let t = &place.terminal;
    let before = place.checked_for("tantou").await;
    place.log_in("kanri").await;
    let from = place.day(1);
    let path = official(
        &place,
        "new.toml",
        "正式-1",
        &[
            (
                "effective_from = \"2016-01-01\"",
                &format!("effective_from = \"{from}\""),
            ),
            ("title = \"取得経路\"", "title = \"入手の経路\""),
        ],
    );
    let file = t.read_definition(path.clone()).await.unwrap();
    assert_eq!(file.compared_with.as_deref(), Some("仮-2026.2"));
    let renamed = |change: &String| change.contains("取得経路") && change.contains("入手の経路");
    assert!(file.changes.iter().any(renamed), "{:?}", file.changes);
    let all = import(&place, &path).await;
    let new = all.iter().find(|each| each.version == "正式-1").unwrap();
    assert!(!new.in_force && !new.provisional && new.imported.is_some());
    assert_eq!(version_in_force(&place).await, "仮-2026.2");
    place.clock.advance(TimeDelta::days(1));
    assert_eq!(version_in_force(&place).await, "正式-1");

    place.log_in("tantou").await;
    let old_heading = place.write_file("b.csv");
    let refused = t
        .take_in(old_heading.clone(), KIND.into(), None)
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::NotThisKind);
    let text = fs::read_to_string(&old_heading)
        .unwrap()
        .replace("取得経路", "入手の経路");
    fs::write(place.path("c.csv"), text).unwrap();
    let after = place.checked_file(place.text("c.csv")).await;
    // The file has none of the columns that came since: it is of the version before, the official one's own.
    let read_by = t.job(after).await.unwrap().layout_version;
    assert_eq!(read_by, "正式-1・仮-2026.1");

    // The first job is still read by the version that it was checked by.
    let job = t.job(before).await.unwrap();
    assert_eq!(
        (job.layout_version.as_str(), job.provisional),
        ("仮-2026.1", true)
    );
    let row = t.finding_row(before, 1).await.unwrap();
    assert_eq!(row.cells.last().unwrap().column, "取得経路");

    // Retired, it is used for nothing new; the job that it has already goes on with it to its end.
    t.request_approval(after).await.unwrap();
    place.log_in("kanri").await;
    t.retire_definition(KIND.into(), "正式-1".into())
        .await
        .unwrap();
    assert_eq!(version_in_force(&place).await, "仮-2026.2");
    place.log_in("shonin").await;
    t.approve(after).await.unwrap();
    place.log_in("tantou").await;
    place.server_log_in().await;
    let job = place
        .until(after, |job| job.state == JobState::ResultReceived)
        .await;
    assert_eq!(
        (job.layout_version.as_str(), job.ok_rows),
        ("正式-1・仮-2026.1", Some(2))
    );
    assert_eq!(
        t.finding_row(after, 1)
            .await
            .unwrap()
            .cells
            .last()
            .unwrap()
            .column,
        "入手の経路"
    );
}

#[tokio::test(start_paused = true)]
async fn what_is_wrong_is_named_line_by_line_and_nothing_is_imported() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let path = official(
        &place,
        "bad.toml",
        "正式-1",
        &[
            ("type = \"postal-code\"", "type = \"post-code\""),
            ("codes = { \"1\" = \"男\", \"2\" = \"女\" }", "codez = {}"),
            (
                "result_kind = \"member-registration-result\"",
                "result_kind = \"no-such-result\"",
            ),
        ],
    );
    let file = place.terminal.read_definition(path.clone()).await.unwrap();
    assert!(
        file.problems.len() >= 2 && file.defines.is_none(),
        "{:#?}",
        file.problems
    );
    let text = fs::read_to_string(&path).unwrap();
    let line = text
        .lines()
        .position(|line| line.contains("post-code"))
        .unwrap()
        + 1;
    assert!(
        file.problems
            .iter()
            .any(|problem| problem.line as usize == line)
    );
    let refused = place
        .terminal
        .import_definition(path, file.sha256)
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::LayoutBroken);

    let lacking = official(
        &place,
        "lacking.toml",
        "正式-1",
        &[(
            "result_kind = \"member-registration-result\"",
            "result_kind = \"no-such-result\"",
        )],
    );
    let file = place.terminal.read_definition(lacking).await.unwrap();
    assert!(
        file.problems[0].text.contains("no-such-result"),
        "{:?}",
        file.problems
    );
}

#[tokio::test(start_paused = true)]
async fn the_fingerprint_decides_and_a_versions_name_stands_for_one_content() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let t = &place.terminal;
    let path = official(&place, "a.toml", "正式-1", &[]);
    let other = t
        .import_definition(path.clone(), "00".repeat(32))
        .await
        .unwrap_err();
    assert_eq!(other.code, Code::LayoutFingerprintMismatch);
    // As typed from paper: small letters, other separators.
    let typed = t
        .read_definition(path.clone())
        .await
        .unwrap()
        .sha256
        .to_lowercase()
        .replace(':', " ");
    t.import_definition(path.clone(), typed).await.unwrap();
    let changed = official(
        &place,
        "b.toml",
        "正式-1",
        &[("title = \"取得経路\"", "title = \"経路\"")],
    );
    let sha256 = t.read_definition(changed.clone()).await.unwrap().sha256;
    assert_eq!(
        t.import_definition(changed, sha256).await.unwrap_err().code,
        Code::LayoutVersionTaken
    );
    // The same content again takes a retired version back into use.
    t.retire_definition(KIND.into(), "正式-1".into())
        .await
        .unwrap();
    let shipped = t
        .retire_definition(KIND.into(), "仮-2026.2".into())
        .await
        .unwrap_err();
    assert_eq!(shipped.code, Code::LayoutNotImported);
    import(&place, &path).await;
    assert_eq!(version_in_force(&place).await, "正式-1");

    let out = place.text("out.toml");
    t.save_definition(KIND.into(), None, out.clone())
        .await
        .unwrap();
    assert_eq!(fs::read(&out).unwrap(), fs::read(&path).unwrap());
    let shipped = Some("仮-2026.2".to_owned());
    t.save_definition(KIND.into(), shipped, place.text("shipped.toml"))
        .await
        .unwrap();
    assert_eq!(
        fs::read_to_string(place.path("shipped.toml")).unwrap(),
        SHIPPED
    );
    let log = t.audit(0, 20).await.unwrap();
    for act in [
        "ファイルの定義を取り込む",
        "ファイルの定義を使うのをやめる",
        "ファイルの定義を書き出す",
    ] {
        assert!(log.iter().any(|line| line.act == act), "{act}");
    }
}

#[tokio::test(start_paused = true)]
async fn only_an_administrator_changes_definitions_and_everybody_reads_them() {
    let place = Place::ready().await;
    let path = official(&place, "a.toml", "正式-1", &[]);
    place.log_in("tantou").await;
    let t = &place.terminal;
    let all = t.definitions().await.unwrap();
    let one = all.iter().find(|each| each.kind == KIND).unwrap();
    let text = t
        .definition(KIND.into(), one.version.clone())
        .await
        .unwrap();
    assert_eq!(
        (text.columns.len(), text.columns[0][0].as_str()),
        (20, "異動区分")
    );
    assert!(!text.rules.is_empty() && !text.facts.is_empty());
    let denied = [
        t.read_definition(path.clone()).await.unwrap_err().code,
        t.import_definition(path, String::new())
            .await
            .unwrap_err()
            .code,
        t.retire_definition(KIND.into(), "正式-1".into())
            .await
            .unwrap_err()
            .code,
        t.save_definition(KIND.into(), None, place.text("x"))
            .await
            .unwrap_err()
            .code,
    ];
    assert_eq!(denied, [Code::PermissionDenied; 4]);
}

#[tokio::test(start_paused = true)]
async fn the_definition_says_which_column_is_the_employer_and_each_gets_a_sheet() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let path = official(
        &place,
        "a.toml",
        "正式-1",
        &[(
            "birth_date = \"birth_date\"",
            "birth_date = \"birth_date\"\nemployer = \"symbol\"",
        )],
    );
    import(&place, &path).await;
    place.log_in("tantou").await;
    let text = fs::read_to_string(place.write_file("x.csv")).unwrap();
    let faulty = text
        .replace(",1000001,", ",100,")
        .replacen(",101,", ",202,", 1);
    fs::write(place.path("y.csv"), faulty).unwrap();
    let id = place.checked_file(place.text("y.csv")).await;
    let sheets = place.terminal.finding_sheets(id, None).await.unwrap();
    let of: Vec<_> = sheets
        .iter()
        .map(|s| (s.employer.as_str(), s.groups[0].count))
        .collect();
    assert_eq!(of, [("101", 2), ("202", 1)]);
    let one = place
        .terminal
        .finding_sheets(id, Some("202".into()))
        .await
        .unwrap();
    assert_eq!((one.len(), one[0].groups[0].rows.len()), (1, 1));
}
