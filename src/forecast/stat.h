/*
 * stat: order statistics and robust lines, on GSL.
 *
 * Arguments named `work` are reordered.  NaN is the caller's to leave out.
 * Of nothing, each answer is 0.
 */
#ifndef FORECAST_STAT_H
#define FORECAST_STAT_H

#include <stdbool.h>
#include <stddef.h>

void stat_sort(double *v, size_t n);
double stat_median(double *work, size_t n);
/*
 * The k-th smallest of n > k values, from 0, which comes to work[k]: what is
 * before it is not greater, what follows not less.  In a third of the time of
 * gsl_stats_select(), which waits for mispredicted branches.
 */
double stat_select(double *work, size_t n, size_t k);
/* q[i]: quantile p[i], between neighbours (R's type 7); p ascends. */
void stat_quantiles(double *work, size_t n, const double *p, double *q,
    size_t np);
/* Quantile p of Student's t. */
double stat_student(double p, double freedom);
double stat_mean(const double *v, size_t n);
/* Median distance from the median, times 1.4826: a deviation. */
double stat_mad(double *work, size_t n);
/* Correlation of neighbours, at lag; NaN values are passed over. */
double stat_acf(const double *v, size_t n, size_t lag);

#define STAT_HALF 32
/* out[i] = median of what is not NaN within half either side of i. */
void stat_running_median(const double *v, size_t n, size_t half, double *out);

/* y = level + slope * (i - (n - 1)): the level is that of the last point. */
struct line {
	double level, slope;
};

/*
 * Theil (1950), Sen (1968): the median of the slopes of all pairs; from 64
 * points on, of the pairs at 8 distances between a quarter and three quarters
 * of n.  NaN values are passed over; false: fewer than two are not.  `work`
 * has room for stat_pairs(n), which is also enough for less.
 */
size_t stat_pairs(size_t n);
bool stat_theil_sen(struct line *l, const double *y, size_t n, double *work);
/*
 * The slopes between which it lies with probability 1 - 2 p, by the ranks of
 * Kendall's variance, wider by as much as neighbours are alike.  Of what
 * stat_theil_sen would take the median of.
 */
void stat_theil_sen_interval(double *lo, double *hi, const double *y,
    size_t n, double p, double *work);
/* Least squares. */
bool stat_line(struct line *l, const double *y, size_t n);

/*
 * v = a + b h + c h², all three at least 0, weighted: the law by which errors
 * grow with the lead h.  Exact: the best of the eight sets of terms.
 */
struct law {
	double a, b, c;
};
void stat_law(struct law *l, const double *h, const double *v,
    const double *weight, size_t n);

#endif
