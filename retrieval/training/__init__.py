"""Learning to find: from graded queries to an encoder's adapter and a reranker."""
