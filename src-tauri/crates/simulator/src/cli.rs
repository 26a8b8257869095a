//! The subcommands and what they print. stdout is for scripts, stderr for people.

use std::io::{Read, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use kakehashi_simulator::practice::Practice;
use kakehashi_simulator::sample::{self, Sample};
use kakehashi_simulator::{Config, Encoding, Error, INSURER, Scenario, pki, serve};

/// 練習用サーバー（研修・試験用。実在する中間サーバーではありません）
#[derive(Parser)]
#[command(name = "kakehashi-simulator", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 練習用の認証局とサーバー証明書を作る（あるものは変えない）
    Pki {
        /// 置き場所
        #[arg(long)]
        dir: PathBuf,
    },
    /// 端末の証明書を PKCS#12 で発行する
    Issue(Issue),
    /// 端末の証明書を失効させる（サーバーは起動時に読む）
    Revoke {
        /// PKI の置き場所
        #[arg(long)]
        dir: PathBuf,
        /// シリアル番号（16進数）
        #[arg(long)]
        serial: String,
    },
    /// 架空の人の見本ファイルを作る（同じ種からは同じファイル。種が同じなら、どの種別も同じ人。結果の種別は、
    /// 新しい練習用サーバーが同じ種の見本に返すもの）
    Sample(SampleArgs),
    /// サーバーを動かす。利用者IDは clerk と system、最初のパスワードは Hajimete-2026（初回に変更）
    Serve(Serve),
    /// 練習の場を1つのフォルダーに作って動かす（認証局、端末の証明書、サーバー、利用者、見本）。2度目は続きから
    Practice(PracticeArgs),
}

#[derive(Args)]
struct Issue {
    /// PKI の置き場所
    #[arg(long)]
    dir: PathBuf,
    /// 端末の名前
    #[arg(long)]
    terminal: String,
    /// パスフレーズのファイル（- は標準入力）
    #[arg(long)]
    pass_file: PathBuf,
    /// 書き出す PKCS#12
    #[arg(long)]
    out: PathBuf,
    /// 有効日数（既定は3年3か月）
    #[arg(long, default_value_t = pki::USUAL_DAYS)]
    days: u32,
    /// 有効期間の初日 YYYY-MM-DD（既定は今）
    #[arg(long)]
    not_before: Option<NaiveDate>,
    /// 保険者番号
    #[arg(long, default_value = INSURER)]
    insurer: String,
    /// 古い認証局のように 3DES と SHA-1 で包む
    #[arg(long)]
    legacy: bool,
    /// 秘密鍵を入れない（試験用）
    #[arg(long)]
    no_key: bool,
}

#[derive(Args)]
struct SampleArgs {
    /// ファイル種別
    #[arg(long)]
    kind: String,
    /// データ行の数
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..))]
    rows: u64,
    /// 誤りのある行を混ぜる
    #[arg(long)]
    mistakes: bool,
    /// 種
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// 書き出すファイル
    #[arg(long)]
    out: PathBuf,
    /// 保険者番号
    #[arg(long, default_value = INSURER)]
    insurer: String,
    /// 作成日とみなす日 YYYY-MM-DD
    #[arg(long, default_value_t = sample::usual_day())]
    today: NaiveDate,
    /// 被保険者枝番のファイル（kakehashi branch-numbers で書き出したもの）。資格情報・給付・情報照会の枝番をここから取る。
    /// なければ、同じ種の加入者情報を新しい練習用サーバーに送ったときの枝番にする
    #[arg(long)]
    branches: Option<PathBuf>,
    /// 文字コード（utf-8、cp932、shift_jis、euc-jp、utf-16le、utf-16be。既定は定義のとおり）
    #[arg(long, value_parser = encoding)]
    encoding: Option<Encoding>,
    /// 結果の種別で、送った種別（同じ結果の種別がいくつもあるとき）
    #[arg(long)]
    of: Option<String>,
    /// 自分の定義（TOML）のフォルダー
    #[arg(long)]
    layouts: Option<PathBuf>,
}

#[derive(Args)]
struct Serve {
    /// 待ち受けるアドレス（ポート 0 は空きを選ぶ）
    #[arg(long)]
    listen: SocketAddr,
    /// PKI の置き場所
    #[arg(long)]
    dir: PathBuf,
    /// データの置き場所
    #[arg(long)]
    data: PathBuf,
    /// 筋書き（TOML）
    #[arg(long)]
    scenario: Option<PathBuf>,
    /// 保険者番号
    #[arg(long, default_value = INSURER)]
    insurer: String,
    /// 自分の定義（TOML）のフォルダー。同じ種別と版のものは、製品の定義の代わりになる
    #[arg(long)]
    layouts: Option<PathBuf>,
    /// 保険者の文字コード。医療保険者等定義情報（⑦）が届くまで、製品の定義のどの種別もこれで読む
    #[arg(long, value_parser = encoding)]
    encoding: Option<Encoding>,
}

#[derive(Args)]
struct PracticeArgs {
    /// 練習の場のフォルダー
    dir: PathBuf,
    /// 待ち受けるアドレス（ポート 0 は空きを選ぶ）
    #[arg(long, default_value = "127.0.0.1:8443")]
    listen: SocketAddr,
    /// 端末の名前
    #[arg(long, default_value = "RENSHU01")]
    terminal: String,
    /// この月数だけ前から動いている保険者にする（送ったファイルと結果は rireki に。はじめの1回だけ）
    #[arg(long, default_value_t = 0)]
    months: u32,
    /// 保険者番号
    #[arg(long, default_value = INSURER)]
    insurer: String,
    /// 筋書き（TOML）
    #[arg(long)]
    scenario: Option<PathBuf>,
    /// 自分の定義（TOML）のフォルダー
    #[arg(long)]
    layouts: Option<PathBuf>,
    /// 保険者の文字コード（⑦が届くまで）
    #[arg(long, value_parser = encoding)]
    encoding: Option<Encoding>,
}

impl Cli {
    /// Does what was asked.
    pub fn run(self) -> Result<(), Error> {
        match self.command {
            Command::Pki { dir } => say(&pki::prepare(&dir)?),
            Command::Issue(args) => issue(args),
            Command::Revoke { dir, serial } => pki::revoke(&dir, &serial),
            Command::Sample(args) => make_sample(args),
            Command::Serve(args) => run_server(args),
            Command::Practice(args) => run_practice(args),
        }
    }
}

fn issue(args: Issue) -> Result<(), Error> {
    let order = pki::Order {
        terminal: args.terminal,
        insurer: args.insurer,
        pass_phrase: pass_phrase(&args.pass_file)?,
        days: args.days,
        not_before: args.not_before,
        legacy: args.legacy,
        without_key: args.no_key,
        out: args.out,
    };
    let issued = pki::issue(&args.dir, &order)?;
    say(&format!("serial {}", issued.serial))?;
    say(&format!("sha256 {}", issued.fingerprint))
}

fn pass_phrase(path: &Path) -> Result<String, Error> {
    let mut text = String::new();
    if path == Path::new("-") {
        std::io::stdin()
            .read_to_string(&mut text)
            .map_err(Error::file(path))?;
    } else {
        text = std::fs::read_to_string(path).map_err(Error::file(path))?;
    }
    let line = text.strip_suffix('\n').unwrap_or(&text);
    Ok(line.strip_suffix('\r').unwrap_or(line).to_owned())
}

fn make_sample(args: SampleArgs) -> Result<(), Error> {
    let wanted = Sample {
        kind: args.kind,
        rows: args.rows,
        mistakes: args.mistakes,
        seed: args.seed,
        insurer: args.insurer,
        today: args.today,
        branches: args
            .branches
            .as_deref()
            .map(|path| sample::branches::read(path, args.encoding))
            .transpose()?
            .unwrap_or_default(),
        encoding: args.encoding,
        of: args.of,
        layouts: args.layouts,
    };
    sample::write_file(&wanted, &args.out)
}

fn run_server(args: Serve) -> Result<(), Error> {
    let config = Config {
        listen: args.listen,
        insurer: args.insurer,
        layouts: args.layouts,
        encoding: args.encoding,
        scenario: scenario(args.scenario.as_deref())?,
        ..Config::new(args.dir, args.data)
    };
    run(config, |_| Ok(()))
}

fn run_practice(args: PracticeArgs) -> Result<(), Error> {
    let place = Practice::prepare(&args.dir, &args.insurer, &args.terminal)?;
    if args.months > 0 {
        let runtime = tokio::runtime::Runtime::new().map_err(Error::Listen)?;
        runtime.block_on(place.live(args.months))?;
    }
    let config = Config {
        listen: args.listen,
        layouts: args.layouts,
        encoding: args.encoding,
        scenario: scenario(args.scenario.as_deref())?,
        ..place.config()
    };
    run(config, |address| {
        let note = place.note(address)?;
        say(&format!("つなぎ方: {}", note.display()))
    })
}

fn scenario(file: Option<&Path>) -> Result<Scenario, Error> {
    Ok(file.map(Scenario::read).transpose()?.unwrap_or_default())
}

fn run(config: Config, begun: impl FnOnce(SocketAddr) -> Result<(), Error>) -> Result<(), Error> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into()),
        )
        .init();
    let runtime = tokio::runtime::Runtime::new().map_err(Error::Listen)?;
    runtime.block_on(async {
        let server = serve(config).await?;
        say(&format!("listening on {}", server.addr()))?;
        begun(server.addr())?;
        say("ready")?;
        asked_to_stop().await;
        server.shutdown().await;
        Ok(())
    })
}

#[cfg(unix)]
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        },
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() {
    drop(tokio::signal::ctrl_c().await);
}

fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::named(name).ok_or_else(|| "この文字コードは使えません".to_owned())
}

fn say(line: &str) -> Result<(), Error> {
    let mut stdout = std::io::stdout();
    writeln!(stdout, "{line}")
        .and_then(|()| stdout.flush())
        .map_err(Error::file(Path::new("stdout")))
}
