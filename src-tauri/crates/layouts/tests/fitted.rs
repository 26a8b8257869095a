//! Tables of employers as they come, brought into the form.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

use kakehashi_layouts::{Catalogue, Fitted, Layout, Sheet, fit, sheets};
use workbook::{
    Cell::{self, Day, Empty, Formula, Number, Text},
    row, workbook,
};

#[allow(dead_code)] // each test uses its part
#[path = "../../../../tests/support/workbook.rs"]
mod workbook;

fn form() -> Layout {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let form = Catalogue::shipped().of_kind("number-collection", today);
    form.unwrap().as_ref().clone()
}

fn cell<'a>(of: &'a Fitted, form: &Layout, row: usize, id: &str) -> &'a str {
    &of.rows[row].1[form.column(id).unwrap()]
}

/// 被保険者 and a child, as an employer's own sheet has them: names of the office once above, a heading over two rows.
fn sheet() -> Sheet {
    let rows = [
        row(1, false, &[Text("個人番号収集票")]),
        row(
            2,
            false,
            &[Text("法人番号"), Empty, Number("7000012050002")],
        ),
        row(3, false, &[Text("事業所名：練習商事")]),
        row(
            5,
            false,
            &[
                Text("社員番号"),
                Text("枝番"),
                Text("続柄"),
                Text("氏名"),
                Empty,
                Text("生年月日"),
                Text("性別"),
                Text("郵便番号"),
                Text("住　所"),
                Text("個人番号\n（12桁）"),
                Text("本人確認"),
                Empty,
            ],
        ),
        row(
            6,
            false,
            &[
                Empty,
                Empty,
                Empty,
                Text("漢字氏名"),
                Text("カナ氏名"),
                Empty,
                Empty,
                Empty,
                Empty,
                Empty,
                Text("本人確認をした人"),
                Text("本人確認年月日"),
            ],
        ),
        row(
            7,
            false,
            &person("0", Day(29262), "本人", Number("23456789012")),
        ),
        row(
            8,
            true,
            &person(
                "1",
                Number("40909"),
                "子",
                Text("１２３４ ５６７８ ９０１８"),
            ),
        ),
        row(9, false, &[Empty, Empty, Empty]),
        row(
            11,
            false,
            &person("2", Text("平成24年1月1日"), "子", Number("12345")),
        ),
    ];
    let book = workbook(&[("名簿", "visible", &rows.concat())]);
    sheets(&book).unwrap().remove(0)
}

fn person<'a>(branch: &'a str, born: Cell<'a>, kin: &'a str, number: Cell<'a>) -> [Cell<'a>; 12] {
    [
        Formula("0012"),
        Number(branch),
        Text(kin),
        Text("練習　太郎"),
        Text("レンシュウ　タロウ"),
        born,
        Text("男"),
        Number("600001"),
        Text("札幌市練習区1"),
        number,
        Text("事業主"),
        Text("2026/11/2"),
    ]
}

#[test]
fn a_heading_over_two_rows_and_what_stands_once_above_are_found() {
    let (form, sheet) = (form(), sheet());
    let fitted = fit(&sheet, &form).unwrap();
    assert_eq!(fitted.missing, ["受領年月日"]);
    assert_eq!(fitted.rows.len(), 3);
    assert_eq!(
        fitted.rows.iter().map(|(at, _)| *at).collect::<Vec<_>>(),
        [7, 8, 11]
    );
    assert_eq!(cell(&fitted, &form, 2, "office_number"), "7000012050002");
    assert_eq!(cell(&fitted, &form, 0, "office_name"), "練習商事");
    assert_eq!(cell(&fitted, &form, 1, "name_kana"), "レンシュウ　タロウ");
    assert_eq!(sheet.hidden_rows.iter().copied().collect::<Vec<_>>(), [8]);
}

#[test]
fn days_zeros_words_of_codes_and_formulas_become_what_the_form_wants() {
    let (form, sheet) = (form(), sheet());
    let fitted = fit(&sheet, &form).unwrap();
    let all = |id| -> Vec<&str> { (0..3).map(|at| cell(&fitted, &form, at, id)).collect() };
    assert_eq!(all("birth_date"), ["19800211", "20120101", "20120101"]);
    assert_eq!(all("card_branch"), ["00", "01", "02"]);
    assert_eq!(all("employee_number"), ["0012"; 3]);
    assert_eq!(all("relationship"), ["0", "2", "2"]);
    assert_eq!(all("sex"), ["1"; 3]);
    assert_eq!(all("postal_code"), ["0600001"; 3]);
    assert_eq!(all("verified_by"), ["1"; 3]);
    assert_eq!(all("verified_on"), ["20261102"; 3]);
    assert_eq!(all("personal_number")[1], "123456789018");
}

#[test]
fn the_zero_of_a_number_comes_back_only_where_the_check_digit_proves_it() {
    let form = form();
    let wanted = proved();
    let rows = [
        row(
            1,
            false,
            &[Text("社員番号"), Text("続柄"), Text("個人番号")],
        ),
        row(2, false, &[Number("1"), Text("本人"), Number(wanted)]),
        row(
            3,
            false,
            &[Number("2"), Text("本人"), Number("12345678901")],
        ),
        row(4, false, &[Number("3"), Text("本人"), Number("123")]),
    ];
    let book = workbook(&[("名簿", "visible", &rows.concat())]);
    let fitted = fit(&sheets(&book).unwrap()[0], &form).unwrap();
    let number = |at| cell(&fitted, &form, at, "personal_number");
    assert_eq!(number(0), format!("0{wanted}"));
    assert_eq!([number(1), number(2)], ["12345678901", "123"]);
    assert_eq!(fitted.restored, [2]);
}

/// Eleven digits that are a 個人番号 with a zero before them.
fn proved() -> &'static str {
    let digits = (0..10).map(|last| format!("2345678901{last}"));
    let is_right = |it: &String| kakehashi_domain::PersonalNumber::parse(&format!("0{it}")).is_ok();
    digits.into_iter().find(is_right).unwrap().leak()
}

#[test]
fn a_sheet_without_the_heading_is_none_of_the_form() {
    let book = workbook(&[("表紙", "visible", &row(1, false, &[Text("記入のしかた")]))]);
    assert_eq!(fit(&sheets(&book).unwrap()[0], &form()), None);
}
