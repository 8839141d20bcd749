"""All benchmarks: gradients against loops, then what a user waits for."""

import sys

from benchmarks import gradient, walk

sys.argv = sys.argv[:1]
gradient.main()
walk.main()
