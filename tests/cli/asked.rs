//! 「確認」: what looks odd and may be right waits until a person says why.

use crate::kit::{FAST, carry};
use kakehashi_acceptance::{Cli, Practice, Ran};
use std::fs;

const KIND: &str = "--kind member-registration";

/// A file of 20 people, the first of them on a second registration too.
fn with_a_second_registration(practice: &Practice, name: &str) {
    practice.sample(name, 20, "");
    let text = fs::read_to_string(practice.file(name)).unwrap();
    let first = text.lines().nth(1).unwrap();
    let mut cells: Vec<&str> = first.split(',').collect();
    cells[7] = "99999";
    fs::write(
        practice.file(name),
        format!("{text}{}\r\n", cells.join(",")),
    )
    .unwrap();
}

fn check(cli: &Cli, file: &str, more: &str) -> Ran {
    cli.run(None, &format!("check {file} {KIND} {more}"))
}

#[test]
fn a_number_on_two_registrations_waits_for_an_answer_that_the_approver_sees() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    with_a_second_registration(&practice, "kanyusha.csv");

    let checked = check(&cli, "kanyusha.csv", "").expect_status(1);
    let counts = ["errors", "confirms", "warnings"].map(|name| checked.number(name));
    assert_eq!(counts, [0, 2, 0], "{}", checked.json);

    let sent = cli
        .clerk(&format!("send kanyusha.csv {KIND}"))
        .expect_status(1);
    assert!(sent.said.contains("答えていない確認が2件"), "{}", sent.said);
    assert_eq!(sent.text("state"), "checked");
    let job = sent.number("job");
    let decide = format!("decide {job} --finding NUMBER_TWO_REGISTRATIONS");
    cli.clerk(&format!("{decide} --reason because"))
        .expect_code("INPUT_INVALID", 2);
    cli.clerk(&format!("{decide} --reason asked-person --rows 3"))
        .expect_code("INPUT_INVALID", 2);
    cli.approver(&format!("{decide} --reason asked-person"))
        .expect_status(3);
    let first = format!("{decide} --reason changed-insurance --rows 1 --note 事業主に電話");
    assert_eq!(
        cli.clerk(&first).expect_status(1).number("open_confirms"),
        1
    );
    let rest = cli
        .clerk(&format!("{decide} --reason seen-original"))
        .expect_status(0);
    assert_eq!(rest.text("state"), "awaiting-approval");

    let seen = cli.approver(&format!("jobs show {job}")).expect_status(0);
    let answers = seen.json["decisions"].as_array().unwrap();
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["note"], "事業主に電話");
    assert_eq!(answers[1]["rows"][0], 21);
    cli.approver(&format!("approve {job}")).expect_status(0);
}

#[test]
fn what_is_found_of_the_whole_file_counts() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    practice.sample("kanyusha.csv", 60, "");
    check(&cli, "kanyusha.csv", "").expect_status(0);
    check(&cli, "kanyusha.csv", "--expect-rows 60").expect_status(0);
    let cut = check(&cli, "kanyusha.csv", "--expect-rows 61").expect_status(1);
    assert_eq!(cut.number("errors"), 1);
    assert_eq!(cut.json["of_file"][0]["code"], "ROW_COUNT");

    let text = fs::read_to_string(practice.file("kanyusha.csv")).unwrap();
    fs::write(practice.file("lf.csv"), text.replace("\r\n", "\n")).unwrap();
    let lf = check(&cli, "lf.csv", "").expect_status(1);
    assert_eq!((lf.number("warnings"), lf.number("errors")), (1, 0));
    let half: Vec<&str> = text.split_inclusive("\r\n").take(21).collect();
    fs::write(practice.file("half.csv"), half.concat()).unwrap();
    let half = check(&cli, "half.csv", "--against kanyusha.csv").expect_status(1);
    assert_eq!(half.number("confirms"), 1, "{}", half.json);
}

#[test]
fn what_was_answered_holds_for_the_same_person_and_ground_in_later_files() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    with_a_second_registration(&practice, "first.csv");
    let job = cli
        .clerk(&format!("send first.csv {KIND}"))
        .expect_status(1)
        .number("job");
    let answer = "--finding NUMBER_TWO_REGISTRATIONS --reason changed-insurance";
    cli.clerk(&format!("decide {job} {answer}"))
        .expect_status(0);
    cli.approver(&format!("approve {job}")).expect_status(0);

    // Another file with the same two rows, elsewhere in it: nothing is asked again.
    let text = fs::read_to_string(practice.file("first.csv")).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.remove(3);
    let later = lines.join("\r\n") + "\r\n";
    fs::write(practice.file("later.csv"), &later).unwrap();
    let sent = cli
        .clerk(&format!("send later.csv {KIND}"))
        .expect_status(0);
    assert_eq!(sent.text("state"), "awaiting-approval");
    let shown = cli.approver(&format!("jobs show {}", sent.number("job")));
    assert_eq!(
        shown.json["decisions"][0]["rows"].as_array().unwrap().len(),
        2
    );

    // What changed is asked anew, also where it is the kana alone.
    let kana = lines[1].split(',').nth(11).unwrap();
    fs::write(
        practice.file("kana.csv"),
        later.replace(kana, "ベツ　ヒトシ"),
    )
    .unwrap();
    let asked = cli.clerk(&format!("send kana.csv {KIND}")).expect_status(1);
    assert_eq!(asked.number("open_confirms"), 2, "{}", asked.json);
    let name = lines[1].split(',').nth(10).unwrap();
    fs::write(practice.file("changed.csv"), later.replace(name, "別　仁")).unwrap();
    cli.clerk(&format!("send changed.csv {KIND}"))
        .expect_status(1);
}

#[test]
fn the_same_rows_in_another_order_go_again_only_by_an_approver_s_word() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    practice.sample("kanyusha.csv", 20, "");
    cli.clerk(&format!("send kanyusha.csv {KIND}"))
        .expect_status(0);
    let text = fs::read_to_string(practice.file("kanyusha.csv")).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    fs::write(
        practice.file("again.csv"),
        format!("\u{FEFF}{}\n", lines.join("\n")),
    )
    .unwrap();
    let sent = cli
        .clerk(&format!("send again.csv {KIND}"))
        .expect_status(1);
    assert_eq!(
        (sent.text("state"), sent.number("open_confirms")),
        ("checked", 1)
    );
    let lift = format!(
        "decide {} --finding SENT_BEFORE --reason sent-again",
        sent.number("job")
    );
    cli.clerk(&lift).expect_status(3);
    let lifted = cli.approver(&lift).expect_status(0);
    assert_eq!(lifted.number("open_confirms"), 0);
}

#[test]
fn what_a_list_says_of_a_file_is_held_against_it() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    practice.sample("a.csv", 20, "");
    let text = fs::read_to_string(practice.file("a.csv")).unwrap();
    let numbers = text
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(7).unwrap());
    let sum: u64 = numbers.map(|it| it.parse::<u64>().unwrap()).sum();
    check(
        &cli,
        "a.csv",
        &format!("--expect-rows 20 --expect-sum 番号={sum}"),
    )
    .expect_status(0);
    let other = check(&cli, "a.csv", "--expect-sum 番号=1").expect_status(1);
    assert_eq!(other.json["of_file"][0]["code"], "SUM_DIFFERS");
    check(&cli, "a.csv", "--expect-sum 1").expect_code("INPUT_INVALID", 2);
    check(&cli, "a.csv", "--expect-sum 個人番号=1").expect_code("INPUT_INVALID", 2);

    // A control file beside the data is read without a word.
    let control = |name: &str, text: &str| fs::write(practice.file(name), text).unwrap();
    control("a.csv.control", "件数=21\n");
    let cut = check(&cli, "a.csv", "").expect_status(1);
    assert_eq!(cut.json["of_file"][0]["code"], "ROW_COUNT");
    let sent = cli.clerk(&format!("send a.csv {KIND}")).expect_status(1);
    assert_eq!(sent.number("file_errors"), 1, "{}", sent.json);
    control("a.csv.control", &format!("SHA-256={}\n", "0".repeat(64)));
    check(&cli, "a.csv", "").expect_code("NOT_AS_LISTED", 3);
    control("a.csv.control", "何か\n");
    check(&cli, "a.csv", "").expect_code("INPUT_INVALID", 2);
    control("b.control", &format!("件数=20\n合計(番号)={sum}\n"));
    fs::remove_file(practice.file("a.csv.control")).unwrap();
    let sent = cli
        .clerk(&format!("send a.csv {KIND} --control b.control"))
        .expect_status(0);
    let said = sent.text("listed");
    assert!(
        said.contains("20 行") && said.contains(&sum.to_string()),
        "{said}"
    );
}

#[test]
fn who_goes_without_a_number_is_followed_until_a_later_file_brings_it() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    practice.sample("whole.csv", 20, "");
    let whole = fs::read_to_string(practice.file("whole.csv")).unwrap();
    let mut lines: Vec<String> = whole.lines().map(str::to_owned).collect();
    let mut cells: Vec<&str> = lines[3].split(',').collect();
    let registration = [cells[6], cells[7], cells[8]].join("-");
    (cells[16], cells[17]) = ("", "");
    lines[3] = cells.join(",");
    fs::write(practice.file("a.csv"), lines.join("\r\n") + "\r\n").unwrap();

    let job = cli
        .clerk(&format!("send a.csv {KIND}"))
        .expect_status(1)
        .number("job");
    cli.clerk(&format!(
        "decide {job} --finding NUMBER_AWAITED --reason asked-person --note 生まれたばかり"
    ))
    .expect_status(0);
    cli.clerk("timeline waiting").expect_status(0);
    cli.approver(&format!("approve {job}")).expect_status(0);
    let waiting = cli.clerk("timeline waiting").expect_status(1);
    let line = &waiting.json["lines"][0];
    assert_eq!(line["what"], "番号待ち", "{}", waiting.json);
    assert_eq!(line["registration"], registration.as_str());
    // The sheet of answers says all of it, for paper.
    cli.clerk(&format!("decisions sheet {job} --out answers.csv"))
        .expect_status(0);
    let sheet = fs::read_to_string(practice.file("answers.csv")).unwrap();
    for word in [
        registration.as_str(),
        "番号待ちの人",
        "生まれたばかり",
        "本人か事業主に確かめた",
    ] {
        assert!(sheet.contains(word), "{word} in {sheet}");
    }

    // The file itself brings nothing; the one with the number does.
    carry(&cli, job);
    assert_eq!(cli.clerk("timeline waiting").number("open"), 1);
    let later: Vec<&str> = whole
        .lines()
        .take(1)
        .chain(whole.lines().skip(3).take(1))
        .collect();
    fs::write(practice.file("b.csv"), later.join("\r\n") + "\r\n").unwrap();
    let job = cli.release("b.csv", "");
    carry(&cli, job);
    let done = cli.clerk("timeline waiting").expect_status(0);
    let ended = done.json["lines"][0]["ended"].as_str().unwrap();
    assert!(ended.contains(&format!("送信{job}で届いた")), "{ended}");
}
