//! What clients (window, command line) are shown: plain data, never a database row. TypeScript types are made from it.
//! Each room says what it shows.

pub use crate::{
    alone::view::*, core::view::*, desk::view::*, files::view::*, people::view::*, place::view::*,
    sending::view::*,
};
