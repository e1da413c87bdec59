/* facts: what was found in a history, for people. */
#ifndef FORECAST_FACTS_H
#define FORECAST_FACTS_H

#include "forecast/forecast.h"
#include "forecast/grid.h"
#include "forecast/mix.h"

struct arena;

void facts_fill(struct forecast_facts *f, const struct history *h,
    const struct grid *g, const struct mix *m, struct arena *a);

#endif
