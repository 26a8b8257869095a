//! What the window's acts work with: the handle of the controller, and the desktop around it.

use crate::{desktop::Desktop, options::SetupSheet};
use kakehashi_terminal::Terminal;

/// Held by Tauri; it has no state of its own beyond these handles.
pub struct Shell {
    /// The controller.
    pub terminal: Terminal,
    /// Dialogs.
    pub desktop: Box<dyn Desktop>,
    /// What the set-up proposes.
    pub setup_sheet: Option<SetupSheet>,
}
