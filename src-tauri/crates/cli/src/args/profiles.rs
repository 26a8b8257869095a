//! `profile …`.

use clap::{Subcommand, ValueEnum};
use kakehashi_domain::{LineKind, NumberPlace, ProfileKind, SendingWay};

#[derive(Subcommand, Debug)]
pub enum ProfileCommand {
    /// 接続先を登録する
    Add {
        name: String,
        #[arg(long)]
        kind: Kind,
        /// 送りかた。手渡しや媒体では、URLと認証局は要らない
        #[arg(long, default_value = "direct")]
        way: Way,
        /// 機関内テストと手渡しでは要らない（どこにもつながない）
        #[arg(long)]
        url: Option<String>,
        /// 保険者番号
        #[arg(long)]
        insurer: String,
        /// この端末の名前（機関内テストでは要らない）
        #[arg(long, required_if_eq_any = LEADING)]
        terminal: Option<String>,
        /// 認証局の自己署名証明書（機関内テストと手渡しでは要らない）
        #[arg(long)]
        ca: Option<String>,
        /// その指紋（SHA-256かSHA-1）。通知の紙にあるもの
        #[arg(long)]
        ca_fingerprint: Option<String>,
        /// プロキシ（名前:ポート）。ネットワークにあるときだけ
        #[arg(long)]
        proxy: Option<String>,
        /// 回線の種類（控え）
        #[arg(long)]
        line: Option<Line>,
        /// 回線の控え（ネットワークIDや業者の名前。パスワードは書かない）
        #[arg(long, requires = "line")]
        line_note: Option<String>,
    },
    /// 接続先の一覧
    List,
    /// 接続先を切り替える（送り終わっていないファイルがあるあいだは、できない）
    Use { name: String },
    /// 使っている接続先の回線の種類を控える（設定の控えに載る）
    Line {
        kind: Line,
        /// ネットワークIDや業者の名前。パスワードは書かない
        #[arg(long, default_value = "")]
        note: String,
    },
    /// 使っている接続先のURLを変える（接続テストが通ったときから、新しいURLになる）
    Url { url: String },
    /// サーバー間接続の予定（予定がなければ、サービスの説明（WSDL）はなくてもかまわない）
    ServerToServer { planned: YesNo },
    /// 証明書の名前のどこに保険者番号があるかを決める（はじめの証明書で分かるので、ふつうは要らない）
    NumberPlace { place: Place },
    /// 使っている接続先のプロキシを変える
    Proxy {
        /// プロキシ（名前:ポート）。省くと、プロキシを使わない
        address: Option<String>,
        /// プロキシの利用者ID
        #[arg(long = "proxy-user", requires = "proxy_password_file")]
        proxy_user: Option<String>,
        /// そのパスワードのファイル
        #[arg(long)]
        proxy_password_file: Option<String>,
    },
    /// 使っている接続先の送りかたを決める
    Way { way: Way },
    /// サーバーの受付時間を決める。「月-金 8:00-21:00」「2026-12-29 休み」
    Hours {
        /// 1つずつの決まり。省くと、いつでも受け付けるものとする
        rules: Vec<String>,
    },
}

/// The kinds behind which there is a server.
const LEADING: [(&str, &str); 4] = [
    ("kind", "training"),
    ("kind", "connection-test"),
    ("kind", "rehearsal"),
    ("kind", "production"),
];

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum Way {
    /// この端末から直接送る
    Direct,
    /// 公式の画面で送る（手渡し）
    OfficialScreen,
    /// 媒体で送る
    Media,
}

impl From<Way> for SendingWay {
    fn from(way: Way) -> Self {
        match way {
            Way::Direct => Self::Direct,
            Way::OfficialScreen => Self::OfficialScreen,
            Way::Media => Self::Media,
        }
    }
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum Line {
    /// IP-VPN（閉域IP）
    IpVpn,
    /// IPsec+IKE
    Ipsec,
    /// そのほか
    Other,
}

impl From<Line> for LineKind {
    fn from(line: Line) -> Self {
        match line {
            Line::IpVpn => Self::IpVpn,
            Line::Ipsec => Self::Ipsec,
            Line::Other => Self::Other,
        }
    }
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum YesNo {
    /// 予定がある
    Yes,
    /// 予定はない
    No,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum Place {
    /// O（組織）
    O,
    /// OU（部門）
    Ou,
    /// CN（名前）
    Cn,
    /// SAN（別名）
    San,
    /// なし。発行通知書と見くらべて、この保険者のものと確かめた
    None,
}

impl From<Place> for NumberPlace {
    fn from(place: Place) -> Self {
        match place {
            Place::O => Self::Organization,
            Place::Ou => Self::Unit,
            Place::Cn => Self::CommonName,
            Place::San => Self::AlternativeName,
            Place::None => Self::Nowhere,
        }
    }
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum Kind {
    /// 研修
    Training,
    /// 機関内テスト
    FileTest,
    /// 接続検証
    ConnectionTest,
    /// 総合運用テスト
    Rehearsal,
    /// 本番
    Production,
}

impl From<Kind> for ProfileKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Training => Self::Training,
            Kind::FileTest => Self::FileTest,
            Kind::ConnectionTest => Self::ConnectionTest,
            Kind::Rehearsal => Self::Rehearsal,
            Kind::Production => Self::Production,
        }
    }
}
