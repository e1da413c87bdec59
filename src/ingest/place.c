#include "ingest/place.h"

#include <string.h>

#define WIDE 16
#define BYTES(c) (UINT64_C(0x0101010101010101) * (c))

/* The top bit of each byte of w that is a newline. */
static uint64_t
newlines(uint64_t w)
{
	uint64_t x = w ^ BYTES('\n');

	return ~(((x & BYTES(0x7f)) + BYTES(0x7f)) | x | BYTES(0x7f));
}

/*
 * Tokens are a few dozen bytes apart, of which one is a newline: too few for
 * memchr().
 */
void
place_seek(struct place *p, uint64_t off)
{
	const unsigned char *s = p->piece + (p->seen - p->base);
	const unsigned char *end = p->piece + (off - p->base), *last = NULL;
	uint64_t w, v;

	if (off <= p->seen)
		return;
	for (; end - s >= WIDE; s += WIDE) {
		memcpy(&w, s, sizeof(w));
		memcpy(&v, s + sizeof(w), sizeof(v));
		w = newlines(w);
		v = newlines(v);
		if ((w | v) == 0)
			continue;
		p->line += (uint64_t)__builtin_popcountll(w >> 7 | v);
		last = s;
	}
	for (; s < end; s++)
		if (*s == '\n') {
			p->line++;
			last = s;
		}
	if (last != NULL) {
		for (s = last + WIDE < end ? last + WIDE : end; s[-1] != '\n';)
			s--;
		p->line_start = p->base + (uint64_t)(s - p->piece);
	}
	p->seen = off;
}
