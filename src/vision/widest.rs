use rten_simd::{Isa, SimdOp};

/// Does `work` with the widest vector instructions of this processor: plain loops over slices become as
/// wide. Only what is inlined into `work` does.
#[inline]
pub(super) fn widest<R>(work: impl FnOnce() -> R) -> R {
    Work(work).dispatch()
}

struct Work<W>(W);

impl<R, W: FnOnce() -> R> SimdOp for Work<W> {
    type Output = R;

    #[inline(always)]
    fn eval<I: Isa>(self, _: I) -> R {
        (self.0)()
    }
}
