"""Vectors of the passages: in segments that never change, compared by FAISS where they lie on disk.

    vectors/000007-0.codes    the vectors, 16 bits a number, those of one list together
    vectors/000007-0.npz      their rows, the lists, and where each row lies
    vectors/dead.npy          rows that were removed and are still in a segment

A write adds a segment and leaves the others as they are; small ones are merged. The kind of a
segment follows the size of the index: all vectors compared, or those of the nearest lists.
"""
