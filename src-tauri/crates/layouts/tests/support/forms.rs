//! Made-up kinds in every form that a file can have.

use kakehashi_layouts::Layout;

const ENCODINGS: [&str; 6] = [
    "utf-8",
    "cp932",
    "shift_jis",
    "utf-16le",
    "utf-16be",
    "euc-jp",
];

/// A kind of three columns whose `[format]` says what is given.
pub fn kind_with(format: &str) -> Layout {
    let text = format!(
        "kind = \"form\"\ntitle = \"見本\"\nfile_title = \"見本ファイル\"\nstatus = \"provisional\"\n\
         version = \"1\"\neffective_from = \"2016-01-01\"\ndirection = \"collect\"\ngroup = \"collection\"\n\
         [[column]]\nid = \"a\"\ntitle = \"氏名\"\ntype = \"text\"\n\
         [[column]]\nid = \"b\"\ntitle = \"番地\"\ntype = \"text\"\n\
         [[column]]\nid = \"c\"\ntitle = \"番号\"\ntype = \"text\"\n\
         [format]\nfile_name = \"f.txt\"\n{format}\n"
    );
    let problems = Layout::problems(&text);
    assert_eq!(problems, [], "{format}");
    Layout::parse(&text).unwrap()
}

/// One kind for each form; the first of the pair tells which.
pub fn every_form() -> Vec<(String, Layout)> {
    let mut forms = Vec::new();
    for encoding in ENCODINGS {
        let has_bom = encoding.starts_with("utf");
        for bom in ["optional", "forbidden", "required"] {
            if bom == "required" && !has_bom {
                continue;
            }
            for line_end in ["crlf", "lf"] {
                let common = format!(
                    "encoding = \"{encoding}\"\nbom = \"{bom}\"\nline_end = \"{line_end}\"\nmax_rows = 9\n"
                );
                let xml = "type = \"xml\"\nheader = true\n[format.xml]\nroot = \"people\"\nrow = \"person\"";
                forms.push(format!("{common}{xml}"));
                for quote in ["when-needed", "always", "never"] {
                    for (header, eof_mark) in [
                        ("true", "required"),
                        ("false", "forbidden"),
                        ("false", "optional"),
                    ] {
                        forms.push(format!(
                            "{common}type = \"csv\"\nheader = {header}\nquote = \"{quote}\"\neof_mark = \"{eof_mark}\""
                        ));
                    }
                }
            }
        }
    }
    let kinds = forms
        .into_iter()
        .map(|form| (form.clone(), kind_with(&form)));
    kinds.collect()
}
