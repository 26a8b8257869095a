//! The shapes of answers (`--json`), as committed under `assets/schemas/`. A test makes them anew from the types. Which
//! there are stands with the commands.

macro_rules! answers {
    ($($name:literal $title:literal $shape:expr;)+) => {
        /// Name and JSON Schema of every answer.
        pub const ANSWERS: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../../../../assets/schemas/", $name, ".json"))),)+
        ];

        #[cfg(test)]
        use $crate::schemas::shapes;

        #[cfg(test)]
        pub fn made() -> Vec<(&'static str, serde_json::Value)> {
            vec![$(($name, shapes::titled($title, $shape)),)+]
        }
    };
}
pub(crate) use answers;

#[cfg(test)]
pub mod shapes {
    use crate::commands::{ANSWERS, made};
    use kakehashi_domain::{Code, Retry};
    use kakehashi_terminal::{
        CheckReport, FindingKind, schema,
        view::{FindingGroup, HandOverView, JobView, ProblemView, ResultView},
    };
    use serde_json::{Map, Value, json};
    use std::{env, fs, path::Path};

    pub fn titled(title: &str, shape: Value) -> Value {
        let mut titled = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": format!("kakehashi {title}"),
        });
        let all = titled.as_object_mut().unwrap();
        all.extend(shape.as_object().unwrap().clone());
        titled
    }

    /// Shapes as parts of one: their definitions stand together.
    fn of(mut parts: Vec<Value>, whole: impl FnOnce(Vec<Value>) -> Value) -> Value {
        let mut defs = Map::new();
        for part in &mut parts {
            if let Some(Value::Object(more)) = part.as_object_mut().unwrap().remove("$defs") {
                defs.extend(more);
            }
        }
        let mut whole = whole(parts);
        whole["$defs"] = Value::Object(defs);
        whole
    }

    fn object(properties: Value) -> Value {
        let required: Vec<&String> = properties.as_object().unwrap().keys().collect();
        json!({
            "type": "object",
            "required": required,
            "properties": properties,
            "additionalProperties": false,
        })
    }

    pub fn problem() -> Value {
        of(vec![schema::<ProblemView>()], |parts| {
            object(json!({ "problem": parts[0] }))
        })
    }

    pub fn files() -> Value {
        of(
            vec![schema::<CheckReport>(), schema::<ProblemView>()],
            |parts| {
                let unread = object(json!({ "file": { "type": "string" }, "problem": parts[1] }));
                let files = json!({ "type": "array", "items": { "anyOf": [parts[0], unread] } });
                object(json!({ "files": files }))
            },
        )
    }

    pub fn list(one: Value) -> Value {
        of(
            vec![one],
            |parts| json!({ "type": "array", "items": parts[0] }),
        )
    }

    /// A job with `job` in front.
    pub fn job(view: Value) -> Value {
        with(view, "JobView", json!({ "job": { "type": "number" } }))
    }

    pub fn job_with_findings() -> Value {
        let groups = schema::<Vec<FindingGroup>>();
        of(vec![job(schema::<JobView>()), groups], |parts| {
            let mut job = parts[0].clone();
            let more = json!({
                "by_code": { "type": "object", "additionalProperties": { "type": "number" } },
                "findings": parts[1],
                "left_out": { "type": "array", "items": left_out() },
            });
            add(&mut job, more);
            job
        })
    }

    /// Rows that were left out for one reason.
    fn left_out() -> Value {
        let (text, number) = (json!({ "type": "string" }), json!({ "type": "number" }));
        let row = object(json!({
            "row": number,
            "registration": text,
            "name": text,
            "column": text,
            "message": text,
        }));
        let rows = json!({ "type": "array", "items": row });
        object(json!({ "code": text, "title": text, "count": number, "rows": rows }))
    }

    fn with(mut view: Value, name: &str, more: Value) -> Value {
        let mut shape = view["$defs"].as_object_mut().unwrap().remove(name).unwrap();
        add(&mut shape, more);
        shape["$defs"] = view["$defs"].clone();
        shape
    }

    fn add(shape: &mut Value, more: Value) {
        for (name, part) in more.as_object().unwrap() {
            shape["properties"][name] = part.clone();
            shape["required"].as_array_mut().unwrap().push(json!(name));
        }
    }

    pub fn result() -> Value {
        of(
            vec![schema::<ResultView>(), schema::<HandOverView>()],
            |parts| object(json!({ "result": parts[0], "written": parts[1] })),
        )
    }

    pub fn codes() -> Value {
        let parts = vec![
            schema::<Vec<FindingKind>>(),
            schema::<Code>(),
            schema::<Retry>(),
        ];
        of(parts, |parts| {
            let text = json!({ "type": "string" });
            let error = object(json!({
                "code": parts[1],
                "number": text,
                "exit": { "type": "number" },
                "retry": parts[2],
                "sentence": text,
                "next_step": text,
            }));
            object(json!({ "errors": { "type": "array", "items": error }, "findings": parts[0] }))
        })
    }

    /// `UPDATE_SCHEMAS=1` writes them.
    #[test]
    fn the_committed_schemas_are_those_of_the_types() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/schemas");
        let committed = fs::read_dir(&folder).unwrap().count();
        for (name, schema) in made() {
            let file = folder.join(format!("{name}.json"));
            let text = format!("{schema:#}\n");
            if env::var_os("UPDATE_SCHEMAS").is_some() {
                fs::write(&file, &text).unwrap();
            }
            let kept = fs::read_to_string(&file).unwrap();
            assert!(
                kept == text,
                "{name}: UPDATE_SCHEMAS=1 cargo test -p kakehashi-cli schemas"
            );
        }
        assert_eq!(committed, ANSWERS.len(), "no other file lies there");
    }
}
