# R's thetaf on the histories of forecast-speed.c, and the ratio.
# usage: Rscript forecast-speed.R DIR
suppressMessages(library(forecast))
dir <- commandArgs(TRUE)[1]
read <- function(name) as.matrix(read.csv(file.path(dir, name), header = FALSE))
y <- read("y.csv")
ours <- read("theta.csv")
seconds <- scan(file.path(dir, "seconds"), quiet = TRUE)
h <- ncol(ours)
series <- lapply(seq_len(nrow(y)), function(i)
    ts(as.numeric(y[i, ]), frequency = 7))
run <- function() lapply(series, function(s) thetaf(s, h)$mean)
spent <- Inf
for (round in 1:3) {
	t <- system.time(said <- run())
	spent <- min(spent, t[[1]] + t[[2]])
}
far <- sapply(seq_along(series), function(i)
    max(abs(as.numeric(said[[i]]) - ours[i, ]) / abs(as.numeric(said[[i]]))))
cat(sprintf("%-24s %10.1f series a second of CPU\n", "R's thetaf",
    length(series) / spent))
cat(sprintf("ipplan's theta is %.1f times as fast (at least 20 asked)\n",
    spent / seconds))
cat(sprintf("greatest difference of a forecast: median %.2f %%, most %.2f %%\n",
    100 * median(far), 100 * max(far)))
