//! A vendor's own definitions and character code, and a whole practice place by one call.

use kakehashi_simulator::practice::Practice;
use kakehashi_simulator::sample::{self, Sample};
use kakehashi_simulator::{Encoding, serve};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{World, members, with};

/// A kind of one's own; its result is of one's own too.
fn definitions(kind: &str, result: &str, encoding: &str) -> String {
    let format = format!(
        "[format]\ntype = \"csv\"\nencoding = \"{encoding}\"\nbom = \"forbidden\"\nheader = true\nquote = \"always\"\n\
         line_end = \"crlf\"\nmax_rows = 100\nfile_name = \"{kind}_{{receipt}}.csv\"\n"
    );
    let head = |kind: &str, direction: &str| {
        format!(
            "kind = \"{kind}\"\ntitle = \"社員\"\nfile_title = \"社員のファイル\"\nstatus = \"provisional\"\n\
             version = \"当社-1\"\neffective_from = \"2020-01-01\"\ndirection = \"{direction}\"\ngroup = \"master\"\n"
        )
    };
    let name = "[[column]]\nid = \"name\"\ntitle = \"氏名\"\ntype = \"text\"\nrequired = true\n";
    match result {
        "" => format!(
            "{}{format}[[column]]\nid = \"row\"\ntitle = \"行\"\ntype = \"digits\"\n{name}\
             [[column]]\nid = \"message\"\ntitle = \"伝言\"\ntype = \"text\"\n[result]\nrow = \"row\"\nmessage = \"message\"\n",
            head(kind, "result")
        ),
        result => format!(
            "{}result_kind = \"{result}\"\n{format}{name}",
            head(kind, "send")
        ),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn definitions_of_a_folder_are_served_in_their_own_code() {
    let world = World::new();
    let folder = world.dir.path().join("layouts");
    std::fs::create_dir(&folder).unwrap();
    let (sent, answer) = (
        definitions("staff", "staff-result", "cp932"),
        definitions("staff-result", "", "cp932"),
    );
    std::fs::write(folder.join("staff.toml"), sent).unwrap();
    std::fs::write(folder.join("answer.toml"), answer).unwrap();
    let config = with(world.config(), |c| {
        c.layouts = Some(folder.clone());
        // The insurer's code is for what ships.
        c.encoding = Some(Encoding::EucJp);
    });
    let server = serve(config).await.unwrap();
    let terminal = world.terminal(&server).await;

    let file = Encoding::Cp932
        .bytes("\"氏名\"\r\n\"髙橋\"\r\n\"\"\r\n")
        .unwrap();
    let job = terminal.run_of("staff", "key", &file).await;
    assert_eq!(
        (&job["status"], &job["rows"]["ok"]),
        (&json!("処理完了"), &json!(1))
    );
    let result = terminal.result(&job).await;
    let wanted =
        "\"行\",\"氏名\",\"伝言\"\r\n\"1\",\"髙橋\",\"\"\r\n\"2\",\"\",\"氏名がありません\"\r\n";
    assert_eq!(result, Encoding::Cp932.bytes(wanted).unwrap());

    let utf8 = terminal
        .run_of("staff", "other", "\"氏名\"\r\n\"髙橋\"\r\n".as_bytes())
        .await;
    assert_eq!(utf8["status"], "エラー", "{utf8}");
    server.shutdown().await;

    std::fs::write(folder.join("broken.toml"), "kind = 1").unwrap();
    let refused = serve(with(world.config(), |c| c.layouts = Some(folder))).await;
    let problem = refused.err().unwrap().to_string();
    assert!(problem.contains("broken.toml"), "{problem}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_shipped_kind_is_taken_in_the_insurers_code() {
    let world = World::new();
    let config = with(world.config(), |c| c.encoding = Some(Encoding::Cp932));
    let server = serve(config).await.unwrap();
    let terminal = world.terminal(&server).await;
    let kinds = [
        "member-registration",
        "qualification",
        "high-cost-combined",
        "childbirth-lump-sum",
        "family-childbirth-lump-sum",
        "maternity-allowance",
        "injury-sickness-allowance",
        "funeral",
        "family-funeral",
        "resident-lookup",
        "resident-verify",
        "information-inquiry",
        "access-groups",
        "departments",
        "roles",
        "users",
        "systems",
        "code-conversion",
        "insurer-definition",
    ];
    for kind in kinds {
        let wanted = Sample {
            kind: kind.into(),
            rows: if kind == "insurer-definition" { 1 } else { 10 },
            encoding: Some(Encoding::Cp932),
            ..Sample::default()
        };
        let mut file = Vec::new();
        sample::write(&wanted, &mut file).unwrap();
        assert!(std::str::from_utf8(&file).is_err(), "{kind}");
        let job = terminal.run_of(kind, kind, &file).await;
        assert_eq!(job["status"], "処理完了", "{kind}: {job}");
        assert_eq!(job["rows"]["ok"], wanted.rows, "{kind}: {job}");
    }
    // ⑦ told it by now, and another code is another file.
    let refused = terminal.run("utf-8", &members(3, 1)).await;
    assert_eq!(refused["status"], "エラー", "{refused}");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_practice_place_is_made_once_and_needs_no_new_password() {
    let dir = tempfile::tempdir().unwrap();
    let place = Practice::prepare(&dir.path().join("place"), "06990014", "RENSHU07").unwrap();
    let server = serve(place.config()).await.unwrap();
    let note = std::fs::read_to_string(place.note(server.addr()).unwrap()).unwrap();
    assert!(
        note.contains(&format!("https://localhost:{}", server.addr().port())),
        "{note}"
    );
    server.shutdown().await;
    let file = |name: &str| dir.path().join("place").join(name);
    let made = [
        "RENSHU07.p12",
        "kanyusha.csv",
        "kanyusha-ayamari.csv",
        "pki/ca.pem",
    ]
    .map(file);
    let before = made.clone().map(|it| std::fs::read(it).unwrap());

    let again = Practice::prepare(&dir.path().join("place"), "06990014", "RENSHU07").unwrap();
    assert_eq!(before, made.map(|it| std::fs::read(it).unwrap()));
    let server = serve(again.config()).await.unwrap();
    let sheet = std::fs::read_to_string(file("setup-sheet.json")).unwrap();
    let sheet: Value = serde_json::from_str(&sheet).unwrap();
    assert_eq!(
        (&sheet["terminal"], &sheet["kind"]),
        (&json!("RENSHU07"), &json!("training"))
    );

    let world = World { dir };
    std::fs::rename(world.dir.path().join("place/pki"), world.pki()).unwrap();
    let http = world.http(Some(world.identity(&world.order())));
    let password = std::fs::read_to_string(world.dir.path().join("place/server.secret")).unwrap();
    for user in ["clerk", "system"] {
        let login = json!({ "user": user, "password": password });
        let url = format!("https://localhost:{}/v1/session", server.addr().port());
        let answer = http
            .request(Method::POST, url)
            .json(&login)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED, "{user}");
    }
    server.shutdown().await;
    let real = Practice::prepare(world.dir.path(), "06139999", "T")
        .err()
        .unwrap();
    assert!(real.to_string().contains("練習用の保険者番号"), "{real}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lived_in_insurer_has_months_of_files_without_errors() {
    let dir = tempfile::tempdir().unwrap();
    let place = Practice::prepare(dir.path(), "06990014", "RENSHU01").unwrap();
    place.live(2).await.unwrap();
    let server = serve(place.config()).await.unwrap();
    let world = World { dir };
    let password = std::fs::read_to_string(world.dir.path().join("server.secret")).unwrap();
    let terminal = world.terminal_with(&server, &password).await;
    let jobs = terminal.send(Method::GET, "/v1/jobs").send().await.unwrap();
    let jobs: Vec<Value> = jobs.json().await.unwrap();
    // Three registrations, three qualifications, two benefits, the newest first.
    assert_eq!(jobs.len(), 8);
    for job in &jobs {
        assert_eq!(
            (&job["status"], &job["rows"]["failed"]),
            (&json!("処理完了"), &json!(0)),
            "{job}"
        );
    }
    let days: Vec<&str> = jobs
        .iter()
        .map(|job| &job["accepted_at"].as_str().unwrap()[..10])
        .collect();
    assert!(
        days.is_sorted_by(|a, b| a >= b) && days[0] > days[7],
        "{days:?}"
    );
    let kept = std::fs::read_dir(world.dir.path().join("rireki"))
        .unwrap()
        .count();
    assert_eq!(kept, 16);
    server.shutdown().await;
    // A second time, the past is what it was.
    let again = Practice::prepare(world.dir.path(), "06990014", "RENSHU01").unwrap();
    again.live(2).await.unwrap();
    assert_eq!(
        std::fs::read_dir(world.dir.path().join("rireki"))
            .unwrap()
            .count(),
        kept
    );
}
