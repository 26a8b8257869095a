//! Certificates: putting them in, their inventory, whom to trust, the list of revocations.

use crate::{
    args::Global,
    opening::{open, secret},
    output::{Ending, Printer},
    words::when,
};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use kakehashi_domain::RegistrationStep;
use kakehashi_terminal::{
    Act, Answer, Terminal, explain_certificate_file,
    view::{
        CertificateFileView, CertificateView, InventoryLine, KeyView, NewPapers, NewRevocation,
        ProfileView, RevocationState, RevocationView,
    },
};

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

pub async fn cert(global: &Global, printer: &Printer, command: CertCommand) -> Answer<Ending> {
    if let CertCommand::Show { file, pass_file } = &command {
        return explained(global, printer, file.clone(), pass_file.as_deref()).await;
    }
    let terminal = open(global).await?;
    match command {
        CertCommand::Show { .. } => {} // answered above, without data
        CertCommand::Import {
            file,
            pass_file,
            serial,
            trust,
            trust_fingerprint,
        } => {
            if let (Some(ca), Some(fingerprint)) = (trust, trust_fingerprint) {
                terminal.add_anchor(ca, fingerprint).await?;
            }
            let phrase = secret(&pass_file)?.to_string();
            let taken = terminal.import_certificate(file, phrase, serial).await?;
            printer.answer(&taken, certificate_lines(&taken));
        }
        CertCommand::Request {
            terminal: name,
            again,
            out,
        } => {
            let line = match again {
                Some(id) => terminal.repeat_request(id, out).await?,
                None => terminal.request_certificate(name, out).await?,
            };
            show(printer, &line);
        }
        CertCommand::Install { file } => {
            let installed = terminal.install_certificate(file).await?;
            printer.answer(&installed, certificate_lines(&installed));
        }
        CertCommand::List => {
            let lines = terminal.certificates().await?;
            printer.answer(&lines, lines.iter().map(line));
        }
        CertCommand::Note {
            id,
            notice,
            mandate,
            backup,
        } => {
            let papers = NewPapers {
                notice,
                mandate,
                backup,
            };
            show(printer, &terminal.note_papers(id, papers).await?);
        }
        CertCommand::Retire {
            which,
            reason,
            revoked,
            dispose,
        } => {
            terminal.may(Act::retire_certificate).await?;
            let (id, step) = (
                id_of(&terminal, which).await?,
                retire_step(revoked, dispose),
            );
            show(
                printer,
                &terminal.retire_certificate(id, step, reason).await?,
            );
        }
        CertCommand::Switch { which, on } => {
            terminal.may(Act::switch_certificate).await?;
            let id = id_of(&terminal, which).await?;
            show(printer, &terminal.switch_certificate(id, on).await?);
        }
        CertCommand::Trust(command) => trust_command(&terminal, printer, command).await?,
        CertCommand::Crl(command) => crl(&terminal, printer, command).await?,
    }
    Ok(Ending::Fine)
}

/// A file without findings ends well; one that can't be taken, or has a problem here, ends with findings.
async fn explained(
    global: &Global,
    printer: &Printer,
    file: String,
    pass_file: Option<&str>,
) -> Answer<Ending> {
    let phrase = pass_file.map(secret).transpose()?;
    let phrase = phrase.map(|phrase| phrase.to_string());
    let view = if global.user.is_some() {
        let terminal = open(global).await?;
        terminal.explain_certificates(file, phrase).await?
    } else {
        explain_certificate_file(file, phrase).await?
    };
    printer.answer(&view, explained_lines(&view));
    let has_problems = view.problem.is_some();
    Ok(Ending::with_findings_if(
        has_problems || view.certificates.iter().any(|c| !c.problems.is_empty()),
    ))
}

fn explained_lines(view: &CertificateFileView) -> Vec<String> {
    let mut lines = vec![view.what.clone()];
    lines.push(match view.keys {
        Some(keys) => format!("  証明書 {} 枚、秘密鍵 {keys} つ", view.certificates.len()),
        None if view.wants_pass_phrase => {
            "  中を見るには、パスフレーズを付けてください（--pass-file）。".to_owned()
        }
        None => "  証明書はありません".to_owned(),
    });
    lines.extend(view.read_as.iter().map(|said| format!("  ▲ {said}")));
    lines.extend(
        view.problem
            .iter()
            .map(|said| format!("  ▲ この端末の証明書としては取り込めません: {said}")),
    );
    lines.extend(view.next_step.iter().map(|next| format!("    {next}")));
    for explained in &view.certificates {
        let it = &explained.certificate;
        let authority = if explained.is_authority {
            "（認証局）"
        } else {
            ""
        };
        lines.extend([
            format!("{}{authority}", it.subject),
            format!("  発行者 {}　番号 {}", it.issuer, it.serial),
            format!(
                "  {} から {} まで（あと {} 日）",
                when(it.not_before),
                when(it.not_after),
                it.days_left
            ),
            format!("  鍵 {}　署名 {}", size(&it.key), explained.signature),
            format!("  指紋 SHA-256 {}", it.sha256),
            format!("  指紋 SHA-1 {}", it.sha1),
        ]);
        let notes = explained.problems.iter().chain(&it.warnings);
        lines.extend(notes.map(|note| format!("  ▲ {note}")));
    }
    lines
}

async fn trust_command(
    terminal: &Terminal,
    printer: &Printer,
    command: TrustCommand,
) -> Answer<()> {
    let profile: ProfileView = match command {
        TrustCommand::Add { file, fingerprint } => {
            let profile = terminal.add_anchor(file, fingerprint).await?;
            printer.note("指紋のほかに、名前と期限も、通知の紙と見くらべてください。");
            profile
        }
        TrustCommand::Remove { fingerprint } => terminal.remove_anchor(fingerprint).await?,
    };
    let lines = profile
        .anchors
        .iter()
        .map(|a| format!("{}　{} まで　{}", a.subject, when(a.not_after), a.sha256));
    printer.answer(&profile, lines);
    Ok(())
}

async fn crl(terminal: &Terminal, printer: &Printer, command: CrlCommand) -> Answer<()> {
    let list: RevocationView = match command {
        CrlCommand::List => {
            let profile = terminal.chosen_profile().await?;
            printer.answer(&profile, authority_lines(&profile));
            return Ok(());
        }
        CrlCommand::Set {
            source,
            of,
            stop_when_unavailable: stops_when_unavailable,
        } => {
            let new = NewRevocation {
                authority: of.authority,
                source,
                stops_when_unavailable,
            };
            terminal.set_revocation(new).await?
        }
        CrlCommand::Refresh { of } => terminal.refresh_revocation(of.authority).await?,
        CrlCommand::Remove { of } => {
            let profile = terminal.remove_revocation(of.authority).await?;
            printer.answer(
                &profile,
                ["この認証局の失効一覧は使いません。サーバーが失効を確かめます。"],
            );
            return Ok(());
        }
    };
    printer.answer(&list, [state_line(&list)]);
    Ok(())
}

fn state_line(list: &RevocationView) -> String {
    let state = match list.state {
        RevocationState::Fresh => "新しい一覧があります",
        RevocationState::Stale => "▲ 一覧が古くなっています",
        RevocationState::Unreachable => "▲ 一覧を取れません",
    };
    format!("{}　{state}", list.source)
}

fn authority_lines(profile: &ProfileView) -> impl Iterator<Item = String> {
    let trusted = profile.anchors.iter().map(|a| (a, ""));
    let between = profile.intermediates.iter().map(|a| (a, "（中間認証局）"));
    trusted.chain(between).map(|(authority, kind)| {
        let list = authority.revocation.as_ref().map(state_line);
        let list = list.unwrap_or_else(|| "失効一覧は使っていません".to_owned());
        format!("{}{kind}　{}　{list}", authority.subject, authority.sha256)
    })
}

async fn id_of(terminal: &Terminal, which: WhichCertificate) -> Answer<u32> {
    match which.id {
        Some(id) => Ok(id),
        None => {
            terminal
                .certificate_with(which.serial.unwrap_or_default())
                .await
        }
    }
}

fn retire_step(revoked: bool, dispose: bool) -> RegistrationStep {
    match (revoked, dispose) {
        (true, _) => RegistrationStep::Revoke,
        (_, true) => RegistrationStep::Dispose,
        (false, false) => RegistrationStep::AskRevocation,
    }
}

fn show(printer: &Printer, shown: &InventoryLine) {
    printer.answer(shown, [line(shown)]);
}

fn line(line: &InventoryLine) -> String {
    let used = if line.in_use { "（使用中）" } else { "" };
    let validity = line.validity.map_or("－", |validity| validity.title());
    let days = line.days_left.map(|days| format!("　あと {days} 日"));
    format!(
        "証明書{}{used}　{}　{}　{}　{validity}{}　{}",
        line.id,
        line.profile,
        line.terminal,
        line.registration_title,
        days.unwrap_or_default(),
        line.serial.as_deref().unwrap_or("番号なし"),
    )
}

fn certificate_lines(certificate: &CertificateView) -> Vec<String> {
    let mut lines = vec![
        format!("証明書を取り込みました: {}", certificate.subject),
        format!(
            "  発行者 {}　番号 {}",
            certificate.issuer, certificate.serial
        ),
        format!(
            "  {} まで（あと {} 日）",
            when(certificate.not_after),
            certificate.days_left
        ),
        format!("  指紋 SHA-256 {}", certificate.sha256),
    ];
    let notes = certificate.warnings.iter().chain(&certificate.notice);
    lines.extend(notes.map(|note| format!("  ▲ {note}")));
    lines
}

/// The kind of a key, with its size where that is known.
fn size(key: &KeyView) -> String {
    match key.bits {
        0 => key.algorithm.clone(),
        bits => format!("{}（{bits}ビット）", key.algorithm),
    }
}
