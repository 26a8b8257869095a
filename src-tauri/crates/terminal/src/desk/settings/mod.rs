//! The settings of this terminal. What the organisation decided stands above what an administrator chose here.

pub(crate) mod view;

use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        managed::invalid,
        problem::ProblemView,
    },
    desk::settings::view::SettingView,
};
use kakehashi_domain::{Code, Fault, Outcome, Setting, SettingKind, Shelf};

/// Every setting with its value.
pub(crate) async fn settings(terminal: &Terminal, _: Permit) -> Outcome<Vec<SettingView>> {
    terminal.see(Look::setting_views).await
}

/// Changes the setting of this name.
///
/// # Errors
/// `SETTING_UNKNOWN`, `SETTING_MANAGED`, `INPUT_INVALID`.
pub(crate) async fn change_setting(
    terminal: &Terminal,
    permit: Permit,
    key: String,
    value: u32,
) -> Outcome<Vec<SettingView>> {
    let change = move |c: &mut Controller| c.change_setting(permit, Setting::named(&key)?, value);
    terminal.ask(change).await
}

/// How a setting stands.
pub(crate) struct SettingStanding {
    pub value: u32,
    pub managed: bool,
    /// Decided by the organisation, but unusable; the default counts.
    pub problem: Option<Fault>,
}

impl Controller {
    fn change_setting(
        &mut self,
        permit: Permit,
        setting: Setting,
        value: u32,
    ) -> Outcome<Vec<SettingView>> {
        let before = self.setting(setting)?;
        if before.managed {
            return Err(Fault::new(Code::SettingManaged).with("setting", setting.title()));
        }
        let value = setting.check(value)?;
        let (from, to) = (setting.words(before.value), setting.words(value));
        let permit = permit.on(format!("{} {from} → {to}", setting.title()));
        self.write(&permit, |store| {
            store.put(Shelf::Setting, setting.key(), &value)
        })?;
        self.setting_views()
    }
}

impl Look {
    /// How a setting stands now.
    pub(crate) fn setting(&self, setting: Setting) -> Outcome<SettingStanding> {
        let decided = self.world.managed.decided(setting).and_then(|decided| {
            let fits = decided.map(|value| setting.check(value));
            fits.transpose().map_err(|_| invalid(setting))
        });
        let standing = |value, managed, problem| SettingStanding {
            value,
            managed,
            problem,
        };
        Ok(match decided {
            Ok(Some(value)) => standing(value, true, None),
            Err(fault) => standing(setting.default_value(), true, Some(fault)),
            Ok(None) => {
                let chosen = self.books()?.get(Shelf::Setting, setting.key())?;
                let value = chosen.unwrap_or_else(|| setting.default_value());
                standing(value, false, None)
            }
        })
    }

    /// Whether a switch is on.
    pub(crate) fn is_on(&self, setting: Setting) -> Outcome<bool> {
        Ok(self.setting(setting)?.value > 0)
    }

    fn setting_views(&self) -> Outcome<Vec<SettingView>> {
        let all = Setting::ALL.iter();
        all.map(|setting| self.setting_view(*setting)).collect()
    }

    fn setting_view(&self, setting: Setting) -> Outcome<SettingView> {
        let standing = self.setting(setting)?;
        let (least, most, unit) = match setting.kind() {
            SettingKind::Switch => (0, 1, None),
            SettingKind::Number { least, most, unit } => (least, most, Some(unit.to_owned())),
        };
        Ok(SettingView {
            key: setting.key().to_owned(),
            title: setting.title().to_owned(),
            note: setting.note().to_owned(),
            value: standing.value,
            words: setting.words(standing.value),
            least,
            most,
            unit,
            managed: standing.managed,
            problem: standing.problem.map(|fault| ProblemView::new(&fault, "-")),
        })
    }
}
