#![allow(clippy::all, clippy::unwrap_used, clippy::print_stdout, missing_docs)]
use kakehashi_layouts::*;
use std::{io::Cursor, ops::ControlFlow, time::Instant};
fn number(body: u64) -> String {
    let d: Vec<u64> = format!("{body:011}")
        .bytes()
        .map(|b| u64::from(b - b'0'))
        .collect();
    let s: u64 = d
        .iter()
        .zip([6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
        .map(|(d, w)| d * w)
        .sum();
    let c = match s % 11 {
        0 | 1 => 0,
        r => 11 - r,
    };
    format!("{body:011}{c}")
}
fn main() {
    let today = "2026-04-30".parse().unwrap();
    let layout = Catalogue::shipped()
        .of_kind("member-registration", today)
        .unwrap();
    let bytes = match std::env::args().nth(1) {
        Some(path) => std::fs::read(path).unwrap(),
        None => {
            let mut t = layout
                .columns
                .iter()
                .map(|c| c.title.clone())
                .collect::<Vec<_>>()
                .join(",")
                + "\r\n";
            let sn = [
                ("佐藤", "サトウ"),
                ("鈴木", "スズキ"),
                ("高橋", "タカハシ"),
                ("田中", "タナカ"),
                ("渡辺", "ワタナベ"),
                ("長谷川", "ハセガワ"),
            ];
            let gn = [
                ("太郎", "タロウ"),
                ("花子", "ハナコ"),
                ("健一", "ケンイチ"),
                ("由美子", "ユミコ"),
                ("翔太", "ショウタ"),
            ];
            let (mut h, mut x, mut n) = (0u64, 7u64, 0u32);
            while n < 600_000 {
                h += 1;
                x = x
                    .wrapping_mul(6364136223846793005)
                    .wrapping_add(1442695040888963407);
                let size = 1 + (x >> 40) % 4;
                let (sk, sf) = sn[(x >> 33) as usize % 6];
                for m in 0..size {
                    x = x
                        .wrapping_mul(6364136223846793005)
                        .wrapping_add(1442695040888963407);
                    let r = x >> 33;
                    let (gk, gf) = gn[r as usize % 5];
                    let y = [1970, 1972, 2005, 2008][m as usize] + r % 12;
                    t += &format!(
                        "1,202604{:02},20260403,202604{:02},,06990014,101,{h},{m:02},{},{sk}　{gk},{sf}　{gf},{y}{:02}{:02},{},{:07},東京都練習区見本町{}丁目{}番{}号,{},1\r\n",
                        1 + h % 3,
                        1 + h % 3,
                        [0, 1, 2, 2][m as usize],
                        r % 12 + 1,
                        r % 28 + 1,
                        r % 2 + 1,
                        h * 7919 % 9_999_999,
                        h % 9,
                        h % 30,
                        h % 19,
                        number(x >> 30 & 0x1_FFFF_FFFF)
                    );
                    n += 1;
                }
            }
            t.into_bytes()
        }
    };
    let setting = CheckSetting::new(layout, today);
    let mut best = [f64::MAX; 2];
    let mut summary = None;
    for _ in 0..7 {
        let t = Instant::now();
        let mut r = csv::Reader::from_reader(&bytes[..]);
        let mut rec = csv::ByteRecord::new();
        while r.read_byte_record(&mut rec).unwrap() {}
        best[0] = best[0].min(t.elapsed().as_secs_f64());
        let t = Instant::now();
        summary = Some(
            check(&mut Cursor::new(&bytes), &setting, &mut |_| {}, &mut |_| {
                ControlFlow::Continue(())
            })
            .unwrap(),
        );
        best[1] = best[1].min(t.elapsed().as_secs_f64());
    }
    println!(
        "csv {:.3} check {:.3} ratio {:.2} {:?}",
        best[0],
        best[1],
        best[1] / best[0],
        summary
    );
}
