//! The definitions that come with the program.

use crate::Layout;
use std::sync::OnceLock;

/// A new definition is one more line here; a test compares the list with the folder.
const DEFINITIONS: &[&str] = &[
    include_str!("../../../../assets/layouts/branch-numbers.toml"),
    include_str!("../../../../assets/layouts/member-registration-result.toml"),
    include_str!("../../../../assets/layouts/member-registration.toml"),
];

impl Layout {
    /// The shipped definitions, in the order of their kinds.
    pub fn shipped() -> &'static [Self] {
        static SHIPPED: OnceLock<Vec<Layout>> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let parsed = DEFINITIONS.iter().map(|text| Layout::parse(text));
            parsed.filter_map(Result::ok).collect() // a test proves that none is lost
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn every_definition_of_the_folder_is_shipped_and_reads() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/layouts");
        let in_folder = fs::read_dir(folder).unwrap().count();
        for text in DEFINITIONS {
            Layout::parse(text).unwrap();
        }
        assert_eq!(Layout::shipped().len(), in_folder);
        for layout in Layout::shipped() {
            assert_eq!(
                Layout::of_kind(&layout.kind).unwrap().version,
                layout.version
            );
            if let Some(result) = &layout.result_kind {
                Layout::of_kind(result).unwrap();
            }
        }
    }
}
