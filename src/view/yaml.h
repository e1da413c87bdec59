/* yaml: pieces of YAML text, for what prints a plan file. */
#ifndef VIEW_YAML_H
#define VIEW_YAML_H

#include "base/out.h"

/* A scalar that reads back as this text: plain if it can be, else quoted. */
void yaml_text(struct out *o, const char *s);
/* The same, quoted always. */
void yaml_quoted(struct out *o, const char *s);
/* Ends the line; with why, "  # guessed: why" before that. */
void yaml_end(struct out *o, const char *why);
/* A line that is a comment; it has no line ends whatever s holds. */
void yaml_comment(struct out *o, const char *indent, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
