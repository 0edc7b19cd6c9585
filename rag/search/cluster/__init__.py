"""An index beyond one machine: PostgreSQL holds the catalogue, Milvus searches, both are servers.

`store.ClusterStore` is the Store. Reading order: weights, words, engine, tables, session,
generation, catalog, vocabulary, index, write, store. The extra `quoth[cluster]` brings what is
imported here; nothing outside of this folder imports it before a store is named
(docs/scale.md).
"""
