//! What the window's acts work with: the handle of the controller, and the desk.

use crate::{
    desk::Desk,
    options::{Options, SetupSheet},
};
use kakehashi_terminal::{Answer, Terminal, World, view::ProblemView};

/// Held by Tauri; it has no state of its own beyond these handles.
pub struct Shell {
    /// The controller, or why there is none.
    pub terminal: Answer<Terminal>,
    /// Dialogs.
    pub desk: Box<dyn Desk>,
    /// What the set-up proposes.
    pub setup_sheet: Option<SetupSheet>,
}

impl Shell {
    /// Opens the terminal. A failure is kept and shown in the window.
    pub fn open(options: &Options, desk: impl Desk + 'static) -> Self {
        let opened = tauri::async_runtime::block_on(async {
            Terminal::open(&options.data_dir, World::default(), None)
        });
        Self {
            terminal: opened.map_err(|fault| ProblemView::new(&fault, "-")),
            desk: Box::new(desk),
            setup_sheet: options.setup_sheet.clone(),
        }
    }
}
