//! The page itself. `cargo xtask browser` checks that `built` is what the sources beside it build.

use axum::Router;
use axum::http::header;
use axum::routing::get;

const FILES: [(&str, &str, &str); 4] = [
    ("/", "text/html; charset=utf-8", include_str!("../../console/page/index.html")),
    ("/console.css", "text/css; charset=utf-8", include_str!("../../console/page/console.css")),
    ("/console.js", "text/javascript; charset=utf-8", include_str!("../../console/built/console.js")),
    ("/icon.svg", "image/svg+xml", include_str!("../../console/page/icon.svg")),
];

pub(super) fn router() -> Router {
    FILES.iter().fold(Router::new(), |router, &(path, media_type, text)| {
        router.route(path, get(move || std::future::ready(([(header::CONTENT_TYPE, media_type)], text))))
    })
}
