//! `/v1/cards` and `/v1/transactions`.

use kunci_wire::ProblemCode::{
    AmountInvalid, AmountsInvalid, CardNotUsable, ChangeInvalid, HeldByProbation, LimitAboveCeiling, PinWeak,
    RevealClosed, Scope, TokenLocked, TokenNotActive, TooManyCards, TripRefused,
};
use kunci_wire::cards::{
    BlockRequest, CancelRaiseRequest, CardDetailsReply, CardsReply, CommandReply, ControlsRequest, HoldRequest,
    PinRequest, PreflightReply, PreflightRequest, ReceiptsReply, RevealRequest, TrialReply, VirtualCardRequest,
};
use kunci_wire::transactions::{TransactionsReply, TransactionsRequest};
use kunci_wire::wallets::{WalletTokenReply, WalletTokensReply};

use super::{Row, Who, get, post};

pub(super) fn rows() -> Vec<Row> {
    vec![
        get("/v1/cards", Who::Looking, "The customer's cards").answers::<CardsReply>(200),
        get("/v1/cards/receipts", Who::Looking, "What was done to them, signed by the bank")
            .answers::<ReceiptsReply>(200),
        post("/v1/cards/{id}/freeze", Who::Device, "Nothing passes any more")
            .asks::<HoldRequest>()
            .once()
            .answers::<CommandReply>(200)
            .refuses(&[CardNotUsable]),
        post("/v1/cards/{id}/unfreeze", Who::Full, "Asks that payments pass again")
            .asks::<HoldRequest>()
            .once()
            .answers::<CommandReply>(202)
            .refuses(&[CardNotUsable, TokenLocked, TokenNotActive, HeldByProbation]),
        post("/v1/cards/{id}/controls", Who::Full, "What tightens at once, what loosens once it is approved")
            .asks::<ControlsRequest>()
            .once()
            .if_match()
            .answers::<CommandReply>(200)
            .answers::<CommandReply>(202)
            .refuses(&[CardNotUsable, ChangeInvalid, LimitAboveCeiling, AmountInvalid, TripRefused])
            .refuses(&[TokenLocked, TokenNotActive, HeldByProbation]),
        post("/v1/cards/{id}/tighten", Who::Device, "The same, where nothing loosens")
            .asks::<ControlsRequest>()
            .once()
            .if_match()
            .answers::<CommandReply>(200)
            .refuses(&[CardNotUsable, ChangeInvalid, LimitAboveCeiling, AmountInvalid, Scope, TripRefused]),
        post("/v1/cards/{id}/cancel-raise", Who::Device, "A raise that cools off is taken back")
            .asks::<CancelRaiseRequest>()
            .once()
            .answers::<CommandReply>(200)
            .refuses(&[CardNotUsable, ChangeInvalid]),
        post("/v1/cards/{id}/block", Who::Full, "Lost, stolen or found out: closed for good")
            .asks::<BlockRequest>()
            .once()
            .answers::<CommandReply>(200)
            .refuses(&[CardNotUsable]),
        post("/v1/cards/{id}/activation", Who::Full, "Asks that a new card is taken into use")
            .asks::<HoldRequest>()
            .once()
            .answers::<CommandReply>(202)
            .refuses(&[CardNotUsable, TokenLocked, TokenNotActive, HeldByProbation]),
        post("/v1/cards/{id}/pin", Who::Full, "Asks for another PIN")
            .asks::<PinRequest>()
            .once()
            .answers::<CommandReply>(202)
            .refuses(&[CardNotUsable, PinWeak, TokenLocked, TokenNotActive, HeldByProbation]),
        post("/v1/cards/{id}/replacement", Who::Full, "Asks for a new card in place of this one")
            .asks::<HoldRequest>()
            .once()
            .answers::<CommandReply>(202)
            .refuses(&[CardNotUsable, TokenLocked, TokenNotActive, HeldByProbation]),
        post("/v1/cards/{id}/virtual-card", Who::Full, "Asks for a virtual card beside this one")
            .asks::<VirtualCardRequest>()
            .once()
            .answers::<CommandReply>(202)
            .refuses(&[CardNotUsable, TooManyCards, AmountInvalid, LimitAboveCeiling])
            .refuses(&[TokenLocked, TokenNotActive, HeldByProbation]),
        super::operations::order::<RevealRequest>("/v1/cards/{id}/reveal", "Asks that a card's number is shown once")
            .refuses(&[CardNotUsable]),
        post("/v1/operations/{id}/card-details", Who::Full, "The number, sealed to the phone: once, for a short while")
            .asks::<HoldRequest>()
            .answers::<CardDetailsReply>(200)
            .refuses(&[RevealClosed, CardNotUsable]),
        get("/v1/wallet-tokens", Who::Looking, "Wallets of phones in which the customer's cards are")
            .answers::<WalletTokensReply>(200),
        post("/v1/wallet-tokens/{id}/suspension", Who::Device, "Nothing is paid from there until it is resumed")
            .asks::<HoldRequest>()
            .once()
            .answers::<WalletTokenReply>(200),
        post("/v1/wallet-tokens/{id}/removal", Who::Device, "Nothing is ever paid from there again")
            .asks::<HoldRequest>()
            .once()
            .answers::<WalletTokenReply>(200),
        super::operations::order::<HoldRequest>("/v1/wallet-tokens/{id}/resumption", "Asks that a wallet pays again")
            .refuses(&[CardNotUsable]),
        post("/v1/cards/{id}/preflight", Who::Looking, "What would become of this payment now")
            .asks::<PreflightRequest>()
            .answers::<PreflightReply>(200),
        post("/v1/cards/{id}/trial", Who::Looking, "What these controls would have done to the last 90 days")
            .asks::<ControlsRequest>()
            .answers::<TrialReply>(200)
            .refuses(&[ChangeInvalid, LimitAboveCeiling, AmountInvalid]),
        post("/v1/transactions/search", Who::Looking, "Payments with the customer's cards, newest first")
            .asks::<TransactionsRequest>()
            .answers::<TransactionsReply>(200)
            .refuses(&[AmountsInvalid]),
    ]
}
