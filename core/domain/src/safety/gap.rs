//! What stands between two words.

use super::fold::Symbol;

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Gap {
    /// Characters.
    pub(super) length: usize,
    /// Its only character, if it has one.
    pub(super) sole: Option<char>,
    /// Groups of digits on both sides may be one number: at most three signs, any space.
    pub(super) joins: bool,
    /// A sentence ends.
    pub(super) stop: bool,
    /// ':', '=' or an arrow: what follows is the value.
    pub(super) assigns: bool,
    /// A comma or another break inside of a sentence.
    pub(super) comma: bool,
    /// A currency sign.
    pub(super) money: bool,
    /// Bullets: a secret was masked here.
    pub(super) masked: bool,
    /// A question mark.
    pub(super) asks: bool,
}

/// What stands between the symbols `from` and `to`.
pub(super) fn gap(symbols: &[Symbol], from: usize, to: usize) -> Gap {
    let between = symbols.get(from..to).unwrap_or_default();
    let mut gap = Gap { length: between.len(), ..Gap::default() };
    if let [symbol] = between {
        gap.sole = Some(symbol.ch);
    }
    let mut signs = 0;
    let (mut before, mut before_that) = ('\0', '\0');
    for ch in between.iter().map(|symbol| symbol.ch) {
        signs += usize::from(!matches!(ch, ' ' | '\n'));
        match ch {
            // A full stop ends a sentence before a space only: "4.8.2" and "ib.bank" go on.
            ' ' => {
                gap.stop |= before == '.';
                gap.comma |= (before_that, before) == (' ', '-');
            }
            '!' | '\n' | ';' | '。' | '！' | '？' => gap.stop = true,
            '?' => (gap.stop, gap.asks) = (true, true),
            ':' | '=' | '→' => gap.assigns = true,
            '>' => gap.assigns |= matches!(before, '-' | '='),
            '-' => gap.assigns |= before == '<',
            ',' | '(' | ')' | '–' | '—' | '、' => gap.comma = true,
            '$' | '€' | '£' | '¥' | '₹' => gap.money = true,
            '•' => gap.masked = true,
            _ => {}
        }
        (before_that, before) = (before, ch);
    }
    gap.stop |= to == symbols.len() && before == '.';
    gap.joins = signs <= 3 && !gap.masked;
    gap
}
