//! The data directory: between two runs, and while another program holds it.

use crate::world::{PHRASE, Place};
use kakehashi_store::{DataPlace, Store, Transaction};
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

impl Place {
    /// The same after something happened to its data, e.g. as an earlier version left it.
    pub async fn with_data(self, happened: impl FnOnce(&Transaction<'_>)) -> Self {
        let Self { dir, terminal, .. } = self;
        drop(terminal);
        let data = dir.path().join("data");
        let mut store = open_when_let_go(&data).await;
        let happen = |store: &Transaction<'_>| {
            happened(store);
            Ok(())
        };
        store.transact(happen).unwrap();
        drop(store);
        Self::open(dir, self.clock, self.script, self.policies, self.keys)
    }
}

/// The controller lets go of the data a moment after its last handle went.
pub async fn open_when_let_go(data: &Path) -> Store {
    loop {
        if let Ok(place) = DataPlace::take(data) {
            let key = place.bring_key(Some(PHRASE)).unwrap();
            return Store::open(place, &key).unwrap();
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

/// Holds the lock that SQLite takes to write (byte 120 of the index of the write-ahead log), so that nobody else can.
pub fn another_program_writes(data: &Path) -> Child {
    let hold = "use Fcntl; open(my $index, '+<', $ARGV[0]) or die $!;
                my $lock = pack('s s x4 q q l', F_WRLCK, 0, 120, 1, 0);
                fcntl($index, F_SETLK, $lock) or die $!;
                $| = 1; print qq(held\n); <STDIN>;";
    let mut holding = Command::new("perl")
        .args(["-e", hold])
        .arg(data.join("terminal.db-shm"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    let out = holding.stdout.take().unwrap();
    BufReader::new(out).read_line(&mut said).unwrap();
    assert_eq!(said, "held\n");
    holding
}
