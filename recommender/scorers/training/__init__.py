"""How the learned models of the next product are trained: batches, loss, network, loop."""
