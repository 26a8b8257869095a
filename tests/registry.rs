//! What group policies put into Windows' registry. Under wine, `cargo xtask test --windows` runs it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Test code: a failure here is a failed test.
#![cfg(windows)]

use kakehashi_acceptance::{Cli, Practice};
use windows_registry::LOCAL_MACHINE;

const KEY: &str = r"Software\Policies\Kakehashi";

/// Policies that go with the test, however it ends.
struct Decided;

impl Drop for Decided {
    fn drop(&mut self) {
        let _gone_already = LOCAL_MACHINE.remove_tree(KEY);
    }
}

#[test]
fn a_policy_in_the_registry_decides_and_the_command_line_says_so() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    cli.run(None, "init --admin kanri --password-file admin.secret")
        .expect_status(0);
    let idle = || cli.admin("settings").expect_status(0).json[0].clone();
    assert_eq!(
        (&idle()["value"], &idle()["managed"]),
        (&10.into(), &false.into())
    );

    let decided = Decided;
    let policies = LOCAL_MACHINE.create(KEY).unwrap();
    policies.set_u32("IdleMinutes", 3).unwrap();
    assert_eq!(
        (&idle()["value"], &idle()["managed"]),
        (&3.into(), &true.into())
    );
    cli.admin("settings set idle-minutes 20")
        .expect_code("SETTING_MANAGED", 3);

    policies.set_string("IdleMinutes", "three").unwrap();
    assert_eq!(idle()["problem"]["code"], "MANAGED_SETTING_INVALID");
    cli.run(None, "self-check").expect_status(1);
    drop(decided);
    cli.admin("settings set idle-minutes 20").expect_status(0);
}
