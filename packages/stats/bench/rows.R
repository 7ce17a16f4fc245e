# The row-wise peer of bench/run.ts: survival and stats on the same file. Usage: Rscript rows.R FILE QUESTIONS RUNS
# The file is read before the clock starts. Prints the results first and the CPU seconds of each run last, as CSV.
suppressPackageStartupMessages(library(survival))
args <- commandArgs(TRUE)
d <- read.csv(args[1])
questions <- paste0("q", seq_len(as.integer(args[2])))
days <- 12 * (0:60)

# Pairs from the cross table: cor(method = "kendall") is quadratic in the rows and would take minutes.
tau_b <- function(x, y) {
  m <- matrix(as.numeric(table(x, y)), length(unique(x)))
  r <- nrow(m); k <- ncol(m)
  concordant <- discordant <- 0
  for (i in seq_len(r - 1)) for (j in seq_len(k)) {
    below <- m[(i + 1):r, , drop = FALSE]
    if (j < k) concordant <- concordant + m[i, j] * sum(below[, (j + 1):k])
    if (j > 1) discordant <- discordant + m[i, j] * sum(below[, 1:(j - 1)])
  }
  pairs <- function(t) sum(t * (t - 1) / 2)
  n <- pairs(sum(m))
  (concordant - discordant) / sqrt(n - pairs(rowSums(m))) / sqrt(n - pairs(colSums(m)))
}

# Normal-normal shrinkage, tau^2 by DerSimonian and Laird.
shrink <- function(z, v) {
  w <- 1 / v
  fixed <- sum(w * z) / sum(w)
  tau2 <- max(0, (sum(w * (z - fixed)^2) - (length(z) - 1)) / (sum(w) - sum(w^2) / sum(w)))
  mu <- sum(z / (v + tau2)) / sum(1 / (v + tau2))
  weight <- tau2 / (tau2 + v)
  weight * z + (1 - weight) * mu
}

block <- function() {
  rows <- list()
  p <- z <- v <- c()
  for (q in questions) {
    x <- d[[q]]
    for (outcome in c("ship", "stay")) {
      time <- d[[paste0(outcome, "_day")]]
      event <- d[[paste0(outcome, "_event")]] == 1
      km <- summary(survfit(Surv(time, event) ~ x, conf.type = "log-log"), times = days)
      lr <- survdiff(Surv(time, event) ~ x)
      s <- sort(unique(x))
      trend <- sum(s * (lr$obs - lr$exp))^2 / drop(t(s) %*% lr$var %*% s)
      cox <- coxph(Surv(time, event) ~ x, ties = "efron", control = coxph.control(eps = 1e-12))
      concordance <- concordance(Surv(time, event) ~ x, reverse = TRUE)
      p <- c(p, pchisq(trend, 1, lower.tail = FALSE))
      rows[[length(rows) + 1]] <- c(unname(coef(cox)), sqrt(vcov(cox)), trend, concordance$concordance,
        sqrt(concordance$var), rbind(km$n.risk, km$surv, km$lower, km$upper))
    }
    for (outcome in c("rating", "kept")) {
      y <- d[[outcome]]
      test <- cor.test(x, y)
      auc <- if (outcome == "kept") {
        ones <- sum(y)
        (sum(rank(x)[y == 1]) - ones * (ones + 1) / 2) / ones / (length(y) - ones)
      }
      p <- c(p, test$p.value)
      if (outcome == "rating") {
        z <- c(z, unname(atanh(test$estimate)))
        v <- c(v, 1 / (length(x) - 3))
      }
      rows[[length(rows) + 1]] <- c(length(x), mean(x), sd(x), unname(test$estimate), test$conf.int,
        cor(x, y, method = "spearman"), tau_b(x, y), auc)
    }
  }
  rows[[length(rows) + 1]] <- p.adjust(p, "BH")
  rows[[length(rows) + 1]] <- shrink(z, v)
  rows
}

seconds <- c()
for (run in seq_len(as.integer(args[3]))) {
  start <- proc.time()
  rows <- suppressWarnings(block())
  seconds <- c(seconds, sum((proc.time() - start)[c("user.self", "sys.self")]))
}
for (row in rows) cat(paste(format(row, digits = 15, trim = TRUE), collapse = ","), "\n", sep = "")
cat(paste(seconds, collapse = ","), "\n", sep = "")
