//! Bakes the configuration and the screens into the program.

fn main() {
    tauri_build::build();
}
