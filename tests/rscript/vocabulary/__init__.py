"""Tests of the vocabulary: translations of calls, and refusals."""
