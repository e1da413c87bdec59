# What R's forecast package says of the daily maxima: simulated paths of ets()
# and the interval of thetaf().
# usage: Rscript forecast-peers.R DIR      (the files of forecast-gen)
suppressMessages(library(forecast))
dir <- commandArgs(TRUE)[1]
h <- read.csv(file.path(dir, "history.csv"))
cap <- read.csv(file.path(dir, "capacity.csv"))
h$t <- as.numeric(as.POSIXct(h$timestamp, "%Y-%m-%dT%H:%M:%SZ", tz = "UTC"))
cap$t <- as.numeric(as.POSIXct(cap$now, "%Y-%m-%dT%H:%M:%SZ", tz = "UTC"))
h <- h[!is.na(h$used), ]

# Days back from now, most of each; the last is today.
daily <- function(x, now) {
	d <- floor((now - x$t) / 86400)
	m <- tapply(x$used, d, max)
	y <- rep(NA, max(d) + 1)
	y[max(d) + 1 - as.numeric(names(m))] <- m
	as.numeric(na.interp(y))
}
first <- function(path, c) {
	i <- which(path >= c)
	if (length(i) == 0) Inf else i[1]
}
put <- function(f, name, q)
	cat(name, ",", paste(ifelse(is.finite(q), q, ""), collapse = ","),
	    "\n", sep = "", file = f)

set.seed(1)
out <- list(ets = file(file.path(dir, "said-r-ets.csv"), "w"),
    thetaf = file(file.path(dir, "said-r-thetaf.csv"), "w"))
for (f in out) cat("series,p10,p50,p90\n", file = f)
spent <- c(ets = 0, thetaf = 0)
by <- split(h[, c("t", "used")], h$series)
for (i in seq_len(nrow(cap))) {
	y <- daily(by[[cap$series[i]]], cap$t[i])
	n <- cap$horizon_days[i]
	c <- cap$capacity[i]
	y <- ts(y, frequency = if (length(y) >= 21) 7 else 1)
	spent["ets"] <- spent["ets"] + system.time({
		m <- try(ets(y), silent = TRUE)
		q <- if (inherits(m, "try-error")) rep(Inf, 3) else quantile(
		    replicate(200, first(simulate(m, n), c)),
		    c(0.1, 0.5, 0.9), type = 1)
	})[1]
	put(out$ets, cap$series[i], q)
	spent["thetaf"] <- spent["thetaf"] + system.time({
		t <- try(thetaf(y, n, level = 80), silent = TRUE)
		q <- if (inherits(t, "try-error")) rep(Inf, 3) else
		    c(first(t$upper, c), first(t$mean, c), first(t$lower, c))
	})[1]
	put(out$thetaf, cap$series[i], q)
}
for (f in out) close(f)
cat(sprintf("R: ets %.1f ms, thetaf %.1f ms a series\n",
    1000 * spent["ets"] / nrow(cap), 1000 * spent["thetaf"] / nrow(cap)))
