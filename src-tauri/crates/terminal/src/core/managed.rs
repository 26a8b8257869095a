//! Settings that an organisation decides for all its PCs; nobody at the terminal changes them.
//!
//! On Windows they come from the registry, where group policies put them (`installer/kakehashi.admx`); elsewhere from a
//! file that only the machine's administrator can write.

use kakehashi_domain::{Code, Fault, Outcome, Setting};

/// Where decisions of the organisation are read.
pub trait Managed: Send + Sync {
    /// What was decided for a setting, if anything was.
    ///
    /// # Errors
    /// `MANAGED_SETTING_INVALID` when what stands there can't be read.
    fn decided(&self, setting: Setting) -> Outcome<Option<u32>>;
}

/// The operating system's own place for them.
#[derive(Debug, Clone, Copy)]
pub struct SystemPolicies;

impl Managed for SystemPolicies {
    fn decided(&self, setting: Setting) -> Outcome<Option<u32>> {
        place::read(setting.policy()).map_err(|cause| invalid(setting).because(cause))
    }
}

pub(crate) fn invalid(setting: Setting) -> Fault {
    Fault::new(Code::ManagedSettingInvalid).with("setting", setting.title())
}

#[cfg(windows)]
mod place {
    use windows_registry::LOCAL_MACHINE;

    const KEY: &str = r"Software\Policies\Kakehashi";

    pub fn read(name: &str) -> Result<Option<u32>, String> {
        let Ok(key) = LOCAL_MACHINE.open(KEY) else {
            return Ok(None);
        };
        let mut values = key.values().map_err(|e| e.to_string())?;
        let found = values.find(|(value_name, _)| value_name.eq_ignore_ascii_case(name));
        let decided = found.map(|(_, value)| u32::try_from(value).map_err(|e| e.to_string()));
        decided.transpose()
    }
}

#[cfg(not(windows))]
mod place {
    use serde_json::Value;
    use std::{fs, io, path::PathBuf};

    const FILE: &str = "/etc/kakehashi/managed.json";

    pub fn read(name: &str) -> Result<Option<u32>, String> {
        let text = match fs::read(file()) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            text => text.map_err(|e| e.to_string())?,
        };
        let decided: Value = serde_json::from_slice(&text).map_err(|e| e.to_string())?;
        let Some(value) = decided.get(name) else {
            return Ok(None);
        };
        let value = value.as_u64().and_then(|value| u32::try_from(value).ok());
        value.map(Some).ok_or_else(|| "no number".to_owned())
    }

    /// Tests can't write to `/etc`; a shipped program listens to nobody about where its orders lie.
    #[cfg(debug_assertions)]
    fn file() -> PathBuf {
        std::env::var_os("KAKEHASHI_MANAGED").map_or_else(|| FILE.into(), PathBuf::from)
    }

    #[cfg(not(debug_assertions))]
    fn file() -> PathBuf {
        FILE.into()
    }
}
