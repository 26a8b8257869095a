//! Next steps for people who type: a command where the window has a screen or a button.

use kakehashi_terminal::view::ProblemView;

/// Words of the screens, and the command that does the same. The longer ones stand first.
const WORDS: &[(&str, &str)] = &[
    ("「送信状況」の一覧", "kakehashi jobs の一覧"),
    ("送信状況の一覧", "kakehashi jobs の一覧"),
    ("「送信状況」", "kakehashi jobs "),
    ("送信状況", "kakehashi jobs "),
    ("「証明書と接続」の台帳", "kakehashi cert list "),
    (
        "「証明書と接続」の「プロキシを変える」",
        "kakehashi profile proxy ",
    ),
    (
        "「証明書と接続」で保険者番号の場所を「どこにもない」と決めて",
        "kakehashi profile number-place none で保険者番号の場所を「どこにもない」と決めて",
    ),
    (
        "「証明書と接続」で一覧の場所",
        "kakehashi cert crl list で一覧の場所",
    ),
    (
        "「証明書と接続」で証明書を取り込んで",
        "kakehashi cert import で証明書を取り込んで",
    ),
    (
        "「証明書と接続」で接続先を切り替えて",
        "kakehashi profile use で接続先を切り替えて",
    ),
    (
        "「証明書と接続」で接続先を登録して",
        "kakehashi profile add で接続先を登録して",
    ),
    (
        "「証明書と接続」で接続先の名前",
        "kakehashi profile list で接続先の名前",
    ),
    (
        "「証明書と接続」",
        "kakehashi cert list、kakehashi profile list ",
    ),
    (
        "「ファイルの定義」で基幹システムの文字コードを変える",
        "kakehashi layout encoding で基幹システムの文字コードを変える",
    ),
    ("「ファイルの定義」の一覧", "kakehashi layout list "),
    ("「ファイルの定義」", "kakehashi layout list "),
    (
        "急ぐときは「もう一度ためす」を押してください",
        "急ぐときは kakehashi send --job N を実行してください",
    ),
    (
        "「先に送る」を押してください",
        "kakehashi queue first N を実行してください",
    ),
    ("「もう一度ためす」", "kakehashi send --job N "),
    (
        "「結果を確認しました」を押してから、もう一度選んでください",
        "kakehashi jobs confirm N を実行してから、もう一度送ってください",
    ),
    ("「結果を確認しました」", "kakehashi jobs confirm N "),
    (
        "利用者の画面で決めてもらって",
        "kakehashi users sight で決めてもらって",
    ),
    ("「漏えいの記録」の一覧", "kakehashi leak list "),
    ("「事業主からの番号」の一覧", "kakehashi collection list "),
    ("本人確認の一覧", "kakehashi case list "),
    ("本人確認の画面", "kakehashi case show N "),
    ("突合の確認の一覧", "kakehashi comparison list "),
    ("突合不一致の一覧", "kakehashi mismatch list "),
    ("突合不一致の画面", "kakehashi mismatch show N "),
    ("「いま受け取る」", "kakehashi mismatch list --receive "),
    ("「番号の照会」（コマンドでは lookup）", "kakehashi lookup "),
    ("「番号の入力」の一覧", "kakehashi numbers list "),
    ("「登録の期限」の一覧", "kakehashi timeline list "),
    ("「見つかったこと」", "kakehashi jobs findings N --out F "),
    (
        "開いている画面を使うか、終わるのを待って",
        "開いている画面を使うか、終わるのを待って（--wait-lock 秒数）",
    ),
    (
        "誤りの行を除いて送って",
        "誤りの行を除いて（--exclude-errors）送って",
    ),
    (
        "結果の画面（コマンドでは jobs show）",
        "kakehashi jobs show N ",
    ),
    (
        "「操作の記録」で書きかえられていないか",
        "kakehashi audit verify で書きかえられていないか",
    ),
    (
        "「送信の順番」に記録します",
        "kakehashi order state で記録します",
    ),
    (
        "「続けることを認める」（コマンドでは audit accept）としてください",
        "kakehashi audit accept を実行してください",
    ),
    ("（コマンドでは ", "（"),
];

/// The problem as the command line tells it.
pub fn told(problem: &ProblemView) -> ProblemView {
    let mut told = problem.clone();
    told.next_step = next_step(told.next_step);
    told
}

/// A next step, with commands where the screens have buttons.
pub fn next_step(text: String) -> String {
    let instead = |text: String, (screen, command): &(&str, &str)| text.replace(screen, command);
    let step = WORDS.iter().fold(text, instead);
    // Where a command took the place of a name in brackets, one space is left to the particle.
    step.replace("  ", " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words_of_clap::command;
    use kakehashi_domain::{Code, Fault};

    fn step(code: Code) -> String {
        told(&ProblemView::new(&Fault::new(code), "-")).next_step
    }

    #[test]
    fn no_next_step_sends_to_a_screen_or_a_button() {
        let of_screens = [
            "送信状況",
            "証明書と接続」",
            "ファイルの定義」",
            "もう一度ためす」",
            "を押して",
            "の画面で",
            "の一覧で番号",
            "いま受け取る」",
            "結果の画面",
            "操作の記録」",
            "送信の順番」",
            "認める」",
            "コマンドでは",
        ];
        for code in Code::ALL {
            let step = step(*code);
            for screen in of_screens {
                let is_command = step.contains("kakehashi ") && screen == "の一覧で番号";
                assert!(!step.contains(screen) || is_command, "{code:?}: {step}");
            }
        }
    }

    #[test]
    fn every_command_that_is_named_is_there() {
        let mut named = 0;
        for code in Code::ALL {
            for (at, _) in step(*code).match_indices("kakehashi ") {
                let step = step(*code);
                let words = step[at..]
                    .split([' ', '、', '（', '）', '。', '　'])
                    .skip(1);
                let mut last = command();
                let mut depth = 0;
                for word in words.take_while(|word| !word.is_empty() && word.is_ascii()) {
                    match last.find_subcommand(word) {
                        Some(sub) => last = sub.clone(),
                        None => break,
                    }
                    depth += 1;
                }
                assert!(depth > 0, "{code:?}: {step}");
                named += 1;
            }
        }
        assert!(named > 25, "{named}");
    }
}
