/*
 * keys: which keys the open objects of a JSON text have had.
 *
 * A key is the 64-bit hash of its text and of where its object begins; two
 * different keys with the same hash would be called duplicates, at odds of
 * 2^-64 a pair.  One open-addressing table serves all levels: keys leave in
 * the reverse of the order they came, so emptying a slot restores the table
 * as it was and needs no tombstone.
 */
#ifndef INGEST_KEYS_H
#define INGEST_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct keys {
	uint64_t *v;		/* the open objects' keys in order; owned */
	size_t n, cap;
	uint64_t *slots;	/* a power of two, at most half full; owned */
	size_t nslots;
};

void keys_clear(struct keys *k);

/* An object begins: remember k->n, and leave with it when the object ends. */
void keys_leave(struct keys *k, size_t start);

/* False when the object that began at start has had the key. */
bool keys_add(struct keys *k, size_t start, const void *key, size_t n);

#endif
