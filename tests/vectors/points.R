# Point forecasts by R's forecast package, for tests/unit/test-points.c.
# With the sum of squared errors, where there is one.
# Rscript tests/vectors/points.R > tests/vectors/points.csv   (R 4.2.2, forecast 8.20)
suppressMessages(library(forecast))
options(digits = 10)
series <- list(
	nile = list(as.numeric(Nile), 1),
	lynx = list(log(as.numeric(lynx)), 1),
	uspop = list(as.numeric(uspop), 1),
	air = list(as.numeric(AirPassengers), 12),
	co2 = list(as.numeric(co2), 12),
	gas = list(as.numeric(UKgas), 4))
row <- function(name, method, values)
	cat(paste(c(name, method, format(values, trim = TRUE)), collapse = ","), "\n", sep = "")
for (name in names(series)) {
	y <- series[[name]][[1]]
	m <- series[[name]][[2]]
	row(name, paste0("data", m), y)
	fits <- list(
		ses = ses(ts(y), h = 6, initial = "optimal"),
		holt = holt(ts(y), h = 6),
		damped = holt(ts(y), damped = TRUE, h = 6))
	if (m > 1)
		fits[["ets-season"]] <- forecast(ets(ts(y, frequency = m),
			"AAA", damped = TRUE), h = 6)
	for (method in names(fits)) {
		f <- fits[[method]]
		row(name, method, c(f$mean, sum(residuals(f)^2)))
	}
	row(name, "theta", thetaf(ts(y, frequency = m), h = 6)$mean)
}
