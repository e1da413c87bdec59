/* Any words make options, operands or one usage error; none is lost. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/opt.h"

#define WORDS_MAX 64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct options {
	bool flag;
	const char *text, *word;
	struct opt_list list;
	struct opt_u64 number, small;
};

#define OFF(field) offsetof(struct options, field)
static const char *const choices[] = { "auto", "always", "never", NULL };
static const struct opt opts[] = {
	{ .s = 'f', .l = "flag", .type = OPT_FLAG, .off = OFF(flag) },
	{ .s = 'o', .l = "output", .type = OPT_STRING, .off = OFF(text),
	    .arg = "format" },
	{ .l = "color", .type = OPT_STRING, .off = OFF(word), .arg = "when",
	    .choices = choices },
	{ .l = "set", .type = OPT_LIST, .off = OFF(list), .arg = "p=v" },
	{ .s = 'n', .l = "number", .type = OPT_U64, .off = OFF(number),
	    .arg = "n", .max = UINT64_MAX },
	{ .l = "small", .type = OPT_U64, .off = OFF(small), .arg = "n",
	    .max = 7 },
	{ .type = OPT_END }
};

/* Words end with NUL bytes. */
static int
split(char *text, size_t size, char *argv[WORDS_MAX + 1])
{
	static char name[] = "ipplan";
	int n = 0;

	argv[n++] = name;
	for (size_t i = 0; i < size && n < WORDS_MAX; i += strlen(text + i) + 1)
		argv[n++] = text + i;
	argv[n] = NULL;
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct options o = { .flag = false };
	struct optset set = { opts, &o };
	char *argv[WORDS_MAX + 1];
	char *text = arena_strndup(&a, (const char *)data, size);
	int argc = split(text, size, argv);
	int n = opt_parse(&set, 1, argc, argv, &a, &e);

	if ((n < 0) != (e.status == EXIT_USAGE))
		abort();
	if (n >= argc || (n >= 0 && o.small.v > 7) ||
	    (n >= 0 && o.word != NULL && strcmp(o.word, "auto") != 0 &&
	    strcmp(o.word, "always") != 0 && strcmp(o.word, "never") != 0))
		abort();
	for (int i = 1; i <= n; i++)
		if (argv[i] == NULL)
			abort();
	arena_clear(&a);
	return 0;
}
