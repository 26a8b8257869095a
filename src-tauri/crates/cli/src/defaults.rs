//! What stands in for the options before every command where nobody gives them: variables, then a settings file.

use crate::{args::Global, opening::problem, taken::Taken};
use kakehashi_domain::Fault;
use kakehashi_terminal::{Answer, read_secret};
use serde::Deserialize;
use std::{
    env,
    path::{Path, PathBuf},
};

/// Names the settings file, where it isn't the usual one.
pub const FILE: &str = "KAKEHASHI_SETTINGS";

/// The settings file, and what the variables say in the same words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Defaults {
    data_dir: Option<PathBuf>,
    key_pass_file: Option<String>,
    wait_lock: Option<u32>,
    user: Option<String>,
    password_file: Option<String>,
    profile: Option<String>,
    json: Option<bool>,
}

/// Fills in what the command takes and nobody gave.
///
/// # Errors
/// `INPUT_INVALID` for a variable or a settings file that can't be read as such; `FILE_NOT_FOUND`.
pub fn fill(global: &mut Global, taken: Taken) -> Answer<()> {
    let (said, kept) = (variables()?, settings()?);
    let has = |option| taken.has(option);
    let Global {
        data_dir,
        key_pass_file,
        wait_lock,
        user,
        password_file,
        profile,
        json,
    } = global;
    fill_one(data_dir, has("data_dir"), said.data_dir, kept.data_dir);
    fill_one(
        key_pass_file,
        has("key_pass_file"),
        said.key_pass_file,
        kept.key_pass_file,
    );
    fill_one(wait_lock, has("wait_lock"), said.wait_lock, kept.wait_lock);
    fill_one(user, has("user"), said.user, kept.user);
    fill_one(
        password_file,
        has("password_file"),
        said.password_file,
        kept.password_file,
    );
    fill_one(profile, has("profile"), said.profile, kept.profile);
    *json |= said.json.or(kept.json).unwrap_or_default();
    Ok(())
}

/// Whether the answer is to be JSON, should even the words be wrong.
pub fn ask_for_json() -> bool {
    let said = variables().ok().and_then(|said| said.json);
    let json = said.or_else(|| settings().ok()?.json);
    json.unwrap_or_default()
}

fn fill_one<T>(given: &mut Option<T>, is_taken: bool, said: Option<T>, kept: Option<T>) {
    if is_taken && given.is_none() {
        *given = said.or(kept);
    }
}

fn variables() -> Answer<Defaults> {
    let number = |text: String| {
        let hint = "KAKEHASHI_WAIT_LOCK には、秒数を書いてください。";
        text.parse()
            .map_err(|_| problem(&Fault::invalid("KAKEHASHI_WAIT_LOCK", hint)))
    };
    Ok(Defaults {
        data_dir: variable("DATA_DIR").map(PathBuf::from),
        key_pass_file: variable("KEY_PASS_FILE"),
        wait_lock: variable("WAIT_LOCK").map(number).transpose()?,
        user: variable("USER"),
        password_file: variable("PASSWORD_FILE"),
        profile: variable("PROFILE"),
        json: variable("JSON").map(|text| text != "0"),
    })
}

fn variable(name: &str) -> Option<String> {
    let value = env::var(format!("KAKEHASHI_{name}")).ok();
    value.filter(|text| !text.is_empty())
}

fn settings() -> Answer<Defaults> {
    if let Some(path) = env::var_os(FILE).filter(|path| !path.is_empty()) {
        return read(Path::new(&path));
    }
    let usual = directories::ProjectDirs::from("jp", "kakehashi", "Kakehashi")
        .map(|own| own.config_dir().join("cli.toml"));
    match usual.filter(|path| path.exists()) {
        Some(path) => read(&path),
        None => Ok(Defaults::default()),
    }
}

fn read(path: &Path) -> Answer<Defaults> {
    let named = |fault: Fault| problem(&fault.with("file", path.display()));
    let bytes = read_secret(&path.to_string_lossy()).map_err(named)?;
    toml::from_slice(&bytes).map_err(|error| {
        let hint = "「user = \"…\"」の形で書いてください。書けるのは data-dir、key-pass-file、\
                    wait-lock、user、password-file、profile、json です。";
        problem(&Fault::invalid(path.display(), hint).because(error.message()))
    })
}
