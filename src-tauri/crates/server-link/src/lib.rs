//! The way to the intermediate server.
//!
//! Owns: the trait [`IntermediateServer`], its HTTP implementation [`HttpServer`] for
//! `assets/openapi.json`, uploads and downloads that go on after a cut, and the classification of
//! everything that can go wrong on the way.
//! Never: skips a check of the server's certificate (there is no switch), trusts anything but the
//! anchors of the [`Connection`], sends the client certificate or a byte to another host than the
//! endpoint's, says anything to a server that didn't ask for the client certificate, follows a redirect, takes a proxy from the environment (only the one that the [`Connection`] names), logs what it carries. Trust
//! (`trust`) and identity (`identity`) don't know each other and meet in `tls` alone.
#![cfg_attr(test, allow(missing_docs))]

mod asking;
mod classify;
mod dial;
mod endpoint;
mod examination;
mod fetch;
mod handshake;
mod http;
mod identity;
mod probe;
mod problem;
mod proxy;
mod server;
mod tls;
mod transfer;
mod trust;
mod types;
mod witness;

pub use endpoint::Endpoint;
pub use examination::{Examination, Hop, Layer, LineSpeed, Sight};
pub use fetch::fetch;
pub use http::HttpServer;
pub use proxy::Proxy;
pub use server::IntermediateServer;
pub use tls::{Connection, tls_works};
pub use transfer::{ReadSeek, Wanted, download, upload};
pub use types::{
    Downloaded, Listed, LogHead, NewJob, NewUpload, NoDoubt, PartialDownload, ResultFile,
    ResultPart, RowCounts, ServerFile, ServerFiveItems, ServerJob, ServerMasters, ServerMismatch,
    ServerMismatchState, ServerRecord, ServerRecordDirection, ServerSession, ServerSymbol,
    ServerSymbolState, Service, ServiceHours, Standing, UploadUrl,
};
pub use witness::ClockWitness;
