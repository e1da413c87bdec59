# The last 14 values of the training part of M4's Daily series, as rows of CSV,
# from operaDaily.RData of competitor 243: what it was weighed on.
# usage: Rscript forecast-m4-daily.R operaDaily.RData
load(commandArgs(TRUE)[1])
y <- t(sapply(OPERA, function(o) as.numeric(o$model$Y)))
write.table(format(y, digits = 15, trim = TRUE), sep = ",", quote = FALSE,
    col.names = NA, row.names = paste0("D", seq_len(nrow(y))))
