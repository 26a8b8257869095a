//! The one table of error codes: each with its help-desk number, exit class, retry class, Japanese sentence and next
//! step. The macro makes the table whole by construction: a code without a sentence doesn't compile.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the command line's exit status says of an error (see `cli.md`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitClass {
    /// 1: done, with findings.
    Findings,
    /// 2: wrong usage, unreadable input.
    Usage,
    /// 3: refused.
    Refused,
    /// 4: connection or certificate.
    Connection,
    /// 5: local data.
    LocalData,
    /// 70: a bug.
    Bug,
}

impl ExitClass {
    /// The exit status.
    pub fn status(self) -> u8 {
        match self {
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Refused => 3,
            Self::Connection => 4,
            Self::LocalData => 5,
            Self::Bug => 70,
        }
    }
}

/// What helps against an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Retry {
    /// The same again, later.
    Retry,
    /// Something must be put right first.
    FixAndRetry,
    /// The help desk must be called.
    CallForHelp,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $number:literal $exit:ident $retry:ident $sentence:literal $next:literal;)+) => {
        /// A closed list of everything that can go wrong and that a person hears of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        #[ts(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum Code {
            $(
                #[doc = $sentence]
                $(#[$doc])*
                $name,
            )+
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &[Code] = &[$(Code::$name),+];

            /// The number that a person reads to the help desk, e.g. `K101`.
            pub fn number(self) -> &'static str {
                match self { $(Code::$name => concat!("K", $number),)+ }
            }

            /// The class of the command line's exit status.
            pub fn exit(self) -> ExitClass {
                match self { $(Code::$name => ExitClass::$exit,)+ }
            }

            /// What helps.
            pub fn retry(self) -> Retry {
                match self { $(Code::$name => Retry::$retry,)+ }
            }

            /// What happened: a Japanese sentence with `{name}` places.
            pub fn sentence(self) -> &'static str {
                match self { $(Code::$name => $sentence,)+ }
            }

            /// What to do now: a Japanese sentence with `{name}` places.
            pub fn next_step(self) -> &'static str {
                match self { $(Code::$name => $next,)+ }
            }
        }
    };
}

codes! {
    // 1xx: input
    FileNotFound 101 Usage FixAndRetry "ファイル「{file}」が見つかりません。" "場所と名前を確かめて、もう一度選んでください。";
    FileUnreadable 102 Usage FixAndRetry "ファイル「{file}」を開けません。" "ほかの人が開いていないか、読み取りの権限があるかを確かめてください。";
    FileEmpty 103 Usage FixAndRetry "ファイル「{file}」には行がありません。" "基幹システムからもう一度取り出してください。";
    NotThisKind 104 Usage FixAndRetry "ファイル「{file}」は、{detail}「{kind}」の形ではありません。" "ファイルの種類と、見出しの行（XMLでは要素の名前）を確かめて、選び直してください。";
    WrongEncoding 105 Usage FixAndRetry "ファイル「{file}」の文字コードがちがいます。{expected}のはずが、{found}のようです。" "{expected}で取り出しなおすか、このファイルだけ{found}として読みなおしてください（コマンドでは --encoding {encoding}）。基幹システムがいつもそれで書き出すなら、システム管理者が「ファイルの定義」で基幹システムの文字コードを変えると、そのまま読めます。";
    KindUnknown 106 Usage FixAndRetry "「{kind}」というファイルの種類はありません。" "kakehashi kinds で種類の一覧を見られます。";
    LayoutBroken 107 Usage FixAndRetry "レイアウト定義を読めません（{where}）。" "定義ファイルを直すか、配布元に問い合わせてください。";
    TooManyRows 108 Usage FixAndRetry "{max}行をこえています。" "ファイルを分けて取り出してください。";
    InputInvalid 109 Usage FixAndRetry "「{field}」の入力を確かめてください。" "{hint}";
    OutputUnwritable 110 Usage FixAndRetry "「{file}」に書き出せません。" "書き込める場所を選んでください。";
    OutputExists 111 Usage FixAndRetry "「{file}」はもうあります。" "上書きはしません。ほかの名前か場所を選んでください。";
    TooManyBytes 112 Usage FixAndRetry "ファイルが{max}バイトをこえています。" "ファイルを分けて取り出してください。";
    FileIsFolder 113 Usage FixAndRetry "「{file}」はフォルダーです。" "フォルダーの中にあるファイルを選んでください。";
    FileIsDevice 114 Usage FixAndRetry "「{file}」はファイルではなく、機器（デバイス）です。" "ファイルを選んでください。";
    PipeSilent 115 Usage FixAndRetry "「{file}」はパイプで、{seconds}秒待っても、書き込むプログラムがありません。" "書き込むプログラムを先に動かすか、ファイルに書き出してから選んでください。";
    FileIsPipe 116 Usage FixAndRetry "「{file}」はパイプで、この操作では読めません。" "ファイルに書き出してから選んでください。";
    RowTooLong 117 Usage FixAndRetry "ファイル「{file}」に、1行が1 MiB（1,048,576バイト）をこえる行があります。" "閉じていない「\"」か、改行のないファイルのことがあります。取り出し方を確かめて、取り出しなおしてください。";
    OutputFolderMissing 119 Usage FixAndRetry "書き出す先のフォルダー「{folder}」がありません。" "フォルダーを作るか、ほかの場所を選んでください。";
    NotAsListed 124 Refused FixAndRetry "ファイル「{file}」の中身が、控えのSHA-256とちがいます。預かっていません。" "基幹システムから書き出した後で、変わっていないかを確かめ、取り出しなおしてください。";
    NobodyRegistered 360 Refused FixAndRetry "この端末が登録した人の記録がないので、一覧と比べられません。" "登録のファイルが残っているうちに照合するか、システム管理者に、以前のファイルと比べる索引を使うかを決めてもらってください。";
    NotAListOfMembers 361 Usage FixAndRetry "{detail}ファイル「{file}」は、加入者の一覧ではありません。" "加入者情報一括登録ファイルと同じ見出し（記号、番号、枝番（2桁）、カナ氏名、生年月日、性別など）の一覧を選んでください。順は問いません。";
    AnswerUnwritable 120 Usage FixAndRetry "答えを標準出力に書けませんでした。操作そのものは終わっています。" "出力先の空きと権限を確かめて、同じことをもう一度見てください（送信なら kakehashi jobs）。";
    CharacterUnwritable 126 Usage FixAndRetry "{line}行目の「{character}」は、{encoding}で書けません。" "基幹システムでその字を置きかえてから、取り出しなおしてください。";
    WorkbookLocked 127 Usage FixAndRetry "ファイル「{file}」は、パスワードで守られたExcelのブックです。" "Excelで開き、「ファイル」の「情報」でパスワードを外した写しを保存して、それを選んでください。";
    NotAnAuditLog 125 Usage FixAndRetry "ファイル「{file}」は、書き出した操作の記録（1行に1つのJSON）ではありません。" "kakehashi audit export で書き出したファイルを選んでください。";
    OrganisationSymbol 118 Usage FixAndRetry "ファイル「{file}」に、機関別符号と思われる列（{column}列目）があります。" "機関別符号は中間サーバーだけが持つもので、この端末では扱えません。基幹システムの取り出しの設定を確かめてください。";
    LayoutFingerprintMismatch 121 Refused CallForHelp "定義ファイルのハッシュ値が、確かめたものとちがいます。取り込んでいません。" "配布元の紙と1組ずつ見くらべてください。合わないときは使わずに、配布元へ連絡してください。";
    LayoutVersionTaken 122 Refused FixAndRetry "「{kind}」の版「{version}」は、ちがう中身でもうあります。" "配布元に、版の名前を変えたものを頼んでください。";
    LayoutNotImported 123 Usage FixAndRetry "「{kind}」の版「{version}」は、取り込んだものの中にありません。" "「ファイルの定義」の一覧で確かめてください。";

    // 2xx: certificate
    CertificateWrongPassPhrase 201 Connection FixAndRetry "証明書のパスフレーズがちがいます。" "発行通知書のパスフレーズを、大文字と小文字に気をつけて入れなおしてください。";
    CertificateUnreadable 202 Connection FixAndRetry "証明書のファイルを読めません。" "選んだファイルが証明書のものかを確かめてください。くり返すときは、ダウンロードしなおしてください。";
    CertificateWithoutKey 203 Connection FixAndRetry "このファイルには秘密鍵が入っていません。" "証明書だけのファイルです。秘密鍵も入った .p12 を選んでください。";
    CertificateMissing 204 Connection FixAndRetry "このファイルには証明書が入っていません。" "ダウンロードサイトから証明書を取りなおしてください。";
    CertificateKeyMismatch 205 Connection FixAndRetry "証明書と秘密鍵が組になっていません。" "同じ発行で受け取った .p12 を選びなおしてください。";
    CertificateExpired 206 Connection FixAndRetry "証明書の期限が{date}に切れています。" "新しい証明書を取り込んでください。";
    CertificateNotYetValid 207 Connection FixAndRetry "証明書が有効になるのは{date}からです。" "その日を過ぎてから使えます。もう過ぎているときは、端末の時計が合っているかを確かめてください。";
    TrustUnreadable 208 Connection FixAndRetry "認証局の証明書を読めません。" "CD-ROMにある認証局の自己署名証明書を選んでください。";
    FingerprintMismatch 209 Connection CallForHelp "認証局の証明書の指紋が、入れたものとちがいます。" "通知の紙と1組ずつ見くらべてください。合わないときは使わずに、取りまとめ機関へ連絡してください。";
    NoCertificate 210 Connection FixAndRetry "この端末には、まだ証明書がありません。" "「証明書と接続」で証明書を取り込んでください。";
    CertificateOtherAuthority 211 Connection FixAndRetry "証明書が、この接続先の認証局から出たものではありません。" "接続先と証明書の組み合わせを確かめてください。";
    CertificateOtherInsurer 212 Connection FixAndRetry "証明書は保険者番号{found}のもので、この接続先（{expected}）のものではありません。" "接続先と証明書の組み合わせを確かめてください。";
    CertificateWeakKey 213 Connection FixAndRetry "証明書の鍵が{bits}ビットと短く、安全ではないので使えません。" "取りまとめ機関に、2048ビット以上の鍵の証明書を申し込んでください。";
    CertificateExpiresSoon 214 Connection FixAndRetry "証明書の期限まで、あと{days}日です。" "更新を申し込んでください。期限の90日前から申し込めます。";
    CertificateSeveral 216 Connection FixAndRetry "このファイルには証明書が{count}枚入っています（番号 {serials}）。" "この端末の証明書の番号を、発行通知書で確かめて選んでください。";
    RevocationListUnreadable 217 Connection CallForHelp "失効一覧を読めないか、登録した認証局のものではありません。" "場所が正しいかを確かめてください。正しいときは使わずに、取りまとめ機関へ連絡してください。";
    RevocationListUnavailable 218 Connection Retry "失効一覧がないか、古くなっています。何も送っていません。" "回線を確かめてください。取れないままなら、システム管理者が「証明書と接続」で一覧の場所を確かめます。";
    CertificateSuspended 219 Connection CallForHelp "この端末の証明書は、認証局で停止されています。" "取りまとめ機関に、停止の理由を問い合わせてください。";
    CertificateNotFound 220 Usage FixAndRetry "「{serial}」という番号の証明書はありません。" "「証明書と接続」の台帳で番号を確かめてください。";
    CertificateWrongState 221 Refused FixAndRetry "この証明書はいま「{state}」なので、この操作はできません。" "「証明書と接続」の台帳で、いまの状態を確かめてください。";
    LastAuthority 222 Refused FixAndRetry "認証局を1つも信頼しないと、どこにもつながりません。" "新しい認証局を加えてから、古いものを外してください。";

    CertificateKeyElsewhere 223 Connection CallForHelp "証明書の鍵は、取り込んだときのPCとWindowsの利用者でしか使えません。" "取り込んだ利用者でWindowsに入るか、証明書を取り込みなおしてください。";

    RevocationListOlder 224 Connection CallForHelp "この失効一覧は、前に取ったものより古いものです。前の一覧を使い続けます。" "場所が正しいかを確かめてください。正しいときは、取りまとめ機関へ連絡してください。";
    CertificateNotRequestedHere 225 Connection FixAndRetry "この証明書は、この端末から申請したものではありません。" "申請ファイルを作った端末で設定してください。申請しなおしたときは、新しい申請に対して届いた証明書を選んでください。";
    CertificateTooOld 226 Connection CallForHelp "証明書の形式（X.509バージョン1）が古く、サーバーとの通信に使えません。" "取りまとめ機関に、バージョン3の証明書を出しなおしてもらってください。";
    CertificateTooMuchWork 227 Connection CallForHelp "このファイルは、開くのに時間がかかりすぎるので開きません。" "ダウンロードサイトから受け取ったファイルかを確かめてください。そうであるときは、取りまとめ機関へ連絡してください。";
    CertificateMethodRefused 228 Connection CallForHelp "このファイルは「{method}」で守られていて、開きません。古いか、この端末が使わない方式です。" "ダウンロードしなおしても同じです。取りまとめ機関に、AES-256とSHA-256で守った .p12（PBES2）で出しなおしてもらってください。";
    CertificateKeyKind 229 Connection CallForHelp "証明書の鍵が「{kind}」で、サーバーとの通信に使えません。" "取りまとめ機関に、RSA（2048～4096ビット）かECDSA（P-256かP-384）の鍵の証明書を申し込んでください。";

    FingerprintMethod 230 Connection FixAndRetry "入れた指紋は{method}のものなので、くらべません。{method}は安全ではありません。" "SHA-256（64桁）かSHA-1（40桁）の指紋を、通知の紙か取りまとめ機関に確かめてください。";
    TrustSeveral 231 Connection FixAndRetry "このファイルには認証局の証明書が{count}枚入っています（{names}）。" "通知の紙にある指紋を入れると、その1枚を使います。";
    CertificateOwnerUnstated 232 Connection FixAndRetry "証明書の名前（{subject}）に、保険者番号がありません。" "発行通知書と見くらべて、この保険者のものと確かめてください。確かめたら、「証明書と接続」で保険者番号の場所を「どこにもない」と決めて、もう一度取り込みます。";
    AuthorityExpired 233 Connection CallForHelp "証明書を出した認証局（{authority}）の期限が、{date}に切れています。" "取りまとめ機関に、新しい認証局の証明書と端末の証明書を問い合わせてください。";

    // 3xx: connection and server
    ServerNameNotFound 301 Connection FixAndRetry "接続先の名前「{host}」が見つかりません。" "接続先のURLと、回線がつながっているかを確かめてください。";
    ServerUnreachable 302 Connection Retry "接続先「{host}」につながりません。" "回線の機器の電源と線を確かめ、しばらくしてからもう一度ためしてください。";
    ServerNotTrusted 303 Connection CallForHelp "接続先の証明書が、登録した認証局のものではありません。何も送っていません。" "URLと認証局の証明書を確かめてください。思い当たらないときは使わずに連絡してください。";
    ServerWrongHost 304 Connection CallForHelp "接続先の証明書の名前が「{host}」ではありません。何も送っていません。" "URLを確かめてください。思い当たらないときは使わずに連絡してください。";
    ServerCertificateDate 305 Connection FixAndRetry "接続先の証明書が、今日の日付では有効でありません。" "端末の時計が合っているかを確かめてください。合っているときは連絡してください。";
    ClientCertificateRefused 306 Connection CallForHelp "サーバーがこの端末の証明書を受け付けませんでした。" "証明書が合っているかを「証明書と接続」で確かめてください。";
    ClientCertificateUnknownAuthority 307 Connection FixAndRetry "サーバーは、この端末の証明書の認証局を知りません。" "接続先と証明書の組み合わせを確かめてください。";
    ClientCertificateExpired 308 Connection FixAndRetry "サーバーは、この端末の証明書を期限切れとしています。" "新しい証明書を取り込んでください。";
    ClientCertificateRevoked 309 Connection CallForHelp "この端末の証明書は失効しています。" "取りまとめ機関に、証明書の再発行を申し込んでください。";
    ClientCertificateOtherInsurer 310 Connection FixAndRetry "この端末の証明書は、ほかの保険者のものです。" "接続先と証明書の組み合わせを確かめてください。";
    SecureChannelFailed 311 Connection CallForHelp "安全な通信を始められませんでした。何も送っていません。" "接続先が変わっていないかを確かめ、エラー番号を添えて連絡してください。";
    ConnectionLost 312 Connection Retry "通信が途中で切れました。送ったところまでは残っています。" "つながりしだい、続きから送ります。急ぐときは「もう一度ためす」を押してください。";
    ServerSilent 331 Connection Retry "回線はつながりますが、サーバーの返事が来ません。" "しばらくしてからもう一度ためしてください。くり返すときは、エラー番号を添えて連絡してください。";
    ServerBusy 313 Connection Retry "サーバーが混み合っています。" "{seconds}秒ほど待つと、自動でもう一度ためします。";
    ServiceClosed 314 Refused Retry "いまはサーバーの受付時間の外です。" "受付が始まると送ります。送信待ちのままお待ちください。";
    ServerAnswerUnexpected 315 Connection CallForHelp "サーバーの返事が取り決めとちがいます。" "エラー番号を添えて連絡してください。送ったものは失われていません。";
    DownloadDamaged 316 Connection Retry "受け取ったファイルが壊れているか、途中で入れ替わりました。保存していません。" "もう一度受け取ってください。";
    ClockApart 317 Connection FixAndRetry "この端末の時計が、サーバーと{seconds}秒ちがいます。" "端末の時計を合わせて、もう一度ためしてください。";
    ProxyRefused 318 Connection FixAndRetry "プロキシ「{host}」が、接続先へ通してくれません。" "プロキシの設定を、保険者のネットワークの担当者に確かめてください。";
    ServerAsksNoCertificate 319 Connection CallForHelp "接続先は、この端末の証明書を求めませんでした。" "URLが通知のとおりかを確かめてください。思い当たらないときは使わずに連絡してください。";
    LoginPageUnexpected 320 Connection CallForHelp "サーバーのログインの画面が返ってきません。" "しばらくしてからもう一度ためし、くり返すときはエラー番号を添えて連絡してください。";
    ServerLoginFailed 321 Connection FixAndRetry "サーバーの利用者IDかパスワードがちがいます。" "入れなおしてください。続けて5回まちがえると使えなくなります。";
    ServerAccountLocked 322 Connection CallForHelp "サーバーの利用者IDが、まちがいが続いたため使えなくなっています。" "しばらく待つか、管理者に解除を頼んでください。";
    ServerPasswordChangeRequired 323 Refused FixAndRetry "サーバーの最初のパスワードを、まだ変えていません。" "新しいパスワードを決めてください。";
    ServerPasswordWeak 324 Refused FixAndRetry "サーバーの新しいパスワードが短いか、前と同じです。" "12文字以上で、前とちがうものにしてください。";
    ServerLoginNeeded 325 Refused FixAndRetry "サーバーへのログインが必要です。" "サーバーの利用者IDとパスワードを入れてください。送信は続きから始まります。";
    UploadGone 326 Connection Retry "サーバーに送りかけのファイルがもうありません。" "はじめから送りなおします。二重に登録されることはありません。";
    UploadRefused 327 Connection CallForHelp "サーバーがファイルを受け付けませんでした（{server_code}）。" "エラー番号を添えて連絡してください。";
    ResultNotReady 328 Refused Retry "結果はまだできていません。" "「処理完了」になるまでお待ちください。";
    WsdlUnexpected 329 Connection CallForHelp "サーバーのサービスの説明（WSDL）を読めません。" "しばらくしてからもう一度ためし、くり返すときはエラー番号を添えて連絡してください。";
    ProxyLoginNeeded 330 Connection FixAndRetry "プロキシ「{host}」が、利用者IDとパスワードを求めています。入れてあれば、ちがっています。" "「証明書と接続」の「プロキシを変える」で入れなおしてください。IDとパスワードは、保険者のネットワークの担当者が知っています。";
    LineSlow 332 Connection FixAndRetry "回線が遅く、まだ送っていない{files}件を1時間では送りきれません。" "受付時間が終わる前に、早めに送り始めてください。いつも遅いときは、回線の担当者に相談してください。";
    LineBlocked 333 Connection FixAndRetry "短い通信は通りますが、まとまったデータが通りません。" "回線の担当者に、VPNの機器の設定（MTU）と回線の状態を見てもらってください。";
    ResultUnfit 335 Connection CallForHelp "サーバーから受け取った結果が、送ったファイルと合いません（{what}）。何も取り込んでいません。" "数回、自動で受け取りなおします。それでも合わないときは、エラー番号を添えて連絡してください。受け取ったものは、封をして残してあります。";
    ServerLostJob 336 Connection FixAndRetry "サーバーに、受付番号「{receipt}」の送信がありません。" "サーバーの窓口に確かめてから、同じファイルをもう一度送ってください。";
    ReceiptUnusable 337 Connection CallForHelp "サーバーの出した受付番号が、番号の形ではありません。" "エラー番号を添えて連絡してください。サーバーが受け付けたかを確かめるまで、同じファイルは送らないでください。";
    ServerTroubled 338 Connection Retry "サーバーの中で問題が起きています（{status}）。" "自動でもう一度ためします。続くときは、サーバーの窓口に問い合わせてください。";
    ServerOffersNot 350 Connection FixAndRetry "このサーバーには「{what}」がありません。" "サーバーの画面や窓口で確かめてください。ほかの操作は、そのまま続けられます。";
    LogHeadRefused 351 Connection CallForHelp "サーバーは、この端末の操作の記録がもっと先まであったか、別の中身だったと控えています。" "「操作の記録」で書きかえられていないか確かめて、監査担当者に知らせてください。";
    AcceptedBefore 352 Refused FixAndRetry "同じ内容のファイルは、サーバーがもう受け付けています（受付番号 {receipt}）。" "二重に送らないよう止めました。この端末のデータが古いものに戻る前に送ったものです。結果は、受付番号でサーバーの窓口に確かめてください。";

    // 4xx: refused here
    NotLoggedIn 401 Refused FixAndRetry "ログインしていません。" "利用者IDとパスワードを入れてください。";
    LoginFailed 402 Refused FixAndRetry "利用者IDかパスワードがちがいます。" "入れなおしてください。続けて5回まちがえると使えなくなります。";
    AccountLocked 403 Refused CallForHelp "この利用者IDは、まちがいが続いたため使えなくなっています。" "15分たつと、また使えます。覚えがないときは、システム管理者に知らせてください。";
    PasswordChangeRequired 404 Refused FixAndRetry "最初のパスワードを、まだ変えていません。" "新しいパスワードを決めてください。";
    PermissionDenied 405 Refused FixAndRetry "この操作は、あなたの役割ではできません。" "{role}の人に頼んでください。";
    NotApproved 406 Refused FixAndRetry "まだ承認されていません。" "承認者に、内容を見て承認してもらってください。";
    ApproverIsSender 407 Refused FixAndRetry "ファイルを用意した本人は承認できません。" "ほかの承認者に頼んでください。";
    WrongState 408 Refused FixAndRetry "いまは「{state}」なので、この操作はできません。" "送信状況で、いまの状態を確かめてください。";
    KindNotTold 478 Refused FixAndRetry "ファイル「{file}」の種類が、名前からも見出しからも分かりません。" "名前を「種類の名前_…」（例 member-registration_0401.csv）にして、入れなおしてください。種類の名前は kakehashi kinds で見られます。";
    FolderWatched 479 Refused FixAndRetry "フォルダー「{folder}」は、ほかの kakehashi watch が見張っています。" "1つのフォルダーを見張るのは、1つだけにしてください。";
    HasErrors 409 Refused FixAndRetry "誤りのある行が{rows}行あり、このままでは送れません。" "基幹システムで直して取り出しなおすか、誤りの行を除いて送ってください。";
    PracticeRealMix 410 Refused FixAndRetry "研修用と本物は、まぜて使えません。" "研修の接続先には都道府県番号99の保険者番号だけを、ほかの接続先にはそれ以外を入れてください。";
    PasswordWeak 411 Refused FixAndRetry "新しいパスワードが短いか、前と同じです。" "12文字以上で、前とちがうものにしてください。";
    ProfileDiffers 474 Refused FixAndRetry "送信{job}は、接続先「{approved}」へ送るものとして用意されました。「{told}」へは送りません。" "「{told}」へ送るときは、その接続先を選んで、ファイルを預けるところから始めてください。";
    ApprovedOtherwise 475 Refused FixAndRetry "承認されたときと、{what}がちがいます。送っていません。" "送信を取り消し、もう一度ファイルを預けて、承認を頼んでください。";
    ResultUnread 476 Refused FixAndRetry "この送信の結果を、まだだれも読んでいません。" "結果の画面（コマンドでは jobs show）で読んでから、確認してください。";
    CaseUsed 477 Refused FixAndRetry "本人確認{case}は、ほかの人（番号{entry}）のために使われました。" "この人の本人確認を、新しく始めてください。";
    UserNotFound 473 Usage FixAndRetry "利用者ID「{user}」はありません。" "利用者の一覧で確かめてください。";
    UserExists 412 Refused FixAndRetry "利用者ID「{user}」はもうあります。" "ほかのIDにしてください。";
    JobNotFound 413 Usage FixAndRetry "送信{job}はありません。" "送信状況の一覧で番号を確かめてください。";
    ProfileNotFound 414 Usage FixAndRetry "接続先「{profile}」はありません。" "「証明書と接続」で接続先の名前を確かめてください。";
    NoProfile 415 Refused FixAndRetry "接続先がまだ決まっていません。" "「証明書と接続」で接続先を登録してください。";
    ProfileExists 416 Refused FixAndRetry "接続先「{profile}」はもうあります。" "ほかの名前にしてください。";
    AlreadyTakenIn 417 Refused FixAndRetry "同じ内容のファイルは、もう送信{job}にあります。" "二重に送らないよう止めました。送信状況の一覧で送信{job}を確かめてください。";
    NothingToSend 418 Refused FixAndRetry "送れる行がありません。" "基幹システムで直して、取り出しなおしてください。";
    NothingToResend 419 Refused FixAndRetry "送りなおす行はありません。" "すべての行が登録されています。";
    WrongOrder 430 Refused FixAndRetry "「{kind}」は、まだ送れません。先に「{first}」を送って、結果を確認する決まりです。" "「{first}」の結果を読み、「結果を確認しました」を押してから、もう一度選んでください。";
    CaseNotFound 441 Usage FixAndRetry "本人確認{case}はありません。" "本人確認の一覧で番号を確かめてください。";
    CaseState 442 Refused FixAndRetry "本人確認{case}は「{state}」なので、この操作はできません。" "本人確認の画面で、いまの状態を確かめてください。";
    ComparisonNotFound 443 Usage FixAndRetry "突合{comparison}はありません。" "突合の確認の一覧で番号を確かめてください。";
    ComparisonUnfinished 444 Refused FixAndRetry "まだ{pairs}組の確認が残っています。" "残りの組を確認してから、書き出してください。";
    SecondPersonWanted 445 Refused FixAndRetry "この組には、もう答えています。" "ほかの人に見てもらってください。同じ人が2回答えることはできません。";
    GroundMissing 446 Refused FixAndRetry "同じ人だと言える理由が選ばれていません。" "一覧から理由を選んでください。";
    ComparisonTaken 447 Refused FixAndRetry "同じ内容のファイルは、もう突合{comparison}にあります。" "突合の確認の一覧で、続きから進めてください。";
    MismatchNotFound 451 Usage FixAndRetry "突合不一致{mismatch}はありません。" "突合不一致の一覧で番号を確かめてください。";
    MismatchState 452 Refused FixAndRetry "突合不一致{mismatch}は「{state}」なので、この操作はできません。" "突合不一致の画面で、いまの状態を確かめてください。";
    MismatchClosed 453 Refused FixAndRetry "この突合不一致は、サーバーではもう解消しています。" "「いま受け取る」で一覧を新しくしてください。";
    ProposerCannotAgree 454 Refused FixAndRetry "「疑いなし」と言った本人は、認められません。" "ほかの承認者に見てもらってください。";
    LiftedByOne 455 Refused FixAndRetry "保護を外すことは、1人では決められません。" "ほかの人（1人は承認者）に確かめてもらってください。";
    LookUpUnstated 461 Refused FixAndRetry "住基ネットへの照会には、利用目的と理由と費用の確かめが必要です。" "「番号の照会」（コマンドでは lookup）から始めてください。";
    LookUpPurposeDiffers 462 Refused FixAndRetry "{row}行目の利用目的が、選んだ利用目的とちがいます。照会を始めていません。" "利用目的ごとにファイルを分けるか、利用目的を選びなおしてください。";
    NotALookUp 463 Usage FixAndRetry "「{kind}」は、住基ネットへの照会ではありません。" "resident-lookup か resident-verify を選んでください。";
    NumberTypedDifferently 464 Usage FixAndRetry "2回入れた個人番号が、同じではありません。" "書類を見て、2回とも入れなおしてください。";
    NumberNotFound 465 Usage FixAndRetry "番号{entry}の入力はありません。" "「番号の入力」の一覧で確かめてください。";
    NumberNotInFile 466 Refused FixAndRetry "ファイル「{file}」に、このカナ氏名・生年月日・枝番の人が{people}人います。番号は読んでいません。" "ちょうど1人に決まるように、氏名などを確かめてください。";
    SessionLocked 420 Refused FixAndRetry "離席のあいだ、画面に鍵をかけています。" "離席した本人のパスワードで開けるか、ログアウトしてください。";
    SettingManaged 421 Refused FixAndRetry "設定「{setting}」は、組織のポリシーで管理されています。この端末では変えられません。" "変えるときは、組織のシステムの担当者に頼んでください。";
    SettingUnknown 422 Usage FixAndRetry "「{setting}」という設定はありません。" "kakehashi settings で一覧を見られます。";
    FilesUnderWay 423 Refused FixAndRetry "まだ送り終わっていないファイルが{files}件あるので、接続先を切り替えられません。" "「送信状況」で、送り終わるのを待つか、取り消してから切り替えてください。";
    ProfileLeadsNowhere 424 Refused FixAndRetry "機関内テストの接続先なので、どこにもつなぎません。" "ファイルの検査だけができます。送るときは、「証明書と接続」で接続先を切り替えてください。";
    ChangedMeanwhile 425 Refused Retry "そのあいだに、ほかの操作で内容が変わりました。何も変えていません。" "いまの内容を見て、もう一度行ってください。";
    NotByHand 470 Refused FixAndRetry "この送信は、端末が直接送ります。" "「送信状況」で、進みぐあいを見てください。";
    NotWritten 471 Refused FixAndRetry "送るファイルを、まだ書き出していません。" "先に、送るファイルを書き出してください。";
    NothingAwaited 472 Refused FixAndRetry "手渡しで送って、結果を待っている送信はありません。" "「送信状況」で、どの送信の結果かを確かめてください。先に受付番号を記録します。";
    TimelineNotFound 467 Usage FixAndRetry "この記号・番号・枝番の人は、届出から登録までの一覧にいません。" "「登録の期限」の一覧で確かめてください。登録が済んで30日たつと、一覧から消えます。";
    ConfirmsOpen 432 Refused FixAndRetry "まだ答えていない確認が{count}件あり、このままでは送れません。" "届出の原本を見て、正しいものには理由を選んで答え（kakehashi decide）、ちがうものは基幹システムで直してください。";
    NothingToCorrect 431 Refused FixAndRetry "直すところはありません。" "「見つかったこと」で、直す案のある行を確かめてください。";
    NotForServer 469 Refused FixAndRetry "「{kind}」は、サーバーへ送るものではありません。" "この種類は、検査だけができます（コマンドでは kakehashi check）。送るときは、送る種類を選んでください。";
    PracticeServerInstalled 468 Refused CallForHelp "この端末には練習用サーバーが入っているので、本番の接続先は登録できません。" "導入プログラムをもう一度実行し、練習用サーバーを選ばずに入れてください。データはそのまま残ります。";
    MasterUnfit 480 Refused CallForHelp "配信マスターのファイルが、決まりの形ではありません（{what}）。何も取り込んでいません。" "配信元から、もう一度受け取ってください。それでも同じときは、エラー番号を添えて連絡してください。";
    MastersBaseUnknown 481 Refused FixAndRetry "いまある版からの差分が、配信元にありません。" "全件を受け取ってください（コマンドでは kakehashi masters pull --full）。";
    MasterNotProved 482 Refused FixAndRetry "差分を当てたものが、その版の全件と一致しません（{what}）。何も取り込んでいません。" "全件のファイルを取り込むか、サーバーから全件を受け取ってください（コマンドでは kakehashi masters pull --full）。";
    MasterOlder 483 Refused FixAndRetry "版{version}は、いまある版{has}より古いものです。何も変えていません。" "配信元で、新しい版を確かめてください。";
    MasterMissing 484 Refused FixAndRetry "配信マスターが、まだありません。" "先に、サーバーから受け取るか、配られたファイルを取り込んでください。";
    SymbolUnknown 485 Refused FixAndRetry "この被保険者枝番の人を、サーバーは知りません。" "一覧を新しくして、被保険者枝番を確かめてください。";
    DifferenceBeforeFull 486 Refused FixAndRetry "「{kind}」の差分（喪失・変更・訂正・取消の行がおもなファイル）は、まだ送れません。先に、最初の全件を送って、結果を受け取る決まりです。" "全件の結果を受け取ってから、もう一度選んでください。ほかで済んでいるときは、システム管理者が「送信の順番」に記録します。";
    CancelUnderWay 487 Refused Retry "「{kind}」は、まだ送れません。取消の行がある送信{job}が終わるのを待つ決まりです。" "「送信状況」で、送信{job}の結果を受け取ってから、もう一度行ってください。送信待ちのものは、自動で続きます。";
    AnotherFirst 488 Refused Retry "送信{job}が先に出ています。" "終わると、自動で続きます。先に送るときは、「先に送る」を押してください。";

    // 5xx: this terminal's own data
    NotSetUp 501 LocalData FixAndRetry "この端末は、まだ使い始めの設定がされていません。" "システム管理者が、はじめの設定をしてください。";
    AlreadySetUp 502 LocalData FixAndRetry "この端末は、もう設定されています。" "そのままログインしてください。";
    AlreadyRunning 503 LocalData FixAndRetry "Kakehashiは、もう動いています。" "開いている画面を使うか、終わるのを待ってください。";
    KeyMissing 504 LocalData CallForHelp "データを開く鍵が見つかりません。データはそのまま残っています。" "この端末を設定した人に連絡してください。初期化はしないでください。";
    KeyStoreUnavailable 505 LocalData FixAndRetry "OSの鍵の保管場所が使えません。" "鍵を守るパスフレーズを決めて、設定してください。";
    KeyPassPhraseNeeded 506 LocalData FixAndRetry "データを開くパスフレーズが必要です。" "設定のときに決めたパスフレーズを入れてください。";
    KeyPassPhraseWrong 507 LocalData FixAndRetry "データを開くパスフレーズがちがいます。" "入れなおしてください。データはそのまま残っています。";
    DataKeyWrong 508 LocalData CallForHelp "データを、この端末の鍵では開けません。データはそのまま残っています。" "ほかの端末のデータでないかを確かめ、連絡してください。";
    DataDamaged 509 LocalData CallForHelp "データが壊れています。" "何も消さずに、エラー番号を添えて連絡してください。";
    DataNewer 510 LocalData CallForHelp "データは、新しい版のKakehashiで作られています。" "新しい版を入れてください。データはそのまま残っています。";
    DiskFull 511 LocalData FixAndRetry "ディスクの空きが足りません。" "空きを作ってから、もう一度ためしてください。";
    DataUnwritable 512 LocalData FixAndRetry "データの置き場所に書き込めません。" "置き場所と権限を確かめてください。";
    WorkFileDamaged 514 LocalData CallForHelp "預かったファイルが壊れています。送っていません。" "エラー番号を添えて連絡し、もとのファイルを選びなおしてください。";
    AuditBroken 515 Findings CallForHelp "操作の記録の{entry}番目が、つながっていません。" "記録を書き出して、監査の担当者に知らせてください。";
    ClockBehind 521 LocalData FixAndRetry "この端末の時計が、前に使ったときより遅れています。" "日付と時刻を合わせてから、もう一度始めてください。";
    DataOlder 529 LocalData CallForHelp "データが、前にあったものより古いか、ちがうものになっています（記録 {had}件まであったものが、いまは{has}件）。そのあとに送ったものが、ここにはありません。" "自動では何も送りません。サーバーの受付の一覧と見くらべ、2人が確かめて「続けることを認める」（コマンドでは audit accept）としてください。";
    JobOnlyAtServer 540 LocalData CallForHelp "サーバーには、この端末から送って、この端末のデータにない受付（受付番号 {receipt}）があります。データが前のものに戻っています。" "自動では何も送りません。サーバーの受付の一覧と見くらべ、2人が確かめて「続けることを認める」（コマンドでは audit accept）としてください。";
    DataHeld 531 LocalData Retry "ほかのプログラム（バックアップやウイルス対策など）が、データを使っています。" "そのプログラムが終わると、送信の続きは自動で進みます。画面やコマンドでした操作は、少し待ってからもう一度してください。";
    FolderNotOurs 530 LocalData FixAndRetry "「{dir}」は、Kakehashiのデータの置き場所ではありません。何も変えていません。" "置き場所（--data-dir）を確かめてください。新しく始めるときは、空のフォルダを選んでください。";
    ClockUnproved 528 LocalData FixAndRetry "前に使ってから{days}日たっているか、端末の時計が進んでいます。時計が確かめられるまで、古いものを廃棄しません。" "日付と時刻が正しいかを見てください。接続テストかサーバーへのログインで確かめられます。つながなくても、1日使うと廃棄を始めます。";
    WebViewMissing 522 LocalData CallForHelp "画面を出すための部品（WebView2）が、この端末にありません。" "導入用のUSBメモリなどにある「MicrosoftEdgeWebView2RuntimeInstallerX64.exe」を、管理者が実行してください。インターネットは要りません。";
    InstallationDamaged 523 LocalData CallForHelp "Kakehashiのファイル「{file}」が、配布したものと違います。" "使わずに、導入プログラムをもう一度実行してください。直ります。データはそのまま残ります。";

    ManagedSettingInvalid 524 LocalData FixAndRetry "組織のポリシーで決めた設定「{setting}」の値を使えません。" "組織のシステムの担当者に、ポリシーの値を確かめてもらってください。それまでは、はじめの値で動きます。";

    BackupDamaged 525 LocalData CallForHelp "バックアップを読めません。途中で切れているか、変わっているか、Kakehashiのバックアップではありません。" "ほかの日のバックアップでためしてください。この端末のデータは、そのまま残っています。";
    BackupPassPhraseWrong 526 LocalData FixAndRetry "バックアップのパスフレーズがちがいます。" "バックアップを作ったときに決めたパスフレーズを入れてください。";
    DisposalNeedsTwo 534 Refused FixAndRetry "端末を廃棄するには、登録されている2人（1人はシステム管理者）のパスワードが必要です。" "コマンドプロンプトで、--user、--password-file、--second-user、--second-password-file（鍵をパスフレーズで守っているときは --key-pass-file も）を付けて、kakehashi dispose-terminal を実行してください。";
    RestoreNeedsTwo 527 Refused FixAndRetry "バックアップから戻すには、そこに登録されている2人（1人はシステム管理者）のパスワードが必要です。" "2人それぞれの利用者IDと、バックアップを作ったときのパスワードを入れてください。";
    NumberSightDenied 543 Refused FixAndRetry "あなたには、個人番号を見る権利がありません。" "仕事に必要なときは、システム管理者に、利用者の画面で決めてもらってください。";
    AccountClosed 545 Refused CallForHelp "この利用者IDは、いまは使えません（{why}）。" "使う必要があるときは、システム管理者に頼んでください。";
    ResetTooFresh 546 Refused FixAndRetry "{by} が {whose} のパスワードを決めなおしてから1日たっていないので、この2人だけでは決められません。" "ほかの人に頼むか、1日たってから行ってください。";
    OnlyAdmin 547 Refused FixAndRetry "ほかにシステム管理者がいません。" "先に、ほかの人をシステム管理者にしてください。";
    OwnAccount 544 Refused FixAndRetry "これは、自分の利用者IDについて、自分では決められません。" "ほかのシステム管理者に頼んでください。";
    CollectionColumns 548 Usage FixAndRetry "ファイル「{file}」に、項目「{columns}」の見出しが見つかりません。受け取っていません。" "見出しの名前を様式と見くらべてください。ちがう様式のファイルなら、事業主に直してもらってください。";
    CollectionSheets 549 Usage FixAndRetry "ファイル「{file}」には、様式に合うシートがいくつかあるか、その名前のシートがありません（「{sheets}」）。" "どのシートを受け取るかを選んでください（コマンドでは --sheet）。ほかのシートも、1枚ずつ受け取れます。";
    CollectionTaken 550 Refused FixAndRetry "同じ中身のファイルを、受領{delivery}として、もう受け取っています。" "「事業主からの番号」で、受領{delivery}を開いてください。";
    DeliveryNotFound 551 Usage FixAndRetry "受領{delivery}はありません。" "「事業主からの番号」の一覧で番号を確かめてください。";
    DeliveryDone 552 Refused FixAndRetry "受領{delivery}の番号は、基幹システムが取り込んだので、この端末にはもうありません。" "必要なときは、基幹システムで確かめるか、事業主にもう一度出してもらってください。";
    EmployerNotFound 553 Usage FixAndRetry "番号が届いていない事業所に、番号 {employer} はありません。" "「事業主からの番号」の一覧で確かめてください。";
    DisposalSecondPerson 554 Refused FixAndRetry "期限の前に廃棄するには、もう1人（承認者かシステム管理者）のパスワードが必要です。何も廃棄していません。" "あなたのほかの、承認者かシステム管理者に、利用者IDとパスワードを入れてもらってください。";
    DisposedAlready 555 Refused FixAndRetry "送信{job}のファイルと結果は、もう廃棄してあります。" "「記録」の廃棄記録簿を見てください。";
    LeakNotFound 541 Usage FixAndRetry "漏えい{leak}の記録はありません。" "「漏えいの記録」の一覧で番号を確かめてください。";
    LeakState 542 Refused FixAndRetry "漏えい{leak}は「{state}」なので、この操作はできません。" "「漏えいの記録」で、いまの状態を確かめてください。";

    // 9xx: bugs
    Internal 901 Bug CallForHelp "Kakehashiの中で思わぬことが起きました。" "エラー番号を添えて連絡してください。";
}

#[cfg(test)]
mod tests {
    use super::Code;
    use std::collections::HashSet;

    #[test]
    fn every_code_has_its_own_number() {
        let numbers: HashSet<_> = Code::ALL.iter().map(|c| c.number()).collect();
        assert_eq!(numbers.len(), Code::ALL.len());
    }

    #[test]
    fn every_sentence_and_next_step_is_a_japanese_sentence() {
        let ends_well = |s: &str| s.ends_with('。') || s == "{hint}";
        for code in Code::ALL {
            assert!(ends_well(code.sentence()), "{code:?}");
            assert!(ends_well(code.next_step()), "{code:?}");
            assert!(!code.next_step().is_empty(), "{code:?}");
        }
    }
}
