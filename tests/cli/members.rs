//! One person typed by command, and the list of the 基幹システム held against those who are registered.

use crate::kit::{FAST, carry};
use kakehashi_acceptance::{Cli, Practice, Ran};
use std::{fs, path::Path};

const CLERK: Option<(&str, &str)> = Some(("tantou", "clerk"));

fn table(file: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(file).unwrap();
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    text.lines().map(cells).collect()
}

/// The headings and cells of a row of a sample, but 異動区分, 保険者番号 and the 個人番号, which goes into a file of its own.
fn typed(practice: &Practice, sample: &[Vec<String>], row: usize) -> Vec<(String, String)> {
    let apart = ["異動区分", "異動日", "保険者番号", "個人番号"];
    let number = sample[0]
        .iter()
        .position(|title| title == "個人番号")
        .unwrap();
    let number = &sample[row][number];
    fs::write(practice.file("bango.txt"), format!("{number}\n{number}\n")).unwrap();
    let cells = sample[0].iter().zip(&sample[row]);
    let cells = cells.filter(|(title, cell)| !apart.contains(&title.as_str()) && !cell.is_empty());
    cells
        .map(|(title, cell)| (title.clone(), cell.clone()))
        .collect()
}

fn member(cli: &Cli<'_>, line: &str, cells: &[(String, String)]) -> Ran {
    let mut command = cli.command(CLERK, &format!("member {line} --number-twice bango.txt"));
    for (title, cell) in cells {
        command.arg("--set").arg(format!("{title}={cell}"));
    }
    Ran::from(command)
}

fn set(cells: &mut [(String, String)], title: &str, value: &str) {
    let found = cells.iter_mut().find(|(known, _)| known == title);
    found.unwrap().1 = value.to_owned();
}

#[test]
fn one_person_typed_goes_through_the_gates_of_every_file() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    let sample = table(&practice.sample("mihon.csv", 5, ""));
    let mut cells = typed(&practice, &sample, 1);

    let added = member(&cli, "add", &cells).expect_status(0);
    assert_eq!(
        (added.number("rows"), added.text("state")),
        (1, "awaiting-approval")
    );
    let job = added.number("job");
    member(&cli, "add", &cells).expect_code("ALREADY_TAKEN_IN", 3);
    cli.approver(&format!("approve {job}")).expect_status(0);
    assert_eq!(carry(&cli, job).number("ok_rows"), 1);
    cli.clerk(&format!("jobs show {job}")).expect_status(0);
    cli.clerk(&format!("jobs confirm {job}")).expect_status(0);

    // What the row says wrongly is found as in a file.
    let other = typed(&practice, &sample, 2);
    let mut lost = other.clone();
    set(&mut lost, "漢字氏名", "練習　〓子");
    let asked = member(&cli, "add", &lost).expect_status(1);
    assert_eq!(asked.json["by_code"]["LETTER_LOST"], 1, "{}", asked.said);
    fs::write(practice.file("bango.txt"), "123456789019\n123456789019\n").unwrap();
    member(&cli, "add", &other).expect_code("INPUT_INVALID", 2);
    fs::write(practice.file("bango.txt"), "123456789018\n123456789081\n").unwrap();
    member(&cli, "add", &other).expect_code("NUMBER_TYPED_DIFFERENTLY", 2);
    // Nothing that every program of the machine may see.
    let mut shown = other.clone();
    shown.push(("個人番号".to_owned(), "123456789018".to_owned()));
    member(&cli, "add", &shown).expect_code("INPUT_INVALID", 2);
    shown.pop();
    shown.push(("好きな色".to_owned(), "赤".to_owned()));
    member(&cli, "add", &shown).expect_code("INPUT_INVALID", 2);

    // The name changes, then the number: each is a row of its own kind.
    let first = typed(&practice, &sample, 1);
    cells = first;
    set(&mut cells, "漢字氏名", "見本　新");
    let changed = member(&cli, "change", &cells)
        .expect_status(0)
        .number("job");
    cli.approver(&format!("approve {changed}")).expect_status(0);
    assert_eq!(carry(&cli, changed).number("ok_rows"), 1);
    fs::write(practice.file("bango.txt"), "123456789018\n123456789018\n").unwrap();
    let corrected = member(&cli, "correct", &cells);
    assert!(corrected.status <= 1, "{}", corrected.said);
    assert_eq!(corrected.number("rows"), 1);
}

#[test]
fn the_list_of_the_core_system_is_held_against_who_is_registered() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    let mut sample = table(&practice.sample("kanyusha.csv", 20, ""));
    let compare = |list: &str, out: &str| cli.clerk(&format!("members compare {list} --out {out}"));
    compare("kanyusha.csv", "early.csv").expect_code("NOBODY_REGISTERED", 3);
    let job = cli.release("kanyusha.csv", "");
    carry(&cli, job);
    cli.clerk(&format!("jobs show {job}")).expect_status(0);
    cli.clerk(&format!("jobs confirm {job}")).expect_status(0);
    let same = compare("kanyusha.csv", "same.csv").expect_status(0);
    assert_eq!((same.number("listed"), same.number("registered")), (20, 20));

    // Another order of columns and rows, another character code, full-width numbers; one gone, one new, one older.
    let at = |title: &str, sample: &[Vec<String>]| {
        sample[0].iter().position(|known| known == title).unwrap()
    };
    let wide = |text: &str| -> String {
        let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap();
        text.chars()
            .map(|c| if c.is_ascii_digit() { wide(c) } else { c })
            .collect()
    };
    let (number, birth) = (at("番号", &sample), at("生年月日", &sample));
    let gone = sample.remove(4);
    let mut new = gone.clone();
    new[number] = "99887".to_owned();
    "19610102".clone_into(&mut sample[7][birth]);
    sample[9][number] = wide(&sample[9][number]);
    sample.insert(2, new);
    let wanted = [
        "枝番（2桁）",
        "記号",
        "番号",
        "カナ氏名",
        "生年月日",
        "性別",
    ];
    let places: Vec<usize> = wanted.iter().map(|title| at(title, &sample)).collect();
    let line = |row: &Vec<String>| {
        let cells = places.iter().map(|at| row[*at].as_str());
        cells.collect::<Vec<_>>().join(",") + "\r\n"
    };
    let text: String = sample.iter().map(line).collect();
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(&text);
    fs::write(practice.file("ichiran.csv"), bytes).unwrap();
    let found = compare("ichiran.csv", "chigai.csv").expect_status(1);
    let counts = ["missing_here", "missing_there", "differing"].map(|it| found.number(it));
    assert_eq!(counts, [1, 1, 1], "{}", found.said);
    let written = fs::read_to_string(practice.file("chigai.csv")).unwrap();
    assert_eq!(written.lines().count(), 4, "{written}");
    assert!(
        written.contains("99887") && written.contains(&gone[number]),
        "{written}"
    );
    assert!(written.contains("生年月日"), "{written}");
    let numbers = at("個人番号", &sample);
    assert!(!written.contains(&gone[numbers]), "no 個人番号 leaves");

    fs::write(practice.file("other.csv"), "名前,色\r\nあ,赤\r\n").unwrap();
    compare("other.csv", "none.csv").expect_code("NOT_A_LIST_OF_MEMBERS", 2);
    let lines = cli.clerk("jobs").expect_status(0);
    assert_eq!(lines.json.as_array().unwrap().len(), 1, "nothing is sent");
}
