/* json-text: what yajl lets pass in a text and the JSON reader does not. */
#ifndef INGEST_JSON_TEXT_H
#define INGEST_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Well-formed UTF-8: no overlong forms, no surrogates. */
bool json_text_is_utf8(const unsigned char *s, size_t n);

/*
 * Escapes over the raw bytes of a document, piece by piece; zero to begin.
 * Returns NULL, or the byte after a half surrogate pair (\ud83d without
 * \ude00).  What is no escape at all is left to the parser.
 */
struct json_escapes {
	unsigned at, code;		/* bytes of an escape seen; its value */
	bool high;			/* \ud83d waits for \ude00 */
};

const unsigned char *json_escapes_check(struct json_escapes *e,
    const unsigned char *p, size_t n);

#endif
