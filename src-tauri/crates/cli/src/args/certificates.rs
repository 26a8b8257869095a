//! `cert …`.

use chrono::NaiveDate;
use clap::{Args, Subcommand};

#[derive(Subcommand, Debug)]
pub enum CertCommand {
    /// ファイルが何かを、取り込まずに説明する（ログインなしで使える。--user があれば、接続先とも見くらべる）
    Show {
        file: String,
        /// パスフレーズのファイル（.p12 の中を見るとき）
        #[arg(long, value_name = "F")]
        pass_file: Option<String>,
    },
    /// 証明書（.p12）を取り込む
    Import {
        file: String,
        /// パスフレーズのファイル
        #[arg(long, value_name = "F")]
        pass_file: String,
        /// ファイルに何枚かあるとき、使う証明書の番号
        #[arg(long)]
        serial: Option<String>,
        /// 認証局の自己署名証明書も加える
        #[arg(long, value_name = "CA.pem", requires = "trust_fingerprint")]
        trust: Option<String>,
        /// その指紋（SHA-256かSHA-1）。通知の紙にあるもの
        #[arg(long, value_name = "SHA256")]
        trust_fingerprint: Option<String>,
    },
    /// この端末で鍵を作り、証明書の申請ファイルを書き出す
    Request {
        /// 端末の名前（なければ接続先のもの）
        #[arg(long)]
        terminal: Option<String>,
        /// 新しい鍵を作らず、届くのを待っている台帳の番号の申請ファイルをもう一度書き出す
        #[arg(long, value_name = "ID", conflicts_with = "terminal")]
        again: Option<u32>,
        #[arg(long, value_name = "REQ.csr")]
        out: String,
    },
    /// 申請して届いた証明書を設定する
    Install { file: String },
    /// 証明書の台帳
    List,
    /// 書類を記録する（発行通知書の番号、委任状、控えの場所）
    Note {
        /// 台帳の番号
        id: u32,
        /// 発行通知書の番号
        #[arg(long)]
        notice: Option<String>,
        /// 委任状（だれに、いつ）
        #[arg(long)]
        mandate: Option<String>,
        /// 控えの場所
        #[arg(long)]
        backup: Option<String>,
    },
    /// 使うのをやめる（なにもつけなければ、失効を申請した、と記録する）
    Retire {
        #[command(flatten)]
        which: WhichCertificate,
        #[arg(long)]
        reason: String,
        /// 認証局が失効させた
        #[arg(long, conflicts_with = "dispose")]
        revoked: bool,
        /// 鍵を捨てる（記録は残る）
        #[arg(long)]
        dispose: bool,
    },
    /// 使う証明書を切り替える（戻すときは、もとの番号で）
    Switch {
        #[command(flatten)]
        which: WhichCertificate,
        /// 切り替える日（YYYY-MM-DD。なければ今すぐ）
        #[arg(long)]
        on: Option<NaiveDate>,
    },
    /// 信頼する認証局
    #[command(subcommand)]
    Trust(TrustCommand),
    /// 失効一覧（CRL）
    #[command(subcommand)]
    Crl(CrlCommand),
}

#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
pub struct WhichCertificate {
    /// 証明書の番号
    pub serial: Option<String>,
    /// 台帳の番号（申請中のものには、証明書の番号がまだありません）
    #[arg(long)]
    pub id: Option<u32>,
}

#[derive(Subcommand, Debug)]
pub enum TrustCommand {
    /// いまの認証局の横に、新しい認証局を加える
    Add {
        file: String,
        /// 指紋（SHA-256かSHA-1）。通知の紙にあるもの。ファイルに何枚かあるときは、この1枚を加える
        #[arg(long, value_name = "SHA256")]
        fingerprint: String,
    },
    /// 認証局を外す
    Remove {
        #[arg(value_name = "SHA256")]
        fingerprint: String,
    },
}

#[derive(Subcommand, Debug)]
pub enum CrlCommand {
    /// 認証局と、それぞれの失効一覧の状態
    List,
    /// 認証局の失効一覧の場所を決めて、取る
    Set {
        /// ファイルか、閉じたネットワークの中のURL
        source: String,
        #[command(flatten)]
        of: WhichAuthority,
        /// 一覧がないあいだは、この認証局の証明書では送らない（なければ、最後の一覧で続ける）
        #[arg(long)]
        stop_when_unavailable: bool,
    },
    /// 取りなおす
    Refresh {
        #[command(flatten)]
        of: WhichAuthority,
    },
    /// 失効一覧を使うのをやめる
    Remove {
        #[command(flatten)]
        of: WhichAuthority,
    },
}

#[derive(Args, Debug)]
pub struct WhichAuthority {
    /// 認証局の指紋（認証局がいくつかあるとき。kakehashi cert crl list で分かる）
    #[arg(long, value_name = "SHA256")]
    pub authority: Option<String>,
}
