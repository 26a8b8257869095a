//! 漏えい by command: written down by the clerk, completed, reported by the approver, with the days and whom to call.

use kakehashi_acceptance::{Cli, Practice, begun};

#[test]
fn a_leak_is_written_down_completed_and_reported_by_commands() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    cli.admin("contacts set desk --name 窓口 --reach 03-0000-0000")
        .expect_status(0);
    let contacts = cli.clerk("contacts list").expect_status(0).json;
    assert_eq!(contacts[3]["reach"], "03-0000-0000");
    assert_eq!(contacts[4]["name"], "");

    let new = "leak new --what USBメモリーが見つからない --found 2026-01-05";
    let lacking = cli.clerk(new).expect_status(2);
    assert_eq!(lacking.code(), "INPUT_INVALID");
    let line = format!("{new} --data personal-number --data identity");
    let leak = cli.clerk(&line).expect_status(0);
    assert_eq!(leak.text("state"), "open");
    assert_eq!(leak.json["dues"][0]["by"], "2026-01-09");
    assert_eq!(leak.json["dues"][1]["by"], "2026-02-03");

    let more = "leak change 1 --people 3 --encrypted no --malice yes --cause 置き忘れた";
    let changed = cli.clerk(more).expect_status(0);
    assert_eq!(changed.json["facts"]["what"], "USBメモリーが見つからない");
    assert_eq!(changed.json["facts"]["people"], 3);
    assert_eq!(changed.json["dues"][1]["by"], "2026-03-05");
    let report = "leak report 1 --step preliminary --on 2026-01-08 --to 委員会";
    cli.clerk(report).expect_status(3);
    let reported = cli.approver(report).expect_status(0);
    assert_eq!(reported.text("state"), "preliminary");
    let again = cli.approver(report).expect_status(3);
    assert_eq!(again.code(), "LEAK_STATE");
    let list = cli.clerk("leak list").expect_status(0).json;
    assert_eq!(list.as_array().unwrap().len(), 1);
    let unknown = cli.clerk("leak show 7").expect_status(2);
    assert_eq!(unknown.code(), "LEAK_NOT_FOUND");
}

#[test]
#[cfg_attr(windows, ignore = "there the console's code page decides the bytes")]
fn a_list_in_which_nothing_stands_says_so_beside_an_empty_answer() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let shown = |line: &str| {
        let mut command = practice.command("kakehashi");
        let asked = cli.command(Some(("tantou", "clerk")), "");
        for (name, value) in asked.get_envs() {
            command.env(name, value.unwrap_or_default());
        }
        command.args(line.split(' '));
        begun(|| command.output())
    };
    for line in ["leak list", "numbers list", "protect list"] {
        let empty = shown(line);
        assert!(empty.status.success() && empty.stdout.is_empty(), "{line}");
        let said = String::from_utf8(empty.stderr).unwrap();
        assert!(said.contains("ありません"), "{line}: {said}");
    }
}
