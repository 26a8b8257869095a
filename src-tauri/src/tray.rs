//! The icon in Windows' notification area, beside which the work goes on when the window is closed. Elsewhere there is
//! none: closing the window ends the program.

#[cfg(windows)]
pub use there::{close, place, say};

#[cfg(windows)]
mod there {
    use crate::{shell::Shell, watch};
    use kakehashi_terminal::Left;
    use std::sync::{Arc, Once};
    use tauri::{
        AppHandle, Manager, Window,
        menu::{Menu, MenuEvent, MenuItem},
        tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent},
    };

    const NAME: &str = "Kakehashi 統合専用端末";
    const ICON: &str = "main";
    const OPEN: &str = "open";
    const END: &str = "end";

    /// Puts the icon there. Without it the program works too, and ends with its window.
    pub fn place(app: &AppHandle) {
        if let Err(cause) = placed(app) {
            tracing::warn!(%cause, "no icon in the notification area");
        }
    }

    fn placed(app: &AppHandle) -> tauri::Result<()> {
        let item = |id: &str, words| MenuItem::with_id(app, id, words, true, None::<&str>);
        let menu = Menu::with_items(app, &[&item(OPEN, "開く")?, &item(END, "終了する")?])?;
        let icon = app.default_window_icon().cloned();
        let icon = icon.ok_or(tauri::Error::WindowNotFound)?;
        TrayIconBuilder::with_id(ICON)
            .icon(icon)
            .tooltip(NAME)
            .menu(&menu)
            .show_menu_on_left_click(false)
            .on_menu_event(chosen)
            .on_tray_icon_event(clicked)
            .build(app)
            .map(drop)
    }

    /// Says beside the icon how things stand.
    pub fn say(app: &AppHandle, line: &str) {
        if let Some(icon) = app.tray_by_id(ICON) {
            let _icon_gone = icon.set_tooltip(Some(format!("{NAME}\n{line}")));
        }
    }

    /// The window goes, the program stays; whoever closes it has left. Told once a start.
    pub fn close(window: &Window) {
        static TOLD: Once = Once::new();
        let app = window.app_handle().clone();
        if app.tray_by_id(ICON).is_none() {
            return app.exit(0);
        }
        let _stays_visible = window.hide();
        watch::leave(&app, Left::Window);
        TOLD.call_once(|| {
            let shell = app.state::<Arc<Shell>>().inner().clone();
            tauri::async_runtime::spawn(async move {
                let body = "送信は続きます。終わらせるときは、通知領域のアイコンを右クリックして「終了する」を選びます。";
                shell.desktop.notify("Kakehashiは動いています", body).await;
            });
        });
    }

    fn chosen(app: &AppHandle, event: MenuEvent) {
        if event.id() == OPEN {
            let _window_gone = watch::show(app);
        } else if event.id() == END {
            app.exit(0);
        }
    }

    fn clicked(icon: &TrayIcon, event: TrayIconEvent) {
        if let TrayIconEvent::Click {
            button: MouseButton::Left,
            button_state: MouseButtonState::Up,
            ..
        } = event
        {
            let _window_gone = watch::show(icon.app_handle());
        }
    }
}

#[cfg(not(windows))]
pub use nowhere::{close, place, say};

#[cfg(not(windows))]
mod nowhere {
    use tauri::{AppHandle, Window};

    pub fn place(_app: &AppHandle) {}

    pub fn say(_app: &AppHandle, _line: &str) {}

    pub fn close(window: &Window) {
        let _closed_already = window.destroy();
    }
}
