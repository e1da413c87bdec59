/*
 * forecast-peers: what simple methods in use today say of a history, in days
 * from now (INFINITY: never), as P10, P50 and P90.  A method that has one date
 * says it three times.  The last is one that nobody has: the true process, as a
 * curve without noise.
 */
#ifndef FORECAST_PEERS_H
#define FORECAST_PEERS_H

#include "histories.h"

struct peer {
	const char *name;
	void (*say)(const struct drawn_history *h, double said[3]);
};

extern const struct peer peers[];
extern const size_t npeers;

#endif
