# The row-wise peer of bench/run.ts: survival and stats on the same file. Usage: Rscript rows.R FILE QUESTIONS
# Prints the results first and the CPU seconds of the block last, as CSV.
suppressPackageStartupMessages(library(survival))
args <- commandArgs(TRUE)
d <- read.csv(args[1])
questions <- paste0("q", seq_len(as.integer(args[2])))
start <- proc.time()
rows <- list()
for (q in questions) {
  x <- d[[q]]
  for (outcome in c("ship", "stay")) {
    time <- d[[paste0(outcome, "_day")]]
    event <- d[[paste0(outcome, "_event")]] == 1
    km <- survfit(Surv(time, event) ~ x, conf.type = "log-log")
    lr <- survdiff(Surv(time, event) ~ x)
    s <- sort(unique(x))
    trend <- sum(s * (lr$obs - lr$exp))^2 / drop(t(s) %*% lr$var %*% s)
    cox <- coxph(Surv(time, event) ~ x, ties = "efron", control = coxph.control(eps = 1e-12))
    concordance <- concordance(Surv(time, event) ~ x, reverse = TRUE)
    rows[[length(rows) + 1]] <- c(unname(coef(cox)), sqrt(vcov(cox)), trend, concordance$concordance,
      sqrt(concordance$var), unname(quantile(km, .5)$quantile)[1])
  }
  for (outcome in c("rating", "kept")) {
    y <- d[[outcome]]
    p <- cor.test(x, y)
    rows[[length(rows) + 1]] <- c(unname(p$estimate), p$conf.int, cor(x, y, method = "spearman"), NA, NA)
  }
}
used <- proc.time() - start
for (row in rows) cat(paste(format(row, digits = 15), collapse = ","), "\n", sep = "")
cat(sum(used[c("user.self", "sys.self")]), "\n", sep = "")
