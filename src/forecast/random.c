#include <assert.h>
#define HAVE_INLINE		/* of GSL */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

#include "forecast/random.h"

static uint64_t
mix(uint64_t z)
{
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

uint64_t
random_seed(uint64_t seed, const char *name)
{
	uint64_t h = mix(seed + 0x9e3779b97f4a7c15);

	while (*name != '\0')
		h = mix(h ^ (unsigned char)*name++);
	return h;
}

static gsl_rng
generator(struct random *r)
{
	return (gsl_rng){ r->type, r->state };
}

void
random_start(struct random *r, uint64_t seed, uint64_t path)
{
	gsl_rng g;

	r->type = gsl_rng_taus2;
	assert(gsl_rng_taus2->size <= sizeof r->state);
	g = generator(r);
	gsl_rng_set(&g, mix(seed + path * 0x9e3779b97f4a7c15) >> 32);
}

double
random_uniform(struct random *r)
{
	gsl_rng g = generator(r);

	return gsl_rng_uniform(&g);
}

double
random_normal(struct random *r)
{
	gsl_rng g = generator(r);

	return gsl_ran_gaussian_ziggurat(&g, 1);
}

double
random_t4(struct random *r)
{
	gsl_rng g = generator(r);

	return gsl_ran_tdist(&g, 4) * M_SQRT1_2;
}
