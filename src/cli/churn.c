#include "cli/churn.h"

#include <string.h>

#include "base/str.h"
#include "capacity/compare.h"

#define CHURN_MAX 1200		/* what cni/demand.h follows at most */
#define PLACES_MAX 3		/* decimals */

/* "12", "0.5", "1.25": num / den. */
static bool
parse(const char *text, uint64_t *num, uint64_t *den)
{
	const char *dot = strchr(text, '.');
	size_t whole = dot != NULL ? (size_t)(dot - text) : strlen(text);
	size_t places = dot != NULL ? strlen(dot + 1) : 0;
	char digits[24];

	if (whole == 0 || whole + places >= sizeof(digits) ||
	    places > PLACES_MAX || (dot != NULL && places == 0))
		return false;
	memcpy(digits, text, whole);
	digits[whole] = '\0';
	if (!str_u64(num, digits, CHURN_MAX))
		return false;
	*den = 1;
	for (size_t i = 0; i < places; i++) {
		if (dot[1 + i] < '0' || dot[1 + i] > '9')
			return false;
		*num = *num * 10 + (uint64_t)(dot[1 + i] - '0');
		*den *= 10;
	}
	return *num <= CHURN_MAX * *den;
}

bool
churn_parse(struct ctx *ctx, const char *text, const struct plan *p,
    uint64_t *num, uint64_t *den)
{
	if (text == NULL)
		churn_of_plan(p, num, den);
	else if (!parse(text, num, den))
		return err_usage(ctx->err, "--churn %s: expected pods a "
		    "minute, a number from 0 to %d with at most %d decimals",
		    text, CHURN_MAX, PLACES_MAX);
	return true;
}
