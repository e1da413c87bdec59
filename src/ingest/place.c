#include "ingest/place.h"

#include <string.h>

#define WIDE 16
#define BYTES(c) (UINT64_C(0x0101010101010101) * (c))

/* 1 in each byte of w that is a newline, else 0. */
static uint64_t
newlines(uint64_t w)
{
	uint64_t x = w ^ BYTES('\n');

	return ~(((x & BYTES(0x7f)) + BYTES(0x7f)) | x | BYTES(0x7f)) >> 7;
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
		w = newlines(w) + newlines(v);
		if (w == 0)
			continue;
		p->line += w * BYTES(1) >> 56;	/* the sum of its bytes */
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
