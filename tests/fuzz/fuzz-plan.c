/* No bytes make the plan reader, or the count of what it read, misbehave. */
#include <stdint.h>
#include <stdlib.h>

#include "capacity/answer.h"
#include "ingest/plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct answer_options opts = { .all_at_once = false };
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct terms terms = { .arena = &a };
	struct answer_options explained = opts;
	struct answer ans;
	struct plan p;

	explained.terms = &terms;
	if (plan_parse(&p, "plan", (const char *)data, size, NULL, 0, &a,
	    &e)) {
		if (!plan_answer(&ans, &p, &explained, &a, &e) &&
		    e.status == EXIT_OK)
			abort();
	} else if (e.status != EXIT_INPUT)
		abort();
	arena_clear(&a);
	return 0;
}
