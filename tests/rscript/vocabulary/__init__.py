"""Tests of the words of the vocabulary: what a call becomes, and what is refused."""
