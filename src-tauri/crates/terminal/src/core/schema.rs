//! The shapes of answers as JSON Schema (2020-12), made from the same declarations as the window's TypeScript.

use crate::core::call::Types;
use serde_json::{Map, Value, json};
use ts_rs::{TS, TypeVisitor};

/// The schema of an answer, with every type that it holds under `$defs`.
pub fn schema<T: TS + 'static>() -> Value {
    let mut types = Types::default();
    types.visit::<T>();
    let mut schema = Reading(&T::name(&types.config)).union();
    let defs = types.found.iter().map(|(name, declared)| {
        let shape = declared.split_once('=').map_or("", |(_, shape)| shape);
        let shape = match name.as_str() {
            // There will be more of them, and no script should stumble over a new one.
            "Code" => json!({ "type": "string", "description": "kakehashi codes" }),
            _ => Reading(shape).union(),
        };
        (name.clone(), shape)
    });
    let defs: Map<String, Value> = defs.collect();
    if !defs.is_empty() {
        schema["$defs"] = Value::Object(defs);
    }
    schema
}

/// What is left to read of a declaration.
struct Reading<'a>(&'a str);

impl Reading<'_> {
    fn union(&mut self) -> Value {
        self.takes("|");
        let mut all = vec![self.both()];
        while self.takes("|") {
            all.push(self.both());
        }
        if all.len() == 1 {
            return all.remove(0);
        }
        let words: Option<Vec<_>> = all.iter().map(|one| one.get("const").cloned()).collect();
        match words {
            Some(words) => json!({ "enum": words }),
            None => json!({ "anyOf": all }),
        }
    }

    /// Objects that are one.
    fn both(&mut self) -> Value {
        let mut all = self.one();
        while self.takes("&") {
            let more = self.one();
            all = json!({ "allOf": [open(all), open(more)] });
        }
        all
    }

    fn one(&mut self) -> Value {
        if self.takes("(") {
            let inner = self.union();
            self.takes(")");
            return inner;
        }
        if self.takes("{") {
            return self.object();
        }
        if self.takes("[") {
            return self.tuple();
        }
        if self.takes("\"") {
            let (word, rest) = self.0.split_once('"').unwrap_or((self.0, ""));
            self.0 = rest;
            return json!({ "const": word });
        }
        let name = self.word();
        match name {
            "string" => json!({ "type": "string" }),
            "number" | "bigint" => json!({ "type": "number" }),
            "boolean" => json!({ "type": "boolean" }),
            "null" => json!({ "type": "null" }),
            "true" | "false" => json!({ "const": name == "true" }),
            "unknown" | "any" | "JsonValue" => json!({}),
            "Array" => {
                self.takes("<");
                let items = self.union();
                self.takes(">");
                json!({ "type": "array", "items": items })
            }
            name => json!({ "$ref": format!("#/$defs/{name}") }),
        }
    }

    fn object(&mut self) -> Value {
        let (mut properties, mut required) = (Map::new(), Vec::new());
        while !self.takes("}") {
            if self.0.is_empty() {
                break;
            }
            if self.takes("[") {
                let (_, rest) = self.0.split_once(']').unwrap_or_default();
                self.0 = rest;
                self.takes("?");
                self.takes(":");
                let values = self.union();
                self.takes(",");
                self.takes("}");
                return json!({ "type": "object", "additionalProperties": values });
            }
            let quoted = self.takes("\"");
            let name = self.word().to_owned();
            if quoted {
                self.takes("\"");
            }
            if !self.takes("?") {
                required.push(name.clone());
            }
            self.takes(":");
            let value = self.union();
            properties.insert(name, value);
            if !self.takes(",") {
                self.takes(";");
            }
        }
        json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    }

    fn tuple(&mut self) -> Value {
        let mut all = Vec::new();
        while !self.takes("]") && !self.0.is_empty() {
            all.push(self.union());
            self.takes(",");
        }
        let count = all.len();
        json!({ "type": "array", "prefixItems": all, "minItems": count, "maxItems": count })
    }

    fn word(&mut self) -> &str {
        self.pass();
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        let end = self.0.find(|c| !is_part(c)).unwrap_or(self.0.len());
        let (word, rest) = self.0.split_at(end);
        self.0 = rest;
        word
    }

    fn takes(&mut self, sign: &str) -> bool {
        self.pass();
        let rest = self.0.strip_prefix(sign);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Passes blanks and what is said in comments.
    fn pass(&mut self) {
        self.0 = self.0.trim_start();
        while let Some(comment) = self.0.strip_prefix("/*") {
            let (_, rest) = comment.split_once("*/").unwrap_or_default();
            self.0 = rest.trim_start();
        }
    }
}

/// What is part of a whole can't forbid the other part.
fn open(mut part: Value) -> Value {
    if let Some(object) = part.as_object_mut() {
        object.remove("additionalProperties");
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_read() {
        let text = json!({ "type": "string" });
        for (declared, shape) in [
            ("string", text.clone()),
            ("Array<string>;", json!({ "type": "array", "items": text })),
            ("\"a\" | \"b-c\"", json!({ "enum": ["a", "b-c"] })),
            (
                "X | null",
                json!({ "anyOf": [{ "$ref": "#/$defs/X" }, { "type": "null" }] }),
            ),
            (
                "{ /** A word, | or & more. */ a: string, b?: { [key in string]: string }, }",
                json!({
                    "type": "object",
                    "properties": {
                        "a": text,
                        "b": { "type": "object", "additionalProperties": text },
                    },
                    "required": ["a"],
                    "additionalProperties": false,
                }),
            ),
        ] {
            assert_eq!(Reading(declared).union(), shape, "{declared}");
        }
    }
}
