//! The one table of everything that a check can find. The macro makes it whole by construction.

use crate::definition::Severity;
use std::fmt;

macro_rules! finding_codes {
    ($($name:ident $text:literal $severity:ident $title:literal $remedy:literal;)+) => {
        /// A closed list of everything that a check can find, the gravest first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FindingCode {
            $(#[doc = $title] $name,)+
        }

        impl FindingCode {
            /// Every code, in the order of the table.
            pub const ALL: &[FindingCode] = &[$(FindingCode::$name),+];

            /// The name in files and on the command line, e.g. `REQUIRED_EMPTY`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// Reads what [`FindingCode::as_str`] gave. None for any other text.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$name),)+ _ => None }
            }

            /// How bad it is, where the definition doesn't say otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// A short Japanese heading.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }

            /// What to do, in Japanese.
            pub fn remedy(self) -> &'static str {
                match self { $(Self::$name => $remedy,)+ }
            }
        }
    };
}

finding_codes! {
    // Across rows: what makes one person's records visible to another.
    SwapInHousehold "SWAP_IN_HOUSEHOLD" Error "世帯の中で個人番号が入れかわり" "前回は同じ世帯の別の人の番号でした。届出の原本を見て、だれの番号かを確かめてください。";
    NumberTwoPeople "NUMBER_TWO_PEOPLE" Error "同じ個人番号が複数の人に" "届出の原本を見て、どちらの番号かを確かめ、基幹システムで直してからもう一度選んでください。このまま送ると、ひとりの医療情報が別の人に見えます。";
    RegistrationTwoPeople "REGISTRATION_TWO_PEOPLE" Error "1つの記号・番号・枝番に複数の人" "届出の原本を見て、だれの登録かを確かめ、基幹システムで記号・番号・枝番を直してください。";
    PersonTwoNumbers "PERSON_TWO_NUMBERS" Error "1人に2つの個人番号" "届出の原本を見て、どちらが正しい番号かを確かめ、基幹システムで直してください。登録を取り消して入れなおすときは、取消の行を先に置きます。";
    NumberChanged "NUMBER_CHANGED" Error "前回とちがう個人番号" "番号の訂正か変更なら、そのための異動区分で取り出してください。そうでなければ、届出の原本の番号に直してください。";
    NumberTwoRegistrations "NUMBER_TWO_REGISTRATIONS" Confirm "同じ番号が2つの登録に" "同じ人の転職や異動なら、前の資格の喪失も届け出てあるかを確かめてください。別の人なら、届出の原本の番号に直してください。";
    PersonChanged "PERSON_CHANGED" Confirm "生年月日か性別が前とちがう人" "届出の原本を見て、訂正が正しいか、別の人の登録になっていないかを確かめてください。";
    TwoHeads "TWO_HEADS" Confirm "本人が2人いる世帯" "続柄か、記号・番号を、届出の原本と見くらべて確かめてください。";
    TwoSpouses "TWO_SPOUSES" Confirm "配偶者が2人いる世帯" "続柄か、記号・番号を、届出の原本と見くらべて確かめてください。";
    ParentYounger "PARENT_YOUNGER" Confirm "本人より年下の父母" "続柄と生年月日を、届出の原本と見くらべて確かめてください。列がずれていることもあります。";
    ChildOlder "CHILD_OLDER" Confirm "本人より年上か、年の近すぎる子" "続柄と生年月日を、届出の原本と見くらべて確かめてください。列がずれていることもあります。";
    RegistrationTwice "REGISTRATION_TWICE" Warning "同じ登録が2回" "二重に取り出していないかを確かめてください。";

    // Protected people
    ProtectionLifted "PROTECTION_LIFTED" Error "保護のフラグが外れる行" "保護を続けるなら、フラグを「1」にして取り出しなおしてください。保護が終わったことを確かめたら、理由を付けて2人（1人は承認者）が決めると送れます。";
    ProtectedMissing "PROTECTED_MISSING" Error "保護の対象の人がいないファイル" "全件のファイルなら、この人の行を入れて取り出しなおしてください。差分のファイルか、資格がなくなったことを確かめたら、理由を付けて2人（1人は承認者）が決めると送れます。";

    // 個人番号
    NumberCheckDigit "NUMBER_CHECK_DIGIT" Error "個人番号の検査用数字ちがい" "届出の原本と見くらべて、入れまちがいを直してください。";
    NumberLength "NUMBER_LENGTH" Error "個人番号の桁ちがい" "個人番号は12桁の数字です。届出の原本と見くらべて直してください。";
    NumberLeadingZeroLost "NUMBER_LEADING_ZERO_LOST" Error "個人番号の先頭の0が落ちています" "表計算ソフトで開いて保存すると0が落ちます。基幹システムから取り出しなおし、開かずに選んでください。";
    NumberSpreadsheet "NUMBER_SPREADSHEET" Error "表計算ソフトで個人番号が壊れています" "もとの番号は戻せません。基幹システムから取り出しなおし、表計算ソフトで開かずに選んでください。";
    NumberFullWidth "NUMBER_FULL_WIDTH" Error "個人番号が全角" "半角の数字で入れなおしてください。";
    NumberAllSame "NUMBER_ALL_SAME" Error "個人番号がすべて同じ数字" "仮の番号ではないかを確かめ、届出の原本の番号を入れてください。";

    // Other columns
    RequiredEmpty "REQUIRED_EMPTY" Error "必ず要る項目が空" "基幹システムで値を入れてください。";
    RequiredWhen "REQUIRED_WHEN" Error "この場合に要る項目が空" "基幹システムで値を入れてください。";
    NotEmpty "NOT_EMPTY" Error "空のはずの項目に値" "基幹システムで値を消すか、もう一方の項目を確かめてください。";
    PartlyFilled "PARTLY_FILLED" Error "そろっていない項目" "いっしょに入れる項目です。すべて入れるか、すべて空にしてください。";
    NoneFilled "NONE_FILLED" Error "どれかが必要な項目" "どれか1つに値を入れてください。";
    SameValue "SAME_VALUE" Error "同じはずのない値" "2つの項目に同じ値が入っています。届出の原本と見くらべて直してください。";
    CodeUnknown "CODE_UNKNOWN" Error "使えないコード" "コード表にある値に直してください。";
    NumberAwaited "NUMBER_AWAITED" Confirm "番号待ちの人" "生まれたばかりの人や、海外から来た人なら、番号が届くまで待ちます。この行は、個人番号が入るまで中間サーバーに登録されません。番号が届いたら、基幹システムで入れて送りなおしてください。";
    BirthUnknown "BIRTH_UNKNOWN" Confirm "生年月日が不詳の人" "住民票の書き方を見て確かめてください。住民票と同じ書き方にできないと、登録の後で必ず突合不一致になります。その理由（住民票で不詳）を用意しておいてください。";
    NoHomeInJapan "NO_HOME_IN_JAPAN" Confirm "海外・国内住所なしの人" "海外に住む人や国内に住所のない人かを確かめてください。そうなら、このままで登録できます（住所の突合は不一致になるので、理由を用意します）。そうでなければ、住民票の住所を入れてください。";
    AddressCut "ADDRESS_CUT" Confirm "途中までの住所" "町名や番地が落ちていないかを、届出の原本で確かめてください。番地のない村などで、これで全部なら、そのように答えます。";
    NameLong "NAME_LONG" Confirm "長い氏名" "住民票の氏名が本当にこの長さかを確かめてください。項目に収まる分で送るときは、切る所を保険者の決まりでそろえ、突合不一致になったときの理由を用意します。";
    NameForeign "NAME_FOREIGN" Confirm "カナ氏名に英字や記号" "住民票のフリガナを見て、そのとおりかを確かめてください。長音「ー」の入れまちがいなら、置きかえてください。";
    DateInvalid "DATE_INVALID" Error "日付として読めません" "暦にある日を、西暦8桁（例 20260401）で入れてください。";
    DateWareki "DATE_WAREKI" Error "和暦の日付" "西暦8桁（例 20260401）で入れなおしてください。";
    MonthInvalid "MONTH_INVALID" Error "年月として読めません" "西暦6桁（例 202604）で入れてください。";
    YearInvalid "YEAR_INVALID" Error "年として読めません" "西暦4桁（例 2026）で入れてください。";
    DateFuture "DATE_FUTURE" Error "先の日付" "今日までの日付かを確かめて直してください。";
    DateOrder "DATE_ORDER" Error "日付の前後が逆" "2つの日付を届出の原本と見くらべて直してください。";
    AgeTooLow "AGE_TOO_LOW" Confirm "若すぎる年齢" "生年月日と続柄を、届出の原本と見くらべて確かめてください。列がずれていることもあります。";
    AgeTooHigh "AGE_TOO_HIGH" Confirm "高すぎる年齢" "生年月日と資格の日を、届出の原本と見くらべて確かめてください。";
    DateOld "DATE_OLD" Confirm "ずっと前の日付" "届出の原本と見くらべ、年の入れまちがいでないかを確かめてください。";
    ValueUnusual "VALUE_UNUSUAL" Confirm "ふつうとちがう値" "届出の原本と見くらべて、このままで正しいかを確かめてください。";
    InsurerNumberInvalid "INSURER_NUMBER_INVALID" Error "保険者番号の誤り" "8桁（国保は6桁）の保険者番号を確かめて直してください。";
    InsurerNotOwn "INSURER_NOT_OWN" Error "ほかの保険者の行" "接続先と、取り出した基幹システムが合っているかを確かめてください。";
    EncodingNotOwn "ENCODING_NOT_OWN" Error "端末の設定とちがう文字コード" "サーバーに知らせる文字コードと、この端末の設定は、同じでなければなりません。システム管理者に「ファイルの定義」の基幹システムの文字コードを確かめてもらい、ちがっているほうを直してください。";
    CorporateNumberInvalid "CORPORATE_NUMBER_INVALID" Error "法人番号の誤り" "13桁の法人番号を、国税庁の公表サイトで確かめて直してください。";
    CardBranchInvalid "CARD_BRANCH_INVALID" Error "枝番（2桁）の誤り" "資格確認書などにある2桁の枝番を入れてください。被保険者枝番とは別のものです。";
    ServerBranchInvalid "SERVER_BRANCH_INVALID" Error "被保険者枝番の誤り" "中間サーバーから受け取った被保険者枝番を、そのまま入れてください。2桁の枝番とは別のものです。";
    BranchConfused "BRANCH_CONFUSED" Error "2つの枝番の取りちがえ" "被保険者枝番（中間サーバーが払い出すもの）と、2桁の枝番（資格確認書などのもの）は別のものです。取り出す項目を確かめてください。";
    KanaInvalid "KANA_INVALID" Error "カナに使えない字" "全角カタカナで入れなおしてください。";
    PostalCodeInvalid "POSTAL_CODE_INVALID" Error "郵便番号の誤り" "7桁の数字で入れなおしてください。";
    DigitsInvalid "DIGITS_INVALID" Error "数字でない字" "半角の数字で入れなおしてください。";
    AmountInvalid "AMOUNT_INVALID" Error "金額として読めません" "円の単位で、半角の数字だけを入れてください（「,」や「円」は要りません）。";
    SymbolInvalid "SYMBOL_INVALID" Error "記号・番号に使えない字" "空白と「:」を除いて入れなおしてください。";
    WrongLength "WRONG_LENGTH" Error "字数ちがい" "決められた字数に合わせてください。";
    TooLong "TOO_LONG" Error "長すぎる項目" "決められた字数に収めてください。";
    LetterLost "LETTER_LOST" Confirm "失われた字のしるし" "住民票で正しい字を確かめて、基幹システムで直してください。この人たちの一覧は、見つかったことの書き出しで作れます。";
    Ditto "DITTO" Error "「同上」の住所" "上の行の住所を、そのまま入れてください。";
    LookAlike "LOOK_ALIKE" Confirm "形の似た別の字" "漢字とカタカナなどの取りちがえです。住民票の字と見くらべ、案のとおりなら置きかえてください。";
    SpaceOdd "SPACE_ODD" Warning "余分な空白" "前後や続いた空白を除き、名字と名前の間の1つだけにしてください。";
    NumberWriting "NUMBER_WRITING" Error "個人番号の余分な字" "数字でない字を除いて、12桁の数字だけで入れなおしてください。番号が合っているかは、届出の原本で確かめてください。";
    SpreadsheetWriting "SPREADSHEET_WRITING" Error "表計算ソフトの書き方" "「=\"…\"」や「'」を除いた値に直してください。基幹システムから取り出したファイルは、表計算ソフトで開かずに選んでください。";
    TextCharacter "TEXT_CHARACTER" Error "送れない字" "外字や見えない字を、ほかの字に置きかえてください。";
    CharacterNotAllowed "CHARACTER_NOT_ALLOWED" Error "この項目に使えない字" "使える字に置きかえてください。";
    HalfWidthKana "HALF_WIDTH_KANA" Warning "半角カナ" "全角カタカナになおしてください。";
    CombiningKana "COMBINING_KANA" Warning "分かれた濁点" "濁点と半濁点を、1字の「が」「ぱ」のような字に置きかえてください。";
    CharacterTwin "CHARACTER_TWIN" Info "変換で変わることのある字" "このまま送れます。基幹システムの文字コードによっては別の字になるので、置きかえると安心です。";
    ShownAsDot "SHOWN_AS_DOT" Info "●で表示されることのある字" "このまま送れます。JISの第1・第2水準にない字は、医療機関の画面などで「●」になることがあります。置きかえるかは、保険者の決まりに従ってください。";

    // Rows and the file
    NotOneValue "NOT_ONE_VALUE" Error "行によってちがう値" "ファイルの中で同じ値のはずの項目です。取り出し方を確かめてください。";
    ColumnShifted "COLUMN_SHIFTED" Confirm "列がずれているようです" "基幹システムから取り出しなおしてください。表計算ソフトで貼りつけや並べかえをしたときは、行と列の組み合わせを何人か届出の原本と見くらべて確かめてください。";
    ValueShared "VALUE_SHARED" Warning "多くの世帯に同じ値" "事業所の住所や、貼りつけた値が入っていないかを、何件か届出の原本と見くらべて確かめてください。";
    RowCount "ROW_COUNT" Error "行の数ちがい" "途中で切れていないかを確かめ、基幹システムから取り出しなおしてください。";
    SumDiffers "SUM_DIFFERS" Error "合計ちがい" "途中で切れたり、値が変わったりしていないかを確かめ、基幹システムから取り出しなおしてください。";
    AskedBefore "ASKED_BEFORE" Warning "前に照会した人" "前の照会の結果を見て、もう一度照会するかを決めてください。照会結果の1件ごとに費用がかかります。要らない人は、行を除いてください。";
    SentBefore "SENT_BEFORE" Confirm "もう送った内容と同じファイル" "行の順や改行がちがうだけの、同じ行のファイルです。前の送信の結果を確かめてください。もう一度送るときは、承認者が理由を付けて答えます。";
    FewRows "FEW_ROWS" Confirm "前回よりずっと少ない行" "途中で切れていないかを、基幹システムの件数の一覧と見くらべて確かめてください。";
    NotUnique "NOT_UNIQUE" Error "同じ行が2つ" "どちらかを除いて、取り出しなおしてください。";
    ColumnOneValue "COLUMN_ONE_VALUE" Warning "すべて同じ値" "基幹システムの取り出しに誤りがないかを、何件か原本と見くらべて確かめてください。";
    MassRemoval "MASS_REMOVAL" Warning "なくなる登録が多すぎます" "まちがって大勢を外していないかを、取り出した人と確かめてください。";
    ManyChanges "MANY_CHANGES" Warning "変わる登録が多すぎます" "基幹システムの取り出しに誤りがないかを、何件か原本と見くらべて確かめてください。";
    FileJoined "FILE_JOINED" Error "つなぎ合わせたファイル" "1つずつの、つなぎ合わせる前のファイルを選んでください。";
    FileTail "FILE_TAIL" Error "ファイルの終わりの余分な字" "終わりのNULや0x1Aを除いて、取り出しなおしてください。";
    ColumnCount "COLUMN_COUNT" Error "列の数ちがい" "値の中の「,」や「\"」が正しく囲まれているかを確かめ、取り出しなおしてください。";
    EmptyRow "EMPTY_ROW" Error "空の行" "空の行を除いて、取り出しなおしてください。";
    EofMark "EOF_MARK" Warning "EOFマークのちがい" "このまま送れます。基幹システムの書き出しの設定を確かめてください。";
    QuoteMissing "QUOTE_MISSING" Warning "囲まれていない項目" "このまま送れます。基幹システムの書き出しの設定を確かめてください。";
    QuoteForbidden "QUOTE_FORBIDDEN" Error "使えない「\"」" "項目から「\"」を除いて、取り出しなおしてください。";
    LoneQuote "LONE_QUOTE" Warning "囲まれていない「\"」" "値の中の「\"」か、閉じ忘れかを確かめてください。列がずれていることがあります。";
    LoneCr "LONE_CR" Warning "CRだけの改行" "古い形式の改行です。基幹システムの書き出しの設定を確かめ、取り出しなおしてください。";
    LineEnd "LINE_END" Warning "改行の種類ちがい" "このまま送れます。基幹システムの書き出しの設定を確かめてください。";
}

impl fmt::Display for FindingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_named_once_and_read_back() {
        for code in FindingCode::ALL {
            let from_variant = format!("{code:?}").replace('_', "").to_uppercase();
            assert_eq!(code.as_str().replace('_', ""), from_variant);
            assert_eq!(FindingCode::parse(code.as_str()), Some(*code));
            assert!(code.remedy().ends_with('。') && !code.title().ends_with('。'));
        }
        assert_eq!(FindingCode::parse("required_empty"), None);
    }
}
