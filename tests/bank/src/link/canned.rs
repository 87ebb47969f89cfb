//! Replies that employees need again and again, in both languages. They go out as everything that an employee types does: through the desk's
//! filter.

use serde_json::{Value, json};

/// A reply. Who sends it may change it first.
struct Reply {
    key: &'static str,
    title_en: &'static str,
    title_id: &'static str,
    text_en: &'static str,
    text_id: &'static str,
}

const REPLIES: [Reply; 7] = [
    Reply {
        key: "greeting",
        title_en: "Greeting",
        title_id: "Salam",
        text_en: "Good day. How can I help you?",
        text_id: "Selamat datang. Apa yang bisa saya bantu?",
    },
    Reply {
        key: "moment",
        title_en: "A moment, please",
        title_id: "Mohon tunggu",
        text_en: "I am looking into it. It takes a few minutes; you can leave the chat, my answer stays here.",
        text_id: "Saya periksa dahulu. Perlu beberapa menit; Anda boleh meninggalkan obrolan, jawaban saya tetap ada di sini.",
    },
    Reply {
        key: "verify",
        title_en: "Who it is",
        title_id: "Memastikan nasabah",
        text_en: "Before I look at your account, please confirm in the app that it is you. I have sent the question there.",
        text_id: "Sebelum saya melihat rekening Anda, mohon konfirmasi di aplikasi bahwa ini Anda. Pertanyaannya sudah saya kirim ke sana.",
    },
    Reply {
        key: "freeze",
        title_en: "Freeze the card first",
        title_id: "Bekukan kartu dahulu",
        text_en: "Please freeze the card first, under Cards. You can unfreeze it yourself at any time.",
        text_id: "Mohon bekukan dahulu kartunya di menu Kartu. Anda dapat mencairkannya sendiri kapan saja.",
    },
    Reply {
        key: "safety",
        title_en: "What the bank never asks for",
        title_id: "Yang tidak pernah diminta bank",
        text_en: "We never ask for your password, PIN, Unlock Code or one-time PIN. Please do not write them here.",
        text_id: "Kami tidak pernah meminta kata sandi, PIN, Kode Buka, atau PIN sekali pakai. Mohon jangan menuliskannya di sini.",
    },
    Reply {
        key: "call",
        title_en: "A call instead",
        title_id: "Lewat telepon",
        text_en: "If you would rather talk, ask for a call in the app under Help. Whoever calls proves there to be the bank.",
        text_id: "Bila lebih nyaman berbicara, minta ditelepon di aplikasi di menu Bantuan. Penelepon membuktikan di sana bahwa ia dari bank.",
    },
    Reply {
        key: "farewell",
        title_en: "Farewell",
        title_id: "Penutup",
        text_en: "Is there anything else? If not, thank you for your patience. You can rate this chat in the app.",
        text_id: "Apakah ada hal lain? Bila tidak, terima kasih atas kesabarannya. Anda dapat menilai obrolan ini di aplikasi.",
    },
];

/// All of them, for the desk.
pub(crate) fn all() -> Value {
    let shown = |reply: &Reply| {
        json!({
            "key": reply.key,
            "title": { "en": reply.title_en, "id": reply.title_id },
            "text": { "en": reply.text_en, "id": reply.text_id },
        })
    };
    json!({ "replies": REPLIES.iter().map(shown).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::agent::forbidden;

    #[test]
    fn chat_3_no_ready_reply_asks_for_what_nobody_of_the_bank_may_ask_for() {
        for reply in &REPLIES {
            for text in [reply.text_en, reply.text_id] {
                assert!(forbidden(text).is_none(), "{}: {:?}", reply.key, forbidden(text).map(|found| found.code()));
            }
        }
    }
}
