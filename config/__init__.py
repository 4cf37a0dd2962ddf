"""Settings, addresses and the way into the server."""

import os

# Each process scores on one core: several workers share a machine, and OpenBLAS threads that wait
# for a busy core cost more than they give. It is read when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
