//! What to do with the outbox. Pure: rows in, one action out.

use uuid::Uuid;

use crate::ports::{Conversation, OutboxRecord, OutboxState};

/// What waited for longer is not sent any more; the customer is told.
pub(super) const LIFE_MS: i64 = 48 * 3600 * 1000;

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Say this one. It is the oldest, and no other is being said.
    Send(Uuid),
    /// Mark this one as expired.
    Expire(Uuid),
    /// Wait for the bank's word, or for something to say.
    Nothing,
}

/// One at a time, oldest first; what failed for good does not hold up the rest.
pub(super) fn next(rows: &[OutboxRecord], now_ms: i64) -> Action {
    for row in rows {
        match row.state {
            OutboxState::Sent | OutboxState::Failed(_) => {}
            OutboxState::Sending => return Action::Nothing,
            OutboxState::Queued if now_ms.saturating_sub(row.created_ms) > LIFE_MS => {
                return Action::Expire(row.client_id);
            }
            OutboxState::Queued => return Action::Send(row.client_id),
        }
    }
    Action::Nothing
}

/// Whether nothing waits in this conversation, and no word of the bank on anything is outstanding: what is written now may be said at once.
pub(super) fn is_free(rows: &[OutboxRecord], conversation: Conversation) -> bool {
    let done = |row: &OutboxRecord| matches!(row.state, OutboxState::Sent | OutboxState::Failed(_));
    rows.iter().all(|row| row.conversation != conversation || done(row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::{OutboxKind, SendFailure};

    fn row(n: u128, state: OutboxState) -> OutboxRecord {
        OutboxRecord {
            client_id: Uuid::from_u128(n),
            conversation: Conversation::General,
            place: 0,
            kind: OutboxKind::Message,
            text: format!("message {n}"),
            created_ms: 0,
            state,
            said: false,
        }
    }

    #[test]
    fn chat_9_one_message_at_a_time_oldest_first() {
        use OutboxState::{Failed, Queued, Sending, Sent};
        let send = |n| Action::Send(Uuid::from_u128(n));
        for (states, action) in [
            (vec![], Action::Nothing),
            (vec![Queued, Queued], send(0)),
            (vec![Sending, Queued], Action::Nothing),
            (vec![Sent, Queued], send(1)),
            (vec![Failed(SendFailure::Refused), Queued], send(1)),
            (vec![Sent, Failed(SendFailure::Expired)], Action::Nothing),
        ] {
            let rows: Vec<_> = (0..).zip(&states).map(|(n, state)| row(n, *state)).collect();
            assert_eq!(next(&rows, 0), action, "{states:?}");
        }
    }

    #[test]
    fn chat_9_nothing_is_said_past_what_waits_or_is_being_said_in_its_conversation() {
        use OutboxState::{Failed, Queued, Sending, Sent};
        for (states, free) in [
            (vec![], true),
            (vec![Sent, Failed(SendFailure::Refused)], true),
            (vec![Sent, Queued], false),
            (vec![Sending], false),
        ] {
            let rows: Vec<_> = (0..).zip(&states).map(|(n, state)| row(n, *state)).collect();
            assert_eq!(is_free(&rows, Conversation::General), free, "{states:?}");
            assert!(is_free(&rows, Conversation::About(Uuid::from_u128(9))), "another conversation: {states:?}");
        }
    }

    #[test]
    fn chat_9_what_waited_for_two_days_is_not_sent_any_more() {
        let rows = [row(1, OutboxState::Queued)];
        assert_eq!(next(&rows, LIFE_MS), Action::Send(Uuid::from_u128(1)));
        assert_eq!(next(&rows, LIFE_MS + 1), Action::Expire(Uuid::from_u128(1)));
    }
}
