//! 情報提供等記録 and 機関別符号, which stay at the server: looked at, noted, page by page.

use crate::world::Place;
use kakehashi_domain::Code;
use kakehashi_server_link::{ServerRecord, ServerRecordDirection, ServerSymbol, ServerSymbolState};
use kakehashi_terminal::view::SymbolState;

async fn at_server() -> Place {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    place.server_log_in().await;
    place
}

#[tokio::test(start_paused = true)]
async fn records_of_provision_are_shown_newest_first_and_whoever_looks_is_noted() {
    let place = at_server().await;
    let record = |id: u64, direction| ServerRecord {
        id,
        at: place.clock_now(),
        direction,
        server_branch: format!("99{id:08}"),
        other: "2".into(),
        procedure: "03".into(),
        item: "21".into(),
        state: "提供あり".into(),
    };
    use ServerRecordDirection::{Asked, Provided};
    place
        .script
        .keep_records(&[record(1, Asked), record(2, Provided), record(3, Asked)]);
    let t = &place.terminal;
    let seen = t.provision_records().await.unwrap();
    assert_eq!(seen.total, 3);
    let provided: Vec<bool> = seen.lines.iter().map(|line| line.provided).collect();
    assert_eq!(provided, [false, true, false]);
    assert_eq!(seen.lines[0].server_branch, "9900000003");
    assert_eq!(seen.lines[0].other, "市区町村");
    assert_eq!(seen.lines[0].procedure, "被扶養者の検認");
    place.log_in("kanri").await;
    let refused = t.provision_records().await.unwrap_err();
    assert_eq!(refused.code, Code::PermissionDenied);
    let log = t.audit(0, 20).await.unwrap();
    let looked = log.iter().filter(|line| line.act == "情報提供等記録を見る");
    assert_eq!(looked.count(), 2, "one look, one refusal: {log:#?}");
}

#[tokio::test(start_paused = true)]
async fn symbols_that_are_lacking_stand_first_and_one_is_asked_for_anew() {
    let place = at_server().await;
    use ServerSymbolState::{Asked, Failed, NotAsked, Obtained};
    let states = [Obtained, Asked, Failed, NotAsked, Obtained];
    let symbols: Vec<ServerSymbol> = (1..)
        .zip(states)
        .map(|(id, state)| ServerSymbol {
            id,
            server_branch: format!("990000000{id}"),
            state,
            asked_at: place.clock_now(),
            message: String::new(),
        })
        .collect();
    place.script.know_symbols(&symbols);
    let t = &place.terminal;
    let view = t.symbols(String::new()).await.unwrap();
    let counts: Vec<u32> = view.counts.iter().map(|it| it.count).collect();
    assert_eq!(counts, [1, 1, 1, 2], "失敗, 未要求, 要求中, 取得済");
    assert_eq!(view.lines.len(), 3);
    assert_eq!(view.lines[0].state, SymbolState::Failed);
    let asked = t.request_symbol("9900000003".into()).await.unwrap();
    assert_eq!(asked.state, SymbolState::Asked);
    let unknown = t.request_symbol("1".into()).await.unwrap_err();
    assert_eq!(unknown.code, Code::SymbolUnknown);
    let sought = t.symbols("0005".into()).await.unwrap();
    assert_eq!(sought.lines[0].state, SymbolState::Obtained);
}
