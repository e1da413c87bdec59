/*
 * A canvas of characters: time to the right, use upwards.  What is drawn
 * later covers what was drawn before, so the order is band, capacity, median,
 * history.
 */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "view/forecast.h"

#define HEIGHT 14
#define PAST 24
#define PLAIN_MAX 1e9		/* levels from here on as 1e+09 */
#define DECIMALS_MAX 4
#define WIDTH (PAST + 1 + FORECAST_PLOT_FUTURE)	/* a column is "now" */

struct canvas {
	char cell[HEIGHT][WIDTH + 1];
	double lo, hi;
};

/*
 * The row of a value, from the bottom; outside is the edge.  Halves, because
 * the range may be more than a double holds; or less, and then it is row 0.
 */
static int
row_of(const struct canvas *c, double y)
{
	double r = (y / 2 - c->lo / 2) / (c->hi / 2 - c->lo / 2) *
	    (HEIGHT - 1);

	return !(r > 0) ? 0 : r > HEIGHT - 1 ? HEIGHT - 1 : (int)(r + 0.5);
}

/* Of a row, with as many digits as it takes to tell rows apart. */
static struct cell
level_of(struct view_forecast *v, const struct canvas *c, size_t row)
{
	double share = (double)row / (HEIGHT - 1);
	double y = c->lo * (1 - share) + c->hi * share;
	double step = c->hi / (HEIGHT - 1) - c->lo / (HEIGHT - 1);
	double most = fmax(fabs(c->lo), fabs(c->hi));
	int decimals = (int)fmax(0, ceil(-log10(step)));
	int digits = (int)fmin(17, ceil(log10(most) - log10(step)) + 1);

	if (!isfinite(y))
		return cell_text(NULL);
	if (fabs(y) < step * 1e-9)
		y = 0;
	return cell_big(most < PLAIN_MAX && decimals <= DECIMALS_MAX ?
	    arena_printf(v->doc->arena, "%.*f", decimals, y) :
	    arena_printf(v->doc->arena, "%.*g", digits, y));
}

static void
mark(struct canvas *c, size_t x, double y, char what)
{
	if (isfinite(y))
		c->cell[row_of(c, y)][x] = what;
}

static void
column(struct canvas *c, size_t x, double from, double to, char what)
{
	for (int r = row_of(c, from); r <= row_of(c, to); r++)
		c->cell[r][x] = what;
}

/* The most of each of PAST equal parts of the last span; NaN: nothing. */
static void
past_maxima(double most[PAST], const struct series *s, int64_t now,
    int64_t span)
{
	for (size_t i = 0; i < PAST; i++)
		most[i] = NAN;
	for (size_t i = 0; i < s->n; i++) {
		int64_t age = now - s->samples[i].at;
		size_t x;

		if (age < 0 || age >= span ||
		    !isfinite(s->samples[i].used))
			continue;
		x = PAST - 1 - (size_t)((double)age / (double)span * PAST);
		most[x] = fmax(most[x], s->samples[i].used);
	}
}

static int64_t
past_span(const struct forecast *f)
{
	int64_t span = f->now - f->facts.intake.first + 1;
	int64_t longest = (int64_t)f->days * DATE_DAY_S;

	return span < longest && span > 0 ? span : longest;
}

/* All of the past and of the median; of the band what is of interest. */
static void
find_range(struct canvas *c, const struct forecast_entry *e,
    const double past[PAST])
{
	const struct forecast *f = e->f;
	double most = -INFINITY;

	c->lo = INFINITY;
	c->hi = -INFINITY;
	for (size_t i = 0; i < PAST; i++) {
		c->lo = fmin(c->lo, past[i]);
		most = fmax(most, past[i]);
	}
	for (size_t i = 0; i < f->npoints; i++) {
		c->lo = fmin(c->lo, f->points[i].lo80);
		c->hi = fmax(c->hi, f->points[i].hi80);
		most = fmax(most, f->points[i].mean);
	}
	if (e->has_capacity) {
		c->hi = fmin(c->hi, 1.5 * f->capacity);
		c->hi = fmax(c->hi, f->capacity);
		c->lo = fmin(c->lo, f->capacity);
	}
	c->hi = fmax(c->hi, most);
	if (!(c->hi - c->lo > 0)) {
		c->lo = isfinite(c->lo) ? c->lo - 1 : 0;
		c->hi = c->lo + 2;
	}
}

static void
draw(struct canvas *c, const struct forecast_entry *e,
    const double past[PAST])
{
	const struct forecast *f = e->f;

	for (size_t i = 0; i < f->npoints &&
	    i < FORECAST_PLOT_FUTURE; i++)
		column(c, PAST + 1 + i, f->points[i].lo80,
		    f->points[i].hi80, '.');
	for (size_t x = 0; x < WIDTH && e->has_capacity; x++)
		mark(c, x, f->capacity, '=');
	for (int r = 0; r < HEIGHT; r++)
		c->cell[r][PAST] = '|';
	for (size_t i = 0; i < f->npoints && i < FORECAST_PLOT_FUTURE; i++)
		mark(c, PAST + 1 + i, f->points[i].mean, 'o');
	for (size_t i = 0; i < PAST; i++)
		mark(c, i, past[i], '#');
}

static void
put(struct view_forecast *v, const char *name, struct cell level,
    const char *line)
{
	struct cell *c = table_row(v->doc, v->t[5]);
	size_t n = strlen(line);

	while (n > 0 && line[n - 1] == ' ')
		n--;
	c[0] = cell_text(name);
	c[1] = level;
	c[2] = cell_text(arena_strndup(v->doc->arena, line, n));
}

/* "^" above the columns in which the band goes on above the picture. */
static void
put_clipped(struct view_forecast *v, const char *name,
    const struct canvas *c, const struct forecast *f)
{
	char line[WIDTH + 1];
	double end = c->hi + (c->hi - c->lo) / (HEIGHT - 1) / 2;
	bool any = false;

	memset(line, ' ', WIDTH);
	line[WIDTH] = '\0';
	for (size_t i = 0; i < f->npoints && i < FORECAST_PLOT_FUTURE; i++)
		if (f->points[i].hi80 > end) {
			line[PAST + 1 + i] = '^';
			any = true;
		}
	if (any)
		put(v, name, cell_text(NULL), line);
}

/* "^" under the columns in which events are. */
static void
put_events(struct view_forecast *v, const char *name,
    const struct forecast *f, const struct forecast_options *o)
{
	char line[WIDTH + 1];
	int64_t span = (int64_t)f->days * DATE_DAY_S;
	bool any = false;

	memset(line, ' ', WIDTH);
	line[WIDTH] = '\0';
	for (size_t i = 0; i < o->nevents; i++) {
		int64_t lead = o->events[i].at - f->now;

		if (lead < 0 || lead >= span)
			continue;
		line[PAST + 1 + (size_t)((double)lead / (double)span *
		    FORECAST_PLOT_FUTURE)] = '^';
		any = true;
	}
	if (any)
		put(v, name, cell_text(NULL), line);
}

static void
put_dates(struct view_forecast *v, const char *name,
    const struct forecast *f)
{
	char line[WIDTH + 1], day[DATE_LEN];

	memset(line, ' ', WIDTH);
	line[WIDTH] = '\0';
	memcpy(line, date_format_day(day, f->now - past_span(f) +
	    1), 10);
	memcpy(line + PAST - 5, date_format_day(day, f->now), 10);
	memcpy(line + WIDTH - 10, date_format_day(day, f->now +
	    (int64_t)f->days * DATE_DAY_S), 10);
	put(v, name, cell_text(NULL), line);
}

/* "2.5 days", or hours where that is less than two. */
static const char *
width(struct view_forecast *v, double seconds)
{
	bool days = seconds >= 2 * DATE_DAY_S;

	return arena_printf(v->doc->arena, "%.3g %s", seconds / (days ?
	    DATE_DAY_S : 3600), days ? "days" : "hours");
}

/* The past and the future have different scales. */
static void
put_scales(struct view_forecast *v, const char *name,
    const struct forecast *f)
{
	put(v, name, cell_text(NULL), arena_printf(v->doc->arena,
	    "a column is %s before now, %s after", width(v,
	    (double)past_span(f) / PAST), width(v, (double)f->days *
	    DATE_DAY_S / FORECAST_PLOT_FUTURE)));
}

/* Here the name is part of a picture, which redact.c takes for its own. */
static const char *
heading(struct view_forecast *v, const struct forecast_entry *e,
    const char *name)
{
	name = doc_word(v->doc, name);
	return e->has_capacity ? arena_printf(v->doc->arena, "%s (%s)", name,
	    e->resource) : name;
}

void
view_forecast_plot(struct view_forecast *v, const struct forecast_entry *e,
    const struct series *history, const struct forecast_options *o)
{
	const char *name = arena_strdup(v->doc->arena, e->f->series);
	struct canvas c;
	double past[PAST];

	past_maxima(past, history, e->f->now, past_span(e->f));
	find_range(&c, e, past);
	for (size_t r = 0; r < HEIGHT; r++) {
		memset(c.cell[r], ' ', WIDTH);
		c.cell[r][WIDTH] = '\0';
	}
	draw(&c, e, past);
	put(v, name, cell_text(NULL), heading(v, e, name));
	put_clipped(v, name, &c, e->f);
	for (size_t r = HEIGHT; r-- > 0;)
		put(v, name, level_of(v, &c, r), c.cell[r]);
	put_events(v, name, e->f, o);
	put_dates(v, name, e->f);
	put_scales(v, name, e->f);
}
