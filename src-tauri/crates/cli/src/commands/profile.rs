//! Where the terminal connects to.

use crate::{
    args::Global,
    opening::{open, problem, secret},
    output::{Ending, Printer},
};
use clap::{Subcommand, ValueEnum};
use kakehashi_domain::{Fault, LineKind, NumberPlace, ProfileKind, SendingWay};
use kakehashi_terminal::{
    Answer,
    view::{LineNote, NewProfile, NewProxy, ProfileView},
};

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

pub async fn profile(
    global: &Global,
    printer: &Printer,
    command: ProfileCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    let profiles = match command {
        ProfileCommand::List => terminal.profiles().await?,
        ProfileCommand::Use { name } => vec![terminal.use_profile(name).await?],
        ProfileCommand::Proxy {
            address,
            proxy_user: user,
            proxy_password_file,
        } => {
            let password = proxy_password_file.as_deref().map(secret).transpose()?;
            let proxy = NewProxy {
                address: address.unwrap_or_default(),
                user,
                password: password.map(|it| it.to_string()),
            };
            vec![terminal.set_proxy(proxy).await?]
        }
        ProfileCommand::Line { kind, note } => {
            let kind = kind.into();
            vec![terminal.set_line(LineNote { kind, note }).await?]
        }
        ProfileCommand::Url { url } => {
            let changed = terminal.change_url(url).await?;
            if changed.new_url.is_some() {
                printer.note("接続テスト（connection test）が通ると、新しいURLになります。");
            }
            vec![changed]
        }
        ProfileCommand::ServerToServer { planned } => {
            vec![
                terminal
                    .plan_server_to_server(planned == YesNo::Yes)
                    .await?,
            ]
        }
        ProfileCommand::NumberPlace { place } => {
            vec![terminal.set_number_place(place.into()).await?]
        }
        ProfileCommand::Way { way } => {
            vec![terminal.set_way(way.into()).await?]
        }
        ProfileCommand::Hours { rules } => {
            vec![terminal.set_calendar(rules.join("\n")).await?]
        }
        ProfileCommand::Add {
            name,
            kind,
            way,
            url,
            insurer,
            terminal: own_name,
            ca,
            ca_fingerprint,
            proxy,
            line,
            line_note: note,
        } => {
            let led_by = [&url, &own_name, &ca, &ca_fingerprint, &proxy];
            if matches!(kind, Kind::FileTest) && led_by.iter().any(|given| given.is_some()) {
                let hint = "機関内テストの接続先は、どこにもつなぎません。\
                            --url、--terminal、--ca、--ca-fingerprint、--proxy を外してください。";
                return Err(problem(&Fault::invalid("--kind file-test", hint)));
            }
            let line = line.map(|kind| LineNote {
                kind: kind.into(),
                note: note.unwrap_or_default(),
            });
            let profile = NewProfile {
                name,
                kind: kind.into(),
                url: url.unwrap_or_default(),
                insurer,
                terminal: own_name.unwrap_or_default(),
                trust_path: ca.unwrap_or_default(),
                trust_fingerprint: ca_fingerprint,
                proxy,
                line,
                way: way.into(),
                put_in_use: false,
            };
            vec![terminal.add_profile(profile).await?]
        }
    };
    printer.answer(&profiles, profiles.iter().map(profile_line));
    Ok(Ending::Fine)
}

fn profile_line(profile: &ProfileView) -> String {
    let in_use = if profile.in_use {
        "（使用中）"
    } else {
        ""
    };
    let certificate = match &profile.certificate {
        Some(certificate) => format!("証明書 あと {} 日", certificate.days_left),
        None => "証明書なし".to_owned(),
    };
    let ProfileView {
        name,
        url,
        insurer,
        kind,
        ..
    } = profile;
    format!(
        "{name}{in_use}　{}　{url}　保険者番号 {insurer}　{certificate}",
        kind.title()
    )
}
