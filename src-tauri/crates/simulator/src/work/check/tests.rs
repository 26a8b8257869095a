use super::*;
use crate::{catalogue::Catalogue, sample::usual_day};

const RIGHT: &str = "1,20261101,20261102,20261101,,06990014,101,7,00,0,練習　太郎,レンシュウ　タロウ,\
                     19800101,1,1600000,東京都新宿区本町,123456789018,1,0,0";
const QUALIFIED: &str =
    "9900000001,06990014,練習健康保険組合,101,7,00,1,20261101,,20271031,202611,300000,";
const FAMILY_FUNERAL: &str = "9900000001,9900000002,20261001,50000,20261010,";

fn checker(kind: &str) -> Checker {
    let catalogue = Catalogue::shipped().unwrap();
    Checker::new(catalogue.of_kind(kind, usual_day()).unwrap()).unwrap()
}

fn message_of(kind: &str, right: &str, column: usize, value: &str) -> String {
    let mut fields: Vec<&str> = right.split(',').collect();
    fields[column] = value;
    let row = StringRecord::from(fields);
    checker(kind)
        .check(&row, "06990014")
        .err()
        .unwrap_or_default()
}

fn message(column: usize, value: &str) -> String {
    message_of("member-registration", RIGHT, column, value)
}

#[test]
fn each_fault_is_named_by_its_column() {
    assert_eq!(message(7, "7"), "");
    for (column, value, wanted) in [
        (0, "7", "異動区分が定義されていない値です"),
        (0, "2", "この異動区分では資格喪失日が必要です"),
        (1, "20260230", "異動日が正しい日付ではありません"),
        (4, "20261031", "資格喪失日が資格取得日より前です"),
        (5, "39990015", "保険者番号がこの接続の保険者と異なります"),
        (8, "0", "枝番（2桁）は2桁の数字です"),
        (11, "", "カナ氏名がありません"),
        (11, "れんしゅう", "カナ氏名にカナ以外の文字があります"),
        (14, "160000", "郵便番号は7桁の数字です"),
        (16, "123456789019", "個人番号の検査用数字が合いません"),
        (16, "12345678901", "個人番号は12桁の数字です"),
        (16, "000000000000", "個人番号が同じ数字の並びです"),
    ] {
        assert_eq!(message(column, value), wanted);
    }
}

#[test]
fn a_row_of_other_width_is_refused() {
    let checker = checker("member-registration");
    let refused = checker.check(&StringRecord::from(vec!["1"]), "06990014");
    assert_eq!(refused.unwrap_err(), "列の数が 1 です（正しくは 20）");
}

#[test]
fn other_kinds_are_checked_by_their_own_rules() {
    let qualified = |column, value| message_of("qualification", QUALIFIED, column, value);
    assert_eq!(qualified(11, "300000"), "");
    for (column, value, wanted) in [
        (3, "1 01", "記号に空白か「:」があります"),
        (6, "0", "この受給資格有無では受給資格喪失年月日が必要です"),
        (9, "20261031", "有効期限が受給資格取得年月日より前です"),
        (10, "202613", "報酬の対象年月が正しい年月ではありません"),
        (10, "", "報酬の対象年月・報酬月額は、そろえて入れます"),
        (11, "3,00", "報酬月額は数字だけの金額です"),
        (11, "1234567890", "報酬月額が9文字を超えています"),
    ] {
        assert_eq!(qualified(column, value), wanted);
    }
    let funeral = |column, value| message_of("family-funeral", FAMILY_FUNERAL, column, value);
    assert_eq!(funeral(3, "-50000"), "");
    let same = "亡くなった被扶養者の被保険者枝番が被保険者枝番と同じです";
    assert_eq!(funeral(1, "9900000001"), same);
}

#[test]
fn names_of_masters_are_letters_and_digits() {
    let role = |value| message_of("roles", "R01,審査,照会", 0, value);
    assert_eq!(role("R02"), "");
    assert_eq!(role("役1"), "ロールIDに使えない文字があります");
}
