//! Words of a definition that come from a closed list.

/// One of a closed list of words.
pub(crate) trait Choice: Copy + 'static {
    /// Every choice, in the order of its list.
    const CHOICES: &'static [Self];

    /// The word in a definition.
    fn word(self) -> &'static str;
}

/// Makes an enum whose variants are words in definitions and have a Japanese title.
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident $word:literal $title:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// Every choice, in the order of its list.
            pub const EVERY: &'static [Self] = &[$(Self::$variant),+];

            /// The word in a definition.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Reads what [`Self::as_str`] gave. None for any other word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }

            /// The Japanese name.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }

        impl $crate::definition::choice::Choice for $name {
            const CHOICES: &'static [Self] = &[$(Self::$variant),+];

            fn word(self) -> &'static str {
                self.as_str()
            }
        }
    };
}
pub(crate) use choices;

/// Makes an enum whose variants are words in definitions, and no more.
macro_rules! words {
    ($name:ident { $($variant:ident $word:literal,)+ }) => {
        #[derive(Clone, Copy, PartialEq, Eq)]
        enum $name {
            $($variant,)+
        }

        impl $crate::definition::choice::Choice for $name {
            const CHOICES: &'static [Self] = &[$(Self::$variant),+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}
pub(crate) use words;
