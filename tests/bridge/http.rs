//! What a page asks of its world, and a test of it.

use crate::{pages, scenarios::fingerprint, world::World, worlds::Worlds};
use axum::{
    Json, Router,
    body::Body,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{delete, get, post},
};
use futures_util::stream;
use kakehashi_terminal::Changed;
use serde::Deserialize;
use serde_json::{Value, json};
use std::{convert::Infallible, path::PathBuf, sync::Arc};
use tokio::sync::broadcast::error::RecvError;

/// All routes.
pub fn router(folder: Option<PathBuf>) -> Router {
    let worlds = Router::new()
        .route("/worlds", post(begin))
        .route("/worlds/{id}", delete(end))
        .route("/worlds/{id}/acts/{act}", post(act))
        .route("/worlds/{id}/changes", get(changes))
        .route("/worlds/{id}/controls", post(control))
        .with_state(Arc::new(Worlds::default()));
    match folder {
        Some(folder) => worlds.fallback(move |uri| pages::page(folder.clone(), uri)),
        None => worlds,
    }
}

#[derive(Deserialize)]
struct Beginning {
    scenario: String,
    user: Option<String>,
}

async fn begin(State(worlds): State<Arc<Worlds>>, Json(wanted): Json<Beginning>) -> Response {
    // A task of its own: a page that goes away doesn't stop a history half-way, and a history that fails says so.
    let making = tokio::spawn(async move { worlds.make(&wanted.scenario, wanted.user).await });
    match making.await {
        Ok((id, world)) => {
            let paper = fingerprint(&world);
            Json(json!({ "id": id, "dir": world.dir(), "fingerprint": paper })).into_response()
        }
        Err(failed) => (StatusCode::INTERNAL_SERVER_ERROR, failed.to_string()).into_response(),
    }
}

async fn end(State(worlds): State<Arc<Worlds>>, Path(id): Path<u32>) -> StatusCode {
    worlds.end(id).await;
    StatusCode::NO_CONTENT
}

async fn act(
    State(worlds): State<Arc<Worlds>>,
    Path((id, act)): Path<(u32, String)>,
    Json(arguments): Json<Value>,
) -> Response {
    let Some(world) = worlds.find(id) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match world.act(&act, arguments).await {
        Ok(answer) => Json(answer).into_response(),
        Err(problem) => (StatusCode::UNPROCESSABLE_ENTITY, Json(problem)).into_response(),
    }
}

/// One line of JSON for each change, as long as the page listens.
async fn changes(State(worlds): State<Arc<Worlds>>, Path(id): Path<u32>) -> Response {
    let Some(world) = worlds.find(id) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let lines = stream::unfold(world.terminal.changes(), async |mut changes| {
        let changed = match changes.recv().await {
            Ok(changed) => changed,
            Err(RecvError::Lagged(_)) => Changed::anything(),
            Err(RecvError::Closed) => return None,
        };
        let line = format!("{}\n", json!(changed));
        Some((Ok::<_, Infallible>(line), changes))
    });
    Body::from_stream(lines).into_response()
}

/// What a test does to a world beside the window.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Control {
    /// The next dialog of the desk is answered with a path.
    Choose(String),
    /// Minutes go by, and the terminal looks at its clock.
    Wait(i64),
    /// The person closes the window.
    Leave,
    /// The practice server starts anew, by a scenario file; without one it is gone.
    Serve(Option<String>),
    /// The organisation decides a setting.
    Policy(kakehashi_domain::Setting, u32),
}

async fn control(
    State(worlds): State<Arc<Worlds>>,
    Path(id): Path<u32>,
    Json(control): Json<Control>,
) -> StatusCode {
    let Some(world) = worlds.find(id) else {
        return StatusCode::NOT_FOUND;
    };
    control.upon(&world).await;
    StatusCode::NO_CONTENT
}

impl Control {
    async fn upon(self, world: &World) {
        match self {
            Self::Choose(path) => world.choose(path),
            Self::Wait(minutes) => {
                world.clock.minutes_go_by(minutes);
                world.tick().await;
            }
            Self::Leave => world.leave().await,
            Self::Serve(Some(scenario)) => world.serve(&scenario).await,
            Self::Serve(None) => world.stop_serving().await,
            Self::Policy(setting, value) => world.policies.decide(setting, value),
        }
    }
}
