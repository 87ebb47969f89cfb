//! `/v1/keys` and `/v1/sessions`.

use kunci_wire::ProblemCode::{
    BankingFlagged, ClientTooOld, HardwareTokenDelayed, HardwareTokenMissing, HardwareTokenRefused, OtpRefused,
    ProofRefused, Scope, SignInDelayed, SignInRefused, SmsAlreadySent, SmsLimit, StepUpClosed, StepUpRequired,
    TokenLocked, TokenNotActive, TokenRolledBack,
};
use kunci_wire::guard::EmptyRequest;
use kunci_wire::keys::KeysReply;
use kunci_wire::outages::ServicesReply;
use kunci_wire::sessions::{
    HardwareLoginRequest, ScopeReply, SessionStateReply, SignInReply, SignInRequest, StepUpProof, StepUpReply,
    StepUpRequest, TokenLoginReply, TokenLoginRequest,
};

use super::{Row, Who, delete, get, post};

pub(super) fn rows() -> Vec<Row> {
    vec![
        get("/v1/keys", Who::Anybody, "The bank's keys, signed by its root").answers::<KeysReply>(200),
        get("/v1/status", Who::Anybody, "What of the bank is out, signed").answers::<ServicesReply>(200),
        post(
            "/v1/sessions",
            Who::NewSession,
            "User id and password open a session, bound to the key that signs the request",
        )
        .asks::<SignInRequest>()
        .answers::<SignInReply>(201)
        .refuses(&[SignInRefused, SignInDelayed, BankingFlagged, ClientTooOld]),
        get(
            "/v1/sessions/current",
            Who::Session,
            "How the session stands; an act of the customer unless `kunci-unattended: ?1`",
        )
        .answers::<SessionStateReply>(200),
        delete("/v1/sessions/current", Who::Session, "Sign out").answers_nothing(),
        post("/v1/sessions/current/token", Who::Session, "The token's proof raises the session to scope full")
            .asks::<TokenLoginRequest>()
            .answers::<TokenLoginReply>(200)
            .refuses(&[ProofRefused, StepUpRequired, TokenRolledBack, TokenLocked, TokenNotActive]),
        post(
            "/v1/sessions/current/hardware-token",
            Who::Session,
            "A code of the hardware token raises the session to scope view",
        )
        .asks::<HardwareLoginRequest>()
        .answers::<ScopeReply>(200)
        .refuses(&[HardwareTokenRefused, HardwareTokenDelayed, Scope]),
        post("/v1/sessions/current/step-up", Who::Session, "Asks for a code, after `step-up-required`")
            .asks::<StepUpRequest>()
            .once()
            .answers::<StepUpReply>(201)
            .refuses(&[StepUpClosed, SmsAlreadySent, SmsLimit, HardwareTokenMissing, HardwareTokenDelayed]),
        post("/v1/sessions/current/step-up/proof", Who::Session, "Gives the code")
            .asks::<StepUpProof>()
            .once()
            .answers::<EmptyRequest>(200)
            .refuses(&[StepUpClosed, OtpRefused, HardwareTokenRefused, HardwareTokenDelayed]),
    ]
}
