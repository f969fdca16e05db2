//! Answers made on many threads, written in order, with a bound on the bytes that wait for their turn.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Bytes of answers that wait; one that is next never waits, whatever its size.
const HELD: usize = 8 << 20;

/// What is put into the queue.
pub(crate) trait Weighed {
    /// Bytes that it holds.
    fn size(&self) -> usize;
}

/// The queue before a writer.
pub(crate) struct Queue<A, W> {
    line: Mutex<Line<A, W>>,
    moved: Condvar,
}

struct Line<A, W> {
    next: usize,
    held: usize,
    waiting: BTreeMap<usize, A>,
    write: W,
    failed: Option<io::Error>,
}

/// The writer failed: what else there is need not be made.
#[derive(Debug)]
pub(crate) struct Closed;

impl<A: Weighed, W: FnMut(A) -> io::Result<()>> Queue<A, W> {
    /// A queue before `write`.
    pub(crate) fn new(write: W) -> Self {
        let line = Line { next: 0, held: 0, waiting: BTreeMap::new(), write, failed: None };
        Queue { line: Mutex::new(line), moved: Condvar::new() }
    }

    /// Makes the answer with a number, from 0 without gaps, and writes all whose turn has come.
    ///
    /// Numbers must be taken up in order: then the next one is always in the hands of a thread that does not wait here. Should that
    /// thread panic, the queue is closed: its answer will never come, and all others would wait for it.
    pub(crate) fn put(&self, number: usize, make: impl FnOnce() -> A) -> Result<(), Closed> {
        let _guard = Guard(self);
        let answer = make();
        let size = answer.size();
        let mut line = self.lock();
        while number != line.next && line.held + size > HELD && line.failed.is_none() {
            line = self.moved.wait(line).unwrap_or_else(PoisonError::into_inner);
        }
        line.held += size;
        line.waiting.insert(number, answer);
        let result = line.write_ready();
        self.moved.notify_all();
        result
    }

    /// What went wrong with the writer, if anything did.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.line.into_inner().unwrap_or_else(PoisonError::into_inner).failed.map_or(Ok(()), Err)
    }

    fn lock(&self) -> MutexGuard<'_, Line<A, W>> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Closes the queue when its thread panics.
struct Guard<'q, A, W>(&'q Queue<A, W>);

impl<A, W> Drop for Guard<'_, A, W> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let mut line = self.0.line.lock().unwrap_or_else(PoisonError::into_inner);
            line.failed.get_or_insert_with(|| io::Error::other("a panic"));
            self.0.moved.notify_all();
        }
    }
}

impl<A: Weighed, W: FnMut(A) -> io::Result<()>> Line<A, W> {
    fn write_ready(&mut self) -> Result<(), Closed> {
        while self.failed.is_none() {
            let Some(answer) = self.waiting.remove(&self.next) else { return Ok(()) };
            self.held -= answer.size();
            self.next += 1;
            self.failed = (self.write)(answer).err();
        }
        Err(Closed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    struct Piece<'c> {
        number: usize,
        size: usize,
        alive: &'c AtomicUsize,
    }

    impl Weighed for Piece<'_> {
        fn size(&self) -> usize {
            self.size
        }
    }

    impl Drop for Piece<'_> {
        fn drop(&mut self) {
            self.alive.fetch_sub(self.size, Ordering::SeqCst);
        }
    }

    /// Every third answer is as large as all that may wait, so that threads must wait for each other.
    #[test]
    fn in_order_and_within_the_bound() {
        const THREADS: usize = 4;
        let (alive, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut written = Vec::new();
        let queue = Queue::new(|piece: Piece<'_>| {
            written.push(piece.number);
            Ok(())
        });
        let pool = rayon::ThreadPoolBuilder::new().num_threads(THREADS).build();
        let work = || {
            (0..500).par_bridge().try_for_each(|number| {
                let size = if number % 3 == 0 { HELD } else { HELD / 16 };
                most.fetch_max(alive.fetch_add(size, Ordering::SeqCst) + size, Ordering::SeqCst);
                // The first of them comes last: all others have to wait for it.
                if number == 0 {
                    std::thread::sleep(std::time::Duration::from_millis(30));
                }
                queue.put(number, || Piece { number, size, alive: &alive })
            })
        };
        assert!(pool.is_ok_and(|pool| pool.install(work).is_ok()));
        assert!(queue.finish().is_ok());
        assert_eq!(written, (0..500).collect::<Vec<_>>());
        // What waits, and one in the hand of each thread.
        assert!(most.into_inner() <= HELD * (1 + THREADS));
    }

    /// The others fill the queue and wait for the answer that the first one fails to make.
    #[test]
    fn a_thread_that_panics_ends_the_work() {
        let (alive, others) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let queue = Queue::new(|_: Piece<'_>| Ok(()));
        let put = |number| {
            queue.put(number, || {
                // The first waits until both others have come to the queue, and a moment for them to stand in it.
                if number == 0 {
                    while others.load(Ordering::SeqCst) < 2 {
                        std::thread::yield_now();
                    }
                    std::thread::sleep(std::time::Duration::from_millis(30));
                    std::panic::resume_unwind(Box::new("planted"));
                }
                alive.fetch_add(HELD, Ordering::SeqCst);
                others.fetch_add(1, Ordering::SeqCst);
                Piece { number, size: HELD, alive: &alive }
            })
        };
        std::thread::scope(|scope| {
            let (first, second, third) =
                (scope.spawn(|| put(0).is_err()), scope.spawn(|| put(1).is_err()), scope.spawn(|| put(2).is_err()));
            assert!(first.join().is_err());
            // One of them found room and went on; the other waited.
            assert!(second.join().unwrap_or(false) || third.join().unwrap_or(false));
        });
        assert!(queue.finish().is_err());
    }

    #[test]
    fn a_writer_that_fails_ends_the_work() {
        let alive = AtomicUsize::new(0);
        let queue = Queue::new(|piece: Piece<'_>| if piece.number == 2 { Err(io::Error::other("full")) } else { Ok(()) });
        let piece = |number| queue.put(number, || Piece { number, size: 1, alive: &alive });
        alive.store(10, Ordering::SeqCst);
        assert!(piece(0).is_ok() && piece(1).is_ok());
        assert!(piece(2).is_err() && piece(3).is_err());
        assert!(queue.finish().is_err());
    }
}
