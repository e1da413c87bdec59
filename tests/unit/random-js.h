/* random-js: JSON as aws and kubectl print it, four blanks a level. */
#ifndef RANDOM_JS_H
#define RANDOM_JS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/out.h"

#define DOTTED "%u.%u.%u.%u"
#define BYTES(a) (a) >> 24, (a) >> 16 & 255, (a) >> 8 & 255, (a) & 255

struct js {
	struct out *out;
	unsigned depth;
	bool any;			/* something stands before, in this */
};

/* In lists key is NULL. */
void js_begin(struct js *j, const char *key, char bracket);
void js_end(struct js *j, char bracket);
/* The value as it is: true. */
void js_raw(struct js *j, const char *key, const char *value);
/* A text in which nothing is left to escape. */
void js_str(struct js *j, const char *key, const char *value);
void js_fmt(struct js *j, const char *key, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void js_u64(struct js *j, const char *key, uint64_t v);
void js_bool(struct js *j, const char *key, bool v);
void js_ip(struct js *j, const char *key, uint32_t a);
/* An element {"Key": .., "Value": ..} */
void js_tag(struct js *j, const char *key, const char *value);

#endif
