//! Lists of words, each with the order in which a text can be searched for all of them at once.

use core::ops::Deref;

/// A list of words. It is a slice of them, in the order of the list.
#[derive(Debug)]
pub struct Words {
    /// The words.
    pub words: &'static [&'static str],
    /// Their numbers in `words`, by their first character; with one first character, the longer before the shorter.
    pub by_first: &'static [u16],
    /// Which characters begin a word: bit `n % 64` of number `n / 64`, `n` being the last byte of the character's number.
    pub firsts: [u64; 4],
}

impl Deref for Words {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        self.words
    }
}

impl IntoIterator for &'static Words {
    type Item = &'static &'static str;
    type IntoIter = core::slice::Iter<'static, &'static str>;

    fn into_iter(self) -> Self::IntoIter {
        self.words.iter()
    }
}

/// Words that mean something, each with its meaning.
#[derive(Debug)]
pub struct Phrases {
    /// The words.
    pub words: Words,
    /// What each means, by its number among the words.
    pub meanings: &'static [&'static str],
}

impl Phrases {
    /// The words, each with its meaning.
    pub fn pairs(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.words.words.iter().copied().zip(self.meanings.iter().copied())
    }
}
